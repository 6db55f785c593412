//! One item of a list: a reply, what it does, where it leads, and what the peer says to it.

use practice::case::{Line, Reply};
use std::ops::Range;

use super::exit::Tail;
use super::{ReplySource, said};
use crate::diagnostic::{Diagnostic, Severity};
use crate::example::is_double;
use crate::markdown::{self, Item, Node, NodeKind, Piece, PieceKind};

/// A reply as it was read.
pub(super) struct Parsed {
    pub(super) reply: Reply,
    pub(super) at: ReplySource,
    /// "Stay quiet and wait".
    pub(super) silence: bool,
}

pub(super) fn read(source: &str, item: Item, diagnostics: &mut Vec<Diagnostic>) -> Parsed {
    let mut parsed = Parsed {
        reply: Reply::default(),
        at: ReplySource { span: item.span.clone(), ..ReplySource::default() },
        silence: false,
    };
    let mut nodes = item.nodes.into_iter().peekable();
    if matches!(nodes.peek().map(|n| &n.kind), Some(NodeKind::Paragraph(_)))
        && let Some(Node { kind: NodeKind::Paragraph(pieces), .. }) = nodes.next()
    {
        let mut stretches = notes(pieces);
        let rest = stretches.split_off(1.min(stretches.len()));
        if let Some(first) = stretches.pop() {
            parsed.first(first, diagnostics);
        }
        for stretch in rest {
            parsed.paragraph(stretch);
        }
    }
    if parsed.reply.text.is_empty() {
        diagnostics.push(
            Diagnostic::new("empty-reply", Severity::Error, item.span)
                .found("expected the words of a reply, found none")
                .help("write the words between quotation marks: `- \"What would help?\" …`"),
        );
    }
    for node in nodes {
        parsed.child(source, node, diagnostics);
    }
    parsed
}

impl Parsed {
    /// The words, and what follows them.
    fn first(&mut self, pieces: Vec<Piece>, diagnostics: &mut Vec<Diagnostic>) {
        let head = pieces
            .iter()
            .position(|p| match &p.kind {
                PieceKind::Code(_) => true,
                PieceKind::Link { href, .. } => href.starts_with('#'),
                _ => false,
            })
            .unwrap_or(pieces.len());
        let span = markdown::span_of(&pieces[..head]).unwrap_or_default();
        let tail = &pieces[head..];
        if let Some(Piece { kind: PieceKind::Emphasis(words), span }) = pieces[..head].first() {
            self.silence = true;
            self.reply.text = squeeze(&markdown::plain(words));
            self.at.text = span.clone();
            Tail::new(&mut self.reply, &mut self.at, diagnostics).read(&pieces[1..]);
            return;
        }
        let all = markdown::plain(&pieces[..head]);
        let (words, range, rest) = split(&all);
        if range.is_none() {
            diagnostics.push(
                Diagnostic::new("unclosed-quote", Severity::Warning, span.clone())
                    .found("expected a closing quotation mark after the words, found none")
                    .help("close it before the labels and the arrow"),
            );
        }
        self.reply.text = squeeze(words);
        let exact = matches!(&pieces[..head], [Piece { kind: PieceKind::Plain(s), span }]
            if s.len() == span.len());
        self.at.text = match range {
            Some(r) if exact => span.start + r.start..span.start + r.end,
            _ => span.clone(),
        };
        let mut pieces = Vec::with_capacity(tail.len() + 1);
        if !rest.trim().is_empty() {
            let start = if exact { span.end - rest.len() } else { span.start };
            pieces.push(Piece {
                kind: PieceKind::Plain(rest.to_owned()),
                span: start..span.end.max(start),
            });
        }
        pieces.extend_from_slice(tail);
        Tail::new(&mut self.reply, &mut self.at, diagnostics).read(&pieces);
    }

    fn child(&mut self, source: &str, node: Node, diagnostics: &mut Vec<Diagnostic>) {
        match node.kind {
            NodeKind::Paragraph(pieces) => {
                for stretch in notes(pieces) {
                    self.paragraph(stretch);
                }
            }
            NodeKind::Quote(nodes) => {
                for part in said::lines(source, nodes, diagnostics) {
                    match part {
                        said::Part::Line(line, span) => {
                            self.reply.reaction.push(line);
                            self.at.reaction.push(span);
                        }
                        said::Part::Drawn(pieces) => {
                            for stretch in notes(pieces) {
                                self.paragraph(stretch);
                            }
                        }
                        said::Part::Other(node) => diagnostics.push(misplaced(&node)),
                    }
                }
            }
            _ => diagnostics.push(misplaced(&node)),
        }
    }

