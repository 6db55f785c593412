//! A source paragraph: the one neutral form that every kind of document becomes.

use std::ops::Range;

/// One paragraph, heading, list item or table row of a source, in its order.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// What the document says that it is; a hint, not yet a meaning.
    pub kind: Kind,
    /// Its characters; in a row, the cells joined by a space.
    pub text: Styled,
    /// The cells of a row; empty elsewhere.
    pub cells: Vec<Styled>,
    /// Line of the source from 1; in Word and HTML the paragraph's number.
    pub line: usize,
    /// Whether something (a blank line, a block) parts it from what stands before.
    pub apart: bool,
}

/// What a document says that a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading with its level from 1.
    Heading(u8),
    /// A list item; `number` where the list is numbered.
    Item {
        /// 0 for the outermost list.
        depth: u8,
        /// The item's number in a numbered list.
        number: Option<u32>,
    },
    /// A row of a table; `first` begins a new table.
    Row {
        /// Whether it is the first row of its table.
        first: bool,
    },
    /// A paragraph in a block quotation.
    Quote,
    /// Anything else.
    Plain,
}

/// Characters with emphasis and links.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Styled {
    /// The characters without any markup.
    pub text: String,
    /// What stretches of them are, by bytes, in order.
    pub marks: Vec<Mark>,
}

/// A stretch of [`Styled`] text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub style: Style,
}

/// What a stretch of text is.
#[derive(Clone, Debug, PartialEq)]
pub enum Style {
    /// Strong emphasis.
    Bold,
    /// Emphasis.
    Italic,
    /// A link to that address.
    Link(String),
}

impl Paragraph {
    /// A paragraph of that kind.
    #[must_use]
    pub fn new(kind: Kind, text: Styled, line: usize, apart: bool) -> Self {
        Self { kind, text, cells: Vec::new(), line, apart }
    }

    /// A table row; its text is that of its cells.
    #[must_use]
    pub fn row(cells: Vec<Styled>, first: bool, line: usize) -> Self {
        let mut text = Styled::default();
        for cell in cells.iter().filter(|c| !c.is_blank()) {
            if !text.text.is_empty() {
                text.text.push(' ');
            }
            text.append(cell);
        }
        Self { kind: Kind::Row { first }, text, cells, line, apart: first }
    }
}

impl From<&str> for Styled {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), marks: Vec::new() }
    }
}

impl Styled {
    /// Adds another text at the end.
    pub fn append(&mut self, other: &Self) {
        let at = self.text.len();
        self.text.push_str(&other.text);
        for mark in &other.marks {
            let range = mark.range.start + at..mark.range.end + at;
            match self.marks.last_mut() {
                // A word processor cuts one bold phrase into several runs.
                Some(last) if last.style == mark.style && last.range.end == range.start => {
                    last.range.end = range.end;
                }
                _ => self.marks.push(Mark { range, style: mark.style.clone() }),
            }
        }
    }

    /// Adds characters that are all of some styles.
    pub fn push(&mut self, text: &str, styles: &[Style]) {
        let marks = styles.iter().map(|s| Mark { range: 0..text.len(), style: s.clone() });
        self.append(&Self { text: text.to_owned(), marks: marks.collect() });
    }

    /// Whether it shows nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() || invisible(c))
    }

    /// The part between two byte positions, which are moved to the next character boundary.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let start = boundary(&self.text, range.start);
        let end = boundary(&self.text, range.end).max(start);
        let marks = self
            .marks
            .iter()
            .filter_map(|m| {
                let from = m.range.start.clamp(start, end);
                let to = m.range.end.clamp(start, end);
                (from < to)
                    .then(|| Mark { range: from - start..to - start, style: m.style.clone() })
            })
            .collect();
        Self { text: self.text[start..end].to_owned(), marks }
    }

    /// Without white space at both ends.
    #[must_use]
    pub fn trim(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.slice(start..start + self.text.trim().len())
    }

    /// With every stretch of white space as one space, a no-break space kept; trimmed.
    #[must_use]
    pub fn squeeze(&self) -> Self {
        let mut text = String::with_capacity(self.text.len());
        let mut map = vec![0; self.text.len() + 1];
        for (at, c) in self.text.char_indices() {
            map[at..at + c.len_utf8()].fill(text.len());
            if c == '\u{a0}' || !(c.is_whitespace() || c.is_control() || c == '\u{feff}') {
                text.push(c);
            } else if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        }
        map[self.text.len()] = text.len();
        let marks = self.marks.iter().filter_map(|m| {
            let range =
                map[m.range.start.min(self.text.len())]..map[m.range.end.min(self.text.len())];
            (range.start < range.end).then(|| Mark { range, style: m.style.clone() })
        });
        let out = Self { marks: marks.collect(), text };
        out.trim()
    }

    /// Whether nearly all of it is bold.
    #[must_use]
    pub fn all_bold(&self) -> bool {
        let bold: usize =
            self.marks.iter().filter(|m| m.style == Style::Bold).map(|m| m.range.len()).sum();
        !self.is_blank() && bold + 2 >= self.text.trim().len()
    }
}

/// Marks of the text that have no width of their own.
#[must_use]
pub(crate) fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}')
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
