//! Markdown as a tree with byte spans: what the topic and case formats are read from.
//!
//! Raw HTML becomes plain text here, and nothing deeper than [`DEPTH`] is nested: its content moves
//! up instead, so that no input can exhaust the stack.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

use crate::document::{Inline, Text};

/// How deep lists, quotations and emphasis may stand within one another.
const DEPTH: usize = 24;

/// A part of the flow.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) span: Range<usize>,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NodeKind {
    Heading { level: u8, id: Option<String>, text: Vec<Piece> },
    Paragraph(Vec<Piece>),
    List { ordered: bool, items: Vec<Item> },
    Quote(Vec<Node>),
    Table(Vec<Vec<Cell>>),
    Code(String),
    Rule,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    pub(crate) nodes: Vec<Node>,
    pub(crate) span: Range<usize>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    pub(crate) text: Vec<Piece>,
    pub(crate) span: Range<usize>,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    pub(crate) span: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PieceKind {
    Plain(String),
    Code(String),
    Emphasis(Vec<Piece>),
    Strong(Vec<Piece>),
    Link {
        href: String,
        text: Vec<Piece>,
    },
    Image {
        src: String,
        alt: String,
    },
    /// A line break that was asked for.
    Break,
    /// The end of a line of the source within a paragraph.
    Soft,
}

/// The Markdown of one stretch of a source, with spans of the whole source.
pub(crate) fn parse(source: &str, range: Range<usize>) -> Vec<Node> {
    let Some(slice) = source.get(range.clone()) else { return Vec::new() };
    let base = range.start;
    let root = Frame::root(range);
    let mut tree = Tree { source, base, stack: vec![root], skipped: 0, used: vec![] };
    let mut parser = Parser::new_ext(slice, Options::ENABLE_TABLES).into_offset_iter();
    for (event, span) in parser.by_ref() {
        tree.take(event, span);
    }
    let used = std::mem::take(&mut tree.used);
    let mut nodes = tree.finish();
    // A definition that no link uses would vanish: it stays as the text that it looks like.
    let definitions = parser.reference_definitions().iter();
    let unused = definitions.filter(|(label, _)| !used.contains(&label.to_lowercase()));
    let mut unused: Vec<Range<usize>> = unused.map(|(_, d)| d.span.clone()).collect();
    unused.sort_by_key(|span| span.start);
    for span in unused {
        let span = span.start + base..span.end + base;
        let Some(text) = source.get(span.clone()) else { continue };
        let piece = Piece { kind: PieceKind::Plain(text.trim().to_owned()), span: span.clone() };
        let at = nodes.partition_point(|n| n.span.start < span.start);
        nodes.insert(at, Node { kind: NodeKind::Paragraph(vec![piece]), span });
    }
    nodes
}

/// The characters of pieces without their markup; the end of a source line is a space.
pub(crate) fn plain(pieces: &[Piece]) -> String {
    let mut out = String::new();
    write_plain(pieces, &mut out);
    out
}

/// From the first byte of the first piece to the last of the last.
pub(crate) fn span_of(pieces: &[Piece]) -> Option<Range<usize>> {
    Some(pieces.first()?.span.start..pieces.last()?.span.end)
}

/// The pieces as running text of a document.
pub(crate) fn text(pieces: &[Piece]) -> Text {
    let mut out: Vec<Inline> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let inline = match &piece.kind {
            PieceKind::Plain(s) => Inline::Plain(s.clone()),
            PieceKind::Code(s) => Inline::Code(s.clone()),
            PieceKind::Emphasis(p) => Inline::Emphasis(text(p)),
            PieceKind::Strong(p) => Inline::Strong(text(p)),
            PieceKind::Link { href, text: t } => {
                Inline::Link { href: href.clone(), text: text(t), span: piece.span.clone() }
            }
            PieceKind::Image { src, alt } => {
                Inline::Image { src: src.clone(), alt: alt.clone(), span: piece.span.clone() }
            }
            PieceKind::Break => Inline::Break,
            PieceKind::Soft => Inline::Plain(" ".into()),
        };
        match (out.last_mut(), inline) {
            (Some(Inline::Plain(before)), Inline::Plain(s)) => before.push_str(&s),
            (_, inline) => out.push(inline),
        }
    }
    Text(out)
}

/// Takes white space off both ends.
pub(crate) fn trim(pieces: &mut Vec<Piece>) {
    while let Some(first) = pieces.first_mut() {
        match &mut first.kind {
            PieceKind::Soft | PieceKind::Break => drop(pieces.remove(0)),
            PieceKind::Plain(s) => {
                let cut = s.len() - s.trim_start().len();
                if cut == s.len() {
                    pieces.remove(0);
                    continue;
                }
                s.drain(..cut);
                first.span.start = (first.span.start + cut).min(first.span.end);
                break;
            }
            _ => break,
        }
    }
    while let Some(last) = pieces.last_mut() {
        match &mut last.kind {
            PieceKind::Soft | PieceKind::Break => drop(pieces.pop()),
            PieceKind::Plain(s) => {
                let keep = s.trim_end().len();
                if keep == 0 {
                    pieces.pop();
                    continue;
                }
                let cut = s.len() - keep;
                s.truncate(keep);
                last.span.end = last.span.end.saturating_sub(cut).max(last.span.start);
                break;
            }
            _ => break,
        }
    }
}

