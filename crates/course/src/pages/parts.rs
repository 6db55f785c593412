//! Parts within a section of a topic: cards of what builds and breaks, strategies, examples.

use maud::{Markup, html};
use topic::document::{Behaviour, Block, BlockKind, Example, ExampleLine};

use super::anchors::label_id;
use super::drawings;
use super::leaf::{Leaf, Section};
use super::prose::{Prose, heading};

impl<'a> Leaf<'a> {
    /// A part within a section.
    pub(super) fn part(&mut self, block: &'a Block, level: u8, open: &mut Section) -> Markup {
        let names = level + 1;
        match &block.kind {
            BlockKind::Builds(all) => self.cards(all, "builds", &drawings::whole(), names, open),
            BlockKind::Breaks(all) => self.cards(all, "breaks", &drawings::broken(), names, open),
            BlockKind::Strategies(all) => self.cards(all, "strategies", &html! {}, names, open),
            BlockKind::Example(example) => {
                open.class = "wide";
                self.example(example, names)
            }
            _ => self.prose.block(block, level),
        }
    }

    fn cards(
        &mut self,
        all: &'a [Behaviour],
        class: &'static str,
        drawing: &Markup,
        level: u8,
        open: &mut Section,
    ) -> Markup {
        open.class = "wide";
        // A screen reader hears in words what the whole and the broken line show.
        let of = match class {
            "builds" => "Builds trust",
            "breaks" => "Breaks trust",
            _ => "Ways to do it",
        };
        html! {
            ul class=(class) role="list" aria-label=(of) {
                @for behaviour in all {
                    @let labels = self.labels_of(behaviour);
                    li id=[labels.first()] {
                        @for label in labels.iter().skip(1) { span id=(label) {} }
                        (drawing)
                        (heading(level.max(3), None, &self.prose.text(&behaviour.name)))
                        @if !behaviour.explanation.0.is_empty() {
                            p { (self.prose.text(&behaviour.explanation)) }
                        }
                    }
                }
            }
        }
    }

    fn labels_of(&self, behaviour: &Behaviour) -> Vec<String> {
        let mine = self.behaviours.iter().filter(|(_, b)| std::ptr::eq(*b, behaviour));
        mine.map(|(label, _)| label_id(*label)).collect()
    }

    /// An example, as pairs of what is said instead and what to try.
    fn example(&mut self, example: &Example, level: u8) -> Markup {
        self.examples += 1;
        let id = self.anchors.take(&format!("example-{}", self.examples));
        let title = if self.examples == 1 { "An example" } else { "Another example" };
        let prose = self.prose;
        let lines = &example.lines;
        let both = lines.iter().any(|l| l.try_this) && lines.iter().any(|l| !l.try_this);
        html! {
            div class="example" role="group" aria-labelledby=(id) {
                p class="label" id=(id) { (title) }
                (prose.blocks(&example.situation, level))
                div class={ "pair" @if !both { " single" } } {
                    @for side in [false, true] {
                        @let said: Vec<&ExampleLine> = lines.iter().filter(|l| l.try_this == side).collect();
                        @if !said.is_empty() {
                            div class=(if side { "try" } else { "instead" }) {
                                p class="label" {
                                    @if side { (drawings::whole()) " Try" }
                                    @else { (drawings::broken()) " Instead of" }
                                }
                                @for line in said {
                                    blockquote { p { (quoted(prose, line)) } }
                                    @if let Some(note) = &line.note {
                                        p class="note" { (prose.text(note)) }
                                    }
                                }
                            }
                        }
                    }
                }
                div class="after" { (prose.blocks(&example.after, level)) }
            }
        }
    }
}

fn quoted(prose: Prose<'_>, line: &ExampleLine) -> Markup {
    let plain = line.text.plain();
    let has = plain.contains(['“', '"', '«']) || plain.trim_start().starts_with('‘');
    html! { @if has { (prose.text(&line.text)) } @else { "“" (prose.text(&line.text)) "”" } }
}
