//! The forms in which paragraphs stand like items of a list.

use crate::behaviour;
use crate::paragraph::Styled;
use crate::source::shaped;
use crate::word;

/// Forms that more than one paragraph of a section has.
#[derive(Clone, Copy)]
pub(super) struct Shapes {
    pub(super) bold: bool,
    pub(super) named: bool,
    pub(super) counted: bool,
    pub(super) sentences: bool,
}

/// "**Name** explanation"
pub(super) fn run_in(text: &Styled) -> bool {
    text.marks.first().is_some_and(|m| m.range.start == 0) && behaviour::split(text).is_some()
}

/// "Name – explanation"
pub(super) fn signed(text: &Styled) -> bool {
    shaped(&text.text) && behaviour::split(text).is_some()
}

pub(super) fn ordinal(text: &str) -> bool {
    let t = word::normal(text);
    let first = t.split_whitespace().next().unwrap_or("");
    let second = t.split_whitespace().nth(1).unwrap_or("");
    matches!(
        first,
        "first"
            | "second"
            | "third"
            | "fourth"
            | "fifth"
            | "sixth"
            | "firstly"
            | "secondly"
            | "thirdly"
            | "finally"
            | "lastly"
            | "last"
            | "next"
    ) || first == "the"
        && matches!(
            second,
            "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "last" | "next"
        )
}
