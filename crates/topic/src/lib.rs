//! The topic and case formats: Markdown with `:::` blocks in, values and diagnostics out.
//!
//! Enter at [`parse`] for a topic and at [`script::parse`] for a case.
//! Parsing cannot fail: whatever the bytes, there is a value, and what is wrong with it is said in
//! diagnostics with byte spans; lines and columns are computed only where they are shown.
//! This crate reads no file and draws no page.

pub mod diagnostic;
pub mod document;

pub use diagnostic::{Diagnostic, Severity};
pub use document::Topic;
