//! The practice page: the room in which the player's script lets the talk happen.
//!
//! Its regions are there when the page loads: `#talk` (a log), `#room`, `#answer`. The script
//! fills them, and puts its own beginning in place of the one that is in `#answer`.

use std::collections::BTreeMap;

use maud::html;
use serde_json::json;

use super::shell::{self, Page};
use super::{Visit, drawings, onward, treated, words};
use crate::course::{CourseCase, CourseTopic};
use crate::{ids, time};

/// `/cases/<slug>`
#[must_use]
pub fn practice(visit: &Visit<'_>, topic: &CourseTopic, case: &CourseCase) -> String {
    let peer = &case.case.peer;
    let (low, high) = case.minutes;
    let minutes = time::minutes((time::whole(low), time::whole(high)));
    let (next_href, next) = onward::next(visit.course, topic);
    let labels: BTreeMap<&str, _> = treated(visit.course, topic)
        .into_iter()
        .map(|(label, at)| (label.id(), json!({ "href": at.href, "text": at.text })))
        .collect();
    let body = html! {
        article class="encounter" id="encounter"
            data-case=(visit.course.case_id(case))
            data-source=(ids::case_json_url(case))
            data-transcript=(ids::transcript_url(case))
            data-topic-href=(ids::topic_url(topic))
            data-topic-title=(topic.title)
            data-next-href=(next_href)
            data-next=(next) {
            p class="label" { "From " a href=(ids::topic_url(topic)) { (topic.title) } }
            h1 { (case.case.title) }
            p class="note" id="place" { "A talk with " (peer.name) ", about " (minutes) "." }
            h2 class="unseen" id="talk-title" { "Your talk with " (peer.name) }
            div class="talk" id="talk" role="log" aria-live="off" aria-labelledby="talk-title" {}
            section class="room" id="room" aria-labelledby="trust" hidden {
                (drawings::room())
                div {
                    h2 id="trust" { (peer.name) }
                    p {}
                }
            }
            div class="answer" id="answer" {
                p class="lead" { "You are going to sit down with " (peer.name) ". " (words::sentence(&peer.about)) }
                @if let Some(note) = &case.case.content_note {
                    p class="content-note" { strong { "Before you begin: " } (words::sentence(note)) }
                }
                p class="note" {
                    (peer.name) " is a character, and nobody is watching. "
                    "You can stop at any turn, and nothing is lost. What you say stays on this device."
                }
                noscript {
                    p { "The talk itself needs JavaScript, which is off here. You can finish this topic the other way, and it counts the same." }
                }
                p class="deeds" {
                    a class="button" href=(ids::transcript_url(case)) { "Read a talk instead" }
                }
            }
        }
        article class="debrief" id="debrief" hidden {}
    };
    shell::page(
        visit,
        Page {
            title: &format!("Practice: {}", case.case.title),
            description: &format!("A practice talk with {}, about {minutes}.", peer.name),
            kind: "practice",
            script: Some("practice.js"),
            way_back: Some((ids::topic_url(topic), "Back to the topic".into())),
            data: Some(json!({ "labels": labels })),
            body,
        },
    )
}
