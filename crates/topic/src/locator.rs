//! Where something can be found: the file of a case, and the address of a reference.

use std::ops::Range;

use crate::document::{Inline, Text};

/// The file behind `:::case`, as written or as the target of a link, and what follows it.
pub(crate) fn case_file(source: &str, rest: &mut Range<usize>) -> Option<(String, Range<usize>)> {
    let text = &source[rest.clone()];
    let trimmed = text.trim_start();
    let start = rest.end - trimmed.len();
    if let Some(open) = trimmed.strip_prefix('[').and_then(|t| t.find("](")).map(|p| p + 3)
        && let Some(length) = trimmed[open..].find(')')
    {
        let name = trimmed[open..open + length].trim();
        rest.start = start + open + length + 1;
        return Some((name.to_owned(), start + open..start + open + length));
    }
    let length = trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
    let name = &trimmed[..length];
    if name.trim_matches(':').is_empty() {
        return None;
    }
    rest.start = start + length;
    Some((name.to_owned(), start..start + length))
}

/// Whether a reference says where it can be found.
pub(crate) fn locates(text: &Text) -> bool {
    let has_link = text.0.iter().any(|i| matches!(i, Inline::Link { .. }));
    let plain = text.plain().to_lowercase();
    has_link
        || ["http://", "https://", "www.", "doi", "isbn", "issn", "pmid", "pmc", "arxiv"]
            .iter()
            .any(|sign| plain.contains(sign))
        || plain.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';')).any(host)
}

/// Whether a word looks like an internet address: `samhsa.gov`, `example.org/page`.
fn host(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let name = word.split('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(host, end)| {
        host.chars().any(char::is_alphabetic)
            && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
            && (2..=6).contains(&end.len())
            && end.chars().all(|c| c.is_ascii_lowercase())
            && end != "md"
    })
}
