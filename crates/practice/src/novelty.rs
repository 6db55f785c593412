//! How new a reply's wording is: repeating oneself, or copying a line that was shown, halves what
//! a reply can gain; the same kind of move in other words keeps all of it.

/// Two replies count as the same wording where their sets of words agree at least this far.
pub const NEAR: f64 = 0.7;

/// So many different words are not found by chance, where they agree at least this far.
pub const LONG: usize = 9;
/// See [`LONG`].
pub const COPY: f64 = 0.9;

/// The novelty of `text`, in (0, 1]: halved for each of `earlier` that it nearly repeats, and
/// once more where it nearly copies one of `shown`.
pub fn novelty<'a>(
    text: &str,
    earlier: impl IntoIterator<Item = &'a str>,
    shown: impl IntoIterator<Item = &'a str>,
) -> f64 {
    let words = word_set(text);
    let near = |other: &str| agreement(&words, &word_set(other)) >= NEAR;
    let mut novelty = 1.0;
    for other in earlier {
        if near(other) {
            novelty *= 0.5;
        }
    }
    if shown.into_iter().any(near) {
        novelty *= 0.5;
    }
    novelty
}

/// Whether two texts are nearly the same wording.
#[must_use]
pub fn is_near(a: &str, b: &str) -> bool {
    likeness(a, b) >= NEAR
}

/// Whether a text is another one copied down, which nobody can have come upon by themselves.
#[must_use]
pub fn is_copy(text: &str, line: &str) -> bool {
    let words = word_set(text);
    words.len() >= LONG && agreement(&words, &word_set(line)) >= COPY
}

/// How far two texts agree in their words, in [0, 1] (Dice's coefficient).
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    agreement(&word_set(a), &word_set(b))
}

fn agreement(a: &[u64], b: &[u64]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    2.0 * shared as f64 / (a.len() + b.len()) as f64
}

/// The words of a text without case, marks or order, each by its hash (FNV-1a over its letters);
/// apostrophes of both kinds join.
fn word_set(text: &str) -> Vec<u64> {
    let hash = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        letters.fold(0xcbf2_9ce4_8422_2325, |hash: u64, letter| {
            (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut words: Vec<u64> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(hash)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeating_halves_each_time_and_new_words_do_not() {
        let said = "That sounds really hard.";
        assert_eq!(novelty(said, [], []), 1.0);
        assert_eq!(novelty("That sounds really hard!", [said], []), 0.5);
        assert_eq!(novelty("that sounds really, really hard", [said, said], []), 0.25);
        assert_eq!(novelty("What a lonely week you had.", [said], []), 1.0);
    }

    #[test]
    fn copying_a_shown_line_halves_once() {
        let line = "What would make this half hour worth it?";
        assert_eq!(novelty("what would make this half-hour worth it", [], [line, line]), 0.5);
        assert_eq!(novelty("I don’t know yet.", ["I don't know yet"], []), 0.5);
    }
}
