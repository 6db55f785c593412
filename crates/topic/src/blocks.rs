//! From fences and Markdown to the blocks of a topic.

use assess::Label;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Behaviour, Block, BlockKind, Example, Inline, Objective, Text, Topic};
use crate::example;
use crate::fence::{self, Fenced, Part};
use crate::front;
use crate::item::{join, name_and_rest, take_trailing_codes, trailing_codes};
use crate::labels;
use crate::locator::{case_file, locates};
use crate::markdown::{self, Item, Node, NodeKind, Piece, PieceKind};
use crate::position;
use crate::slug::{Ids, slug};

/// The names that a block may have.
pub(crate) const NAMES: [&str; 9] = [
    "objectives",
    "builds",
    "breaks",
    "strategies",
    "example",
    "quotation",
    "case",
    "takeaways",
    "references",
];

/// Reads a topic; see [`crate::parse`].
pub(crate) fn parse(source: &str) -> (Topic, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (front, body) = front::parse(source, &mut diagnostics);
    let parts = fence::parse(source, body, &mut diagnostics);
    let mut reader = Reader { source, ids: Ids::default(), diagnostics };
    let mut blocks = Vec::new();
    reader.parts(&parts, &mut blocks);
    let mut diagnostics = reader.diagnostics;
    for d in &mut diagnostics {
        d.span = position::within(source, &d.span);
    }
    (Topic { front, blocks }, diagnostics)
}

/// Markdown as a block, with no ids but its own.
pub(crate) fn plain_block(node: Node) -> Block {
    Reader { source: "", ids: Ids::default(), diagnostics: vec![] }.node(node)
}

/// What is between two fences: Markdown, or a block within the block.
enum Content {
    Node(Node),
    Block(Vec<Block>),
}

/// A text and its bytes.
type Spanned = (Text, Range<usize>);

