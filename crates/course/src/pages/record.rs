//! What is kept about a learner: shown in plain words, given as a file, deleted when asked.

use maud::html;

use super::Visit;
use super::shell::{self, Page};
use crate::ids::{ANSWERED, ATTEMPTED, Activity, COMPLETED, INITIALIZED, SUSPENDED};

/// One statement that is kept about the learner.
#[derive(Clone, Debug)]
pub struct Kept {
    /// When it was, in words, such as "25 November 2026, 14:05".
    pub when: String,
    /// The verb's IRI.
    pub verb: String,
    /// The object's id.
    pub object: String,
}

/// `/record`, with what is kept in the order in which it came. Its forms post to `/record/delete`; the file is at `/record.json`.
#[must_use]
pub fn record(visit: &Visit<'_>, kept: &[Kept]) -> String {
    let body = html! {
        article class="record" id="record" {
            header class="title" {
                h1 { "What is kept about you" }
            }
            p class="lead" {
                "What you did here and when, so that you can go on where you left off. "
                "Of a reply is kept what it did, never its words."
            }
            @if kept.is_empty() {
                p { "Nothing is kept about you yet." }
            } @else {
                div class="table" tabindex="0" role="group" aria-labelledby="kept" {
                    table {
                        caption id="kept" { (kept.len()) @if kept.len() == 1 { " entry" } @else { " entries" } ", the newest first" }
                        thead { tr { th scope="col" { "When" } th scope="col" { "What" } } }
                        tbody {
                            @for one in kept.iter().rev() {
                                tr { td { (one.when) } td { (words(visit, one)) } }
                            }
                        }
                    }
                }
            }
            section aria-labelledby="yours" {
                h2 id="yours" { "It is yours" }
                p { "You can take it with you as a file. It is written in a form that other learning systems can read." }
                p class="deeds" { a class="button" href="/record.json" download="record.json" { "Save it as a file" } }
            }
            section aria-labelledby="device" {
                h2 id="device" { "On this device" }
                p { "Talks, the answers you gave before reading, and your thoughts stay on this device. Your program does not have them." }
            }
            section aria-labelledby="delete" {
                h2 id="delete" { "Delete it" }
                p { "Your record goes, and with it what counts as finished. It cannot be brought back." }
                details {
                    summary { "Delete what is kept about me" }
                    form method="post" action="/record/delete" data-do="delete" {
                        p class="deeds" { button class="button" type="submit" { "Yes, delete it for good" } }
                    }
                }
            }
        }
    };
    shell::page(
        visit,
        Page {
            title: "What is kept about you",
            description: "What Holdspace keeps about you, as a file, and how to delete it.",
            kind: "record",
            script: None,
            way_back: Some(("/".into(), "The course".into())),
            data: None,
            body,
        },
    )
}

/// A statement in plain words.
fn words(visit: &Visit<'_>, kept: &Kept) -> String {
    let topic = |t: &crate::CourseTopic| t.title.clone();
    match (kept.verb.as_str(), visit.course.activity(&kept.object)) {
        (INITIALIZED, Some(Activity::Topic(t))) => format!("You opened “{}”.", topic(t)),
        (COMPLETED, Some(Activity::Reading(t))) => format!("You read “{}” to the end.", topic(t)),
        (ATTEMPTED, Some(Activity::Case(_, c))) => {
            format!("You sat down with {}.", c.case.peer.name)
        }
        (ANSWERED, Some(Activity::Scene(_, c, scene))) => {
            let title = c.case.scene(scene).map_or(scene, |s| s.title.as_str());
            format!("You answered in the talk with {}, at “{title}”.", c.case.peer.name)
        }
        (SUSPENDED, Some(Activity::Case(_, c))) => {
            format!("You stopped the talk with {} for now.", c.case.peer.name)
        }
        (COMPLETED, Some(Activity::Case(_, c))) => {
            format!("You finished the talk with {}.", c.case.peer.name)
        }
        (verb, _) => {
            let verb = verb.rsplit('/').next().unwrap_or(verb);
            format!("{verb}: {}", kept.object)
        }
    }
}
