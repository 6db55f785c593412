//! What is still to do, and where to go on.

use maud::{Markup, html};

use super::Visit;
use crate::course::{Course, CourseCase, CourseTopic};
use crate::ids;

/// The end of a topic's page.
pub(super) fn topic(visit: &Visit<'_>, topic: &CourseTopic) -> Markup {
    let (href, next) = next(visit.course, topic);
    let previous = visit.course.position(topic).checked_sub(1);
    let previous = previous.and_then(|n| visit.course.topics.get(n));
    html! {
        nav class="onward" aria-label="Topics" {
            (missing(visit, topic))
            @if !visit.progress.has_read(topic) {
                noscript {
                    form method="post" action={ (ids::topic_url(topic)) "/read" } {
                        button class="button" type="submit" { "I have read this to the end" }
                    }
                }
            }
            div class="deeds" {
                a class="button main" href=(href) { (next) }
                @match previous {
                    Some(topic) => { a class="button quiet" href=(ids::topic_url(topic)) { "Back: " (topic.title) } },
                    None => { a class="button quiet" href="/" { "Back to the course" } },
                }
            }
        }
    }
}

/// What a topic still wants before it is finished, a sentence each.
pub(super) fn missing(visit: &Visit<'_>, topic: &CourseTopic) -> Markup {
    let progress = visit.progress;
    html! {
        @if progress.has_finished(topic) {
            p class="note" { "You have finished this topic. You can read and practise it again at any time." }
        }
        @if !progress.has_read(topic) {
            p class="note" data-missing="reading" { "Still to do here: reading to the end." }
        }
        @for case in progress.open_cases(topic) {
            p class="note" data-missing="case" {
                "Still to do here: " (still(case)) " You can go on and come back."
            }
        }
    }
}

/// "the talk with Jordan, or reading one."
pub(super) fn still(case: &CourseCase) -> Markup {
    html! {
        a href=(ids::case_url(case)) { "the talk with " (case.case.peer.name) }
        ", or " a href=(ids::transcript_url(case)) { "reading one" } "."
    }
}

/// Where Next leads: the next topic of the lesson, or the lesson's end.
pub(super) fn next(course: &Course, topic: &CourseTopic) -> (String, String) {
    let after = course.topics.get(course.position(topic) + 1);
    match after.filter(|t| t.lesson == topic.lesson) {
        Some(next) => (ids::topic_url(next), format!("Next: {}", next.title)),
        None => match course.lesson_of(topic) {
            Some(lesson) => (ids::lesson_end_url(lesson), "Next: the end of this lesson".into()),
            None => ("/".into(), "Back to the course".into()),
        },
    }
}