fn write_plain(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match &piece.kind {
            PieceKind::Plain(s) | PieceKind::Code(s) => out.push_str(s),
            PieceKind::Emphasis(p) | PieceKind::Strong(p) | PieceKind::Link { text: p, .. } => {
                write_plain(p, out);
            }
            PieceKind::Image { alt, .. } => out.push_str(alt),
            PieceKind::Break => out.push('\n'),
            PieceKind::Soft => out.push(' '),
        }
    }
}

/// The tree while it grows: open containers, the innermost last.
struct Tree<'s> {
    source: &'s str,
    base: usize,
    /// Definitions that links refer to, in lower case.
    used: Vec<String>,
    stack: Vec<Frame>,
    /// Containers that were opened below [`DEPTH`] and not yet closed.
    skipped: usize,
}

/// One open container.
struct Frame {
    tag: Open,
    span: Range<usize>,
    nodes: Vec<Node>,
    /// Running text not yet put into a node: tight list items have no paragraph of their own.
    pieces: Vec<Piece>,
    items: Vec<Item>,
    rows: Vec<Vec<Cell>>,
    cells: Vec<Cell>,
}

/// What is open.
enum Open {
    Root,
    Paragraph,
    Heading(u8),
    Quote,
    List(bool),
    Item,
    Code,
    Html,
    Table,
    Row,
    Cell,
    Emphasis,
    Strong,
    Link(String),
    Image(String),
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        let span = span.start + self.base..span.end + self.base;
        match event {
            Event::Start(tag) => self.open(tag, span),
            Event::End(end) => self.close(end),
            Event::Text(s) | Event::Html(s) | Event::InlineHtml(s) => self.plain(&s, span),
            Event::Code(s) => self.piece(PieceKind::Code(s.into_string()), span),
            Event::SoftBreak => self.piece(PieceKind::Soft, span),
            Event::HardBreak => self.piece(PieceKind::Break, span),
            Event::Rule => self.node(NodeKind::Rule, span),
            // Not asked for in the options.
            Event::InlineMath(s) | Event::DisplayMath(s) | Event::FootnoteReference(s) => {
                self.plain(&s, span);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let deep = self.stack.len() >= DEPTH;
        let tag = match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading { level, .. } => Open::Heading(level_of(level)),
            Tag::List(first) => Open::List(first.is_some()),
            Tag::Item => Open::Item,
            Tag::CodeBlock(kind) => {
                self.flush();
                self.push(Open::Code, span.clone());
                if let CodeBlockKind::Fenced(info) = kind
                    && !info.trim().is_empty()
                {
                    let end = (span.start + 3 + info.len()).min(span.end);
                    self.plain(&format!("{}\n", info.trim()), span.start..end);
                }
                return;
            }
            Tag::HtmlBlock => Open::Html,
            Tag::Table(_) => Open::Table,
            Tag::TableHead | Tag::TableRow => Open::Row,
            Tag::TableCell => Open::Cell,
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Link { dest_url, id, .. } => {
                self.refer(&id);
                Open::Link(dest_url.into_string())
            }
            Tag::Image { dest_url, id, .. } => {
                self.refer(&id);
                Open::Image(dest_url.into_string())
            }
            // Quotations, and whatever was not asked for in the options.
            _ => Open::Quote,
        };
        let nests = matches!(
            tag,
            Open::Quote
                | Open::List(_)
                | Open::Item
                | Open::Emphasis
                | Open::Strong
                | Open::Link(_)
        );
        if deep && nests {
            self.flush_block(&tag);
            self.skipped += 1;
            return;
        }
        self.flush_block(&tag);
        self.push(tag, span);
    }

    fn refer(&mut self, id: &str) {
        if !id.is_empty() {
            self.used.push(id.to_lowercase());
        }
    }

    /// A block begins: running text before it in the same container is a paragraph.
    fn flush_block(&mut self, tag: &Open) {
        let inline = matches!(tag, Open::Emphasis | Open::Strong | Open::Link(_) | Open::Image(_));
        if !inline {
            self.flush();
        }
    }

    fn push(&mut self, tag: Open, span: Range<usize>) {
        self.stack.push(Frame { tag, ..Frame::root(span) });
    }