struct Reader<'s> {
    source: &'s str,
    ids: Ids,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn parts(&mut self, parts: &[Part], out: &mut Vec<Block>) {
        for part in parts {
            match part {
                Part::Flow(range) => {
                    let nodes = markdown::parse(self.source, range.clone());
                    out.extend(nodes.into_iter().map(|n| self.node(n)));
                }
                Part::Block(fenced) => self.fenced(fenced, out),
            }
        }
    }

    fn fenced(&mut self, fenced: &Fenced, out: &mut Vec<Block>) {
        let name = fenced.name.to_lowercase();
        let mut content = Vec::new();
        // Words behind the name belong to the content; for a case they begin with its file.
        let mut rest = fenced.rest.clone();
        let mut file = None;
        if name == "case" {
            file = case_file(self.source, &mut rest);
        }
        let words = self.source[rest.clone()].trim().trim_matches(':').trim();
        if !words.is_empty() {
            content.extend(markdown::parse(self.source, rest).into_iter().map(Content::Node));
        }
        for part in &fenced.parts {
            match part {
                Part::Flow(range) => content.extend(
                    markdown::parse(self.source, range.clone()).into_iter().map(Content::Node),
                ),
                Part::Block(inner) => {
                    let mut blocks = Vec::new();
                    self.fenced(inner, &mut blocks);
                    content.push(Content::Block(blocks));
                }
            }
        }
        let span = fenced.span.clone();
        match name.as_str() {
            "objectives" => self.objectives(content, span, out),
            "builds" => self.behaviours(content, span, BlockKind::Builds, out),
            "breaks" => self.behaviours(content, span, BlockKind::Breaks, out),
            "strategies" => self.behaviours(content, span, BlockKind::Strategies, out),
            "example" => self.example(content, span, out),
            "quotation" => self.quotation(content, span, out),
            "case" => self.case(file, fenced, content, out),
            "takeaways" => {
                self.texts(content, span, out, |_, items| {
                    BlockKind::Takeaways(items.into_iter().map(|(text, _)| text).collect())
                });
            }
            "references" => {
                self.texts(content, span, out, |reader, items| {
                    for (text, span) in &items {
                        reader.reference(text, span.clone());
                    }
                    BlockKind::References(items.into_iter().map(|(text, _)| text).collect())
                });
            }
            _ => {
                self.unknown(&fenced.name, fenced.opening.clone());
                let content = self.all(content);
                out.push(Block {
                    kind: BlockKind::Unknown { name: fenced.name.clone(), content },
                    span,
                });
            }
        }
    }

    fn unknown(&mut self, name: &str, span: Range<usize>) {
        let help = labels::nearest(&name.to_lowercase(), NAMES.iter().copied()).map_or_else(
            || format!("the blocks are {}; the content is shown as it stands", NAMES.join(", ")),
            |near| format!("did you mean `:::{near}`? the content is shown as it stands"),
        );
        self.diagnostics.push(
            Diagnostic::new("unknown-block", Severity::Error, span)
                .found(format!("expected the name of a block, found `{name}`"))
                .help(help),
        );
    }

    fn all(&mut self, content: Vec<Content>) -> Vec<Block> {
        let mut out = Vec::new();
        for c in content {
            match c {
                Content::Node(n) => out.push(self.node(n)),
                Content::Block(b) => out.extend(b),
            }
        }
        out
    }

    /// Markdown outside of our own meaning.
    fn node(&mut self, node: Node) -> Block {
        let kind = match node.kind {
            NodeKind::Heading { level, id, text } => {
                let wanted = id.unwrap_or_else(|| slug(&markdown::plain(&text)));
                if self.ids.has(&wanted) && !wanted.is_empty() {
                    self.diagnostics.push(
                        Diagnostic::new("duplicate-id", Severity::Note, node.span.clone())
                            .found(format!("expected a new heading, found `{wanted}` again"))
                            .help("links to it reach the first; word one of the two differently, or give it an id such as `{#other}`"),
                    );
                }
                let id = self.ids.take(&wanted);
                BlockKind::Heading { level, id, text: markdown::text(&text) }
            }
            NodeKind::Paragraph(pieces) => BlockKind::Paragraph(markdown::text(&pieces)),
            NodeKind::List { ordered, items } => BlockKind::List {
                ordered,
                items: items
                    .into_iter()
                    .map(|i| i.nodes.into_iter().map(|n| self.node(n)).collect())
                    .collect(),
            },
            NodeKind::Quote(nodes) => {
                BlockKind::Quote(nodes.into_iter().map(|n| self.node(n)).collect())
            }
            NodeKind::Table(rows) => BlockKind::Table(
                rows.iter()
                    .map(|row| row.iter().map(|c| markdown::text(&c.text)).collect())
                    .collect(),
            ),
            NodeKind::Code(code) => BlockKind::Code(code),
            NodeKind::Rule => BlockKind::Rule,
        };
        Block { kind, span: node.span }
    }

    fn objectives(&mut self, content: Vec<Content>, span: Range<usize>, out: &mut Vec<Block>) {
        let mut lead = Vec::new();
        let mut items = Vec::new();
        let mut after = Vec::new();
        for c in content {
            match c {
                Content::Node(Node { kind: NodeKind::List { items: list, .. }, .. })
                    if after.is_empty() =>
                {
                    for item in list {
                        let span = item.span.clone();
                        let mut pieces = join(item);
                        let codes = take_trailing_codes(&mut pieces);
                        items.push(Objective {
                            text: markdown::text(&pieces),
                            competencies: codes.into_iter().map(|(code, _)| code).collect(),
                            span,
                        });
                    }
                }
                Content::Node(n) => {
                    let block = self.node(n);
                    if items.is_empty() { &mut lead } else { &mut after }.push(block);
                }
                Content::Block(b) => {
                    if items.is_empty() { &mut lead } else { &mut after }.extend(b);
                }
            }
        }
        out.push(Block { kind: BlockKind::Objectives { lead, items }, span });
        out.append(&mut after);
    }

    /// Lists become behaviours; what else stands in the block stays where it is, beside them.
    fn behaviours(
        &mut self,
        content: Vec<Content>,
        span: Range<usize>,
        kind: fn(Vec<Behaviour>) -> BlockKind,
        out: &mut Vec<Block>,
    ) {
        for (items, other) in runs(content) {
            if !items.is_empty() {
                let span = run_span(&items, &span);
                let found = items.into_iter().map(|i| self.behaviour(i)).collect();
                out.push(Block { kind: kind(found), span });
            }
            out.extend(self.all(other));
        }
    }

    fn behaviour(&mut self, item: Item) -> Behaviour {
        let span = item.span.clone();
        let mut pieces = join(item);
        let labels = self.labels(&mut pieces);
        let (name, explanation) = name_and_rest(pieces);
        Behaviour {
            name: markdown::text(&name),
            explanation: markdown::text(&explanation),
            labels,
            span,
        }
    }

    /// Takes the labels out of a text, and says which code spans at its end are none.
    pub(crate) fn labels(&mut self, pieces: &mut Vec<Piece>) -> Vec<Label> {
        let mut found = Vec::new();
        let trailing = trailing_codes(pieces);
        let mut kept = Vec::with_capacity(pieces.len());
        for (at, piece) in pieces.drain(..).enumerate() {
            let is_trailing = at >= trailing;
            if let PieceKind::Code(code) = &piece.kind {
                let id = code.trim().trim_end_matches('!');
                match id.parse::<Label>() {
                    Ok(label) => {
                        found.push(label);
                        continue;
                    }
                    Err(_) if is_trailing => {
                        self.diagnostics.push(labels::unknown(id, piece.span.clone()));
                    }
                    Err(_) => {}
                }
            }
            kept.push(piece);
        }
        *pieces = kept;
        markdown::trim(pieces);
        found
    }

    fn example(&mut self, content: Vec<Content>, span: Range<usize>, out: &mut Vec<Block>) {
        let mut example = Example::default();
        let mut blocks = Vec::new();
        for c in content {
            match c {
                Content::Node(node) => {
                    for part in example::split(node) {
                        match part {
                            example::Part::Line(said) => {
                                let note = pending(&mut example, &mut blocks);
                                if let (Some(note), Some(last)) = (note, example.lines.last_mut()) {
                                    example::note(last, note);
                                }
                                let mut pieces = said.pieces;
                                let labels = self.labels(&mut pieces);
                                example::unquote(&mut pieces);
                                example.lines.push(crate::document::ExampleLine {
                                    try_this: said.try_this,
                                    text: markdown::text(&pieces),
                                    note: None,
                                    labels,
                                    span: said.span,
                                });
                            }
                            example::Part::Note(pieces) => match example.lines.last_mut() {
                                Some(last) if blocks.is_empty() => {
                                    example::note(last, markdown::text(&pieces));
                                }
                                _ => blocks.push(Block {
                                    span: markdown::span_of(&pieces).unwrap_or_default(),
                                    kind: BlockKind::Paragraph(markdown::text(&pieces)),
                                }),
                            },
                            example::Part::Other(node) => blocks.push(self.node(node)),
                        }
                    }
                }
                Content::Block(b) => blocks.extend(b),
            }
        }
        if example.lines.is_empty() {
            example.situation = blocks;
        } else {
            example.after = blocks;
        }
        out.push(Block { kind: BlockKind::Example(example), span });
    }

    fn quotation(&mut self, content: Vec<Content>, span: Range<usize>, out: &mut Vec<Block>) {
        let mut nodes = Vec::new();
        let mut blocks = Vec::new();
        for c in content {
            match c {
                Content::Node(Node { kind: NodeKind::Quote(inner), .. }) => nodes.extend(inner),
                Content::Node(n) => nodes.push(n),
                Content::Block(b) => blocks.extend(b),
            }
        }
        let mut source = None;
        if let Some(Node { kind: NodeKind::Paragraph(pieces), .. }) = nodes.last_mut()
            && let Some(said) = example::source_of(pieces)
        {
            source = Some(markdown::text(&said));
            if pieces.is_empty() {
                nodes.pop();
            }
        }
        let mut text: Vec<Block> = nodes.into_iter().map(|n| self.node(n)).collect();
        text.append(&mut blocks);
        out.push(Block { kind: BlockKind::Quotation { text, source }, span });
    }

    fn case(
        &mut self,
        file: Option<(String, Range<usize>)>,
        fenced: &Fenced,
        content: Vec<Content>,
        out: &mut Vec<Block>,
    ) {
        let lead = self.all(content);
        let (file, file_span) = file.unwrap_or_else(|| {
            self.diagnostics.push(
                Diagnostic::new("case-without-file", Severity::Error, fenced.opening.clone())
                    .found("expected the file of a case, found none")
                    .help("write its name behind the word, such as `:::case the-first-visit.md`"),
            );
            (String::new(), fenced.opening.end..fenced.opening.end)
        });
        out.push(Block {
            kind: BlockKind::Case { file, file_span, lead },
            span: fenced.span.clone(),
        });
    }

    /// Items of a list, or paragraphs where there is none; what else stands there stays beside them.
    fn texts(
        &mut self,
        content: Vec<Content>,
        span: Range<usize>,
        out: &mut Vec<Block>,
        kind: fn(&mut Self, Vec<Spanned>) -> BlockKind,
    ) {
        let has_list = content
            .iter()
            .any(|c| matches!(c, Content::Node(Node { kind: NodeKind::List { .. }, .. })));
        let content =
            if has_list { content } else { content.into_iter().map(paragraph_as_item).collect() };
        for (items, other) in runs(content) {
            if !items.is_empty() {
                let span = run_span(&items, &span);
                let texts = items
                    .into_iter()
                    .map(|i| {
                        let span = i.span.clone();
                        (markdown::text(&join(i)), span)
                    })
                    .collect();
                let kind = kind(self, texts);
                out.push(Block { kind, span });
            }
            out.extend(self.all(other));
        }
    }

    fn reference(&mut self, text: &Text, span: Range<usize>) {
        if !locates(text) {
            self.diagnostics.push(
                Diagnostic::new("reference-without-locator", Severity::Note, span)
                    .found("expected where to find it, found no link, web address, DOI, ISBN or the like")
                    .help("add a link or a number by which a reader can look it up"),
            );
        }
    }
}

