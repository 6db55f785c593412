//! What is asked of a topic and a case beyond their form.
//!
//! Enter at [`topic`] and [`case`]; both look only at what they are given.
//! What needs other files, such as a broken link, is asked in `course`.

mod balance;
mod graph;
mod keys;
mod lesson;
mod parts;
mod safety;
mod time;
mod wording;

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::{Script, Topic, position, reading};

/// What a course asks of its topics.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// The highest reading grade.
    pub grade: f64,
    /// Words read a minute.
    pub pace: f64,
    /// Language that labels.
    pub language: Language,
    /// Minutes of the topic's case, from low to high, where it was walked.
    pub practice: Option<(f64, f64)>,
}

impl Default for Aim {
    /// Grade 8, 175 words a minute, the built-in list.
    fn default() -> Self {
        Self { grade: 8.0, pace: reading::PACE, language: Language::built_in(), practice: None }
    }
}

/// What is to be said about a topic; what [`crate::parse`] said is not repeated.
#[must_use]
pub fn topic(topic: &Topic, source: &str, aim: &Aim) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    lesson::check(topic, aim, &mut out);
    keys::check(topic, &mut out);
    time::check(topic, source, aim, &mut out);
    wording::topic(topic, source, &aim.language, &mut out);
    settled(out, source)
}

/// What is to be said about a case, with the built-in list of labelling language; what
/// [`crate::script::parse`] said is not repeated.
#[must_use]
pub fn case(script: &Script, source: &str) -> Vec<Diagnostic> {
    case_with(script, source, &Language::built_in())
}

/// What is to be said about a case, with the course's own list of labelling language.
#[must_use]
pub fn case_with(script: &Script, source: &str, language: &Language) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    parts::check(script, &mut out);
    graph::check(script, &mut out);
    balance::check(script, &mut out);
    safety::check(script, &mut out);
    wording::case(script, source, language, &mut out);
    settled(out, source)
}

/// In the order of the source, with spans that lie in it.
fn settled(mut out: Vec<Diagnostic>, source: &str) -> Vec<Diagnostic> {
    for d in &mut out {
        d.span = position::within(source, &d.span);
    }
    out.sort_by_key(|d| (d.span.start, d.span.end));
    out
}

/// What is missing from a draft is only worth knowing: a person is about to finish it.
const fn unless_draft(script: &Script, severity: Severity) -> Severity {
    if script.case.draft { Severity::Note } else { severity }
}
