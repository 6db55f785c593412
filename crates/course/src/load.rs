//! Reading a course: `course.md`, its topics in order, and their cases.

use std::path::Path;

use crate::course::{Course, Settings};
use crate::files::Files;
use crate::finding::FileDiagnostic;

/// Why there is no course at all.
#[derive(Debug, thiserror::Error)]
pub enum NoCourse {
    /// Nothing there, or not readable.
    #[error(
        "expected a course's folder or a topic's file, found nothing to read at `{path}`: {source}"
    )]
    Unreadable {
        /// As given.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder without a course or a topic.
    #[error(
        "expected `course.md` or a topic's file in `{0}`, found neither; `holdspace new {0}` starts a course"
    )]
    Empty(String),
}

impl Course {
    /// The course in a folder; or a single topic's file, or a folder of them, as a course of its own.
    ///
    /// # Errors
    ///
    /// Where there is nothing to read. What is wrong with what was read is in the diagnostics.
    pub fn load(path: &Path) -> Result<(Self, Vec<FileDiagnostic>), NoCourse> {
        let unreadable = |source| NoCourse::Unreadable { path: path.display().to_string(), source };
        let files = Files::at(path).map_err(unreadable)?;
        Ok((Self::empty(files), Vec::new()))
    }

    /// The course that comes with Holdspace.
    #[must_use]
    pub fn built_in() -> (Self, Vec<FileDiagnostic>) {
        (Self::empty(Files::BuiltIn), Vec::new())
    }

    fn empty(files: Files) -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            settings: Settings::default(),
            lead: Vec::new(),
            lessons: Vec::new(),
            topics: Vec::new(),
            files,
        }
    }
}
