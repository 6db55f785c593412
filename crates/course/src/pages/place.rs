//! Where one is: "Topic 2 of 6", and the same as a row of small fields.

use maud::{Markup, html};

use super::Visit;
use crate::course::CourseTopic;

pub(super) fn place(visit: &Visit<'_>, topic: &CourseTopic) -> Markup {
    let here = visit.course.position(topic);
    let all = &visit.course.topics;
    html! {
        div class="place" {
            span { "Topic " (here + 1) " of " (all.len()) }
            (fields(visit, all, Some(here)))
        }
    }
}

/// A field a topic: filled where it is finished, half where one is now.
pub(super) fn fields(visit: &Visit<'_>, topics: &[CourseTopic], here: Option<usize>) -> Markup {
    html! {
        ol class="fields" aria-hidden="true" {
            @for (nth, topic) in topics.iter().enumerate() {
                @let done = visit.progress.has_finished(topic);
                @let now = here == Some(nth);
                @let class = if done { Some("done") } else if now { Some("here") } else { None };
                li class=[class] {}
            }
        }
    }
}
