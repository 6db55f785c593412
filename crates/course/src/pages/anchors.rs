//! Anchors of a topic's page: each id once, and where each label is treated.

use std::collections::{BTreeMap, BTreeSet};

use assess::Label;
use topic::Topic;
use topic::document::{Behaviour, Block, BlockKind};

use crate::course::{Course, CourseTopic};
use crate::ids;

/// Ids that the shell and the page's own parts use.
const OURS: [&str; 7] = ["main", "data", "topic", "cold", "before-kept", "read-end", "left"];

/// Hands out ids that no heading of the topic has.
pub(super) struct Anchors {
    taken: BTreeSet<String>,
}

/// The part of a lesson that treats a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treated {
    /// The address with the anchor.
    pub href: String,
    /// The behaviour's name, as the author wrote it.
    pub text: String,
}

impl Anchors {
    pub(super) fn of(topic: &Topic) -> Self {
        let headings = topic.blocks.iter().filter_map(|b| match &b.kind {
            BlockKind::Heading { id, .. } => Some(of_heading(id)),
            _ => None,
        });
        Self { taken: headings.chain(OURS.map(str::to_owned)).collect() }
    }

    /// The id itself where it is free, else with a number.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut n = 1;
        while !self.taken.insert(id.clone()) {
            n += 1;
            id = format!("{wanted}-{n}");
        }
        id
    }
}

/// The anchor of an author's heading: its own id, unless the page needs that one.
pub(super) fn of_heading(id: &str) -> String {
    if OURS.contains(&id) { format!("{id}-in-text") } else { id.to_owned() }
}

/// Where each label is treated: in this topic where it is, else in the first that does.
#[must_use]
pub fn treated(course: &Course, topic: &CourseTopic) -> BTreeMap<Label, Treated> {
    let mut all = BTreeMap::new();
    for topic in std::iter::once(topic).chain(&course.topics) {
        for (label, behaviour) in first_of_each(&topic.document.blocks) {
            all.entry(label).or_insert_with(|| Treated {
                href: format!("{}#{}", ids::topic_url(topic), label_id(label)),
                text: behaviour.name.plain(),
            });
        }
    }
    all
}

/// The anchors of all labels that a topic treats.
pub(crate) fn label_ids(blocks: &[Block]) -> BTreeSet<String> {
    first_of_each(blocks).into_keys().map(label_id).collect()
}

/// The first behaviour of each label; that one carries the anchor.
pub(super) fn first_of_each(blocks: &[Block]) -> BTreeMap<Label, &Behaviour> {
    let mut found = BTreeMap::new();
    visit(blocks, &mut |behaviour| {
        for label in &behaviour.labels {
            found.entry(*label).or_insert(behaviour);
        }
    });
    found
}

/// `label-advice`
pub(super) fn label_id(label: Label) -> String {
    format!("label-{}", label.id())
}

fn visit<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a Behaviour)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Builds(all) | BlockKind::Breaks(all) | BlockKind::Strategies(all) => {
                all.iter().for_each(&mut *see);
            }
            BlockKind::Unknown { content, .. } | BlockKind::Quote(content) => visit(content, see),
            _ => {}
        }
    }
}
