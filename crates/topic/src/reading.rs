//! How much there is to read, and how hard it is: words, sentences, syllables, grade.
//!
//! A grade is Flesch and Kincaid's (1975) over prose; each list item is a sentence of its own, and
//! headings, tables, code and references are not counted in it.

use unicode_segmentation::UnicodeSegmentation;

use crate::Topic;
use crate::document::{Block, BlockKind, Inline, Text};
use crate::syllables::syllables;

/// Words read a minute, where a course sets no pace.
pub const PACE: f64 = 175.0;

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Words.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Syllables.
    pub syllables: usize,
}

/// The words of a text.
#[must_use]
pub fn words(text: &str) -> usize {
    text.unicode_words().count()
}

/// The words that a learner reads on a topic's page: everything but labels and competencies.
#[must_use]
pub fn topic_words(topic: &Topic) -> usize {
    let mut count = 0;
    units(&topic.blocks, &mut |_, text| count += words(&text.plain()));
    count
}

/// Minutes at a pace of words a minute; a pace that is no positive number is [`PACE`].
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
pub fn minutes(words: usize, pace: f64) -> f64 {
    words as f64 / if pace.is_finite() && pace > 0.0 { pace } else { PACE }
}

/// What the grade of a topic rests on.
#[must_use]
pub fn measure(topic: &Topic) -> Measure {
    let mut measure = Measure::default();
    units(&topic.blocks, &mut |kind, text| {
        if kind == Unit::Sentences {
            measure.add(&text.plain());
        }
    });
    measure
}

/// The reading grade of a topic; `None` where there is no prose.
#[must_use]
pub fn grade(topic: &Topic) -> Option<f64> {
    measure(topic).grade()
}

/// The sentences of a text: at least one where it has a word.
#[must_use]
pub fn sentences(text: &str) -> usize {
    text.lines().map(in_line).sum()
}

impl Measure {
    /// Counts a stretch of prose.
    pub fn add(&mut self, text: &str) {
        self.sentences += sentences(text);
        for word in text.unicode_words() {
            self.words += 1;
            self.syllables += syllables(word);
        }
    }

    /// Flesch and Kincaid's grade; `None` where nothing was counted.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
    pub fn grade(self) -> Option<f64> {
        if self.words == 0 || self.sentences == 0 {
            return None;
        }
        let words = self.words as f64;
        let length = words / self.sentences as f64;
        Some(0.39 * length + 11.8 * self.syllables as f64 / words - 15.59)
    }
}

/// What a piece of running text is for reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Prose, or an item that counts as a sentence.
    Sentences,
    /// Read, and no sentence: headings, cells, references, code.
    Words,
}

fn units(blocks: &[Block], take: &mut impl FnMut(Unit, &Text)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } => take(Unit::Words, text),
            BlockKind::Paragraph(text) => take(Unit::Sentences, text),
            BlockKind::List { items, .. } => {
                for item in items {
                    units_dyn(item, take);
                }
            }
            BlockKind::Quote(inner) => units_dyn(inner, take),
            BlockKind::Table(rows) => rows.iter().flatten().for_each(|c| take(Unit::Words, c)),
            BlockKind::Code(code) => {
                take(Unit::Words, &Text(vec![Inline::Plain(code.clone())]));
            }
            BlockKind::Rule => {}
            BlockKind::Objectives { lead, items } => {
                units_dyn(lead, take);
                items.iter().for_each(|i| take(Unit::Sentences, &i.text));
            }
            BlockKind::Builds(items) | BlockKind::Breaks(items) | BlockKind::Strategies(items) => {
                for item in items {
                    let mut whole = item.name.clone();
                    whole.0.push(Inline::Plain(" ".into()));
                    whole.0.extend(item.explanation.0.iter().cloned());
                    take(Unit::Sentences, &whole);
                }
            }
            BlockKind::Example(example) => {
                units_dyn(&example.situation, take);
                for line in &example.lines {
                    take(Unit::Sentences, &line.text);
                    line.note.iter().for_each(|n| take(Unit::Sentences, n));
                }
                units_dyn(&example.after, take);
            }
            BlockKind::Quotation { text, source } => {
                units_dyn(text, take);
                source.iter().for_each(|s| take(Unit::Words, s));
            }
            BlockKind::Case { lead, .. } => units_dyn(lead, take),
            BlockKind::Takeaways(items) => items.iter().for_each(|i| take(Unit::Sentences, i)),
            BlockKind::References(items) => items.iter().for_each(|i| take(Unit::Words, i)),
            BlockKind::Unknown { content, .. } => units_dyn(content, take),
        }
    }
}

/// Recursion through one type, so that it is compiled once.
fn units_dyn(blocks: &[Block], take: &mut dyn FnMut(Unit, &Text)) {
    units(blocks, &mut |unit, text| take(unit, text));
}

/// Sentences end with `.`, `!`, `?` or `…` before white space and something that begins one.
fn in_line(line: &str) -> usize {
    if line.unicode_words().next().is_none() {
        return 0;
    }
    let mut count = 1;
    let mut ended = false;
    let mut words = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '.' | '!' | '?' | '…' => ended = words,
            '"' | '”' | '’' | '\'' | ')' | ']' | '»' => {}
            c if c.is_whitespace() => {
                let next = chars.peek().copied().unwrap_or(' ');
                let begins = !next.is_lowercase() && !next.is_whitespace();
                let has_rest = chars.clone().any(char::is_alphanumeric);
                if ended && begins && has_rest {
                    count += 1;
                    ended = false;
                    words = false;
                } else if !next.is_whitespace() {
                    ended = false;
                }
            }
            c => {
                words |= c.is_alphanumeric();
                ended = false;
            }
        }
    }
    count
}
