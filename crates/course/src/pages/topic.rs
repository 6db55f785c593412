//! A topic's page: the lesson as a book, with its contents and the time in the margin.

use maud::html;
use practice::case::SceneKind;

use super::leaf::Leaf;
use super::shell::{self, Page};
use super::{Visit, onward, place, words};
use crate::course::CourseTopic;

/// `/topics/<slug>`
#[must_use]
pub fn topic(visit: &Visit<'_>, topic: &CourseTopic) -> String {
    let mut leaf = Leaf::of(visit, topic);
    let sections = leaf.sections();
    // The case whose moment is asked before the reading: what is answered there is kept for it.
    let asked = topic.cases.iter().find(|c| c.case.scenes_of(SceneKind::Before).next().is_some());
    let case = asked.or(topic.cases.first());
    let lesson = visit.course.lesson_of(topic);
    let nth = topic.lesson + 1;
    let body = html! {
        div class="leaf" {
            div class="margin" { div {
                (place::place(visit, topic))
                p class="note left" id="left" hidden {}
                nav class="contents" aria-label="On this page" {
                    ul role="list" {
                        @for (id, text) in &leaf.contents {
                            li { a href={ "#" (id) } { (text) } }
                        }
                    }
                }
            } }
            article class="topic" id="topic"
                data-topic=(visit.course.topic_id(topic))
                data-reading=(visit.course.reading_id(topic))
                data-case=[case.map(|c| visit.course.case_id(c))]
                data-minutes=(format!("{:.1}", topic.time.reading)) {
                header class="title" {
                    @if let Some(lesson) = lesson.filter(|l| !l.title.is_empty()) {
                        p class="label" { "Lesson " (nth) ": " (lesson.title) }
                    }
                    h1 { (topic.title) }
                    p class="time" { (topic.time.sentence()) }
                }
                (sections)
                div id="read-end" {}
                (onward::topic(visit, topic))
            }
        }
    };
    let topics = visit.course.topics.len();
    let back = match topics {
        1 => "The course".to_owned(),
        n => format!("All {} topics", words::number(n)),
    };
    shell::page(
        visit,
        Page {
            title: &topic.title,
            description: &description(visit, topic),
            kind: "topic",
            script: Some("topic.js"),
            way_back: Some(("/".into(), back)),
            data: None,
            body,
        },
    )
}

fn description(visit: &Visit<'_>, topic: &CourseTopic) -> String {
    format!("{}, a topic of {}: {}.", topic.title, visit.course.title, topic.time.sentence())
}
