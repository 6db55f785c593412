//! The one recogniser: by words and position, and by signs only as a hint.
//!
//! It takes each paragraph once, in order, and leaves it as prose where it is not sure.

mod list;
mod prose;
mod scene;
mod shape;
mod sides;
mod talk;

use self::shape::Shapes;
use crate::paragraph::{Kind, Paragraph, Styled};
use crate::part::{Found, Part, What};
use crate::report::{LeftOut, Why};
use crate::section::{self, Section};
use crate::source::{Source, sources};
use crate::table;
use crate::word;
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
        sides: sides::sections(&sources),
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
    /// The section that each heading begins.
    sides: Vec<Option<Section>>,
    /// The forms of the section at hand, once they were looked at.
    shapes: Option<Shapes>,
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
        } else if !self.talk() && !self.example() {
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
        let section = self.sides.get(self.at).copied().flatten();
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
}
