//! Lines of bytes, with their numbers; a line that is too long is not held in memory.

use std::io::{self, BufRead};

/// So many bytes of a line are read; a reply of a hundred pages is shorter.
pub(super) const LONGEST: usize = 1 << 20;

/// One line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Raw {
    /// From 1.
    pub(super) number: usize,
    pub(super) bytes: Vec<u8>,
    /// It went on, and the rest was passed over.
    pub(super) cut: bool,
}

/// The lines of an input; the last one may lack its end.
pub(super) struct Lines<R> {
    input: R,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    pub(super) const fn of(input: R) -> Self {
        Self { input, number: 0 }
    }

    /// The next line, or none at the end.
    fn read(&mut self) -> io::Result<Option<Raw>> {
        let mut raw = Raw { number: self.number + 1, bytes: vec![], cut: false };
        let mut any = false;
        loop {
            let there = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                there => there?,
            };
            if there.is_empty() {
                break;
            }
            any = true;
            let end = there.iter().position(|byte| *byte == b'\n');
            let part = &there[..end.unwrap_or(there.len())];
            let room = LONGEST - raw.bytes.len();
            raw.bytes.extend_from_slice(&part[..part.len().min(room)]);
            raw.cut |= part.len() > room;
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        self.number += usize::from(any);
        Ok(any.then_some(raw))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<(usize, usize, bool)> {
        let lines = Lines::of(io::BufReader::with_capacity(7, text));
        lines.map(|raw| raw.unwrap()).map(|r| (r.number, r.bytes.len(), r.cut)).collect()
    }

    #[test]
    fn the_last_line_may_lack_its_end_and_empty_lines_count() {
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"\n"), [(1, 0, false)]);
        assert_eq!(lines(b"a longer one\n\nb"), [(1, 12, false), (2, 0, false), (3, 1, false)]);
    }

    #[test]
    fn a_line_that_is_too_long_ends_where_it_ends() {
        let mut text = vec![b'x'; LONGEST + 3];
        text.extend_from_slice(b"\nb\n");
        assert_eq!(lines(&text), [(1, LONGEST, true), (2, 1, false)]);
    }
}
