//! Times that a topic states about itself: they are computed, never believed.

use std::ops::Range;

use super::Aim;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::BlockKind;
use crate::front::lines;
use crate::{Topic, reading};

/// What a stated time is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Of {
    Reading,
    Practice,
    Whole,
}

/// Keys of the front matter that state a time, and what of.
pub(super) const KEYS: [(&str, Of); 15] = [
    ("time", Of::Whole),
    ("total-time", Of::Whole),
    ("duration", Of::Whole),
    ("length", Of::Whole),
    ("minutes", Of::Whole),
    ("estimated-time", Of::Whole),
    ("reading", Of::Reading),
    ("reading-time", Of::Reading),
    ("reading-minutes", Of::Reading),
    ("read-time", Of::Reading),
    ("practice", Of::Practice),
    ("practice-time", Of::Practice),
    ("activity", Of::Practice),
    ("activity-time", Of::Practice),
    ("activity-minutes", Of::Practice),
];

pub(super) fn check(topic: &Topic, source: &str, aim: &Aim, out: &mut Vec<Diagnostic>) {
    let read = reading::minutes(reading::topic_words(topic), aim.pace);
    let has_case = topic.blocks.iter().any(|b| matches!(b.kind, BlockKind::Case { .. }));
    let computed = |of: Of| match (of, aim.practice) {
        (Of::Reading, _) => Some((read, read)),
        (Of::Practice, practice) => practice,
        (Of::Whole, Some((low, high))) => Some((read + low, read + high)),
        // The case's own minutes are not known here.
        (Of::Whole, None) => (!has_case).then_some((read, read)),
    };
    for entry in &topic.front.entries {
        let Some((_, of)) = KEYS.iter().find(|(key, _)| *key == entry.key) else { continue };
        let stated = minutes_in(&entry.value).map(|(stated, _)| stated);
        // A bare number under such a key is one of minutes.
        let stated = stated.or_else(|| entry.value.parse().ok().map(|n: f64| (n, n)));
        if let Some(stated) = stated {
            compare(stated, entry.span.clone(), computed(*of), out);
        }
    }
    let body = topic.blocks.first().map_or(source.len(), |b| b.span.start);
    for line in lines(source, body) {
        let text = &source[line.clone()];
        // A cheap look first: nearly every line has no minutes.
        if !(text.contains("min") || text.contains("hour")) {
            continue;
        }
        if let Some((stated, at)) = minutes_in(text)
            && let Some(of) = subject(text)
        {
            compare(stated, line.start + at.start..line.start + at.end, computed(of), out);
        }
    }
}

fn compare(
    (low, high): (f64, f64),
    span: Range<usize>,
    computed: Option<(f64, f64)>,
    out: &mut Vec<Diagnostic>,
) {
    let Some((least, most)) = computed else { return };
    // A minute, or a fifth, is no difference worth a word.
    let slack = (most * 0.2).max(1.0);
    if high + slack >= least && low - slack <= most {
        return;
    }
    out.push(
        Diagnostic::new("stated-time-differs", Severity::Warning, span)
            .found(format!(
                "expected {}, as computed, found {}",
                said(least, most),
                said(low, high)
            ))
            .help("take the stated time out: the page shows the computed one"),
    );
}

/// `4 min`, or `5–7 min`.
fn said(low: f64, high: f64) -> String {
    let round = |m: f64| if m < 0.5 { "less than 1".to_owned() } else { format!("{m:.0}") };
    let (low, high) = (round(low), round(high));
    if low == high { format!("{low} min") } else { format!("{low}–{high} min") }
}

/// Whether a line speaks of the time that the topic itself takes.
fn subject(line: &str) -> Option<Of> {
    let line = line.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| line.contains(w));
    if has(&[
        "reading time",
        "to read",
        "min read",
        "minute read",
        "minutes of reading",
        "min reading",
    ]) {
        Some(Of::Reading)
    } else if has(&["activity", "case study", "practice time"]) && line.contains(':') {
        Some(Of::Practice)
    } else if has(&[
        "time estimate",
        "estimated time",
        "total time",
        "this topic takes",
        "this lesson takes",
        "duration:",
        "time:",
    ]) {
        Some(Of::Whole)
    } else {
        None
    }
}

/// The first number of minutes in a line, as a range, and its bytes: `~6 minutes`, `5-7 min`, `1 hour`.
fn minutes_in(line: &str) -> Option<((f64, f64), Range<usize>)> {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let (low, end) = number(line, at);
        let mut high = low;
        let mut after = end;
        let rest = line[end..].trim_start();
        let range = ["-", "–", "—", "to "].iter().find_map(|sign| rest.strip_prefix(sign));
        if let Some(rest) = range.map(str::trim_start)
            && rest.starts_with(|c: char| c.is_ascii_digit())
        {
            (high, after) = number(line, line.len() - rest.len());
        }
        let unit = line[after..].trim_start_matches([' ', '-', '\u{a0}']);
        let factor = if unit.starts_with("min") {
            1.0
        } else if unit.starts_with("hour") {
            60.0
        } else {
            at = after.max(at + 1);
            continue;
        };
        let unit_start = line.len() - unit.len();
        let length = unit.find(|c: char| !c.is_alphabetic()).unwrap_or(unit.len());
        return Some(((low * factor, high * factor), at..unit_start + length));
    }
    None
}

fn number(line: &str, at: usize) -> (f64, usize) {
    let rest = &line[at..];
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
    let digits = rest[..length].trim_end_matches('.');
    (digits.parse().unwrap_or(0.0), at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_found_as_people_write_them() {
        let of = |line: &str| minutes_in(line).map(|(m, at)| (m, line[at].to_owned()));
        assert_eq!(of("takes ~6 minutes"), Some(((6.0, 6.0), "6 minutes".into())));
        assert_eq!(of("(5–7 min)"), Some(((5.0, 7.0), "5–7 min".into())));
        assert_eq!(of("1 to 2 hours"), Some(((60.0, 120.0), "1 to 2 hours".into())));
        assert_eq!(of("a 10-minute read"), Some(((10.0, 10.0), "10-minute".into())));
        assert_eq!(of("3 of 6 peers"), None);
        assert_eq!(of("1999-"), None);
    }
}