    fn close(&mut self, end: TagEnd) {
        let nests = matches!(
            end,
            TagEnd::BlockQuote(_)
                | TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Link
        );
        if self.skipped > 0 && nests {
            if !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) {
                self.flush();
            }
            self.skipped -= 1;
            return;
        }
        if self.stack.len() > 1 {
            self.pop();
        }
    }

    fn pop(&mut self) {
        self.flush();
        let Some(mut frame) = self.stack.pop() else { return };
        let span = frame.span.clone();
        match frame.tag {
            Open::Root => self.stack.push(frame),
            Open::Paragraph => self.node(NodeKind::Paragraph(frame.pieces), span),
            Open::Heading(level) => {
                let id = heading_id(&mut frame.pieces);
                self.node(NodeKind::Heading { level, id, text: frame.pieces }, span);
            }
            Open::Quote => self.node(NodeKind::Quote(frame.nodes), span),
            Open::List(ordered) => {
                // Below the greatest depth an item may be missing around its content.
                if !frame.nodes.is_empty() {
                    frame.items.push(Item { nodes: frame.nodes, span: span.clone() });
                }
                self.node(NodeKind::List { ordered, items: frame.items }, span);
            }
            Open::Item => {
                let item = Item { nodes: frame.nodes, span };
                match self.stack.last_mut() {
                    Some(list) if matches!(list.tag, Open::List(_)) => list.items.push(item),
                    Some(other) => other.nodes.extend(item.nodes),
                    None => {}
                }
            }
            Open::Code => self.node(NodeKind::Code(plain(&frame.pieces)), span),
            Open::Html => {
                trim(&mut frame.pieces);
                if !frame.pieces.is_empty() {
                    self.node(NodeKind::Paragraph(frame.pieces), span);
                }
            }
            Open::Table => self.node(NodeKind::Table(frame.rows), span),
            Open::Row => {
                self.excess(&mut frame.cells, &span);
                if let Some(table) = self.stack.last_mut() {
                    table.rows.push(frame.cells);
                }
            }
            Open::Cell => {
                let span = span_of(&frame.pieces).unwrap_or(span);
                if let Some(row) = self.stack.last_mut() {
                    row.cells.push(Cell { text: frame.pieces, span });
                }
            }
            Open::Emphasis => self.piece(PieceKind::Emphasis(frame.pieces), span),
            Open::Strong => self.piece(PieceKind::Strong(frame.pieces), span),
            Open::Link(href) => self.piece(PieceKind::Link { href, text: frame.pieces }, span),
            Open::Image(src) => {
                let alt = plain(&frame.pieces);
                self.piece(PieceKind::Image { src, alt }, span);
            }
        }
    }

    /// Cells beyond those of the head are dropped by the parser; their text becomes one cell more.
    fn excess(&self, cells: &mut Vec<Cell>, row: &Range<usize>) {
        let end = cells.last().map_or(row.start, |c| c.span.end);
        let Some(rest) = self.source.get(end..row.end) else { return };
        let signs = |c: char| c == '|' || c.is_whitespace();
        let text = rest.trim_matches(signs);
        if !text.is_empty() && rest.trim_start().starts_with('|') {
            let start = row.end - rest.trim_start_matches(signs).len();
            let span = start..start + text.len();
            let piece = Piece { kind: PieceKind::Plain(text.to_owned()), span: span.clone() };
            cells.push(Cell { text: vec![piece], span });
        }
    }

    fn plain(&mut self, s: &str, span: Range<usize>) {
        if let Some(frame) = self.stack.last_mut() {
            if let Some(Piece { kind: PieceKind::Plain(before), span: old }) =
                frame.pieces.last_mut()
            {
                before.push_str(s);
                old.end = span.end;
                return;
            }
            frame.pieces.push(Piece { kind: PieceKind::Plain(s.to_owned()), span });
        }
    }

    fn piece(&mut self, kind: PieceKind, span: Range<usize>) {
        if let Some(frame) = self.stack.last_mut() {
            frame.pieces.push(Piece { kind, span });
        }
    }

    fn node(&mut self, kind: NodeKind, span: Range<usize>) {
        self.flush();
        if let Some(frame) = self.stack.last_mut() {
            frame.nodes.push(Node { kind, span });
        }
    }

    /// Running text that stands in a container of blocks becomes a paragraph.
    fn flush(&mut self) {
        let Some(frame) = self.stack.last_mut() else { return };
        let holds_blocks =
            matches!(frame.tag, Open::Root | Open::Quote | Open::List(_) | Open::Item);
        if holds_blocks && !frame.pieces.is_empty() {
            let pieces = std::mem::take(&mut frame.pieces);
            let span = span_of(&pieces).unwrap_or(frame.span.clone());
            frame.nodes.push(Node { kind: NodeKind::Paragraph(pieces), span });
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while self.stack.len() > 1 {
            self.pop();
        }
        self.flush();
        self.stack.pop().map(|root| root.nodes).unwrap_or_default()
    }
}

impl Frame {
    fn root(span: Range<usize>) -> Self {
        Self {
            tag: Open::Root,
            span,
            nodes: vec![],
            pieces: vec![],
            items: vec![],
            rows: vec![],
            cells: vec![],
        }
    }
}

/// Takes a trailing `{#id}` off; done here and not by the parser, which would swallow whatever else
/// stands in braces.
pub(crate) fn heading_id(pieces: &mut Vec<Piece>) -> Option<String> {
    let last = pieces.last_mut()?;
    let PieceKind::Plain(s) = &mut last.kind else { return None };
    let open = s.rfind("{#")?;
    let id = s[open + 2..].trim_end().strip_suffix('}')?.trim().to_owned();
    if id.is_empty() || id.contains(['{', '}', ' ', '#']) {
        return None;
    }
    s.truncate(open);
    trim(pieces);
    Some(id)
}

const fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
