//! Paragraphs that are no items of a list, and lists that are written as a sentence.

use super::Walk;
use crate::paragraph::Styled;
use crate::part::What;
use crate::section::{self, Section};
use crate::word::{self, count};
use crate::{behaviour, control, preamble, times};

impl Walk<'_> {
    pub(super) fn paragraph(&mut self, text: Styled) {
        let source = &self.sources[self.at];
        let number = source.number();
        let active = self.lead.or(self.section);
        if source.item() {
            self.item(active, text);
            return;
        }
        times::mention(&text.text, &mut self.found.stated);
        if self.found.parts.len() < 8 {
            preamble::mention(&text, &mut self.found);
        }
        let leads = text.text.trim_end().ends_with([':', '…']);
        if leads {
            self.lead = section::of_lead(&text.text);
            self.push(What::Prose(text));
            self.at += 1;
            return;
        }
        self.lead = None;
        if let Some(what) = self.labelled(&text) {
            self.push(what);
            self.at += 1;
            return;
        }
        let plain_list = !self.listed && source.plain();
        let what = match self.section {
            Some(Section::Objectives) if plain_list => What::Objective(number, text),
            Some(Section::Takeaways) if plain_list && self.alone() => {
                for sentence in points(&text) {
                    self.push(What::Takeaway(None, sentence));
                }
                self.at += 1;
                return;
            }
            Some(Section::Takeaways) if plain_list => What::Takeaway(number, text),
            Some(Section::References)
                if source.plain()
                    && (plain_list || self.after_reference())
                    && !imprint(&text.text) =>
            {
                What::Reference(number, text)
            }
            Some(section) if section.behaviours() && plain_list => {
                self.inline(section, text);
                return;
            }
            None | Some(_) => {
                self.semicolons(None, text);
                return;
            }
        };
        self.push(what);
        self.at += 1;
    }

    /// Whether the section at hand holds nothing but this paragraph.
    fn alone(&self) -> bool {
        let of = |s: &crate::source::Source<'_>| {
            s.heading.is_some() || control::page_control(&s.text.text)
        };
        let before = self.at.checked_sub(1).is_none_or(|i| self.sources[i].heading.is_some());
        before && self.sources.get(self.at + 1).is_none_or(of)
    }

    /// "Bottom line: …" as a takeaway, where no heading of the document begins that section.
    pub(super) fn labelled(&self, text: &Styled) -> Option<What> {
        let end = text.text.find(": ")?;
        if count(&text.text[..end]) > 6 || count(&text.text[end..]) < 3 {
            return None;
        }
        let section = section::of_heading(&text.text[..end])?;
        let headed = self
            .sources
            .iter()
            .any(|s| s.heading.is_some() && section::of_heading(&s.text.text) == Some(section));
        match section {
            Section::Takeaways if !headed => Some(What::Takeaway(None, text.clone())),
            Section::References if !headed => Some(What::Reference(None, text.clone())),
            Section::Objectives if !headed && !text.text.contains(';') => {
                Some(What::Objective(None, text.clone()))
            }
            _ => None,
        }
    }

    pub(super) fn after_reference(&self) -> bool {
        matches!(self.found.parts.last().map(|p| &p.what), Some(What::Reference(..)))
    }

    /// "By the end you will be able to do this, and to do that", without a list.
    pub(super) fn aims(&mut self, text: &Styled) -> bool {
        let early =
            self.found.parts.iter().all(|p| {
                matches!(p.what, What::Heading(..) | What::Prose(_) | What::Quotation { .. })
            });
        if !early || self.found.parts.len() > 8 {
            return false;
        }
        let sentences = sentences(text);
        let aims = sentences.iter().position(|s| {
            let begins = AIMS_BEGIN.iter().any(|b| s.text.starts_with(b));
            begins && aims_at(&s.text).is_some_and(|at| at < 90)
        });
        let Some(place) = aims else { return false };
        let text = &sentences[place];
        let all = &text.text;
        let Some(at) = aims_at(all) else { return false };
        if place > 0 {
            self.push(What::Prose(joined(&sentences[..place])));
        }
        self.push(What::Prose(text.slice(0..at).trim()));
        let mut cuts = vec![at];
        for sign in [", and to ", ", to ", "; and to ", "; to ", "; and ", "; "] {
            cuts.extend(all[at..].match_indices(sign).map(|(i, _)| at + i + 1));
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts.push(all.len());
        for pair in cuts.windows(2) {
            let item = text.slice(pair[0]..pair[1]).trim();
            let item = item.slice(0..item.text.trim_end_matches([',', ';']).len());
            if count(&item.text) > 0 {
                self.push(What::Objective(None, item));
            }
        }
        if place + 1 < sentences.len() {
            self.push(What::Prose(joined(&sentences[place + 1..])));
        }
        self.at += 1;
        true
    }

    /// "People open up when we do a few things. We come on time. We listen. We …", as a list.
    fn told(&mut self, section: Option<Section>, text: &Styled) -> bool {
        let sentences = sentences(text);
        let [first, rest @ ..] = sentences.as_slice() else { return false };
        let said = section::of_lead(&first.text).or(section).filter(|s| s.behaviours());
        let word = |s: &Styled| s.text.split_whitespace().next().unwrap_or("").to_lowercase();
        let alike = rest.iter().all(|s| word(s) == word(&rest[0]) && count(&s.text) <= 25);
        let (Some(section), true, true) = (said, rest.len() >= 3, alike) else { return false };
        self.push(What::Prose(first.clone()));
        for sentence in rest {
            let name = sentence.clone();
            let b = behaviour::named(section, None, name, Styled::default());
            self.push(What::Behaviour(section, b));
        }
        self.at += 1;
        true
    }

    /// "Four things build trust: one; two; three; and four." as a list, where it leaves no doubt.
    pub(super) fn semicolons(&mut self, section: Option<Section>, text: Styled) {
        if self.aims(&text) || self.told(section, &text) {
            return;
        }
        let all = &text.text;
        let colon = all.find(": ").filter(|i| !word::quoted(all).iter().any(|q| q.contains(i)));
        if let Some(colon) = colon {
            let list = text.slice(colon + 2..all.len());
            let quotes = word::quoted(&list.text);
            let cuts: Vec<usize> = list
                .text
                .match_indices(';')
                .map(|(i, _)| i)
                .filter(|i| !quotes.iter().any(|q| q.contains(i)))
                .collect();
            let start = all[..colon].rfind(['.', '!', '?']).map_or(0, |i| i + 1);
            let said = section::of_lead(&format!("{}:", &all[start..colon])).or(section);
            let whole = list.text.trim_end_matches(['.', ' ']).find(['.', '!']).is_none();
            if let (Some(section), true, true) = (said, cuts.len() >= 2, whole) {
                self.push(What::Prose(text.slice(0..colon + 1)));
                let mut from = 0;
                for cut in cuts.into_iter().chain([list.text.len()]) {
                    let item = list.slice(from..cut).trim();
                    from = (cut + 1).min(list.text.len());
                    if count(&item.text) == 0 {
                        continue;
                    }
                    let what = match section {
                        Section::Objectives => What::Objective(None, item),
                        Section::Takeaways => What::Takeaway(None, item),
                        Section::References => What::Reference(None, item),
                        Section::Examples => What::Item { depth: 0, number: None, text: item },
                        _ => What::Behaviour(section, behaviour::of(section, None, &item)),
                    };
                    self.push(what);
                }
                self.at += 1;
                return;
            }
        }
        self.push(What::Prose(text));
        self.at += 1;
    }
}

