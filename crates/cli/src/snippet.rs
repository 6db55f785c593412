//! Diagnostics as people read them: the message, the place, the line, what to do.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use course::FileDiagnostic;
use std::io::IsTerminal as _;
use topic::Severity;

/// At most so many characters of a line are shown.
const WIDEST: usize = 400;

/// All of them, with an empty line after each; in colour where a person looks.
pub(crate) fn render(found: &[FileDiagnostic]) -> String {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    found.iter().map(|one| render_one(&renderer, one) + "\n\n").collect()
}

/// "2 errors, 1 warning, 3 notes"; empty where there is nothing.
pub(crate) fn summary(found: &[FileDiagnostic]) -> String {
    let count = |severity| found.iter().filter(|d| d.severity == severity).count();
    let said = |severity, name: &str| match count(severity) {
        0 => None,
        1 => Some(format!("1 {name}")),
        n => Some(format!("{n} {name}s")),
    };
    let parts = [
        said(Severity::Error, "error"),
        said(Severity::Warning, "warning"),
        said(Severity::Note, "note"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn render_one(renderer: &Renderer, found: &FileDiagnostic) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&found.message).id(found.id);
    let group = if found.span.is_empty() {
        title.element(Origin::path(&found.file).line(found.line).char_column(found.column))
    } else {
        let (line, span) = line(found);
        title.element(
            Snippet::source(line)
                .path(&found.file)
                .line_start(found.line)
                .annotation(AnnotationKind::Primary.span(span)),
        )
    };
    let group = match &found.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    };
    placed(renderer.render(&[group]), found)
}

/// With the column of the whole line: the renderer knows only the window of it that is shown.
fn placed(text: String, found: &FileDiagnostic) -> String {
    let place = format!("{}:{}:", found.file, found.line);
    let arrow = text.find("--> ").unwrap_or_default();
    let Some(at) = text[arrow..].find(&place).map(|at| arrow + at + place.len()) else {
        return text;
    };
    let digits = text[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - at);
    format!("{}{}{}", &text[..at], found.column, &text[at + digits..])
}

/// The line where it begins, and the part of the span that lies in it. One line is enough to find
/// the place, and keeps what is printed short whatever the file holds.
fn line(found: &FileDiagnostic) -> (String, std::ops::Range<usize>) {
    let source = &*found.source;
    let from = source[..found.span.start].rfind('\n').map_or(0, |at| at + 1);
    let rest = &source[from..];
    let whole = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
    let start = (found.span.start - from).min(whole.len());
    let end = (found.span.end - from).clamp(start, whole.len());

    // A window of a line that is too long, with the place near its beginning.
    let before = whole[..start].chars().count();
    let skip = before.saturating_sub(WIDEST / 4);
    let cut: String = whole.chars().skip(skip).take(WIDEST).collect();
    let skipped = whole.chars().take(skip).map(char::len_utf8).sum::<usize>();
    let start = (start - skipped).min(cut.len());
    let end = (end - skipped).clamp(start, cut.len());
    (cut, start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use topic::Diagnostic;

    fn at(source: &str, span: std::ops::Range<usize>) -> FileDiagnostic {
        let diagnostic = Diagnostic {
            id: "unknown-label",
            severity: Severity::Error,
            span,
            message: "expected a label, found `sympathy`".into(),
            help: Some("write one of the codebook's labels".into()),
        };
        FileDiagnostic::new("a.md", &Arc::from(source), diagnostic)
    }

    #[test]
    fn a_diagnostic_shows_its_line_its_place_and_what_to_do() {
        let source = "# Hello\n\n- \"I see – that hurts.\" `sympathy` → [On](#on)\n";
        let start = source.find("`sympathy`").unwrap();
        let text = render_one(&Renderer::plain(), &at(source, start..start + 10));
        insta::assert_snapshot!(text);
    }

    #[test]
    fn the_place_in_a_long_line_is_that_of_the_whole_line() {
        let source = "é".repeat(3) + "\n" + &"word ".repeat(200);
        for (start, column) in [(126, 127), (145, 146), (700, 701)] {
            let text = render_one(&Renderer::plain(), &at(&source, 7 + start..7 + start + 4));
            assert!(text.contains(&format!("a.md:2:{column}\n")), "{text}");
        }
    }

    #[test]
    fn no_span_of_no_source_makes_it_panic() {
        let long = "é".repeat(5_000) + "\r\nb\0\t\u{202e}x\n";
        for source in ["", "\n", "a\r\n", "é–\n\n", &long] {
            for start in 0..source.len().min(20) + 2 {
                for length in [0, 1, 3, 9_000, 20_000] {
                    let found = at(source, start..start + length);
                    assert!(render(&[found]).contains("unknown-label"));
                }
            }
            let end = at(source, source.len()..source.len());
            assert!(render(&[end]).contains("a.md"));
        }
    }

    #[test]
    fn a_summary_counts_in_words() {
        assert_eq!(summary(&[]), "");
        assert_eq!(summary(&[at("a", 0..1), at("a", 0..1)]), "2 errors");
    }
}
