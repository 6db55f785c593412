//! A document of any kind into a topic and a draft case.
//!
//! Enter at [`document`]: bytes and a file name in, the text of a topic file, the text of a draft
//! case and a [`Report`] out.
//! Every format becomes one list of [`paragraph::Paragraph`]s, and one recogniser stands behind all
//! of them.
//! This crate opens no file, and whatever the bytes, it answers or refuses; it never panics.

mod behaviour;
mod bytes;
mod control;
mod docx;
mod draft;
mod example;
mod format;
mod grid;
mod html;
mod inline;
mod labels;
mod lines;
mod notes;
mod outline;
pub mod paragraph;
mod part;
mod preamble;
mod recognise;
pub mod repair;
pub mod report;
mod role;
mod section;
mod source;
mod table;
mod times;
mod word;
mod write;

pub use format::Refused;
pub use paragraph::Paragraph;
pub use report::Report;

/// What came of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The topic's file name without its ending.
    pub slug: String,
    /// The text of the topic file.
    pub topic: String,
    /// The draft case: its file name without the ending, and its text.
    pub case: Option<(String, String)>,
    /// What was found.
    pub report: Report,
}

/// A topic and a draft case from a document's bytes.
///
/// The format is known by the content first and by the ending of `file_name` second.
///
/// # Errors
/// Refuses what is no document: pictures, PDF, old Word files, what is broken or too large.
pub fn document(bytes: &[u8], file_name: &str) -> Result<Imported, Refused> {
    let source = format::read(bytes, file_name)?;
    let found = recognise::paragraphs(&source.paragraphs);
    let slug = write::slug(found.title.as_ref().map_or("", |t| &t.text), file_name);
    let case = format!("{slug}-practice");
    let topic = write::topic(&found, &case, file_name);
    let report = notes::report(&source, &found, &topic, file_name);
    let script = draft::case(&found, &report);
    Ok(Imported { slug, topic, case: Some((case, script)), report })
}

/// A document's paragraphs as they are read, before anything is recognised.
///
/// # Errors
/// As [`document`].
pub fn paragraphs(bytes: &[u8], file_name: &str) -> Result<Vec<Paragraph>, Refused> {
    format::read(bytes, file_name).map(|source| source.paragraphs)
}
