//! The other way to finish a case: reading a talk that went well, and one question to oneself.
//!
//! It makes the same statement as practice, so that it looks the same to staff.

use assess::Span;
use maud::{Markup, html};

use super::shell::{self, Page};
use super::{Visit, onward, words};
use crate::course::{CourseCase, CourseTopic};
use crate::ids;
use crate::talk::{self, Said, Step};

/// `/cases/<slug>/transcript`. Its form posts to the same address with nothing in it; the server
/// makes the `completed` statement and answers 303 to the topic. The reflection has no `name`, so
/// that it never leaves the device.
#[must_use]
pub fn transcript(visit: &Visit<'_>, topic: &CourseTopic, case: &CourseCase) -> String {
    let peer = &case.case.peer;
    let talk = talk::read(&case.case);
    let finished = visit.progress.finished.contains(&case.slug);
    let (next_href, next) = onward::next(visit.course, topic);
    let body = html! {
        article class="transcript" id="transcript"
            data-case=(visit.course.case_id(case))
            data-topic-href=(ids::topic_url(topic)) {
            p class="label" { "Reading a talk: " (case.case.title) }
            h1 { "How it can go with " (peer.name) }
            p class="lead" { (words::sentence(&peer.about)) }
            @if let Some(note) = &case.case.content_note {
                p class="content-note" { strong { "Before you begin: " } (words::sentence(note)) }
            }
            p class="note" {
                "One talk of many. Marked are the words that did something, and under them stands what "
                (peer.name) " heard."
            }
            h2 class="unseen" { "The talk" }
            div class="talk" {
                @if let Some(first) = talk.first() {
                    div class="turn" { (scene(first, &peer.name)) }
                }
                @for (nth, step) in talk.iter().enumerate() {
                    (turn(step, talk.get(nth + 1), &peer.name))
                }
            }
            section class="reflection" aria-labelledby="question" {
                h2 id="question" { "One question, to yourself" }
                p { "Which of these replies would have been hardest for you to say, and why?" }
                label for="thought" { "Your thoughts" }
                textarea id="thought" data-do="reflection" placeholder="Only if you like" autocomplete="off" aria-describedby="private" {}
                p class="note" id="private" { "What you write stays on this device and goes nowhere. You can also just think about it." }
                form method="post" action=(ids::transcript_url(case)) data-do="finished" {
                    p class="deeds" {
                        button class="button main" type="submit" {
                            @if finished { "I have thought about it again" } @else { "I have read it and thought about it" }
                        }
                        a class="button quiet" href=(ids::case_url(case)) { "Sit down with " (peer.name) " after all" }
                    }
                }
                @if finished {
                    p class="note" { "This talk is finished already." }
                }
            }
            nav class="onward" aria-label="What next" {
                div class="deeds" {
                    a class="button quiet" href=(ids::topic_url(topic)) { "Back to " (topic.title) }
                    a class="button quiet" href=(next_href) { (next) }
                }
            }
        }
    };
    shell::page(
        visit,
        Page {
            title: &format!("Reading a talk: {}", case.case.title),
            description: &format!("A talk with {}, to read.", peer.name),
            kind: "transcript",
            script: Some("other-way.js"),
            way_back: Some((ids::topic_url(topic), "Back to the topic".into())),
            data: None,
            body,
        },
    )
}

/// What leads up to a moment.
fn scene(step: &Step, peer: &str) -> Markup {
    html! {
        @for stage in &step.stage { p class="scene" { (stage) } }
        (said_by(peer, &step.lines))
    }
}

/// What is said in a moment, what comes of it, and what follows.
fn turn(step: &Step, next: Option<&Step>, peer: &str) -> Markup {
    let said = match &step.said {
        Said::Nothing => return html! {},
        Said::Waits => html! { p class="scene" { "You stay quiet and wait." } },
        Said::Words(text, stretches) => html! {
            blockquote { p { "“" (marked(text, stretches)) "”" } }
        },
    };
    html! {
        div class="turn" {
            div class="said you" { p class="label" { "You" } (said) }
            (said_by(peer, &step.answer))
            @if !step.notes.is_empty() {
                div class="feedback" {
                    @for (title, text) in &step.notes {
                        p class="label" { (title) }
                        p { (quoting(text)) }
                    }
                }
            }
            @if let Some(next) = next { (scene(next, peer)) }
        }
    }
}

fn said_by(who: &str, lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            div class="said peer" {
                p class="label" { (who) }
                blockquote { @for line in lines { p { (words::spoken(line)) } } }
            }
        }
    }
}

/// The words with their telling stretches marked; overlapping ones count once.
fn marked(text: &str, stretches: &[(Span, bool)]) -> Markup {
    let letters: Vec<char> = text.chars().collect();
    let letters_in = |from: usize, to: usize| {
        letters.get(from..to).unwrap_or_default().iter().collect::<String>()
    };
    let mut sorted = stretches.to_vec();
    sorted.sort_unstable_by_key(|(span, _)| (span.start, usize::MAX - span.end));
    let mut parts: Vec<(String, Option<bool>)> = Vec::new();
    let mut at = 0;
    for (span, cost) in sorted {
        if span.start < at || span.end <= span.start || span.end > letters.len() {
            continue;
        }
        parts.push((letters_in(at, span.start), None));
        parts.push((letters_in(span.start, span.end), Some(cost)));
        at = span.end;
    }
    parts.push((letters_in(at, letters.len()), None));
    html! {
        @for (words, mark) in &parts {
            @match mark {
                None => (words),
                Some(false) => mark { (words) },
                Some(true) => mark class="cost" { (words) },
            }
        }
    }
}

/// Each stretch between “…” as a quotation of its own.
fn quoting(text: &str) -> Markup {
    html! {
        @for (nth, part) in text.split('“').enumerate() {
            @if nth == 0 {
                (part)
            } @else {
                @match part.split_once('”') {
                    Some((words, rest)) => { q { (words) } (rest) },
                    None => { "“" (part) },
                }
            }
        }
    }
}
