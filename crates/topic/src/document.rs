//! A topic as a value: front matter and blocks.

use assess::Label;
use std::ops::Range;

/// One document and one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topic {
    /// What stands between the `---` lines.
    pub front: Front,
    /// The body, in order.
    pub blocks: Vec<Block>,
}

/// Front matter: `key: rest of the line`, lists in brackets; ours, not YAML.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// Every entry as written, in order.
    pub entries: Vec<Entry>,
}

/// One line of front matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Before the colon.
    pub key: String,
    /// After it, trimmed; a list keeps its brackets here.
    pub value: String,
    /// Bytes of the value.
    pub span: Range<usize>,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the source.
    pub span: Range<usize>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each variant's sentence says its fields")]
pub enum BlockKind {
    /// A heading; `id` is unique on the page.
    Heading { level: u8, id: String, text: Text },
    /// A paragraph.
    Paragraph(Text),
    /// A list.
    List { ordered: bool, items: Vec<Vec<Block>> },
    /// A block quotation outside of our own blocks.
    Quote(Vec<Block>),
    /// A table: the first row is the head.
    Table(Vec<Vec<Text>>),
    /// Preformatted text.
    Code(String),
    /// A thematic break.
    Rule,
    /// `:::objectives`: prose before the list, then one entry an objective.
    Objectives { lead: Vec<Block>, items: Vec<Objective> },
    /// `:::builds`
    Builds(Vec<Behaviour>),
    /// `:::breaks`
    Breaks(Vec<Behaviour>),
    /// `:::strategies`
    Strategies(Vec<Behaviour>),
    /// `:::example`: the situation, what is said instead and what to try, what follows from it.
    Example(Example),
    /// `:::quotation`
    Quotation { text: Vec<Block>, source: Option<Text> },
    /// `:::case file.md`; the prose inside introduces it.
    Case { file: String, file_span: Range<usize>, lead: Vec<Block> },
    /// `:::takeaways`
    Takeaways(Vec<Text>),
    /// `:::references`
    References(Vec<Text>),
    /// A block whose name is unknown: shown as its content.
    Unknown { name: String, content: Vec<Block> },
}

/// What a learner can do afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// The sentence.
    pub text: Text,
    /// Competencies in code spans, such as `samhsa-1`.
    pub competencies: Vec<String>,
    /// Bytes of the item.
    pub span: Range<usize>,
}

/// Something a specialist does, with what it means and the labels that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour {
    /// The bold words, or those before the dash.
    pub name: Text,
    /// The rest.
    pub explanation: Text,
    /// Labels in code spans.
    pub labels: Vec<Label>,
    /// Bytes of the item.
    pub span: Range<usize>,
}

/// A situation and what to say in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Example {
    /// Prose before the first line.
    pub situation: Vec<Block>,
    /// `instead of:` and `try:` lines, in order.
    pub lines: Vec<ExampleLine>,
    /// Prose after the last line.
    pub after: Vec<Block>,
}

/// One line of an example.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleLine {
    /// `try`, or `instead of`.
    pub try_this: bool,
    /// What is said.
    pub text: Text,
    /// A note that follows the line in the same quotation, as a paragraph of its own.
    pub note: Option<Text>,
    /// Labels in code spans.
    pub labels: Vec<Label>,
    /// Bytes of the line.
    pub span: Range<usize>,
}

/// Running text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(pub Vec<Inline>);

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each variant's sentence says its fields")]
pub enum Inline {
    /// Plain characters; raw HTML ends here too, as text.
    Plain(String),
    /// Emphasis.
    Emphasis(Text),
    /// Strong emphasis.
    Strong(Text),
    /// Code.
    Code(String),
    /// A link.
    Link { href: String, text: Text, span: Range<usize> },
    /// A picture.
    Image { src: String, alt: String, span: Range<usize> },
    /// A line break that was asked for.
    Break,
}

impl Front {
    /// The value of a key; the first where it stands twice.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entries.iter().find(|e| e.key == key).map(|e| e.value.as_str())
    }

    /// The items of a list value: `[a, b]`, or one item without brackets.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<&str> {
        let value = self.get(key).unwrap_or_default().trim();
        let inner = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')).unwrap_or(value);
        inner.split(',').map(str::trim).filter(|s| !s.is_empty()).collect()
    }
}

impl Topic {
    /// All words of the body in order, without markup; blocks are parted by line ends.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = Text::default();
        for block in &self.blocks {
            block.flatten(&mut text);
            text.0.push(Inline::Break);
        }
        text.plain()
    }
}

impl Block {
    /// Appends all running text within, parts separated by breaks.
    pub fn flatten(&self, out: &mut Text) {
        let all = |blocks: &[Self], out: &mut Text| blocks.iter().for_each(|b| b.flatten(out));
        match &self.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => out.line(text),
            BlockKind::List { items, .. } => items.iter().for_each(|i| all(i, out)),
            BlockKind::Quote(blocks) => all(blocks, out),
            BlockKind::Table(rows) => rows.iter().flatten().for_each(|cell| out.line(cell)),
            BlockKind::Code(code) => out.line(&Text(vec![Inline::Plain(code.clone())])),
            BlockKind::Rule => {}
            BlockKind::Objectives { lead, items } => {
                all(lead, out);
                for item in items {
                    out.line(&item.text);
                    item.competencies.iter().for_each(|c| out.word(c));
                }
            }
            BlockKind::Builds(items) | BlockKind::Breaks(items) | BlockKind::Strategies(items) => {
                for item in items {
                    out.line(&item.name);
                    out.0.push(Inline::Plain(" ".into()));
                    out.0.extend(item.explanation.0.iter().cloned());
                    item.labels.iter().for_each(|l| out.word(l.id()));
                }
            }
            BlockKind::Example(example) => {
                all(&example.situation, out);
                for line in &example.lines {
                    out.line(&line.text);
                    line.labels.iter().for_each(|l| out.word(l.id()));
                    line.note.iter().for_each(|n| out.line(n));
                }
                all(&example.after, out);
            }
            BlockKind::Quotation { text, source } => {
                all(text, out);
                source.iter().for_each(|s| out.line(s));
            }
            BlockKind::Case { lead, .. } => all(lead, out),
            BlockKind::Takeaways(items) | BlockKind::References(items) => {
                items.iter().for_each(|i| out.line(i));
            }
            BlockKind::Unknown { name, content } => {
                out.line(&Text(vec![Inline::Plain(name.clone())]));
                all(content, out);
            }
        }
    }
}

impl Text {
    /// Appends a text on a line of its own.
    fn line(&mut self, text: &Self) {
        if !self.0.is_empty() {
            self.0.push(Inline::Break);
        }
        self.0.extend(text.0.iter().cloned());
    }

    fn word(&mut self, word: &str) {
        self.0.push(Inline::Plain(format!(" {word}")));
    }

    /// The characters without their markup; a picture counts as its alternative.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut out = String::new();
        self.write_plain(&mut out);
        out
    }

    fn write_plain(&self, out: &mut String) {
        for inline in &self.0 {
            match inline {
                Inline::Plain(s) | Inline::Code(s) => out.push_str(s),
                Inline::Emphasis(t) | Inline::Strong(t) | Inline::Link { text: t, .. } => {
                    t.write_plain(out);
                }
                Inline::Image { alt, .. } => out.push_str(alt),
                Inline::Break => out.push('\n'),
            }
        }
    }
}
