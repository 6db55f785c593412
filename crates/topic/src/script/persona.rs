//! The front matter of a case: who the peer is.

use practice::case::{Peer, Pronouns, Temperament};
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Entry, Front};
use crate::labels::nearest;

/// What the front matter of a case says.
pub(super) struct Persona {
    pub(super) title: String,
    pub(super) peer: Peer,
    pub(super) content_note: Option<String>,
    pub(super) draft: bool,
}

/// The keys that a case's front matter may have.
const KEYS: [&str; 8] =
    ["title", "peer", "pronouns", "about", "temperament", "content-note", "draft", "language"];

/// The temperaments as they are written.
const TEMPERAMENTS: [(&str, Temperament); 5] = [
    ("guarded", Temperament::Guarded),
    ("testing", Temperament::Testing),
    ("eager", Temperament::Eager),
    ("hurt-before", Temperament::HurtBefore),
    ("easy", Temperament::Easy),
];

/// Subject, object, possessive, and the stand-alone possessive that some write instead.
const PRONOUNS: [[&str; 4]; 10] = [
    ["they", "them", "their", "theirs"],
    ["she", "her", "her", "hers"],
    ["he", "him", "his", "his"],
    ["it", "it", "its", "its"],
    ["xe", "xem", "xyr", "xyrs"],
    ["ze", "zir", "zir", "zirs"],
    ["ze", "hir", "hir", "hirs"],
    ["ey", "em", "eir", "eirs"],
    ["fae", "faer", "faer", "faers"],
    ["ve", "ver", "vis", "vis"],
];

pub(super) fn read(front: &Front, diagnostics: &mut Vec<Diagnostic>) -> Persona {
    for entry in &front.entries {
        if !KEYS.contains(&entry.key.as_str()) {
            diagnostics.push(unknown_key(entry));
        }
    }
    let value = |key: &str| front.get(key).unwrap_or_default().to_owned();
    let title = value("title");
    if title.is_empty() {
        diagnostics.push(missing("missing-title", "title", "The chair by the door"));
    }
    let name = value("peer");
    if name.is_empty() {
        diagnostics.push(missing("missing-peer", "peer", "Jordan"));
    }
    let content_note = Some(value("content-note")).filter(|n| !n.is_empty());
    Persona {
        title,
        content_note,
        draft: matches!(value("draft").to_lowercase().as_str(), "true" | "yes"),
        peer: Peer {
            name: if name.is_empty() { "The peer".into() } else { name },
            pronouns: entry(front, "pronouns")
                .map_or_else(they, |e| pronouns(&e.value, &e.span, diagnostics)),
            about: value("about"),
            temperament: entry(front, "temperament")
                .map_or(Temperament::Guarded, |e| temperament(e, diagnostics)),
        },
    }
}

fn entry<'f>(front: &'f Front, key: &str) -> Option<&'f Entry> {
    front.entries.iter().find(|e| e.key == key && !e.value.is_empty())
}

fn unknown_key(entry: &Entry) -> Diagnostic {
    let help = nearest(&entry.key, KEYS).map_or_else(
        || format!("it is kept and not used; the keys of a case are {}", KEYS.join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::new("unknown-key", Severity::Note, entry.span.clone())
        .found(format!("expected a key of a case, found `{}`", entry.key))
        .help(help)
}

fn missing(id: &'static str, key: &str, such_as: &str) -> Diagnostic {
    Diagnostic::new(id, Severity::Error, 0..0)
        .found(format!("expected `{key}:` in the front matter, found none"))
        .help(format!("write a line such as `{key}: {such_as}` between the `---` lines at the top"))
}

fn temperament(entry: &Entry, diagnostics: &mut Vec<Diagnostic>) -> Temperament {
    let written = entry.value.to_lowercase().replace([' ', '_'], "-");
    let found = TEMPERAMENTS.iter().find(|(name, _)| *name == written);
    found.map_or_else(
        || {
            let names = TEMPERAMENTS.map(|(name, _)| name);
            diagnostics.push(
                Diagnostic::new("unknown-temperament", Severity::Error, entry.span.clone())
                    .found(format!("expected one of {}, found `{}`", names.join(", "), entry.value))
                    .help(nearest(&written, names).map_or_else(
                        || "the peer is played as `guarded`".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    )),
            );
            Temperament::Guarded
        },
        |(_, temperament)| *temperament,
    )
}

/// `they/them`, `xe/xem/xyr`, `ze/zir/zir/plural`; of `she/they` the first counts.
fn pronouns(value: &str, span: &Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Pronouns {
    let mut forms: Vec<String> = value
        .split(['/', ','])
        .map(|p| p.trim().to_lowercase())
        .filter(|p| !p.is_empty())
        .collect();
    let written = forms.iter().rposition(|f| matches!(f.as_str(), "plural" | "singular"));
    let number = written.map(|at| forms.remove(at));
    let plural = |subject: &str| number.as_deref().map_or(subject == "they", |n| n == "plural");
    let subject = forms.first().cloned().unwrap_or_default();
    let second = forms.get(1).cloned();
    let third = forms.get(2).cloned();
    let known = PRONOUNS.iter().find(|p| {
        p[0] == subject
            && second.as_ref().is_none_or(|o| o == p[1] || PRONOUNS.iter().any(|q| q[0] == o))
    });
    match (known, second, third) {
        (Some(p), second, third) => {
            // "they/them/theirs" means the same as "they/them/their".
            let own = second.is_some_and(|o| o == p[1]);
            let possessive = third.filter(|t| own && t != p[3]).unwrap_or_else(|| p[2].to_owned());
            Pronouns { plural: plural(p[0]), subject, object: p[1].to_owned(), possessive }
        }
        (None, Some(object), Some(possessive)) => {
            Pronouns { plural: plural(&subject), subject, object, possessive }
        }
        _ => {
            diagnostics.push(
                Diagnostic::new("unknown-pronouns", Severity::Warning, span.clone())
                    .found(format!("expected pronouns such as `they/them`, found `{value}`"))
                    .help("write subject, object and possessive, such as `xe/xem/xyr`; until then the peer is `they`"),
            );
            they()
        }
    }
}

fn they() -> Pronouns {
    Pronouns {
        subject: "they".into(),
        object: "them".into(),
        possessive: "their".into(),
        plural: true,
    }
}
