//! The pages, as whole HTML documents.
//!
//! One file a page. Every page is readable without scripts, has one `h1`, and holds no style and
//! no script of its own, so that `default-src 'self'` is enough.

use crate::course::{Course, CourseCase, CourseTopic, Lesson};
use crate::progress::Progress;

/// One look at a course by one learner: what every page needs.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The course.
    pub course: &'a Course,
    /// What this learner has done in it.
    pub progress: &'a Progress,
    /// Whether the page should load itself anew when a file changes (`--watch`).
    pub watch: bool,
}

/// One statement that is kept about the learner, for the record page.
#[derive(Clone, Debug)]
pub struct Kept {
    /// When it was, in words, such as "25 November 2026, 14:05".
    pub when: String,
    /// The verb's IRI.
    pub verb: String,
    /// The object's id.
    pub object: String,
}

/// `/`
#[must_use]
pub fn course(visit: &Visit<'_>) -> String {
    let _ = visit;
    String::new()
}

/// `/topics/<slug>`
#[must_use]
pub fn topic(visit: &Visit<'_>, topic: &CourseTopic) -> String {
    let _ = (visit, topic);
    String::new()
}

/// `/cases/<slug>`: the practice page.
#[must_use]
pub fn practice(visit: &Visit<'_>, topic: &CourseTopic, case: &CourseCase) -> String {
    let _ = (visit, topic, case);
    String::new()
}

/// `/cases/<slug>/transcript`: the other way. Its form posts to the same address, without a body
/// that matters; the server makes the `completed` statement and answers 303 to the topic.
#[must_use]
pub fn transcript(visit: &Visit<'_>, topic: &CourseTopic, case: &CourseCase) -> String {
    let _ = (visit, topic, case);
    String::new()
}

/// `/lessons/<slug>/end`
#[must_use]
pub fn lesson_end(visit: &Visit<'_>, lesson: &Lesson) -> String {
    let _ = (visit, lesson);
    String::new()
}

/// `/record`: what is kept about the learner. Forms post to `/record/delete`.
#[must_use]
pub fn record(visit: &Visit<'_>, kept: &[Kept]) -> String {
    let _ = (visit, kept);
    String::new()
}

/// What `POST /finish` answers, with the cookie gone.
#[must_use]
pub fn finished(visit: &Visit<'_>) -> String {
    let _ = visit;
    String::new()
}

/// An address that has no page (404).
#[must_use]
pub fn not_found(visit: &Visit<'_>) -> String {
    let _ = visit;
    String::new()
}

/// Anything else that went wrong; `message` is for the learner.
#[must_use]
pub fn error(visit: &Visit<'_>, message: &str) -> String {
    let _ = (visit, message);
    String::new()
}
