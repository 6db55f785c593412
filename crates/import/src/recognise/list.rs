//! Items of a list, and paragraphs that stand like items.

use super::Walk;
use super::shape::{Shapes, ordinal, run_in, signed};
use crate::behaviour;
use crate::paragraph::Styled;
use crate::part::What;
use crate::section::{self, Section};
use crate::source::Source;
use crate::word::count;

impl Walk<'_> {
    pub(super) fn item(&mut self, active: Option<Section>, text: Styled) {
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
    pub(super) fn list_depth(&self) -> u8 {
        let back =
            self.sources[..self.at].iter().rev().take_while(|s| s.item()).map(Source::depth).min();
        back.unwrap_or(u8::MAX).min(self.sources[self.at].depth())
    }

    /// Behaviours in paragraphs: with a name in front, or counted off ("First, …").
    pub(super) fn inline(&mut self, section: Section, text: Styled) {
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
    pub(super) fn shapes(&mut self) -> Shapes {
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
}
