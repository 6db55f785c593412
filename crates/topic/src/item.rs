//! Items of a list as running text: their name, what follows it, and the code spans at their end.

use std::ops::Range;

use crate::markdown::{self, Item, Node, NodeKind, Piece, PieceKind};

/// All running text of an item, its paragraphs and nested lists joined by breaks.
pub(crate) fn join(item: Item) -> Vec<Piece> {
    let mut out = Vec::new();
    for node in item.nodes {
        join_node(node, &mut out);
    }
    markdown::trim(&mut out);
    out
}

fn join_node(node: Node, out: &mut Vec<Piece>) {
    let begin = |out: &mut Vec<Piece>, at: usize| {
        if !out.is_empty() {
            out.push(Piece { kind: PieceKind::Break, span: at..at });
        }
    };
    let start = node.span.start;
    match node.kind {
        NodeKind::Paragraph(p) | NodeKind::Heading { text: p, .. } => {
            begin(out, start);
            out.extend(p);
        }
        NodeKind::List { items, .. } => {
            items.into_iter().flat_map(|i| i.nodes).for_each(|n| join_node(n, out));
        }
        NodeKind::Quote(nodes) => nodes.into_iter().for_each(|n| join_node(n, out)),
        NodeKind::Table(rows) => rows.into_iter().flatten().for_each(|c| {
            begin(out, start);
            out.extend(c.text);
        }),
        NodeKind::Code(code) => {
            begin(out, start);
            out.push(Piece { kind: PieceKind::Code(code), span: node.span });
        }
        NodeKind::Rule => {}
    }
}

/// Where the code spans at the end of a text begin.
pub(crate) fn trailing_codes(pieces: &[Piece]) -> usize {
    let mut first = pieces.len();
    for (at, piece) in pieces.iter().enumerate().rev() {
        match &piece.kind {
            PieceKind::Code(_) => first = at,
            PieceKind::Plain(s) if s.trim_matches([' ', ',', ';', '.']).is_empty() => {}
            PieceKind::Soft => {}
            _ => break,
        }
    }
    first
}

pub(crate) fn take_trailing_codes(pieces: &mut Vec<Piece>) -> Vec<(String, Range<usize>)> {
    let first = trailing_codes(pieces);
    let codes = pieces
        .drain(first..)
        .filter_map(|p| match p.kind {
            PieceKind::Code(code) => Some((code, p.span)),
            _ => None,
        })
        .collect();
    markdown::trim(pieces);
    codes
}

/// Splits at the bold words, else at the first dash or colon.
pub(crate) fn name_and_rest(mut pieces: Vec<Piece>) -> (Vec<Piece>, Vec<Piece>) {
    if let Some(Piece { kind: PieceKind::Strong(_), .. }) = pieces.first() {
        let first = pieces.remove(0);
        let PieceKind::Strong(mut name) = first.kind else { return (vec![], pieces) };
        if let Some(Piece { kind: PieceKind::Plain(s), .. }) = name.last_mut()
            && let Some(kept) = s.trim_end().strip_suffix(':')
        {
            *s = kept.to_owned();
        }
        if let Some(Piece { kind: PieceKind::Plain(s), span }) = pieces.first_mut() {
            let cut = s.trim_start_matches([' ', '–', '—', '-', ':', '\u{a0}']);
            span.start = (span.start + s.len() - cut.len()).min(span.end);
            *s = cut.to_owned();
        }
        markdown::trim(&mut pieces);
        return (name, pieces);
    }
    for at in 0..pieces.len() {
        let PieceKind::Plain(s) = &pieces[at].kind else { continue };
        let cut = [" – ", " — ", " - ", ": "]
            .iter()
            .filter_map(|sign| s.find(sign).map(|p| (p, sign.len())))
            .min();
        if let Some((p, length)) = cut {
            let (name, rest) = (s[..p].to_owned(), s[p + length..].to_owned());
            let span = pieces[at].span.clone();
            let mut after = pieces.split_off(at + 1);
            pieces.pop();
            let middle = (span.start + p).min(span.end);
            pieces.push(Piece { kind: PieceKind::Plain(name), span: span.start..middle });
            after.insert(
                0,
                Piece {
                    kind: PieceKind::Plain(rest),
                    span: (middle + length).min(span.end)..span.end,
                },
            );
            markdown::trim(&mut pieces);
            markdown::trim(&mut after);
            return (pieces, after);
        }
    }
    (pieces, vec![])
}
