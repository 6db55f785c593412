//! What was done, by label, with the learner's own replies as examples.

use assess::{Label, Tier};
use serde::{Deserialize, Serialize};

use crate::encounter::Encounter;
use crate::trust;
use crate::turn::{Phase, Turn};

/// What was done of one label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// The label.
    pub label: Label,
    /// Its name.
    pub name: String,
    /// Whether it builds trust.
    pub builds: bool,
    /// How often, in the turns that stand.
    pub times: usize,
    /// The learner's own replies, tries that were taken back among them.
    pub examples: Vec<Example>,
}

/// One reply as an example of a deed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// The turn's number.
    pub turn: usize,
    /// The talk or the transfer round.
    pub phase: Phase,
    /// Tried again since.
    pub superseded: bool,
    /// The whole reply.
    pub text: String,
    /// The words that show it.
    pub words: String,
    /// We are not sure of it.
    pub maybe: bool,
}

pub(crate) fn deeds(encounter: &Encounter) -> Vec<Deed> {
    let of = |label: Label| {
        let mut deed = Deed {
            label,
            name: label.name().to_owned(),
            builds: label.builds(),
            times: 0,
            examples: vec![],
        };
        // What was disputed is nothing, and copied words are no skill, though they may still hurt.
        let counts = |turn: &&Turn| !(turn.disputed || turn.copied && label.builds());
        for turn in encounter.turns.iter().filter(counts) {
            let Some(finding) = turn.assessment.labels.iter().find(|f| f.label == label) else {
                continue;
            };
            let maybe = finding.tier == Tier::Maybe;
            deed.times += usize::from(!turn.superseded && !maybe);
            deed.examples.push(Example {
                turn: turn.number,
                phase: turn.phase,
                superseded: turn.superseded,
                text: turn.text.clone(),
                words: trust::words(&turn.text, &finding.spans),
                maybe,
            });
        }
        (!deed.examples.is_empty()).then_some(deed)
    };
    Label::ALL.into_iter().filter_map(of).collect()
}
