//! Items whose letter or outline number was typed: "a) …", "(1) …", "3.2.1 …".

use crate::paragraph::{Kind, Paragraph};
use crate::word::shouted;

/// Paragraphs that count on from one to the next become the items of a list.
///
/// One alone is left as it is, so that "1.5 hours" and "A. Smith" keep what they say.
pub(crate) fn items(paragraphs: &mut [Paragraph]) {
    let mut at = 0;
    while at < paragraphs.len() {
        let run = run(&paragraphs[at..]);
        if run >= 2 {
            for paragraph in &mut paragraphs[at..at + run] {
                if let Some((mark, end)) = mark(&paragraph.text.text) {
                    let all = paragraph.text.text.len();
                    paragraph.text = paragraph.text.slice(end..all).trim();
                    paragraph.kind = Kind::Item { depth: 0, number: Some(mark.number) };
                }
            }
        }
        at += run.max(1);
    }
}

/// How many paragraphs from the first on count on.
fn run(paragraphs: &[Paragraph]) -> usize {
    let of = |p: &Paragraph| {
        let (mark, end) = mark(&p.text.text).filter(|_| p.kind == Kind::Plain)?;
        (!shouted(&p.text.text[end..])).then_some(mark)
    };
    let Some(mut last) = paragraphs.first().and_then(of) else { return 0 };
    if last.from_one && last.number != 1 {
        return 0;
    }
    let mut count = 1;
    for next in paragraphs[1..].iter().map(of) {
        match next {
            Some(n) if n.kind == last.kind && n.number == last.number + 1 => last = n,
            _ => break,
        }
        count += 1;
    }
    count
}

/// What stands before an item.
struct Mark {
    /// Everything of it but the last number or the letter.
    kind: String,
    number: u32,
    /// Whether the count has to begin at one.
    from_one: bool,
}

/// The mark at the start of a text, and where the text behind it begins.
fn mark(text: &str) -> Option<(Mark, usize)> {
    let end = text.find(char::is_whitespace)?;
    let (all, rest) = (&text[..end], text[end..].trim_start());
    if rest.is_empty() {
        return None;
    }
    let start = text.len() - rest.len();
    let open = all.starts_with('(');
    let inner = all.trim_start_matches('(').trim_end_matches([')', '.']);
    let close = &all[usize::from(open) + inner.len().min(all.len() - usize::from(open))..];
    let mut chars = inner.chars();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        let spelled = close == ")" || close == "." && letter.is_ascii_lowercase();
        if letter.is_ascii_alphabetic() && spelled {
            let number = u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1;
            let case = if letter.is_ascii_lowercase() { 'a' } else { 'A' };
            return Some((
                Mark { kind: format!("{open}{case}{close}"), number, from_one: true },
                start,
            ));
        }
    }
    let numbers = !inner.is_empty()
        && inner
            .split('.')
            .all(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    let (before, last) = inner.rsplit_once('.').unwrap_or(("", inner));
    if !numbers || before.is_empty() && !(open && close == ")") {
        return None;
    }
    let number = last.parse().ok()?;
    Some((Mark { kind: format!("{open}{before}{close}"), number, from_one: open }, start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraph::Styled;

    fn of(lines: &[&str]) -> Vec<(Option<u32>, String)> {
        let mut all: Vec<_> =
            lines.iter().map(|l| Paragraph::new(Kind::Plain, Styled::from(*l), 1, false)).collect();
        items(&mut all);
        let number = |p: &Paragraph| match p.kind {
            Kind::Item { number, .. } => number,
            _ => None,
        };
        all.iter().map(|p| (number(p), p.text.text.clone())).collect()
    }

    #[test]
    fn marks_that_count_on_make_a_list() {
        let list = vec![(Some(1), "wait".to_owned()), (Some(2), "ask".to_owned())];
        for lines in [
            ["a) wait", "b) ask"],
            ["(a) wait", "(b) ask"],
            ["2.1 wait", "2.2 ask"],
            ["3.2.1. wait", "3.2.2. ask"],
            ["(1) wait", "(2) ask"],
        ] {
            assert_eq!(of(&lines), list, "{lines:?}");
        }
    }

    #[test]
    fn what_does_not_count_on_is_left() {
        for lines in [
            ["1.5 hours", "2.5 mg"],
            ["A. Smith", "B. Jones"],
            ["b) wait", "c) ask"],
            ["1.1 TRUST", "1.2 SAFETY"],
            ["a) wait", "Then go."],
        ] {
            let same: Vec<_> = lines.iter().map(|l| (None, (*l).to_owned())).collect();
            assert_eq!(of(&lines), same, "{lines:?}");
        }
    }
}