    /// `why: …`, `better: …`, or else what happens then, as a stage direction.
    fn paragraph(&mut self, mut pieces: Vec<Piece>) {
        markdown::trim(&mut pieces);
        let Some(span) = markdown::span_of(&pieces) else { return };
        let text = said::words(&pieces);
        match note(&markdown::plain(&pieces)) {
            Some((true, words)) => {
                self.reply.why = Some(squeeze(words));
                self.at.why = Some(span);
            }
            Some((false, words)) => {
                self.reply.better = Some(unquote(&squeeze(words)));
                self.at.better = Some(span);
            }
            None => {
                let bare = text.trim_matches('*');
                let text = format!("*{}*", bare.replace('*', ""));
                self.reply.reaction.push(Line { bands: vec![], text, tells: None, danger: None });
                self.at.reaction.push(span);
            }
        }
    }
}

/// The diagnostic for what has no place in a case.
pub(super) fn misplaced(node: &Node) -> Diagnostic {
    let what = match node.kind {
        NodeKind::Heading { .. } => "a heading",
        NodeKind::List { .. } => "a list",
        NodeKind::Quote(_) => "a quotation",
        NodeKind::Table(_) => "a table",
        NodeKind::Code(_) => "preformatted text",
        NodeKind::Rule => "a rule",
        NodeKind::Paragraph(_) => "a paragraph",
    };
    Diagnostic::new("misplaced", Severity::Warning, node.span.clone())
        .found(format!("expected a stage direction, a line or a reply, found {what}"))
        .help("it is not part of the talk; text indented by four spaces reads as preformatted")
}

/// The words, their range in the text where the quotation marks are closed, and what follows.
fn split(text: &str) -> (&str, Option<Range<usize>>, &str) {
    let start = text.len() - text.trim_start().len();
    let arrow = |from: usize| {
        ["→", "->", "=>", "⇒", "{#"]
            .iter()
            .filter_map(|a| text[from..].find(a).map(|p| from + p))
            .min()
            .unwrap_or(text.len())
    };
    let Some(open) = text[start..].chars().next().filter(|c| is_double(*c)) else {
        let end = arrow(start);
        return (&text[start..end], Some(start..end), &text[end..]);
    };
    let from = start + open.len_utf8();
    // The last mark closes, so that words may quote within; but none behind the arrow.
    let closing = text[from..].char_indices().filter(|(_, c)| is_double(*c)).map(|(p, _)| from + p);
    let mut close = None;
    for at in closing {
        if close.is_some_and(|before: usize| arrow(before) < at) {
            break;
        }
        close = Some(at);
    }
    match close {
        Some(end) => {
            let mark = text[end..].chars().next().map_or(0, char::len_utf8);
            (&text[from..end], Some(from..end), &text[end + mark..])
        }
        None => {
            let end = arrow(from);
            (&text[from..end], None, &text[end..])
        }
    }
}

/// Splits a paragraph where a source line begins with `why:` or `better:`.
fn notes(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut out = vec![vec![]];
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let ends_line = matches!(piece.kind, PieceKind::Soft | PieceKind::Break);
        let begins_note = pieces.peek().is_some_and(|next| match &next.kind {
            PieceKind::Plain(s) => note(s).is_some(),
            PieceKind::Strong(inner) | PieceKind::Emphasis(inner) => {
                let word = markdown::plain(inner).to_lowercase();
                matches!(word.trim_end_matches(':'), "why" | "better")
            }
            _ => false,
        });
        if ends_line && begins_note {
            out.push(vec![]);
        } else if let Some(stretch) = out.last_mut() {
            stretch.push(piece);
        }
    }
    out.retain(|s| !s.is_empty());
    out
}

/// Whether a text is `why: …` (true) or `better: …` (false), and the words.
fn note(text: &str) -> Option<(bool, &str)> {
    let (key, words) = text.trim_start().split_once(':')?;
    match key.trim().to_lowercase().as_str() {
        "why" => Some((true, words.trim())),
        "better" => Some((false, words.trim())),
        _ => None,
    }
}

/// Takes quotation marks off that enclose all of a text.
fn unquote(text: &str) -> String {
    let inner = text.strip_prefix(is_double).and_then(|t| t.strip_suffix(is_double));
    inner.filter(|i| !i.contains(is_double)).unwrap_or(text).to_owned()
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
