//! A diagnostic with its file, as it is shown and reported.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use topic::{Diagnostic, Position, Severity, position};

/// One finding about a file. Its JSON has exactly the named fields; the span and the source are
/// for the printer that shows the line.
#[derive(Clone, Debug, Serialize)]
pub struct FileDiagnostic {
    /// The file, as the author would name it from where the check was started.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// A stable identifier such as `unknown-label`.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was expected and what was found.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Bytes of the source.
    #[serde(skip)]
    pub span: Range<usize>,
    /// The whole source.
    #[serde(skip)]
    pub source: Arc<str>,
}

impl FileDiagnostic {
    /// A diagnostic of one file, with its line and column.
    #[must_use]
    pub fn new(file: &str, source: &Arc<str>, diagnostic: Diagnostic) -> Self {
        let Diagnostic { id, severity, span, message, help } = diagnostic;
        let Position { line, column } = Position::of(source, span.start);
        Self {
            file: file.to_owned(),
            line,
            column,
            id,
            severity,
            message,
            help,
            span: position::within(source, &span),
            source: Arc::clone(source),
        }
    }

    /// Whether the check fails because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let source: Arc<str> = "é\nab–c".into();
        let at = |span: Range<usize>| {
            let d = Diagnostic {
                id: "x",
                severity: Severity::Note,
                span,
                message: String::new(),
                help: None,
            };
            let f = FileDiagnostic::new("a.md", &source, d);
            (f.line, f.column)
        };
        assert_eq!(at(0..0), (1, 1));
        assert_eq!(at(3..4), (2, 1));
        assert_eq!(at(8..9), (2, 4));
        assert_eq!(at(6..7), (2, 3), "inside a character means at it");
        assert_eq!(at(99..200), (2, 5));
    }
}
