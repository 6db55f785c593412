//! The words that show a label: each piece's share of its logit, widened to what one would
//! underline.
//!
//! The words with the largest shares are taken, then what stands between and around them in the
//! same clause; neighbouring stretches become one, and none crosses the end of a sentence.

use crate::Span;
use crate::pieces::{Piece, UNKNOWN};

/// The stretches together hold so much of what speaks for the label, where so many may.
const ENOUGH: f32 = 0.6;
/// A word with less of the largest share begins no stretch.
const FAINT: f32 = 0.2;
/// Stretches of one label.
const STRETCHES_MOST: usize = 3;
/// Words that begin a stretch.
const SEEDS_MOST: usize = 8;
/// A stretch has so many words where its clause has them.
const SHORTEST: usize = 3;
/// So many words between two stretches, or up to a clause's edge, are taken along.
const NEAR: usize = 2;

/// A word as it was typed, with the mark after it.
struct Word {
    span: Span,
    /// Its pieces' shares, and those of marks after it.
    share: f32,
    /// The number of its clause; clauses end with marks.
    clause: usize,
    sentence: usize,
    asks: bool,
}

/// Words `first..=last`.
#[derive(Clone, Copy)]
struct Stretch {
    first: usize,
    last: usize,
}

/// Whole words that show a label, in order; none where the reply has none.
pub(crate) fn evidence(reply: &str, pieces: &[Piece], shares: &[f32]) -> Vec<Span> {
    let words = words(reply, pieces, shares);
    let mut stretches: Vec<Stretch> = Vec::new();
    for seed in seeds(&words) {
        stretches.push(widened(&words, Stretch { first: seed, last: seed }));
    }
    let mut stretches = joined(&words, stretches);
    let share = |s: &Stretch| words[s.first..=s.last].iter().map(|word| word.share).sum::<f32>();
    stretches.sort_by(|a, b| share(b).total_cmp(&share(a)));
    stretches.truncate(STRETCHES_MOST);
    stretches.sort_by_key(|stretch| stretch.first);
    let spans = stretches.into_iter().map(|Stretch { first, last }| Span {
        start: words[first].span.start,
        end: words[last].span.end + usize::from(words[last].asks),
    });
    spans.collect()
}

/// Whether enough of a reply is words that the model knows: at least half of its letters stand in
/// words that are cut into few pieces. Letters at random fall apart into many.
pub(crate) fn recognised(reply: &str, pieces: &[Piece]) -> bool {
    let (mut known, mut all) = (0, 0);
    let letters: Vec<char> = reply.chars().collect();
    let mut at = 0;
    while at < pieces.len() {
        let more = pieces[at + 1..].iter().take_while(|piece| piece.continues).count();
        let (first, last) = (pieces[at], pieces[at + more]);
        at += 1 + more;
        let length = last.span.end - first.span.start;
        if !letters[first.span.start..last.span.end].iter().any(|c| c.is_alphanumeric()) {
            continue;
        }
        all += length;
        let few = if length < 4 { more < 2 } else { more == 0 || length * 2 >= (more + 1) * 5 };
        if few && first.id != UNKNOWN {
            known += length;
        }
    }
    known > 0 && known * 2 >= all
}

/// The words that speak most for the label, the first ones until they are enough.
fn seeds(words: &[Word]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|a, b| words[*b].share.total_cmp(&words[*a].share));
    let Some(largest) = order.first().map(|word| words[*word].share) else { return vec![] };
    let all: f32 = words.iter().map(|word| word.share).filter(|share| *share > 0.0).sum();
    let mut held = 0.0;
    let mut out = Vec::new();
    for word in order {
        let share = words[word].share;
        let enough = held >= ENOUGH * all || share < FAINT * largest || out.len() >= SEEDS_MOST;
        if enough && !out.is_empty() {
            break;
        }
        held += share;
        out.push(word);
    }
    out.sort_unstable();
    out
}

/// At least [`SHORTEST`] words of the clause, and up to its edges where those are near.
fn widened(words: &[Word], Stretch { mut first, mut last }: Stretch) -> Stretch {
    let clause = words[first].clause;
    let within = |at: usize| words.get(at).is_some_and(|word| word.clause == clause);
    while last - first + 1 < SHORTEST {
        let before = (first > 0 && within(first - 1)).then(|| words[first - 1].share);
        let after = within(last + 1).then(|| words[last + 1].share);
        match (before, after) {
            (Some(before), Some(after)) if before > after => first -= 1,
            (_, Some(_)) => last += 1,
            (Some(_), None) => first -= 1,
            (None, None) => break,
        }
    }
    let start = (0..=first).rev().find(|at| *at == 0 || !within(*at - 1)).unwrap_or(first);
    let end = (last..words.len()).find(|at| !within(at + 1)).unwrap_or(last);
    if first - start <= NEAR {
        first = start;
    }
    if end - last <= NEAR {
        last = end;
    }
    Stretch { first, last }
}

