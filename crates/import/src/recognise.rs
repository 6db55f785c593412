//! The one recogniser: by words and position, and by signs only as a hint.
//!
//! It takes each paragraph once, in order, and leaves it as prose where it is not sure.

use crate::example::{self, Builder};
use crate::paragraph::{Kind, Paragraph, Styled};
use crate::part::{Found, Part, What};
use crate::report::{LeftOut, Why};
use crate::section::{self, Section};
use crate::source::{Source, shaped, sources};
use crate::table;
use crate::word::{self, count};
use crate::{behaviour, control, preamble, times};

/// What a document holds.
pub(crate) fn paragraphs(paragraphs: &[Paragraph]) -> Found {
    let sources = sources(paragraphs);
    let mut found = Found::default();
    let at = preamble::take(&sources, &mut found);
    let mut walk = Walk {
        sources: &sources,
        at,
        found,
        section: None,
        level: 0,
        lead: None,
        listed: false,
        shapes: None,
    };
    while walk.at < sources.len() {
        walk.step();
    }
    walk.found
}

struct Walk<'a> {
    sources: &'a [Source<'a>],
    at: usize,
    found: Found,
    /// By the last heading.
    section: Option<Section>,
    /// That heading's level.
    level: u8,
    /// By the sentence that led in the list at hand.
    lead: Option<Section>,
    /// Whether the section at hand has a list.
    listed: bool,
    /// The forms of the section at hand, once they were looked at.
    shapes: Option<Shapes>,
}

/// Forms that more than one paragraph of a section has.
#[derive(Clone, Copy)]
struct Shapes {
    bold: bool,
    named: bool,
    counted: bool,
    sentences: bool,
}

