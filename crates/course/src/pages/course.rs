//! The course's page: what there is, how long it takes, what is done, and where to go on.

use maud::{Markup, html};

use super::prose::Prose;
use super::shell::{self, Page};
use super::{Visit, place, words};
use crate::course::{CourseTopic, Lesson};
use crate::ids;
use crate::time::{self, Time};

/// `/`
#[must_use]
pub fn course(visit: &Visit<'_>) -> String {
    let course = visit.course;
    let progress = visit.progress;
    let all = course.topics.len();
    let done = progress.count(&course.topics);
    let whole: Time = course.topics.iter().map(|t| t.time).sum();
    let left: Time =
        course.topics.iter().filter(|t| !progress.has_finished(t)).map(|t| t.time).sum();
    let next = course.topics.iter().find(|t| !progress.has_finished(t));
    let prose = Prose { course, file: "course.md" };
    let body = html! {
        div class="course" {
            header class="title" {
                h1 { (course.title) }
                p class="time" {
                    @if all == 0 { "No topics yet" } @else {
                        (words::capital(&words::count(all, "topic", "topics"))) ", "
                        (time::minutes(whole.total())) " in all"
                    }
                }
            }
            div class="lead" { (prose.blocks(&course.lead, 1)) }
            @if let Some(next) = next {
                section class="going" aria-labelledby="going" {
                    h2 id="going" { (standing(visit, done, all)) }
                    (place::fields(visit, &course.topics, Some(course.position(next))))
                    @if done > 0 {
                        p class="note" { "About " (time::minutes(left.total())) " are left." }
                    }
                    p class="deeds" {
                        a class="button main" href=(ids::topic_url(next)) { (begin(visit, next, done)) }
                    }
                }
            } @else if all > 0 {
                section class="going" aria-labelledby="going" {
                    h2 id="going" { (standing(visit, done, all)) }
                    (place::fields(visit, &course.topics, None))
                    p { "Everything stays open. You can read and practise again at any time." }
                }
            } @else {
                p { "What is in it will stand here." }
            }
            @for lesson in &course.lessons { (part(visit, lesson)) }
        }
    };
    shell::page(
        visit,
        Page {
            title: &course.title,
            description: &format!(
                "{}: {}, {}.",
                course.title,
                words::count(all, "topic", "topics"),
                time::minutes(whole.total())
            ),
            kind: "course",
            script: None,
            way_back: None,
            data: None,
            body,
        },
    )
}

/// "3 of 6 topics finished"
fn standing(visit: &Visit<'_>, done: usize, all: usize) -> String {
    match done {
        0 if visit.course.topics.iter().any(|t| visit.progress.has_begun(t)) => {
            "You have begun".into()
        }
        0 => "Where to begin".into(),
        _ if done == all => {
            format!("You have finished {}", if all == 1 { "it" } else { "all of it" })
        }
        _ => format!("You have finished {done} of {all} topics"),
    }
}

fn begin(visit: &Visit<'_>, topic: &CourseTopic, done: usize) -> String {
    let verb = match (visit.progress.has_begun(topic), done) {
        (true, _) => "Go on with",
        (false, 0) => "Begin with",
        (false, _) => "Next:",
    };
    format!("{verb} {}", topic.title)
}

fn part(visit: &Visit<'_>, lesson: &Lesson) -> Markup {
    let course = visit.course;
    let topics = course.topics.get(lesson.topics.clone()).unwrap_or_default();
    let nth = course.lessons.iter().position(|l| l.slug == lesson.slug).unwrap_or_default() + 1;
    let time: Time = topics.iter().map(|t| t.time).sum();
    let done = visit.progress.count(topics);
    let id = format!("lesson-{}", lesson.slug);
    html! {
        section class="lesson" aria-labelledby=(id) {
            header {
                p class="label" { "Lesson " (nth) }
                h2 id=(id) { (lesson.title) }
                p class="note" {
                    (time::minutes(time.total()))
                    @if done > 0 { ", " (done) " of " (topics.len()) " finished" }
                }
            }
            ol role="list" class="topics" {
                @for topic in topics { (entry(visit, topic)) }
            }
            @if done == topics.len() && done > 0 {
                p class="deeds" { a href=(ids::lesson_end_url(lesson)) { "What this lesson covered" } }
            }
        }
    }
}

fn entry(visit: &Visit<'_>, topic: &CourseTopic) -> Markup {
    let progress = visit.progress;
    let practised = topic.cases.iter().all(|c| progress.finished.contains(&c.slug));
    let state = if progress.has_finished(topic) {
        Some(("done", "Finished".to_owned()))
    } else if progress.has_read(topic) {
        let peer = progress.open_cases(topic).next().map(|c| c.case.peer.name.as_str());
        Some(("begun", format!("Read. Still to do: the talk with {}", peer.unwrap_or("a peer"))))
    } else if practised && !topic.cases.is_empty() {
        Some(("begun", "Practised. Still to do: reading to the end".to_owned()))
    } else if progress.has_begun(topic) {
        Some(("begun", "Begun".to_owned()))
    } else {
        None
    };
    let class = state.as_ref().map_or("new", |s| s.0);
    html! {
        li class=(class) {
            span class="mark" aria-hidden="true" {}
            div {
                h3 { a href=(ids::topic_url(topic)) { (topic.title) } }
                p class="note" {
                    (topic.time.short())
                    @if let Some((_, words)) = &state { span class="state" { (words) } }
                }
            }
        }
    }
}
