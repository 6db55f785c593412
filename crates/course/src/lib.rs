//! A folder of topics as one course: loading, checking, time, pages as HTML, the player's files.
//!
//! Enter at [`Course::load`] or [`Course::built_in`], then at [`pages`]; [`check`] is for authors.
//! What a learner has done comes in as a [`Progress`]; this crate keeps nothing, knows no clock,
//! opens no socket and never lets an author's text become markup.

mod agreement;
mod check;
mod course;
mod files;
mod finding;
mod links;
mod load;
mod model;
mod names;
mod talk;
mod typography;

pub mod assets;
pub mod ids;
pub mod pages;
pub mod progress;
pub mod time;

pub use check::{check, settings};
pub use course::{Course, CourseCase, CourseTopic, Lesson, Settings};
pub use files::{CourseFile, Refused};
pub use finding::FileDiagnostic;
pub use load::NoCourse;
pub use model::{NoModel, model, reader};
pub use names::is_case;
pub use pages::Visit;
pub use progress::Progress;
pub use time::Time;
