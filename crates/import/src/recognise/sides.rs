//! The section that each heading begins, also where its neighbour or its list has to tell.

use super::shape::{run_in, signed};
use crate::section::{self, Section};
use crate::source::Source;
use crate::word::{any, count, is, normal};
use crate::{behaviour, control};

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
    negated(sources, &mut out);
    for (known, other) in [(Section::Breaks, Section::Builds), (Section::Builds, Section::Breaks)] {
        let at: Vec<_> = (0..out.len()).filter(|i| out[*i] == Some(known)).collect();
        if let [at] = at[..]
            && !out.contains(&Some(other))
            && let Some(i) = opposite(sources, &out, at, other)
        {
            out[i] = Some(other);
        }
    }
    by_list(sources, &mut out);
    out
}

/// "How to greet" and "How not to greet" are the two sides, whatever it is about.
fn negated(sources: &[Source<'_>], out: &mut [Option<Section>]) {
    let heads: Vec<usize> = (0..sources.len()).filter(|i| sources[*i].heading.is_some()).collect();
    let bare = |i: usize| -> (String, bool) {
        let all = normal(&sources[i].text.text);
        let words: Vec<&str> = section::strip_number(&all).split_whitespace().collect();
        let rest: Vec<&str> =
            words.iter().filter(|w| !is(w, "not|don't|doesn't|never|do|does")).copied().collect();
        (rest.join(" "), words.iter().any(|w| is(w, "not|don't|doesn't|never")))
    };
    let open = |s: Option<Section>| s.is_none_or(Section::behaviours);
    for pair in heads.windows(2) {
        let (a, b) = (bare(pair[0]), bare(pair[1]));
        let same = count(&a.0) > 0 && a.0 == b.0 && a.1 != b.1;
        let listed = form(sources, pair[0]).is_some() && form(sources, pair[1]).is_some();
        if same && listed && open(out[pair[0]]) && open(out[pair[1]]) {
            let side = |not| if not { Section::Breaks } else { Section::Builds };
            (out[pair[0]], out[pair[1]]) = (Some(side(a.1)), Some(side(b.1)));
        }
    }
}

/// A first list that says what one can do afterwards, and a last one of years and addresses, are
/// known by what they hold, where no heading names them.
fn by_list(sources: &[Source<'_>], out: &mut [Option<Section>]) {
    let lists: Vec<usize> = (0..sources.len())
        .filter(|i| sources[*i].heading.is_some() && only_items(sources, *i))
        .collect();
    let most = |at: usize, like: &dyn Fn(&str) -> bool| {
        let items = sources[at + 1..].iter().take_while(|s| s.heading.is_none());
        let items: Vec<_> = items.filter(|s| !control::page_control(&s.text.text)).collect();
        items.iter().filter(|s| like(&s.text.text)).count() * 3 >= items.len() * 2
    };
    let can = |t: &str| is(normal(t).split_whitespace().next().unwrap_or(""), AIMS);
    if let Some(first) = lists.first().filter(|i| out[**i].is_none())
        && !out.contains(&Some(Section::Objectives))
        && most(*first, &can)
    {
        out[*first] = Some(Section::Objectives);
    }
    let place = |t: &str| {
        let year = t
            .split(|c: char| !c.is_ascii_digit())
            .any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")));
        (year && t.contains(['.', ',', '(', ':']) || t.contains("://") || t.contains("www."))
            && count(t) <= 40
    };
    let last = sources.iter().rposition(|s| s.heading.is_some());
    if let Some(last) = last.filter(|i| out[*i].is_none())
        && !out.contains(&Some(Section::References))
        && last + 1 < sources.len()
        && most(last, &place)
    {
        out[last] = Some(Section::References);
    }
}

/// Whether items stand below a heading and nothing else.
fn only_items(sources: &[Source<'_>], at: usize) -> bool {
    let mut body = sources[at + 1..].iter().take_while(|s| s.heading.is_none()).peekable();
    body.peek().is_some() && body.all(|s| s.item())
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

/// Verbs that an aim begins with, and advice seldom.
const AIMS: &str = "explain|describe|identify|define|demonstrate|distinguish|recognize|recognise|list|\
    name|state|summarize|summarise|discuss|outline|compare|understand|know|differentiate|apply|\
    illustrate|analyze|analyse|evaluate|appreciate|learn";
const LITTLE: [&str; 12] = [
    "what", "that", "this", "with", "when", "your", "from", "they", "them", "does", "some", "have",
];
const BRIGHT: &str =
    "good|well|great|better|best|right|kind|safe|strong|positive|supports|welcome|trusted";
const DARK: &str = "not|bad|badly|poor|poorly|wrong|less|hard|harder|risky|weak|negative|without|never|no|stop|stops";
