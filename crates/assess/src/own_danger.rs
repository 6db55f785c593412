//! A hint that the writer, not the peer, is in danger now: rules over words, no model.
//!
//! It is looked for in all that a learner types. Help shown once too often costs a key; a hint
//! passed over may cost a life. So a rule fires on a wish, plan or act of the writer's own, and is
//! held back only by what plainly makes it something else: a question to the peer, the past, what
//! the peer or somebody else said, a way of speaking.

mod rules;
mod words;

use rules::{Rule, Subject};
use words::{clauses, sentences};

/// Whether `text` holds a hint that its writer is in danger now: suicide, self-harm, an overdose,
/// or being hurt by somebody.
#[must_use]
pub fn own_danger(text: &str) -> bool {
    sentences(text).iter().any(|sentence| {
        let mut past = false;
        clauses(sentence).into_iter().any(|clause| {
            let before = past && !has_any(clause, rules::NOW);
            past = before || (tells_past(clause) && !has_any(clause, rules::NOW));
            rules::RULES.iter().any(|rule| fires(rule, sentence, clause, before))
        })
    })
}

/// Whether the rule fires in the clause; `past`: what stands before it tells of the past.
fn fires(rule: &Rule, sentence: &[String], clause: &[String], past: bool) -> bool {
    (0..clause.len()).any(|start| {
        let Some(end) = matched(rule.words, &clause[start..]).map(|length| start + length) else {
            return false;
        };
        let before = &clause[..start];
        let reach = &clause[..end];
        own(rule, before, &clause[start..end])
            && !(rule.deniable && denied(before))
            && !(rule.passes && (past || in_past(before, clause, sentence)))
            && !reported(sentence, clause, start)
            && !supposed(before)
            && !has_phrase(&clause[end..], rules::IDIOMS_AFTER, true)
            && !has_phrase(reach, rules::IDIOMS, false)
    })
}

/// Whether the words are the writer's own: the nearest person before them is "I", or nobody.
fn own(rule: &Rule, before: &[String], found: &[String]) -> bool {
    let nearest = before.iter().rev().find(|word| is_one_of(word, rules::PERSONS));
    match rule.subject {
        // The words themselves say who.
        Subject::Said => true,
        Subject::Writer => match nearest.map(String::as_str) {
            Some("i" | "my" | "me" | "myself") => true,
            Some(_) => has_any(found, &["i", "myself"]),
            // "To die is …" names nobody who wishes it.
            None => {
                has_any(found, &["i", "my", "myself"])
                    || before.last().is_none_or(|word| !is_one_of(word, rules::OPENERS))
            }
        },
    }
}

fn denied(before: &[String]) -> bool {
    // "I am not well, I want …" takes nothing back.
    let from = before.iter().rposition(|word| word == "i").unwrap_or_default();
    let near = &before[from.max(before.len().saturating_sub(4))..];
    has_any(near, &["not", "never", "wont", "nor", "stopped", "without"])
        && !has_phrase(near, &["can not stop", "not only", "can not help"], false)
}

/// Whether the act is told of the past and nothing says that it is new.
fn in_past(before: &[String], clause: &[String], sentence: &[String]) -> bool {
    if has_phrase(sentence, rules::RECENT, false) {
        return false;
    }
    let near = &before[before.len().saturating_sub(4)..];
    has_phrase(near, rules::PAST_BEFORE, false) || tells_past(clause)
}

fn tells_past(clause: &[String]) -> bool {
    has_phrase(clause, rules::PAST, false)
        || clause.iter().any(|word| {
            word.len() == 4
                && (word.starts_with("19") || word.starts_with("20"))
                && word.bytes().all(|b| b.is_ascii_digit())
        })
}

/// Whether somebody else's words are told: "you said …" before it, and no new "and I" between.
fn reported(sentence: &[String], clause: &[String], start: usize) -> bool {
    if has_phrase(&clause[..start], rules::REPORTS, false) {
        return true;
    }
    // What came in the clauses before goes on unless the writer begins anew.
    let anew = matches!(clause.first().map(String::as_str), Some("and" | "but" | "so" | "because"));
    let at = sentence.len() - remaining(sentence, clause);
    !anew && has_phrase(&sentence[..at], rules::REPORTS, false)
}

/// How many words of the sentence stand from the clause on.
fn remaining(sentence: &[String], clause: &[String]) -> usize {
    let at = sentence.windows(clause.len().max(1)).position(|window| window == clause);
    sentence.len() - at.unwrap_or_default()
}

fn supposed(before: &[String]) -> bool {
    has_phrase(before, rules::SUPPOSED, false)
}

fn has_any(words: &[String], of: &[&str]) -> bool {
    words.iter().any(|word| of.contains(&word.as_str()))
}

/// Whether one of the phrases stands in the words; with `first` at their beginning.
fn has_phrase(words: &[String], phrases: &[&str], first: bool) -> bool {
    let mut starts = 0..if first { words.len().min(1) } else { words.len() };
    starts.any(|start| phrases.iter().any(|phrase| matched(phrase, &words[start..]).is_some()))
}

/// How many words the phrase takes from the beginning of `words`, where it fits.
/// `a|b` is either word, `*` up to three words of any kind, `=` one word, `ki%` begins so.
fn matched(phrase: &str, words: &[String]) -> Option<usize> {
    let (head, rest) = match phrase.split_once(' ') {
        Some((head, rest)) => (head, Some(rest)),
        None => (phrase, None),
    };
    let go = |taken: usize| match rest {
        Some(rest) => matched(rest, words.get(taken..)?).map(|more| taken + more),
        None => (taken <= words.len()).then_some(taken),
    };
    if head == "*" {
        return (0..=3).find_map(go);
    }
    let word = words.first()?;
    (head == "=" || is_one_of(word, head)).then(|| go(1)).flatten()
}

/// Whether the word is one of `a|b|c%`.
fn is_one_of(word: &str, alternatives: &str) -> bool {
    alternatives.split('|').any(|known| match known.strip_suffix('%') {
        Some(beginning) => word.starts_with(beginning),
        None => word == known,
    })
}

#[cfg(test)]
mod tests {
    use super::own_danger;

    /// The replies of `tests/own-danger.tsv`, each with what is expected of it.
    #[test]
    fn hints_are_found_and_nothing_else_is_one() {
        let replies = include_str!("../tests/own-danger.tsv");
        let mut wrong = Vec::new();
        let mut counts = [0, 0];
        for line in replies.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.splitn(3, '\t');
            let (Some(expected), Some(kind), Some(text)) =
                (parts.next(), parts.next(), parts.next())
            else {
                panic!("expected `danger`, `kind` and `text`, found `{line}`");
            };
            counts[usize::from(expected == "yes")] += 1;
            if own_danger(text) != (expected == "yes") {
                wrong.push(format!("expected {expected} ({kind}): {text}"));
            }
        }
        assert!(counts.iter().all(|count| *count >= 80), "{counts:?}");
        assert!(wrong.is_empty(), "{} of {counts:?} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}