/// Two to five short sentences in one paragraph are as many things to remember; else it is one.
fn points(text: &Styled) -> Vec<Styled> {
    let parts = sentences(text);
    let short = parts.iter().all(|p| (2..=14).contains(&count(&p.text)));
    if short && (2..=5).contains(&parts.len()) { parts } else { vec![text.clone()] }
}

/// The sentences of a paragraph; one within quotation marks ends nothing.
fn sentences(text: &Styled) -> Vec<Styled> {
    let all = &text.text;
    let quotes = word::quoted(all);
    let mut cuts = vec![0];
    for (i, sign) in all.match_indices(['.', '!', '?']) {
        let end = i + sign.len();
        let begins =
            all[end..].strip_prefix(' ').is_some_and(|r| r.starts_with(char::is_uppercase));
        let free = !quotes.iter().any(|q| q.contains(&i));
        if begins && free && count(&all[cuts[cuts.len() - 1]..end]) > 1 {
            cuts.push(end);
        }
    }
    cuts.push(all.len());
    cuts.windows(2).map(|c| text.slice(c[0]..c[1]).trim()).collect()
}

/// The foot of a page says whose it is.
fn imprint(text: &str) -> bool {
    text.contains('©')
        || word::any(&word::normal(text), "all rights reserved|registered charity|copyright")
}

/// Sentences as one paragraph again.
fn joined(sentences: &[Styled]) -> Styled {
    let mut out = Styled::default();
    for sentence in sentences {
        if !out.text.is_empty() {
            out.push(" ", &[]);
        }
        out.append(sentence);
    }
    out
}

/// Where the aims begin in a sentence that tells them.
fn aims_at(text: &str) -> Option<usize> {
    let ends = ["able to ", "learn to ", "learn how to "];
    ends.iter().filter_map(|w| text.find(w).map(|i| i + w.len())).min()
}

const AIMS_BEGIN: [&str; 6] = [
    "By the end",
    "After this",
    "When you have finished",
    "At the end of",
    "In this lesson",
    "In this topic",
];
