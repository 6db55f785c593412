//! Front matter: `key: rest of the line` between two `---` lines.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Entry, Front};

/// The front matter of a source, and the byte at which the body begins.
pub(crate) fn parse(source: &str, diagnostics: &mut Vec<Diagnostic>) -> (Front, usize) {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines(source, start);
    let Some(first) = lines.next().filter(|l| is_fence(&source[l.clone()])) else {
        return (Front::default(), start);
    };
    let all: Vec<Range<usize>> = lines.collect();
    // A document that merely begins with a thematic break has no front matter.
    let begins = all.iter().map(|l| &source[l.clone()]).find(|l| !l.trim().is_empty());
    if !begins.is_some_and(|l| key(l).is_some() || is_fence(l) || l.starts_with('#')) {
        return (Front::default(), start);
    }
    let close = all.iter().position(|l| is_fence(&source[l.clone()]));
    let end = close.unwrap_or_else(|| {
        diagnostics.push(
            Diagnostic::new("unclosed-front", Severity::Error, first.clone())
                .found("expected `---` after the front matter, found the end of the file")
                .help("put a line `---` below the last `key: value` line"),
        );
        all.iter().position(|l| key(&source[l.clone()]).is_none()).unwrap_or(all.len())
    });
    let mut front = Front::default();
    for line in &all[..end] {
        entry(source, line.clone(), &mut front, diagnostics);
    }
    let body = match close {
        Some(at) => after(source, all[at].end),
        None => all.get(end).map_or(source.len(), |l| l.start),
    };
    (front, body)
}

/// Every line's range, without its end.
pub(crate) fn lines(source: &str, start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = source.get(at..).filter(|r| !r.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = at..at + length - usize::from(rest[..length].ends_with('\r'));
        at += (length + 1).min(rest.len());
        Some(line)
    })
}

fn entry(source: &str, line: Range<usize>, front: &mut Front, diagnostics: &mut Vec<Diagnostic>) {
    let text = &source[line.clone()];
    if text.trim().is_empty() || text.trim_start().starts_with('#') {
        return;
    }
    if let Some((name, value)) = key(text) {
        let trimmed = value.trim();
        let offset = text.len() - value.trim_start().len();
        let start = line.start + offset.min(text.len());
        if front.entries.iter().any(|e| e.key == name) {
            diagnostics.push(
                Diagnostic::new("duplicate-key", Severity::Warning, line.clone())
                    .found(format!("expected `{name}` once, found it again; the first counts"))
                    .help("take one of the two lines out"),
            );
        }
        front.entries.push(Entry {
            key: name.to_owned(),
            value: trimmed.to_owned(),
            span: start..start + trimmed.len(),
        });
    } else if text.starts_with([' ', '\t'])
        && let Some(last) = front.entries.last_mut()
    {
        // A value that goes on in the next line, indented.
        if !last.value.is_empty() {
            last.value.push(' ');
        }
        last.value.push_str(text.trim());
        last.span.end = line.end;
    } else {
        diagnostics.push(
            Diagnostic::new("front-line", Severity::Warning, line)
                .found(format!("expected `key: value`, found `{}`", text.trim()))
                .help("write one value a line, with a colon after its name"),
        );
    }
}

/// `name` and the rest of a line, where it has the form of an entry.
fn key(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.trim_end().chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    fits.then(|| (name.trim_end(), value))
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The byte behind the line end at `at`.
fn after(source: &str, at: usize) -> usize {
    source[at..].find('\n').map_or(source.len(), |n| at + n + 1)
}
