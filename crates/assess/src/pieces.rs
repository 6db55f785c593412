//! Word pieces: a text cut as BERT cuts it, each piece with its place in the text.
//!
//! Text is cleaned, lower-cased and freed of accents; words part at spaces, every mark of
//! punctuation and every ideograph is a word of its own; a word is cut into the longest pieces
//! that the vocabulary holds, from the left. A word that cannot be cut, or has more than 100
//! characters, is one unknown piece.

mod letters;
#[cfg(test)]
mod parity;

use crate::Span;

/// The pieces with a meaning of their own stand first in every vocabulary, in this order.
pub(crate) const SPECIAL: [&str; 4] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];
pub(crate) const UNKNOWN: u32 = 1;
pub(crate) const FIRST: u32 = 2;
pub(crate) const END: u32 = 3;

/// Longer words are unknown, as in BERT.
const LONGEST_WORD: usize = 100;

/// The pieces that a model knows.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    /// Each piece with its number, in the order of the pieces.
    sorted: Vec<(Box<str>, u32)>,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its number in the vocabulary.
    pub(crate) id: u32,
    /// Where it stands, in characters of the text.
    pub(crate) span: Span,
    /// Whether it goes on with the word of the piece before it.
    pub(crate) continues: bool,
}

/// A character of a word: what it became, and where it stood.
type Letter = (char, usize);

impl Vocabulary {
    pub(crate) fn new(pieces: Vec<Box<str>>) -> Self {
        let mut sorted: Vec<_> = pieces.into_iter().zip(0..).collect();
        sorted.sort();
        Self { sorted }
    }

    /// The text's pieces, in order.
    pub(crate) fn cut(&self, text: &str) -> Vec<Piece> {
        let mut out = Vec::new();
        let mut word: Vec<Letter> = Vec::new();
        for (at, original) in text.chars().enumerate() {
            match kind(original) {
                Kind::Gone => {}
                Kind::Space => self.cut_word(&mut word, &mut out),
                Kind::Alone => {
                    self.cut_word(&mut word, &mut out);
                    word.push((plain(original), at));
                    self.cut_word(&mut word, &mut out);
                }
                Kind::Letter => word.push((plain(original), at)),
            }
        }
        self.cut_word(&mut word, &mut out);
        out
    }

    /// Cuts one word and empties it.
    fn cut_word(&self, word: &mut Vec<Letter>, out: &mut Vec<Piece>) {
        let (Some(&(_, first)), Some(&(_, last))) = (word.first(), word.last()) else { return };
        let before = out.len();
        let mut at = 0;
        while at < word.len() && word.len() <= LONGEST_WORD {
            let Some((id, length)) = self.longest(&word[at..], at > 0) else { break };
            let span = Span { start: word[at].1, end: word[at + length - 1].1 + 1 };
            out.push(Piece { id, span, continues: at > 0 });
            at += length;
        }
        if at < word.len() {
            out.truncate(before);
            let span = Span { start: first, end: last + 1 };
            out.push(Piece { id: UNKNOWN, span, continues: false });
        }
        word.clear();
    }

    /// The longest piece with which the letters begin, and of how many letters it is.
    fn longest(&self, letters: &[Letter], continues: bool) -> Option<(u32, usize)> {
        let mut piece = String::with_capacity(letters.len() + 2);
        if continues {
            piece.push_str("##");
        }
        piece.extend(letters.iter().map(|(letter, _)| *letter));
        for length in (1..=letters.len()).rev() {
            if let Some(id) = self.id(&piece) {
                return Some((id, length));
            }
            piece.pop();
        }
        None
    }

    fn id(&self, piece: &str) -> Option<u32> {
        let at = self.sorted.binary_search_by(|(known, _)| (**known).cmp(piece)).ok()?;
        Some(self.sorted[at].1)
    }
}

enum Kind {
    Gone,
    Space,
    /// A mark or an ideograph: a word of its own.
    Alone,
    Letter,
}

fn kind(c: char) -> Kind {
    let point = u32::from(c);
    if c.is_ascii() {
        return match c {
            '\t' | '\n' | '\r' | ' ' => Kind::Space,
            _ if c.is_ascii_control() => Kind::Gone,
            _ if c.is_ascii_punctuation() => Kind::Alone,
            _ => Kind::Letter,
        };
    }
    if within(letters::WHITE, point) {
        Kind::Space
    } else if within(letters::GONE, point) {
        Kind::Gone
    } else if within(letters::MARKS, point) || within(letters::IDEOGRAPHS, point) {
        Kind::Alone
    } else {
        Kind::Letter
    }
}

/// Lower case, without accents.
fn plain(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let Ok(point) = u16::try_from(u32::from(c)) else { return c };
    let (pairs, _) = letters::PLAIN.as_chunks::<2>();
    match pairs.binary_search_by_key(&point, |pair| pair[0]) {
        Ok(at) => char::from_u32(u32::from(pairs[at][1])).unwrap_or(c),
        Err(_) => c,
    }
}

/// Whether the point lies in one of the ranges `first, last`.
fn within(ranges: &[u32], point: u32) -> bool {
    let (ranges, _) = ranges.as_chunks::<2>();
    let after = ranges.partition_point(|range| range[0] <= point);
    after > 0 && point <= ranges[after - 1][1]
}
