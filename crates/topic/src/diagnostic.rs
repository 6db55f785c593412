//! What is wrong, or worth knowing, about a source: one type for everything.

use serde::Serialize;
use std::ops::Range;

/// One finding about a source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable identifier such as `unknown-label`; each has a section in `docs/diagnostics.md`.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Bytes of the source; an empty range at 0 where it is the whole file.
    pub span: Range<usize>,
    /// What was expected and what was found: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something worth knowing.
    Note,
    /// Works, and should be better.
    Warning,
    /// Does not work for a learner.
    Error,
}

impl Diagnostic {
    /// A finding without its sentences.
    #[must_use]
    pub const fn new(id: &'static str, severity: Severity, span: Range<usize>) -> Self {
        Self { id, severity, span, message: String::new(), help: None }
    }

    /// What was expected and what was found.
    #[must_use]
    pub fn found(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// What to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
