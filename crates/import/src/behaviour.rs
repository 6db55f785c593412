//! A behaviour's name and its explanation, in the forms in which people write them.

use crate::labels;
use crate::paragraph::{Style, Styled};
use crate::part::Behaviour;
use crate::section::Section;
use crate::word::{count, quoted};

/// An item as a behaviour.
pub(crate) fn of(section: Section, number: Option<u32>, text: &Styled) -> Behaviour {
    let (name, explanation) = split(text).unwrap_or_else(|| (text.trim(), Styled::default()));
    named(section, number, name, explanation)
}

/// A behaviour whose name and explanation stand apart already.
pub(crate) fn named(
    section: Section,
    number: Option<u32>,
    name: Styled,
    explanation: Styled,
) -> Behaviour {
    let labels = labels::of_behaviour(section, &name.text, &explanation.text);
    Behaviour { number, name, explanation, labels }
}

/// "Name – explanation", "Name: explanation", "**Name.** explanation", or a short first sentence.
pub(crate) fn split(text: &Styled) -> Option<(Styled, Styled)> {
    let text = text.trim();
    let all = text.text.as_str();
    if let Some(end) = run_in(&text) {
        let name = unbold(&text.slice(0..end));
        let cut = name.text.trim_end_matches([':', '.', '–', '—', '-', ' ']).len();
        let rest = all[end..].trim_start_matches([':', '.', '–', '—', '-', ' ', '\u{a0}']);
        return Some((name.slice(0..cut), text.slice(all.len() - rest.len()..all.len())));
    }
    let quotes = quoted(all);
    let free = |at: &usize| !quotes.iter().any(|q| q.contains(at));
    let mut best: Option<(usize, usize)> = None;
    for sign in [" – ", " — ", " - ", " -- ", "—", ": ", " = ", "– ", " –"] {
        if let Some(at) = all.match_indices(sign).map(|(i, _)| i).find(free)
            && best.is_none_or(|(b, _)| at < b)
        {
            best = Some((at, at + sign.len()));
        }
    }
    if let Some((from, to)) = best {
        let name = &all[..from];
        let words = count(name);
        let long = if all[from..to].contains(':') { 8 } else { 10 };
        if (1..=long).contains(&words) && !ends_sentence(name) && count(&all[to..]) > 0 {
            return Some((text.slice(0..from).trim(), text.slice(to..all.len()).trim()));
        }
    }
    // “You've got this!” is said by people who are leaving.
    if let Some(quote) = quotes.first().filter(|q| q.start <= 3) {
        let end = quote.end + all[quote.end..].chars().next().map_or(0, char::len_utf8);
        let stops = all[..quote.end].ends_with(['.', '!', '?']) && all[end..].starts_with(" ");
        let begins = all[end..].trim_start().starts_with(char::is_uppercase);
        if stops && begins && count(&all[quote.clone()]) <= 8 {
            return Some((unbold(&text.slice(0..end)), text.slice(end..all.len()).trim()));
        }
    }
    // "Keep your word. If you say Thursday, be there on Thursday."
    let (end, _) = all
        .match_indices(['.', '!', '?'])
        .find(|(i, _)| free(i) && all[i + 1..].starts_with(char::is_whitespace))?;
    let words = count(&all[..end]);
    if (1..=6).contains(&words) && count(&all[end..]) > 0 {
        let keep = if all[end..].starts_with('.') { end } else { end + 1 };
        return Some((unbold(&text.slice(0..keep)), text.slice(end + 1..all.len()).trim()));
    }
    None
}

/// Where a bold (or, less surely, italic) beginning ends that is not the whole.
fn run_in(text: &Styled) -> Option<usize> {
    let mark =
        text.marks.iter().find(|m| m.range.start <= 1 && m.style == Style::Bold).or_else(|| {
            text.marks.iter().find(|m| m.range.start == 0 && m.style == Style::Italic)
        })?;
    let name = &text.text[mark.range.clone()];
    let rest = &text.text[mark.range.end..];
    let parted = mark.style == Style::Bold
        || name.trim_end().ends_with([':', '.', '–', '—'])
        || rest.trim_start().starts_with([':', '–', '—', '-']);
    (count(rest) > 0
        && (1..=12).contains(&count(name))
        && parted
        && !rest.starts_with(char::is_alphanumeric))
    .then_some(mark.range.end)
}

/// The topic makes a name bold by itself.
pub(crate) fn unbold(text: &Styled) -> Styled {
    let mut out = text.clone();
    out.marks.retain(|m| !matches!(m.style, Style::Bold | Style::Italic));
    out
}

fn ends_sentence(text: &str) -> bool {
    text.match_indices(['.', '!', '?']).any(|(i, _)| text[i + 1..].starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inline::inline;

    #[test]
    fn names_in_many_forms() {
        for (text, name, explanation) in [
            ("Show up – come when you said", "Show up", "come when you said"),
            ("Show up: come when you said", "Show up", "come when you said"),
            ("**Show up.** Come when you said.", "Show up", "Come when you said."),
            ("**Show up:** come", "Show up", "come"),
            ("**Show up** - come", "Show up", "come"),
            ("Show up—come", "Show up", "come"),
            (
                "Keep your word. If you say Thursday, be there.",
                "Keep your word",
                "If you say Thursday, be there.",
            ),
            ("Showing up when you said you would.", "Showing up when you said you would.", ""),
            ("Saying “Look: it passes” too soon", "Saying “Look: it passes” too soon", ""),
            ("Self-disclosure - yours, too soon", "Self-disclosure", "yours, too soon"),
        ] {
            let (n, e) = split(&inline(text)).unwrap_or_else(|| (inline(text), Styled::default()));
            assert_eq!((n.text.as_str(), e.text.as_str()), (name, explanation), "{text}");
        }
    }
}
