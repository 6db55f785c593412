//! The topic and case formats: Markdown with `:::` blocks in, values and diagnostics out.
//!
//! Enter at [`parse`] for a topic and at [`script::parse`] for a case.
//! Parsing cannot fail: whatever the bytes, there is a value, and what is wrong with it is said in
//! diagnostics with byte spans; lines and columns are computed only where they are shown.
//! This crate reads no file and draws no page.

mod blocks;
pub mod check;
pub mod diagnostic;
pub mod document;
mod example;
mod fence;
mod front;
mod item;
mod labels;
pub mod language;
mod locator;
mod markdown;
pub mod mojibake;
pub mod outline;
pub mod position;
pub mod reading;
pub mod script;
mod slug;
mod syllables;

pub use diagnostic::{Diagnostic, Severity};
pub use document::Topic;
pub use position::Position;
pub use script::Script;
pub use slug::slug;
pub use syllables::syllables;

/// The topic that a source holds, and what is wrong or worth knowing about its form.
///
/// It cannot fail: an unknown block is kept as its content, one that is never closed ends where the
/// next part begins, and every word of the body is somewhere in the topic.
/// What is asked of the content itself is in [`check`].
#[must_use]
pub fn parse(source: &str) -> (Topic, Vec<Diagnostic>) {
    blocks::parse(source)
}