/// Stretches of one sentence that meet, overlap or lie near are one.
fn joined(words: &[Word], stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match out.last_mut() {
            Some(before)
                if words[before.last].sentence == words[stretch.first].sentence
                    && stretch.first <= before.last + NEAR + 1 =>
            {
                before.last = before.last.max(stretch.last);
            }
            _ => out.push(stretch),
        }
    }
    out
}

/// The words of a window; "don't" and "well-known" are one each.
fn words(reply: &str, pieces: &[Piece], shares: &[f32]) -> Vec<Word> {
    let letters: Vec<char> = reply.chars().collect();
    let (mut clause, mut sentence) = (0, 0);
    let mut out: Vec<Word> = Vec::new();
    let mut open = false;
    for (piece, share) in pieces.iter().zip(shares) {
        let Span { start, end } = piece.span;
        let touches = out.last().is_some_and(|word| word.span.end == start);
        let mark = !letters[start..end].iter().any(|c| c.is_alphanumeric());
        let gap = out.last().map_or(0, |word| word.span.end);
        if letters[gap.min(start)..start].contains(&'\n') {
            (clause, sentence) = (clause + 1, sentence + 1);
        }
        let word = match out.last_mut() {
            // Within a word, or what an apostrophe or a hyphen ties to it.
            Some(word) if piece.continues || (open && touches && !mark) => {
                open = false;
                word.span.end = end;
                word
            }
            Some(word) if mark => {
                let ties = matches!(letters[start], '\'' | '’' | '-')
                    && touches
                    && letters.get(end).is_some_and(|c| c.is_alphanumeric());
                open = ties;
                if ties {
                    word.span.end = end;
                } else {
                    clause += 1;
                    let ends = matches!(letters[start], '.' | '!' | '?' | '…');
                    sentence += usize::from(ends);
                    word.asks |= letters[start] == '?' && touches;
                }
                word
            }
            _ if mark => continue,
            _ => {
                open = false;
                out.push(Word { span: piece.span, share: 0.0, clause, sentence, asks: false });
                let Some(word) = out.last_mut() else { continue };
                word
            }
        };
        word.share += share;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pieces::Vocabulary;

    /// Cuts into words and marks; `*` after a word of the text gives it a share.
    fn shown(marked: &str) -> Vec<String> {
        let text = marked.replace('*', "");
        let known = text.to_lowercase();
        let mut list: Vec<&str> = crate::pieces::SPECIAL.to_vec();
        list.extend(known.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()));
        list.extend(["'", ",", ".", "?", "!", "-", "…"]);
        let pieces = Vocabulary::new(list.into_iter().map(Box::from).collect()).cut(&text);
        let mut stars = Vec::new();
        for (at, _) in marked.match_indices('*') {
            stars.push(marked[..at].replace('*', "").chars().count());
        }
        let share = |p: &Piece| if stars.contains(&p.span.end) { 1.0 } else { 0.01 };
        let shares: Vec<f32> = pieces.iter().map(share).collect();
        evidence(&text, &pieces, &shares).into_iter().map(|span| span.of(&text)).collect()
    }

    #[test]
    fn words_are_widened_to_phrases_within_a_sentence() {
        let expected: &[(&str, &[&str])] = &[
            ("", &[]),
            ("…", &[]),
            ("Okay*", &["Okay"]),
            ("I hear you. You should* leave him. It's late.", &["You should leave him"]),
            ("That's awful, and you don't* deserve it.", &["and you don't deserve it"]),
            ("What helps* you most?", &["What helps you most?"]),
            (
                "So you went back there, because your sister* asked* you to go with her, right?",
                &["because your sister asked you"],
            ),
            (
                "You must* stop. That is what the doctor in the big house told me to tell* you.",
                &["You must stop", "to tell you"],
            ),
        ];
        for (marked, spans) in expected {
            assert_eq!(shown(marked), *spans, "{marked}");
        }
    }

    #[test]
    fn letters_at_random_are_not_recognised() {
        let mut list: Vec<Box<str>> = crate::pieces::SPECIAL.map(Box::from).to_vec();
        list.extend(["that", "sounds", "hard", "some", "##thing"].map(Box::from));
        for letter in 'a'..='z' {
            list.extend([letter.to_string().into(), format!("##{letter}").into()]);
        }
        list.extend([".".into(), "?".into()]);
        let vocabulary = Vocabulary::new(list);
        let recognised = |text: &str| recognised(text, &vocabulary.cut(text));
        for known in ["That sounds hard.", "something", "hard??", "that sounds zqx hard"] {
            assert!(recognised(known), "{known}");
        }
        for unknown in ["", "...", "😀", "asdfjkl", "qwrtz plmkn that", "字字字字"] {
            assert!(!recognised(unknown), "{unknown}");
        }
    }
}
