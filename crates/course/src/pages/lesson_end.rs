//! The end of a lesson: what it covered, what is finished, and where to go on.

use maud::{Markup, html};
use topic::document::{BlockKind, Text};

use super::prose::Prose;
use super::shell::{self, Page};
use super::{Visit, onward, place, words};
use crate::course::{CourseTopic, Lesson};
use crate::ids;
use crate::time::{self, Time};

/// `/lessons/<slug>/end`
#[must_use]
pub fn lesson_end(visit: &Visit<'_>, lesson: &Lesson) -> String {
    let course = visit.course;
    let topics = course.topics.get(lesson.topics.clone()).unwrap_or_default();
    let done = visit.progress.count(topics);
    let all = topics.len();
    let time: Time = topics.iter().map(|t| t.time).sum();
    let next = course.topics.get(lesson.topics.end);
    let open: Vec<&CourseTopic> =
        topics.iter().filter(|t| !visit.progress.has_finished(t)).collect();
    let body = html! {
        article class="end" {
            header class="title" {
                p class="label" { "The end of a lesson" }
                h1 { (lesson.title) }
                p class="time" {
                    @if open.is_empty() { "You have finished this lesson: " }
                    @else { "You have finished " (done) " of " (all) ": " }
                    (words::count(all, "topic", "topics")) ", " (time::minutes(time.total())) " in all"
                }
            }
            div class="going" { (place::fields(visit, topics, None)) }
            @if !open.is_empty() {
                section aria-labelledby="open" {
                    h2 id="open" { "Still open" }
                    ul class="list" { @for topic in &open { li { (still_open(visit, topic)) } } }
                    p class="note" { "You can go on and come back." }
                }
            }
            @for topic in topics { (covered(visit, topic)) }
            nav class="onward" aria-label="What next" {
                @match next {
                    Some(next) => {
                        div class="deeds" {
                            a class="button main" href=(ids::topic_url(next)) { "Next: " (next.title) }
                            a class="button quiet" href="/" { "Back to the course" }
                        }
                    },
                    None => {
                        p class="lead" { "That was the last lesson of this course. Everything stays open: you can read and practise again at any time." }
                        div class="deeds" { a class="button main" href="/" { "Back to the course" } }
                    },
                }
            }
        }
    };
    shell::page(
        visit,
        Page {
            title: &format!("The end of: {}", lesson.title),
            description: &format!("What the lesson {} covered.", lesson.title),
            kind: "lesson",
            script: None,
            way_back: Some(("/".into(), "The course".into())),
            data: None,
            body,
        },
    )
}

fn still_open(visit: &Visit<'_>, topic: &CourseTopic) -> Markup {
    let cases: Vec<_> = visit.progress.open_cases(topic).collect();
    html! {
        a href=(ids::topic_url(topic)) { (topic.title) } ": "
        @if !visit.progress.has_read(topic) {
            "reading to the end"
            @if cases.is_empty() { "." } @else { "; " }
        }
        @for case in cases { (onward::still(case)) " " }
    }
}

/// What one topic covered: its objectives, as what the learner can do.
fn covered(visit: &Visit<'_>, topic: &CourseTopic) -> Markup {
    let prose = Prose { course: visit.course, file: &topic.file };
    let id = format!("covered-{}", topic.slug);
    let mut objectives: Vec<&Text> = Vec::new();
    let mut takeaways: Vec<&Text> = Vec::new();
    for block in &topic.document.blocks {
        match &block.kind {
            BlockKind::Objectives { items, .. } => objectives.extend(items.iter().map(|o| &o.text)),
            BlockKind::Takeaways(items) => takeaways.extend(items),
            _ => {}
        }
    }
    html! {
        section class="covered" aria-labelledby=(id) {
            h2 id=(id) { a href=(ids::topic_url(topic)) { (topic.title) } }
            @if !objectives.is_empty() {
                p class="label" {
                    @if visit.progress.has_finished(topic) { "What you can do now" }
                    @else { "When you are through, you can" }
                }
                ul class="list" { @for text in &objectives { li { (prose.text(text)) } } }
            }
            @if !takeaways.is_empty() {
                p class="label" { "To take with you" }
                ul class="list" { @for text in &takeaways { li { (prose.text(text)) } } }
            }
        }
    }
}
