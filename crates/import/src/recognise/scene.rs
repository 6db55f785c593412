//! What is said in a situation, and what somebody once said: examples and quotations.

use super::Walk;
use crate::example::{self, Builder};
use crate::paragraph::{Kind, Styled};
use crate::part::What;
use crate::role;
use crate::section::Section;
use crate::word::{self, count};

impl Walk<'_> {
    /// An example or a quotation that begins here.
    pub(super) fn example(&mut self) -> bool {
        let source = &self.sources[self.at];
        let in_list = matches!(source.paragraph.kind, Kind::Item { .. });
        if self.section == Some(Section::References) {
            return false;
        }
        let labelled = example::label(&source.text.text);
        let sided = || source.side();
        let next_side =
            || self.sources.get(self.at + 1).filter(|s| s.heading.is_none()).and_then(|s| s.side());
        let opposite = || match (sided(), next_side()) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        };
        let begins = labelled.is_some() && !in_list
            || source.example()
            || opposite()
            || !in_list && self.section == Some(Section::Examples) && self.leads_to_pair()
            || source.plain() && (self.situation() || self.opens_pair());
        if begins {
            let used = self.take_example(labelled);
            if used > 0 {
                return true;
            }
        }
        if in_list || self.grouped() {
            return false;
        }
        self.quotation()
    }

    /// Whether the next paragraphs hold what to say in the situation that stands here.
    pub(super) fn leads_to_pair(&self) -> bool {
        self.sources[self.at..]
            .iter()
            .take(3)
            .take_while(|s| s.heading.is_none())
            .skip(1)
            .any(|s| s.side().is_some() || s.example())
    }

    /// Whether it stands alone between a heading and a paragraph that is nothing but a pair.
    fn opens_pair(&self) -> bool {
        let opens = self.at.checked_sub(1).is_some_and(|i| self.sources[i].heading.is_some());
        let here = &self.sources[self.at].text.text;
        let next = self.sources.get(self.at + 1);
        opens
            && count(here) <= 45
            && !here.ends_with(':')
            && next.is_some_and(|n| n.plain() && n.example() && !n.situated())
    }

    /// Whether a pair stands right below, without a gap: then this is its situation.
    pub(super) fn situation(&self) -> bool {
        let below = |i: usize| {
            let s = self
                .sources
                .get(self.at + i)
                .filter(|s| s.heading.is_none() && !s.paragraph.apart)?;
            s.side()
        };
        let here = &self.sources[self.at].text.text;
        // A gap may stand between them where nothing but a heading stands before.
        let opens = self.at.checked_sub(1).is_some_and(|i| self.sources[i].heading.is_some());
        let loose = |i: usize| {
            let s = self.sources.get(self.at + i).filter(|s| s.heading.is_none() && opens)?;
            s.side()
        };
        let below = |i: usize| below(i).or_else(|| loose(i).filter(|_| count(here) <= 45));
        role::side(here).is_none()
            && !here.ends_with(':')
            && matches!((below(1), below(2)), (Some(a), Some(b)) if a != b)
    }

    pub(super) fn take_example(&mut self, labelled: Option<usize>) -> usize {
        let mut builder = Builder::default();
        let mut at = self.at;
        let first = &self.sources[at];
        first.add_to(&mut builder);
        at += 1;
        if labelled.is_some_and(|end| count(&first.text.text[end..]) == 0) {
            // The label stands alone: what follows is the situation.
            if let Some(next) = self
                .sources
                .get(at)
                .filter(|s| s.heading.is_none() && !matches!(s.paragraph.kind, Kind::Row { .. }))
            {
                builder.add(&next.text);
                at += 1;
            }
        }
        while let Some(source) = self.sources.get(at) {
            let text = &source.text.text;
            if source.heading.is_some()
                || matches!(source.paragraph.kind, Kind::Row { .. })
                || example::label(text).is_some_and(|_| builder.complete() || labelled.is_none())
            {
                break;
            }
            let side = source.side();
            let quote = word::whole_quote(&source.text).is_some();
            let goes_on = side.is_some() && !source.situated()
                || builder.leads() && (quote || side.is_some())
                || source.example() && !builder.complete();
            // The situation may take a second paragraph before the pair.
            let second = !builder.complete()
                && source.plain()
                && labelled.is_some()
                && builder.example.lines.is_empty()
                && self.sources.get(at + 1).is_some_and(|s| {
                    s.heading.is_none()
                        && (s.side().is_some()
                            || text.ends_with(':') && word::whole_quote(&s.text).is_some())
                });
            if !(goes_on || second) {
                break;
            }
            source.add_to(&mut builder);
            at += 1;
        }
        let example = builder.finish();
        let used = at - self.at;
        let bare = example.lines.is_empty();
        if bare && (labelled.is_none() || count(&first.text.text) < 6 && used == 1) {
            return 0;
        }
        self.push(What::Example(example));
        self.at = at;
        self.lead = None;
        used
    }

    /// Whether a neighbour has the same form: then it is a list and no quotation.
    pub(super) fn grouped(&self) -> bool {
        let like = |i: usize| {
            self.sources.get(i).is_some_and(|s| {
                s.paragraph.kind == Kind::Plain
                    && s.heading.is_none()
                    && word::whole_quote(&s.text).is_some_and(|(_, source)| source.is_none())
            })
        };
        let here = &self.sources[self.at];
        let next = self.sources.get(self.at + 1).is_some_and(|s| !s.paragraph.apart);
        let before = !here.paragraph.apart && self.at > 0;
        here.paragraph.kind == Kind::Plain
            && (next && like(self.at + 1) || before && like(self.at - 1))
    }

    pub(super) fn quotation(&mut self) -> bool {
        let source = &self.sources[self.at];
        let boxed = source.paragraph.kind == Kind::Quote;
        let callout = word::label(&source.text.text) || count(&source.text.text) > 70;
        let (text, mut by) = match example::quotation(&source.text) {
            Some(found) => found,
            None if boxed && !callout => match split_source(&source.text) {
                Some((text, by)) => (text, Some(by)),
                None => (source.text.clone(), None),
            },
            None => return false,
        };
        let mut used = 1;
        if by.is_none()
            && let Some(next) = self
                .sources
                .get(self.at + 1)
                .filter(|s| s.heading.is_none() && (s.plain() || s.paragraph.kind == Kind::Quote))
        {
            by = example::said_by(&next.text);
            used += usize::from(by.is_some());
        }
        self.push(What::Quotation { text, source: by });
        self.at += used;
        self.lead = None;
        true
    }
}

/// "Words. — Name" in one paragraph of a block quotation.
fn split_source(text: &Styled) -> Option<(Styled, Styled)> {
    let at = ["— ", "– ", "―", " - "].iter().filter_map(|s| text.text.rfind(s)).max()?;
    let by = example::said_by(&text.slice(at..text.text.len()).trim())?;
    (at > 8
        && count(&by.text) <= 10
        && text.text[..at].trim_end().ends_with(['.', '!', '?', '”', '"', '…']))
    .then(|| (text.slice(0..at).trim(), by))
}