/// What stands after the lines so far and turns out to stand between two of them.
fn pending(example: &mut Example, blocks: &mut Vec<Block>) -> Option<Text> {
    if example.lines.is_empty() {
        example.situation.append(blocks);
        return None;
    }
    if blocks.is_empty() {
        return None;
    }
    let mut text = Text::default();
    for block in blocks.drain(..) {
        if !text.0.is_empty() {
            text.0.push(Inline::Break);
        }
        block.flatten(&mut text);
    }
    Some(text)
}

/// Lists and what stands between them, in order.
fn runs(content: Vec<Content>) -> Vec<(Vec<Item>, Vec<Content>)> {
    let mut runs: Vec<(Vec<Item>, Vec<Content>)> = vec![(vec![], vec![])];
    for c in content {
        match c {
            Content::Node(Node { kind: NodeKind::List { items, .. }, .. }) => {
                if let Some((list, other)) = runs.last_mut()
                    && other.is_empty()
                {
                    list.extend(items);
                } else {
                    runs.push((items, vec![]));
                }
            }
            other => {
                if let Some((_, others)) = runs.last_mut() {
                    others.push(other);
                }
            }
        }
    }
    runs
}

fn run_span(items: &[Item], whole: &Range<usize>) -> Range<usize> {
    match (items.first(), items.last()) {
        (Some(a), Some(b)) => a.span.start..b.span.end,
        _ => whole.clone(),
    }
}

fn paragraph_as_item(content: Content) -> Content {
    match content {
        Content::Node(node) if matches!(node.kind, NodeKind::Paragraph(_)) => {
            let span = node.span.clone();
            let items = vec![Item { span: span.clone(), nodes: vec![node] }];
            Content::Node(Node { kind: NodeKind::List { ordered: false, items }, span })
        }
        other => other,
    }
}
