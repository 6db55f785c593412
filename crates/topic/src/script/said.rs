//! What the peer says: a quotation, its marks in braces, and the stage directions within.

use practice::case::{Band, Danger, Line};
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::labels::nearest;
use crate::markdown::{self, Node, NodeKind, Piece, PieceKind};

/// What a quotation holds.
pub(super) enum Part {
    Line(Line, Range<usize>),
    /// Text that Markdown drew into the quotation although its line has no `>`.
    Drawn(Vec<Piece>),
    /// What has no place in a line.
    Other(Node),
}

/// A band by its name.
pub(super) fn band(name: &str) -> Option<Band> {
    match name.trim().to_lowercase().as_str() {
        "closed" => Some(Band::Closed),
        "careful" => Some(Band::Careful),
        "open" => Some(Band::Open),
        _ => None,
    }
}

/// The diagnostic for a word that is no band.
pub(super) fn unknown_band(word: &str, span: Range<usize>) -> Diagnostic {
    Diagnostic::new("unknown-band", Severity::Error, span)
        .found(format!("expected `closed`, `careful` or `open`, found `{}`", word.trim()))
        .help(nearest(&word.trim().to_lowercase(), ["closed", "careful", "open"]).map_or_else(
            || "bands are separated by commas, marks by semicolons".to_owned(),
            |near| format!("did you mean `{near}`?"),
        ))
}

/// The words of pieces; emphasis keeps its asterisks, since it is a stage direction.
pub(super) fn words(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match &piece.kind {
            PieceKind::Plain(s) | PieceKind::Code(s) => out.push_str(s),
            PieceKind::Emphasis(inner) => {
                out.push('*');
                out.push_str(&markdown::plain(inner).replace('\n', " "));
                out.push('*');
            }
            PieceKind::Strong(inner) | PieceKind::Link { text: inner, .. } => {
                out.push_str(&markdown::plain(inner));
            }
            PieceKind::Image { alt, .. } => out.push_str(alt),
            PieceKind::Break | PieceKind::Soft => out.push(' '),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a quotation. One quotation is one line; marks in braces begin a new one, so that bands
/// written below each other without a blank line do not become one.
pub(super) fn lines(
    source: &str,
    nodes: Vec<Node>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for node in nodes {
        match node.kind {
            NodeKind::Paragraph(pieces) => {
                let mut first = true;
                for (stretch, drawn) in stretches(source, pieces) {
                    if drawn {
                        parts.push(Part::Drawn(stretch));
                        continue;
                    }
                    let span = markdown::span_of(&stretch).unwrap_or(node.span.clone());
                    let text = words(&stretch);
                    // A second paragraph of the same quotation goes on with the line.
                    if first
                        && !text.starts_with('{')
                        && let Some(Part::Line(line, range)) = parts.last_mut()
                    {
                        line.text.push('\n');
                        line.text.push_str(&text);
                        range.end = span.end;
                    } else {
                        parts.push(Part::Line(line(&text, &span, diagnostics), span));
                    }
                    first = false;
                }
            }
            NodeKind::Quote(inner) => parts.extend(lines(source, inner, diagnostics)),
            _ => parts.push(Part::Other(node)),
        }
    }
    parts
}

/// Splits a paragraph of a quotation where a source line begins with marks, or has no `>` at all.
fn stretches(source: &str, pieces: Vec<Piece>) -> Vec<(Vec<Piece>, bool)> {
    let mut out: Vec<(Vec<Piece>, bool)> = vec![(vec![], false)];
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let ends_line = matches!(piece.kind, PieceKind::Soft | PieceKind::Break);
        if ends_line && let Some(next) = pieces.peek() {
            let drawn = !is_quoted(source, next.span.start);
            let marked =
                matches!(&next.kind, PieceKind::Plain(s) if s.trim_start().starts_with('{'));
            let was_drawn = out.last().is_some_and(|(_, d)| *d);
            if drawn != was_drawn || (marked && !drawn) {
                out.push((vec![], drawn));
                continue;
            }
        }
        if let Some((stretch, _)) = out.last_mut() {
            stretch.push(piece);
        }
    }
    out.retain(|(stretch, _)| !stretch.is_empty());
    out
}

/// Whether the source line around a byte has a `>` before it.
fn is_quoted(source: &str, byte: usize) -> bool {
    let Some(before) = source.get(..byte) else { return true };
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    before[start..].contains('>')
}

fn line(text: &str, span: &Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Line {
    let mut line = Line { bands: vec![], text: text.to_owned(), tells: None, danger: None };
    let Some((inner, rest)) = text.strip_prefix('{').and_then(|t| t.split_once('}')) else {
        return line;
    };
    line.text = rest.trim().to_owned();
    for mark in inner.split(';').map(str::trim).filter(|m| !m.is_empty()) {
        match mark.split_once(':').map(|(k, v)| (k.trim().to_lowercase(), v.trim())) {
            Some((key, value)) if key == "tells" => line.tells = Some(value.to_owned()),
            Some((key, value)) if key == "danger" => {
                line.danger = danger(value);
                if line.danger.is_none() {
                    diagnostics.push(
                        Diagnostic::new("unknown-danger", Severity::Error, span.clone())
                            .found(format!(
                                "expected suicide, self-harm, violence, abuse or overdose, found `{value}`"
                            ))
                            .help("a line whose danger is not known is played as an ordinary one"),
                    );
                }
            }
            Some((key, _)) => diagnostics.push(
                Diagnostic::new("unknown-mark", Severity::Error, span.clone())
                    .found(format!("expected `tells:` or `danger:`, found `{key}:`"))
                    .help("marks stand in braces before a line: `{careful, open; tells: about Tuesday}`"),
            ),
            None => {
                for word in mark.split(',').filter(|w| !w.trim().is_empty()) {
                    match band(word) {
                        Some(band) => line.bands.push(band),
                        None => diagnostics.push(unknown_band(word, span.clone())),
                    }
                }
            }
        }
    }
    line
}

fn danger(name: &str) -> Option<Danger> {
    match name.to_lowercase().replace([' ', '_'], "-").as_str() {
        "suicide" => Some(Danger::Suicide),
        "self-harm" => Some(Danger::SelfHarm),
        "violence" => Some(Danger::Violence),
        "abuse" => Some(Danger::Abuse),
        "overdose" => Some(Danger::Overdose),
        _ => None,
    }
}
