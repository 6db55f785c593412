//! The body of a topic's page: an author's blocks as sections, with an anchor for each.

use assess::Label;
use maud::{Markup, html};
use topic::document::{Behaviour, Block, BlockKind};

use super::Visit;
use super::anchors::{Anchors, first_of_each, of_heading};
use super::prose::{Prose, heading};
use crate::course::CourseTopic;
use crate::files;

/// A topic on its way to its page.
pub(super) struct Leaf<'a> {
    pub(super) visit: &'a Visit<'a>,
    pub(super) topic: &'a CourseTopic,
    pub(super) prose: Prose<'a>,
    pub(super) anchors: Anchors,
    /// The contents in the margin: anchor and text.
    pub(super) contents: Vec<(String, String)>,
    pub(super) examples: usize,
    /// Behaviours that carry the anchor of a label; each label once.
    pub(super) behaviours: Vec<(Label, &'a Behaviour)>,
}

/// A section that is being filled.
#[derive(Default)]
pub(super) struct Section {
    pub(super) class: &'static str,
    /// Its heading's id.
    pub(super) id: Option<String>,
    pub(super) head: Option<Markup>,
    pub(super) parts: Vec<Markup>,
}

impl<'a> Leaf<'a> {
    pub(super) fn of(visit: &'a Visit<'a>, topic: &'a CourseTopic) -> Self {
        Self {
            visit,
            topic,
            prose: Prose { course: visit.course, file: &topic.file },
            anchors: Anchors::of(&topic.document),
            contents: Vec::new(),
            examples: 0,
            behaviours: first_of_each(&topic.document.blocks).into_iter().collect(),
        }
    }

    /// The body: a section for each heading of the second level, and for each of the parts that
    /// have one of their own. A heading right above such a part is that part's.
    pub(super) fn sections(&mut self) -> Markup {
        let mut done: Vec<Markup> = Vec::new();
        let mut open = Section::default();
        let mut level = 1;
        let mut before = self.before();
        let first_is_objectives = self.topic.document.blocks.iter().any(is_objectives);
        if !first_is_objectives {
            done.extend(before.take());
        }
        let blocks = flat(&self.topic.document.blocks);
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { level: written, id, text } => {
                    // No level is skipped, and the page's own h1 stays the only one.
                    level = (*written).clamp(2, level.max(1) + 1);
                    let content = self.prose.text(text);
                    let id = of_heading(id);
                    if level == 2 {
                        done.extend(open.close());
                        self.contents.push((id.clone(), text.plain()));
                        open = Section {
                            id: Some(id.clone()),
                            head: Some(heading(2, Some(&id), &content)),
                            ..Section::default()
                        };
                    } else {
                        open.parts.push(heading(level, Some(&id), &content));
                    }
                }
                BlockKind::Objectives { .. }
                | BlockKind::Case { .. }
                | BlockKind::Takeaways(_)
                | BlockKind::References(_) => {
                    let own = self.own(block, open.bare());
                    done.extend(open.close());
                    done.push(own);
                    open = Section::default();
                    level = 1;
                    if is_objectives(block) {
                        done.extend(before.take());
                    }
                }
                kind => {
                    // Cards have names, which are headings, and those stand under one.
                    if let Some((id, text)) = ours(kind).filter(|_| level == 1) {
                        done.extend(open.close());
                        let (id, head) = self.head(None, id, text, true);
                        open = Section { id: Some(id), head: Some(head), ..Section::default() };
                        level = 2;
                    }
                    let part = self.part(block, level, &mut open);
                    open.parts.push(part);
                }
            }
        }
        done.extend(open.close());
        html! { @for section in &done { (section) } }
    }

    /// A part that has a section of its own; `head` is the author's heading for it.
    fn own(&mut self, block: &Block, head: Option<(String, Markup)>) -> Markup {
        let prose = self.prose;
        match &block.kind {
            BlockKind::Objectives { lead, items } => {
                // An introduction of the author's own says it already.
                let ours = if lead.is_empty() {
                    "When you are through, you can"
                } else {
                    "What this is for"
                };
                let (_, head) = self.head(head, "objectives", ours, false);
                html! {
                    section class="objectives" {
                        (head) (prose.blocks(lead, 2))
                        ol role="list" { @for item in items { li { (prose.text(&item.text)) } } }
                    }
                }
            }
            BlockKind::Takeaways(items) => {
                let (_, head) = self.head(head, "takeaways", "To take with you", true);
                html! {
                    section class="takeaways" {
                        (head)
                        ul role="list" { @for item in items { li { (prose.text(item)) } } }
                    }
                }
            }
            BlockKind::References(items) => {
                let (_, head) = self.head(head, "references", "Where this comes from", true);
                html! {
                    section {
                        (head)
                        ul class="references" role="list" {
                            @for item in items { li { (prose.text(item)) } }
                        }
                    }
                }
            }
            BlockKind::Case { file, lead, .. } => {
                let file = files::within(files::folder(&self.topic.file), file);
                let found = self.topic.cases.iter().find(|c| Some(&c.file) == file.as_ref());
                match found {
                    Some(case) => self.invitation(case, lead, head),
                    // The check reports it; a learner reads what was written about it.
                    None => {
                        let (id, head) = head.unzip();
                        html! {
                            section aria-labelledby=[id] {
                                @if let Some(head) = head { (head) }
                                (prose.blocks(lead, 2))
                            }
                        }
                    }
                }
            }
            _ => html! {},
        }
    }

    /// The heading of a part, the author's or ours, with its anchor.
    pub(super) fn head(
        &mut self,
        authors: Option<(String, Markup)>,
        id: &str,
        text: &str,
        listed: bool,
    ) -> (String, Markup) {
        if let Some((id, head)) = authors {
            return (id, head);
        }
        let id = self.anchors.take(id);
        if listed {
            self.contents.push((id.clone(), text.to_owned()));
        }
        let head = heading(2, Some(&id), &html! { (text) });
        (id, head)
    }
}

impl Section {
    /// The heading, where nothing stands under it yet: it belongs to what comes next.
    fn bare(&mut self) -> Option<(String, Markup)> {
        if !self.parts.is_empty() {
            return None;
        }
        self.id.take().zip(self.head.take())
    }

    fn close(self) -> Option<Markup> {
        if self.head.is_none() && self.parts.is_empty() {
            return None;
        }
        let class = Some(self.class).filter(|c| !c.is_empty());
        // No name, so no landmark: authors give two sections one heading, and headings are enough.
        Some(html! {
            section class=[class] {
                @if let Some(head) = &self.head { (head) }
                @for part in &self.parts { (part) }
            }
        })
    }
}

/// Our heading for cards that an author gave none.
fn ours(kind: &BlockKind) -> Option<(&'static str, &'static str)> {
    match kind {
        BlockKind::Builds(_) => Some(("builds", "What builds trust")),
        BlockKind::Breaks(_) => Some(("breaks", "What breaks trust")),
        BlockKind::Strategies(_) => Some(("strategies", "Ways to do it")),
        _ => None,
    }
}

fn is_objectives(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Objectives { .. })
}

/// Unknown blocks are their content.
fn flat(blocks: &[Block]) -> Vec<&Block> {
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Unknown { content, .. } => out.extend(flat(content)),
            _ => out.push(block),
        }
    }
    out
}
