//! Keys of a topic's front matter: those that are used, those that are kept, and slips of the pen.

use super::time;
use crate::Topic;
use crate::diagnostic::{Diagnostic, Severity};

/// Keys that Holdspace reads, or that name what a document says about itself.
const KNOWN: &str = "title lesson competencies lesson-word title-word series draft lang id \
    author authors by written-by prepared-by trainer facilitator facilitators date version updated \
    last-updated revised audience level keywords tags ceu ceus contact-hours ceu-contact-hours \
    credit-hours credits";

pub(super) fn check(topic: &Topic, out: &mut Vec<Diagnostic>) {
    // A case says of its own keys what there is to say.
    if topic.front.get("peer").is_some() {
        return;
    }
    for entry in &topic.front.entries {
        let known = KNOWN.split_whitespace().any(|key| key == entry.key)
            || time::KEYS.iter().any(|(key, _)| *key == entry.key);
        if known {
            continue;
        }
        out.push(
            Diagnostic::new("unknown-key", Severity::Note, entry.span.clone())
                .found(format!("expected a key of a topic, found `{}`", entry.key))
                .help("it is kept and not used; a topic has title, lesson and competencies"),
        );
    }
}
