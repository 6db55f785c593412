//! The lines of an example: `instead of:` and `try:`.

use std::ops::Range;

use crate::document::{ExampleLine, Inline, Text};
use crate::markdown::{self, Node, NodeKind, Piece, PieceKind};

/// What a node of an example is.
pub(crate) enum Part {
    /// A line with its prefix taken off.
    Line(Said),
    /// A paragraph that follows a line in its quotation.
    Note(Vec<Piece>),
    /// Anything else.
    Other(Node),
}

/// What is said on a line.
pub(crate) struct Said {
    pub(crate) try_this: bool,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) span: Range<usize>,
}

/// Splits a quotation, a list or a paragraph into lines and what is none.
pub(crate) fn split(node: Node) -> Vec<Part> {
    if !holds_line(&node) {
        return vec![Part::Other(node)];
    }
    let mut parts = Vec::new();
    match node.kind {
        NodeKind::Paragraph(pieces) => paragraph(pieces, &mut parts),
        NodeKind::Quote(nodes) => {
            for inner in nodes {
                match inner.kind {
                    NodeKind::Paragraph(pieces) => paragraph(pieces, &mut parts),
                    _ => parts.extend(split(inner)),
                }
            }
        }
        NodeKind::List { items, .. } => {
            for inner in items.into_iter().flat_map(|i| i.nodes) {
                parts.extend(split(inner));
            }
        }
        _ => {}
    }
    parts
}

/// Adds to the note of a line.
pub(crate) fn note(line: &mut ExampleLine, text: Text) {
    match &mut line.note {
        Some(note) => {
            note.0.push(Inline::Break);
            note.0.extend(text.0);
        }
        None => line.note = Some(text),
    }
}

/// Takes a pair of quotation marks off that encloses the whole text.
pub(crate) fn unquote(pieces: &mut [Piece]) {
    let all = markdown::plain(pieces);
    let inner = all.trim();
    let Some((open, close)) = inner.chars().next().zip(inner.chars().last()) else { return };
    let pair = matches!((open, close), ('"', '"') | ('“', '”') | ('„', '“' | '”') | ('«', '»'));
    let within = inner.chars().filter(|c| is_double(*c)).count();
    if !pair || within != 2 || inner.chars().count() < 2 {
        return;
    }
    if let Some(Piece { kind: PieceKind::Plain(s), span }) = pieces.first_mut()
        && s.starts_with(open)
    {
        s.drain(..open.len_utf8());
        span.start = (span.start + open.len_utf8()).min(span.end);
    } else {
        return;
    }
    if let Some(Piece { kind: PieceKind::Plain(s), .. }) = pieces.last_mut()
        && s.ends_with(close)
    {
        s.truncate(s.len() - close.len_utf8());
    }
}

/// A double quotation mark of any style.
pub(crate) const fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‟')
}

/// Takes the source of a quotation off: the line at its end that begins with a dash.
pub(crate) fn source_of(pieces: &mut Vec<Piece>) -> Option<Vec<Piece>> {
    let first = pieces
        .iter()
        .rposition(|p| matches!(p.kind, PieceKind::Soft | PieceKind::Break))
        .map_or(0, |at| at + 1);
    let Some(Piece { kind: PieceKind::Plain(s), .. }) = pieces.get(first) else { return None };
    let rest =
        ["– ", "— ", "-- ", "―"].iter().find_map(|dash| s.trim_start().strip_prefix(dash))?;
    let rest = rest.trim_start().to_owned();
    let mut source = pieces.split_off(first);
    if let Some(Piece { kind: PieceKind::Plain(s), .. }) = source.first_mut() {
        *s = rest;
    }
    markdown::trim(pieces);
    markdown::trim(&mut source);
    Some(source)
}

fn holds_line(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Paragraph(pieces) => lines_of(pieces).any(|line| prefix(&pieces[line]).is_some()),
        NodeKind::Quote(nodes) => nodes.iter().any(holds_line),
        NodeKind::List { items, .. } => items.iter().flat_map(|i| &i.nodes).any(holds_line),
        _ => false,
    }
}

/// The source lines of a paragraph, as ranges of its pieces.
fn lines_of(pieces: &[Piece]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let end = pieces[from..]
            .iter()
            .position(|p| matches!(p.kind, PieceKind::Soft | PieceKind::Break))
            .map(|n| from + n);
        start = end.map(|e| e + 1);
        Some(from..end.unwrap_or(pieces.len()))
    })
}

/// A paragraph may hold several lines: Markdown joins what no blank line parts.
fn paragraph(pieces: Vec<Piece>, parts: &mut Vec<Part>) {
    let begins: Vec<(usize, bool, usize, usize)> = lines_of(&pieces)
        .filter_map(|line| {
            let (try_this, skip, cut) = prefix(&pieces[line.clone()])?;
            Some((line.start, try_this, skip, cut))
        })
        .collect();
    let first = begins.first().map_or(pieces.len(), |b| b.0);
    if first > 0 {
        let mut before = pieces[..first].to_vec();
        markdown::trim(&mut before);
        if !before.is_empty() {
            parts.push(Part::Note(before));
        }
    }
    for (n, &(start, try_this, skip, cut)) in begins.iter().enumerate() {
        let end = begins.get(n + 1).map_or(pieces.len(), |b| b.0);
        let mut said = pieces[start + skip..end].to_vec();
        if let Some(Piece { kind: PieceKind::Plain(s), span }) = said.first_mut() {
            s.drain(..cut);
            span.start = (span.start + cut).min(span.end);
        }
        markdown::trim(&mut said);
        let span = pieces[start].span.start
            ..pieces[start..end].last().map_or(pieces[start].span.end, |p| p.span.end);
        parts.push(Part::Line(Said { try_this, pieces: said, span }));
    }
}

/// Whether a line begins with `try:` or `instead of:` (bold or not), how many pieces the prefix takes,
/// and how many bytes of the next.
fn prefix(line: &[Piece]) -> Option<(bool, usize, usize)> {
    let first = line.first()?;
    match &first.kind {
        PieceKind::Plain(s) => {
            let (try_this, cut) = word(s)?;
            Some((try_this, 0, cut))
        }
        PieceKind::Strong(inner) | PieceKind::Emphasis(inner) => {
            let whole = markdown::plain(inner);
            if let Some((try_this, cut)) = word(&whole)
                && whole[cut..].trim().is_empty()
            {
                return Some((try_this, 1, 0));
            }
            let with_colon = format!("{}:", whole.trim_end());
            let (try_this, _) = word(&with_colon)?;
            match line.get(1).map(|p| &p.kind) {
                Some(PieceKind::Plain(s)) if s.trim_start().starts_with(':') => {
                    Some((try_this, 1, s.find(':').unwrap_or(0) + 1))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn word(s: &str) -> Option<(bool, usize)> {
    let (before, _) = s.split_once(':')?;
    let key: String = before.trim().to_lowercase();
    let try_this = match key.as_str() {
        "try" | "instead, try" | "instead try" | "try instead" => true,
        "instead of" => false,
        _ => return None,
    };
    Some((try_this, before.len() + 1))
}
