//! The pages, as whole HTML documents.
//!
//! One file a page. Every page is readable without scripts, has one `h1`, and holds no style and
//! no script of its own, so that `default-src 'self'` is enough. Forms work without scripts too.

mod anchors;
mod course;
mod drawings;
mod invitation;
mod leaf;
mod lesson_end;
mod onward;
mod parts;
mod place;
mod practice;
mod prose;
mod record;
mod shell;
mod sorry;
mod topic;
mod transcript;
mod words;

use crate::course::Course;
use crate::progress::Progress;

pub(crate) use anchors::label_ids;
pub use anchors::{Treated, treated};
pub use course::course;
pub use lesson_end::lesson_end;
pub use practice::practice;
pub use record::{Kept, record};
pub use sorry::{error, finished, not_found};
pub use topic::topic;
pub use transcript::transcript;

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
