//! From bytes to lines and columns, where they are shown.

use serde::Serialize;
use std::ops::Range;

/// A place in a text as people count: both numbers from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character within it, from 1.
    pub column: usize,
}

impl Position {
    /// Where a byte of `source` stands; past the end it is the end, and within a character it is
    /// that character.
    #[must_use]
    pub fn of(source: &str, byte: usize) -> Self {
        let before = &source[..floor(source, byte)];
        let start = before.rfind('\n').map_or(0, |n| n + 1);
        Self {
            line: before.bytes().filter(|b| *b == b'\n').count() + 1,
            column: before[start..].chars().filter(|c| *c != '\u{feff}').count() + 1,
        }
    }
}

/// The range with both ends inside `source` and on the borders of characters.
#[must_use]
pub fn within(source: &str, range: &Range<usize>) -> Range<usize> {
    let start = floor(source, range.start);
    start..floor(source, range.end).max(start)
}

fn floor(source: &str, byte: usize) -> usize {
    let mut byte = byte.min(source.len());
    while !source.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_characters() {
        let source = "ab\nčé x\r\n";
        assert_eq!(Position::of(source, 0), Position { line: 1, column: 1 });
        assert_eq!(Position::of(source, 3), Position { line: 2, column: 1 });
        assert_eq!(Position::of(source, 8), Position { line: 2, column: 4 });
        assert_eq!(Position::of(source, 4), Position { line: 2, column: 1 });
        assert_eq!(Position::of(source, 999), Position { line: 3, column: 1 });
    }
}
