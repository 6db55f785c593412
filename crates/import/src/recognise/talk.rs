//! A talk written twice, once badly and once better: "Peer: …", "You: …", "A better way:", …

use super::Walk;
use crate::part::{Example, Line, Part, What};
use crate::role::{self, Role};
use crate::source::Source;
use crate::word::{count, is, normal};

/// A line of a talk as it is read.
enum Said {
    /// By the specialist; the words begin there.
    Learner(usize),
    Other,
    /// "A better way:" tells how to take what follows.
    Lead(Role),
}

impl Walk<'_> {
    /// A talk that begins here, with what not to say and what to say in its place.
    pub(super) fn talk(&mut self) -> bool {
        let all: Vec<Said> = self.sources[self.at..].iter().map_while(said).collect();
        let leads = all.iter().filter(|s| matches!(s, Said::Lead(_))).count();
        let learner = |s: &Said| matches!(s, Said::Learner(_));
        let better = all.iter().position(|s| matches!(s, Said::Lead(Role::Try)));
        let Some(better) = better.filter(|_| leads <= 2) else { return false };
        let worse = all.iter().position(|s| matches!(s, Said::Lead(Role::Instead)));
        // The one without a lead stands first.
        let pair = all[..better].iter().any(learner)
            && all[better..].iter().any(learner)
            && worse.is_none_or(|w| w == 0);
        if !pair {
            return false;
        }
        let mut example = Example::default();
        if let [.., Part { what: What::Heading(..), .. }, Part { what: What::Prose(_), .. }] =
            self.found.parts.as_slice()
            && let Some(Part { what: What::Prose(situation), .. }) = self.found.parts.pop()
        {
            example.situation.push(situation);
        }
        let mut open = Some(Role::Instead);
        for (i, line) in all.iter().enumerate() {
            let text = self.sources[self.at + i].text.clone();
            match line {
                Said::Learner(at) if open.is_some() => {
                    example.lines.push(Line {
                        try_this: open == Some(Role::Try),
                        said: crate::example::unquoted(&text.text[*at..]).to_owned(),
                        text,
                        ..Line::default()
                    });
                    open = None;
                    continue;
                }
                Said::Lead(role) => open = Some(*role),
                _ => {}
            }
            match example.lines.last_mut() {
                Some(last) => last.note.push(text),
                None => example.situation.push(text),
            }
        }
        self.push(What::Example(example));
        self.at += all.len();
        self.lead = None;
        true
    }
}

fn said(source: &Source<'_>) -> Option<Said> {
    let text = &source.text.text;
    if source.heading.is_some() || source.item() {
        return None;
    }
    let end = text.find(':').filter(|i| count(&text[..*i]) <= 5)?;
    if count(&text[end..]) == 0 {
        return role::column(&text[..end]).filter(|r| *r != Role::Peer).map(Said::Lead);
    }
    // "Try: …" is a side of a pair and no speaker.
    if role::role_label(text).is_some() || !text.starts_with(char::is_uppercase) {
        return None;
    }
    let name = normal(&text[..end]);
    let name = name.trim();
    if count(name) > 3 {
        None
    } else if is(name, LEARNERS) {
        Some(Said::Learner(end + 1))
    } else {
        Some(Said::Other)
    }
}

const LEARNERS: &str = "you|me|i|peer specialist|peer supporter|peer support specialist|peer support worker|\
    peer worker|specialist|supporter|support worker|worker|staff|staff member|volunteer|pss|cps|\
    helper|listener|coach|mentor|facilitator|learner|trainee";
