//! Words and signs of a paragraph, as the recogniser looks at them.

use crate::paragraph::{Styled, invisible};

/// Whether a character is a sign that people put before a line: an emoji, a tick, an arrow.
pub(crate) fn sign(c: char) -> bool {
    // A number in a circle is a number, and stays.
    !c.is_alphanumeric()
        && matches!(c,
        '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2460}'..='\u{27bf}'
        | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0020}'..='\u{e007f}' | '\u{20e3}'
        | '•' | '‣' | '∙' | '√' | '§' | '¶' | '※' | '⁃')
        || invisible(c)
}

/// Whether a line begins with such a sign.
pub(crate) fn decorated(text: &str) -> bool {
    text.chars().next().is_some_and(sign) || keycap(text) > 0
}

/// Bytes of the signs at the start of a line, with the space after them.
pub(crate) fn decoration(text: &str) -> usize {
    let end = text
        .chars()
        .take_while(|c| sign(*c) || c.is_whitespace())
        .map(char::len_utf8)
        .sum::<usize>();
    if text[..end].chars().any(sign) { end } else { 0 }
}

/// Bytes of signs at the end of a line, such as the arrow of a button.
pub(crate) fn tail(text: &str) -> usize {
    text.chars().rev().take_while(|c| sign(*c) || c.is_whitespace()).map(char::len_utf8).sum()
}

/// Bytes of a digit in a box at the start of a line, which is three characters.
pub(crate) fn keycap(text: &str) -> usize {
    let mut chars = text.chars();
    let digit = chars.next().is_some_and(|c| c.is_ascii_digit());
    let rest: String = chars.take(2).collect();
    if digit && rest.starts_with("\u{fe0f}\u{20e3}") {
        7
    } else if digit && rest.starts_with('\u{20e3}') {
        4
    } else {
        0
    }
}

/// Whether a line begins with a short label and a colon.
pub(crate) fn label(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, _)| {
        label.split_whitespace().count() <= 3
            && label.chars().all(|c| c.is_alphabetic() || " '’-*".contains(c))
            && label.chars().any(char::is_uppercase)
    })
}

/// The words in lower case with straight apostrophes, without signs and punctuation, each with a
/// space on both sides: so that a phrase is found as whole words.
pub(crate) fn normal(text: &str) -> String {
    let mut out = String::from(" ");
    for c in text.chars() {
        let c = if matches!(c, '’' | '‘' | 'ʼ' | '`' | '´') { '\'' } else { c };
        if c.is_alphanumeric() || c == '\'' {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// Whether one of the phrases, between bars, stands in text made by [`normal`].
pub(crate) fn any(text: &str, phrases: &str) -> bool {
    phrases.split('|').any(|p| has(text, p))
}

/// Whether a text is one of the phrases between bars.
pub(crate) fn is(text: &str, phrases: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && phrases.split('|').any(|p| p == text)
}

/// Whether a phrase stands in text made by [`normal`], as whole words.
pub(crate) fn has(text: &str, phrase: &str) -> bool {
    find(text, phrase).is_some()
}

/// Where the last such phrase ends.
pub(crate) fn find(text: &str, phrase: &str) -> Option<usize> {
    text.rmatch_indices(phrase)
        .find(|(i, _)| text[..*i].ends_with(' ') && text[i + phrase.len()..].starts_with(' '))
        .map(|(i, _)| i + phrase.len())
}

/// How many words a text has: stretches without white space that hold a letter or digit.
pub(crate) fn count(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

/// Whether all letters are capitals, and there are enough of them to say so.
pub(crate) fn shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4 && !text.chars().any(char::is_lowercase)
}

/// Stretches between quotation marks, as bytes of what is inside; straight and curly.
pub(crate) fn quoted(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        match open {
            None => {
                let starts = matches!(c, '“' | '„' | '«' | '‟')
                    || matches!(c, '"' | '”' | '»')
                        && !before.is_alphanumeric()
                        && !after.is_whitespace()
                    || matches!(c, '‘' | '\'') && !before.is_alphanumeric() && after.is_uppercase();
                if starts {
                    open = Some((at + c.len_utf8(), c));
                }
            }
            Some((start, sign)) => {
                let ends = match sign {
                    '“' | '‟' => matches!(c, '”' | '"'),
                    '„' => matches!(c, '”' | '“' | '"'),
                    '«' => c == '»',
                    '»' => c == '«',
                    '”' => c == '”',
                    '"' => c == '"' || c == '”',
                    // A single mark closes only at the end of a sentence or of the words quoted.
                    _ => {
                        matches!(c, '’' | '\'')
                            && !after.is_alphanumeric()
                            && (before.is_ascii_punctuation() || ends_quote(after))
                    }
                };
                if ends {
                    if start < at {
                        out.push(start..at);
                    }
                    open = None;
                }
            }
        }
        before = c;
    }
    out
}

fn ends_quote(after: char) -> bool {
    matches!(after, '.' | ',' | ';' | ':' | ')' | '!' | '?')
}

/// What a paragraph consists of where it is nothing but one quotation, perhaps with who said it.
pub(crate) fn whole_quote(text: &Styled) -> Option<(Styled, Option<Styled>)> {
    let trimmed = text.trim();
    let quotes = quoted(&trimmed.text);
    let first = quotes.first()?;
    let last = quotes.last()?;
    let lead = &trimmed.text[..first.start];
    if lead.chars().count() != 1 {
        return None;
    }
    // Several quoted stretches in one paragraph are a talk and no quotation.
    if quotes.len() > 1 {
        return None;
    }
    let after = last.end + trimmed.text[last.end..].chars().next().map_or(0, char::len_utf8);
    let rest = trimmed.slice(after..trimmed.text.len()).trim();
    let quote = trimmed.slice(0..after);
    if rest.text.chars().all(|c| !c.is_alphanumeric()) {
        return Some((quote, None));
    }
    let source = attribution(&rest)?;
    Some((quote, Some(source)))
}

/// "— Name" or "(Name)", as the name.
pub(crate) fn attribution(text: &Styled) -> Option<Styled> {
    let t = text.trim();
    let inner = t.text.trim_start_matches(['—', '–', '-', '―', '~', '(', ' ']);
    if inner.len() == t.text.len() || count(inner) > 14 || inner.is_empty() {
        return None;
    }
    let start = t.text.len() - inner.len();
    let end = t.text.trim_end_matches(')').len().max(start);
    let end = if t.text.starts_with('(') { end } else { t.text.len() };
    Some(t.slice(start..end))
}

/// Whether a text is nothing but a web address or a DOI.
pub(crate) fn address(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['<', '(']);
    !text.contains(char::is_whitespace)
        && addressed(text)
        && ["http://", "https://", "www.", "doi:", "10."]
            .iter()
            .any(|s| text.get(..s.len()).is_some_and(|t| t.eq_ignore_ascii_case(s)))
}

/// Whether a text holds a web address or a DOI.
pub(crate) fn addressed(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["http://", "https://", "www.", "doi:", "10."]
        .iter()
        .any(|s| text.find(s).is_some_and(|i| *s != "10." || text[i..].contains('/')))
}
