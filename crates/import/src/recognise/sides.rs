//! The section that each heading begins, where one side of a lesson also tells the other.

use super::shape::{run_in, signed};
use crate::behaviour;
use crate::section::{self, Section};
use crate::source::Source;
use crate::word::{any, count, normal};

/// The section of each source that is a heading.
///
/// Where only one of "what builds" and "what breaks" was found by its words, a neighbour in the same
/// form, with a heading of the same kind that names no other section, is taken as its opposite.
pub(super) fn sections(sources: &[Source<'_>]) -> Vec<Option<Section>> {
    let of = |s: &Source<'_>| s.heading.and_then(|_| section::of_heading(&s.text.text));
    let mut out: Vec<_> = sources.iter().map(of).collect();
    // "Purpose" and "Competencies" are objectives only where nothing else is.
    let strong = |i: usize| section::objectives(&sources[i].text.text);
    if (0..out.len()).any(|i| out[i] == Some(Section::Objectives) && strong(i)) {
        for (i, section) in out.iter_mut().enumerate() {
            if *section == Some(Section::Objectives) && !strong(i) {
                *section = None;
            }
        }
    }
    for (known, other) in [(Section::Breaks, Section::Builds), (Section::Builds, Section::Breaks)] {
        let at: Vec<_> = (0..out.len()).filter(|i| out[*i] == Some(known)).collect();
        if let [at] = at[..]
            && !out.contains(&Some(other))
            && let Some(i) = opposite(sources, &out, at, other)
        {
            out[i] = Some(other);
        }
    }
    out
}

/// The neighbour of a section that is its opposite.
fn opposite(
    sources: &[Source<'_>],
    sections: &[Option<Section>],
    at: usize,
    wanted: Section,
) -> Option<usize> {
    let level = sources[at].heading?;
    let level_with = |i: &usize| sources[*i].heading == Some(level);
    let before = (0..at).rev().find(level_with);
    let after = (at + 1..sources.len()).find(level_with);
    let form = form(sources, at)?;
    [before, after].into_iter().flatten().find(|i| {
        sections[*i].is_none()
            && self::form(sources, *i) == Some(form)
            && kin(&sources[at].text.text, &sources[*i].text.text, wanted)
    })
}

/// How the content of a section is written.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Items,
    Bold,
    Signed,
    Sentences,
}

fn form(sources: &[Source<'_>], at: usize) -> Option<Form> {
    let body = || sources[at + 1..].iter().take_while(|s| s.heading.is_none());
    // "After this you will be able to:" is no side of anything.
    if body().any(|s| s.text.text.ends_with(':') && section::of_lead(&s.text.text).is_some()) {
        return None;
    }
    let twice = |like: &dyn Fn(&Source<'_>) -> bool| body().filter(|s| like(s)).nth(1).is_some();
    if twice(&|s| s.item()) {
        Some(Form::Items)
    } else if twice(&|s| s.plain() && run_in(&s.text)) {
        Some(Form::Bold)
    } else if twice(&|s| s.plain() && signed(&s.text)) {
        Some(Form::Signed)
    } else if twice(&|s| s.plain() && behaviour::split(&s.text).is_some()) {
        Some(Form::Sentences)
    } else {
        None
    }
}

/// Whether two headings are of one kind: they share a word that means something, or begin alike,
/// and the other asks for no definition or reason.
fn kin(known: &str, other: &str, wanted: Section) -> bool {
    let (known, other) = (normal(known), normal(other));
    let defines = any(
        &other,
        "why|who|when|where|about|background|introduction|overview|mean|means|definition",
    ) || other.starts_with(" what is ")
        || other.starts_with(" what are ")
        || other.ends_with(" is ")
        || other.ends_with(" are ");
    if defines || count(&other) > 10 {
        return false;
    }
    let words = |t: &str| -> Vec<String> {
        t.split_whitespace()
            .filter(|w| w.chars().any(char::is_alphabetic))
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(&known), words(&other));
    let alike = a.first().is_some_and(|w| b.first() == Some(w));
    let shared = a.iter().any(|w| w.len() > 3 && !LITTLE.contains(&w.as_str()) && b.contains(w));
    let tone = any(&other, if wanted == Section::Builds { BRIGHT } else { DARK });
    alike || shared || tone
}

const LITTLE: [&str; 12] = [
    "what", "that", "this", "with", "when", "your", "from", "they", "them", "does", "some", "have",
];
const BRIGHT: &str =
    "good|well|great|better|best|right|kind|safe|strong|positive|supports|welcome|trusted";
const DARK: &str = "not|bad|badly|poor|poorly|wrong|less|hard|harder|risky|weak|negative|without|never|no|stop|stops";