impl Walk<'_> {
    fn step(&mut self) {
        let source = &self.sources[self.at];
        let text = source.text.clone();
        if let Some(why) = self.dropped(source) {
            let (text, line) = (text.text, source.paragraph.line);
            self.found.left_out.push(LeftOut { text, why, line });
            self.at += 1;
        } else if let Kind::Row { .. } = source.paragraph.kind {
            let rows = 1 + self.sources[self.at + 1..]
                .iter()
                .take_while(|s| s.paragraph.kind == Kind::Row { first: false })
                .count();
            let rows: Vec<_> =
                self.sources[self.at..self.at + rows].iter().map(|s| s.paragraph).collect();
            self.at += rows.len();
            self.lead = self.lead.or(self.section);
            let parts = table::parts(&rows, self.lead);
            self.with_situation(parts);
            self.lead = None;
        } else if let Some(level) = source.heading {
            self.heading(level, text);
        } else if !self.example() {
            self.paragraph(text);
        }
    }

    /// A table of one pair belongs to the situation that stands alone above it.
    fn with_situation(&mut self, mut parts: Vec<Part>) {
        let before = self.found.parts.as_slice();
        let told = matches!(
            before,
            [.., Part { what: What::Heading(..), .. }, Part { what: What::Prose(_), .. }]
        );
        if let (
            true,
            [Part { what: What::Prose(head), .. }, Part { what: What::Example(example), .. }],
        ) = (told, parts.as_mut_slice())
            && example.situation.is_empty()
            && let Some(Part { what: What::Prose(situation), .. }) = self.found.parts.pop()
        {
            example.situation.push(situation);
            example.head = Some(std::mem::take(head));
            parts.remove(0);
        }
        self.found.parts.extend(parts);
    }

    fn push(&mut self, what: What) {
        let line = self.sources.get(self.at).map_or(0, |s| s.paragraph.line);
        self.found.parts.push(Part { what, line });
    }

    fn dropped(&mut self, source: &Source<'_>) -> Option<Why> {
        let text = &source.text.text;
        let bare = &text[..text.len() - word::tail(text)];
        // "Read more" above a list is a heading.
        if source.heading.is_some() && section::of_heading(text).is_some() {
            return None;
        }
        let sure = matches!(source.paragraph.kind, Kind::Plain | Kind::Heading(_))
            || self.section == Some(Section::Takeaways);
        if sure && control::page_control(bare) {
            return Some(Why::PageControl);
        }
        let early = self.section.is_none_or(|s| s == Section::Objectives);
        (early && times::take(text, &mut self.found.stated)).then_some(Why::StatedTime)
    }

    fn heading(&mut self, level: u8, text: Styled) {
        let section = section::of_heading(&text.text);
        let deeper = level > self.level && self.section.is_some();
        if section.is_none()
            && deeper
            && self.section.is_some_and(Section::behaviours)
            && self.run_in_heading(level, &text)
        {
            return;
        }
        // A heading of its own below "What helps" that names nothing stays within it.
        let within = section.is_none() && deeper
            || deeper
                && section == Some(Section::Strategies)
                && self.section.is_some_and(Section::behaviours);
        if !within {
            self.section = section;
            self.level = level;
        }
        self.lead = None;
        self.push(What::Heading(level, text));
        self.at += 1;
        let rest = self.rest();
        self.listed = rest.iter().any(|s| s.item());
        self.shapes = None;
    }

    /// What stands before the next heading.
    fn rest(&self) -> &[Source<'_>] {
        let rest = &self.sources[self.at..];
        let end = rest.iter().position(|s| s.heading.is_some()).unwrap_or(rest.len());
        &rest[..end]
    }

    /// A heading that is itself the name of a behaviour, with its explanation below it.
    fn run_in_heading(&mut self, level: u8, name: &Styled) -> bool {
        let Some(section) = self.section else { return false };
        let below = &self.sources[self.at + 1..];
        let body: Vec<_> = below
            .iter()
            .take_while(|s| {
                s.heading.is_none()
                    && s.plain()
                    && !s.example()
                    && !control::page_control(&s.text.text)
            })
            .collect();
        let siblings = self.sources.iter().filter(|s| s.heading == Some(level)).count();
        if body.is_empty() || siblings < 2 || body[0].text.text.ends_with(':') {
            return false;
        }
        let mut explanation = Styled::default();
        for (i, s) in body.iter().enumerate() {
            if i > 0 {
                explanation.push(" ", &[]);
            }
            explanation.append(&s.text);
        }
        let used = body.len() + 1;
        let b = behaviour::named(section, None, behaviour::unbold(name), explanation);
        self.push(What::Behaviour(section, b));
        self.at += used;
        true
    }

    /// An example or a quotation that begins here.
    fn example(&mut self) -> bool {
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
            || source.plain() && self.situation();
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
    fn leads_to_pair(&self) -> bool {
        self.sources[self.at..]
            .iter()
            .take(3)
            .take_while(|s| s.heading.is_none())
            .skip(1)
            .any(|s| s.side().is_some() || s.example())
    }

    /// Whether a pair stands right below, without a gap: then this is its situation.
    fn situation(&self) -> bool {
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
        example::side(here).is_none()
            && !here.ends_with(':')
            && matches!((below(1), below(2)), (Some(a), Some(b)) if a != b)
    }

    fn take_example(&mut self, labelled: Option<usize>) -> usize {
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
    fn grouped(&self) -> bool {
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

    fn quotation(&mut self) -> bool {
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

    fn paragraph(&mut self, text: Styled) {
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
            Some(Section::Takeaways) if plain_list => What::Takeaway(number, text),
            Some(Section::References)
                if source.plain() && (plain_list || self.after_reference()) =>
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

    /// "Bottom line: …" as a takeaway, where no heading of the document begins that section.
    fn labelled(&self, text: &Styled) -> Option<What> {
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

    fn after_reference(&self) -> bool {
        matches!(self.found.parts.last().map(|p| &p.what), Some(What::Reference(..)))
    }

    fn item(&mut self, active: Option<Section>, text: Styled) {
        let source = &self.sources[self.at];
        let (depth, number) = (source.depth(), source.number());
        let mut text = text;
        let mut used = 1;
        // "- Do" with a list below it is a heading in the clothes of an item.
        let below = self.sources.get(self.at + 1).filter(|s| s.item()).map_or(0, Source::depth);
        if below > depth
            && count(&text.text) <= 6
            && let Some(section) = section::of_heading(&text.text)
        {
            self.section = Some(section);
            self.listed = true;
            self.lead = None;
            self.push(What::Heading(3, behaviour::unbold(&text)));
            self.at += 1;
            return;
        }
        if active.is_some() {
            let top = self.list_depth();
            while let Some(next) = self.sources.get(self.at + used) {
                if !next.item() || next.depth() <= depth || next.depth() <= top {
                    break;
                }
                let end = text.text.trim_end().ends_with(['.', ';', ':', ',', '!', '?', '–', '—']);
                text.push(
                    if end {
                        " "
                    } else if used == 1 {
                        ": "
                    } else {
                        "; "
                    },
                    &[],
                );
                text.append(&next.text);
                used += 1;
            }
        }
        let what = match active {
            Some(Section::Objectives) => What::Objective(number, text),
            Some(Section::Takeaways) => What::Takeaway(number, text),
            Some(Section::References) => What::Reference(number, text),
            Some(section) if section.behaviours() => {
                What::Behaviour(section, behaviour::of(section, number, &text))
            }
            _ => What::Item { depth, number, text },
        };
        self.push(what);
        self.at += used;
    }

    /// The depth of the list that the item at hand belongs to, where the whole list is indented.
    fn list_depth(&self) -> u8 {
        let back =
            self.sources[..self.at].iter().rev().take_while(|s| s.item()).map(Source::depth).min();
        back.unwrap_or(u8::MAX).min(self.sources[self.at].depth())
    }

    /// Behaviours in paragraphs: with a name in front, or counted off ("First, …").
    fn inline(&mut self, section: Section, text: Styled) {
        let Shapes { bold, named, counted, sentences } = self.shapes();
        // "Keep it short. Nobody minds." on one line and its like on the next.
        let here = &self.sources[self.at];
        let next = self.sources.get(self.at + 1);
        let lined = !here.paragraph.apart || next.is_some_and(|n| n.plain() && !n.paragraph.apart);
        let is_one = bold && run_in(&text)
            || lined && sentences && behaviour::split(&text).is_some()
            || named && signed(&text)
            || counted && ordinal(&text.text);
        if is_one {
            let b = behaviour::of(section, None, &text);
            self.push(What::Behaviour(section, b));
            self.at += 1;
        } else {
            self.semicolons(Some(section), text);
        }
    }

    /// Which forms the plain paragraphs of the section at hand have more than once.
    fn shapes(&mut self) -> Shapes {
        if let Some(shapes) = self.shapes {
            return shapes;
        }
        let start =
            self.sources[..self.at].iter().rposition(|s| s.heading.is_some()).map_or(0, |i| i + 1);
        let end = self.sources[self.at..]
            .iter()
            .position(|s| s.heading.is_some())
            .map_or(self.sources.len(), |i| self.at + i);
        let all = || self.sources[start..end].iter().filter(|s| s.plain()).map(|s| &s.text);
        let twice = |like: &dyn Fn(&Styled) -> bool| all().filter(|t| like(t)).nth(1).is_some();
        let shapes = Shapes {
            bold: twice(&run_in),
            named: twice(&signed),
            counted: twice(&|t| ordinal(&t.text)),
            sentences: twice(&|t| behaviour::split(t).is_some()),
        };
        self.shapes = Some(shapes);
        shapes
    }

    /// "By the end you will be able to do this, and to do that", without a list.
    fn aims(&mut self, text: &Styled) -> bool {
        let all = &text.text;
        let early = || {
            self.found.parts.iter().all(|p| {
                matches!(p.what, What::Heading(..) | What::Prose(_) | What::Quotation { .. })
            })
        };
        let start = [
            "By the end",
            "After this",
            "When you have finished",
            "At the end of",
            "In this lesson",
            "In this topic",
        ]
        .iter()
        .any(|s| all.starts_with(s));
        let Some(at) = ["able to ", "learn to ", "learn how to "]
            .iter()
            .filter_map(|w| all.find(w).map(|i| i + w.len()))
            .min()
        else {
            return false;
        };
        let one = all.trim_end_matches(['.', ' ']).find(". ").is_none();
        if !(start && one && at < 90 && early()) {
            return false;
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
        self.at += 1;
        true
    }

    /// "Four things build trust: one; two; three; and four." as a list, where it leaves no doubt.
    fn semicolons(&mut self, section: Option<Section>, text: Styled) {
        if self.aims(&text) {
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

/// "**Name** explanation"
fn run_in(text: &Styled) -> bool {
    text.marks.first().is_some_and(|m| m.range.start == 0) && behaviour::split(text).is_some()
}

/// "Name – explanation"
fn signed(text: &Styled) -> bool {
    shaped(&text.text) && behaviour::split(text).is_some()
}

fn ordinal(text: &str) -> bool {
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

/// "Words. — Name" in one paragraph of a block quotation.
fn split_source(text: &Styled) -> Option<(Styled, Styled)> {
    let at = ["— ", "– ", "―", " - "].iter().filter_map(|s| text.text.rfind(s)).max()?;
    let by = example::said_by(&text.slice(at..text.text.len()).trim())?;
    (at > 8
        && count(&by.text) <= 10
        && text.text[..at].trim_end().ends_with(['.', '!', '?', '”', '"', '…']))
    .then(|| (text.slice(0..at).trim(), by))
}
