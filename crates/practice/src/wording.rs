//! A text as plain rules read it: its words in small letters, without apostrophes, with the ends of
//! sentences between them.
//!
//! So "I’m", "I'm" and a dictated "im" are one word, and a rule is a row of words.

/// A text, ready for rules.
pub(crate) struct Wording {
    /// ` im sorry i pushed you . what now ? `: each word and each end between single spaces.
    row: String,
    /// Where each word or end stands in the text, in characters.
    places: Vec<(usize, usize)>,
}

impl Wording {
    pub(crate) fn of(text: &str) -> Self {
        let mut wording = Self { row: " ".to_owned(), places: vec![] };
        let mut word = String::new();
        let mut start = 0;
        for (at, letter) in text.chars().chain(Some(' ')).enumerate() {
            match letter {
                '\'' | '’' => {}
                _ if letter.is_alphanumeric() => {
                    if word.is_empty() {
                        start = at;
                    }
                    word.extend(letter.to_lowercase());
                }
                _ => {
                    if !word.is_empty() {
                        wording.push(&std::mem::take(&mut word), (start, at));
                    }
                    match letter {
                        '?' => wording.push("?", (at, at + 1)),
                        '.' | '!' | '…' | ';' | '\n' => wording.push(".", (at, at + 1)),
                        _ => {}
                    }
                }
            }
        }
        wording
    }

    fn push(&mut self, word: &str, place: (usize, usize)) {
        self.row.push_str(word);
        self.row.push(' ');
        self.places.push(place);
    }

    /// The whole row, with a space before and after each word.
    pub(crate) fn row(&self) -> &str {
        &self.row
    }

    /// All words and ends in order.
    pub(crate) fn words(&self) -> Vec<&str> {
        self.row.split_whitespace().collect()
    }

    /// Where a phrase begins, as the number of its first word.
    pub(crate) fn find(&self, phrase: &str) -> Option<usize> {
        let at = self.row.find(&format!(" {phrase} "))?;
        Some(self.row[..at].split_whitespace().count())
    }

    /// Where some words stand in the text, in characters.
    pub(crate) fn place(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        Some((self.places.get(first)?.0, self.places.get(last)?.1))
    }
}

/// Whether it is the end of a sentence and no word.
pub(crate) fn ends(word: &str) -> bool {
    matches!(word, "." | "?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_case_and_apostrophes_and_keep_their_places() {
        let wording = Wording::of("I’m sorry… I PUSHED you. What now?");
        assert_eq!(wording.row(), " im sorry . i pushed you . what now ? ");
        assert_eq!(wording.find("i pushed you"), Some(3));
        assert_eq!(wording.place(3, 5), Some((11, 23)));
        assert_eq!(Wording::of("…?!").words(), [".", "?", "."]);
        assert_eq!(Wording::of("").words(), Vec::<&str>::new());
    }
}
