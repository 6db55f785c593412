//! A peer's voice: lines that fit any wording of a reply, by what happened and by band.

use serde::{Deserialize, Serialize};

use crate::case::Band;

/// When a line of the voice is spoken: one row of the voice table each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// A reply that builds and has no authored reaction.
    Builds,
    /// A reply that breaks.
    Breaks,
    /// A reply that does both.
    Mixed,
    /// A reply that does neither.
    Neutral,
    /// The learner stays quiet and waits.
    Silence,
    /// What the learner wrote has nothing to do with the talk.
    OffTrack,
    /// The sign before the peer leaves.
    Sign,
    /// A hint of danger was passed over.
    PassedOver,
    /// From an answer to the next scene.
    Bridge,
    /// Not spoken: how the peer sits, a sentence for the room.
    Sits,
}

/// The lines of a voice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// One entry a cell of the table.
    pub rows: Vec<Row>,
}

/// What is said on one occasion in one band; one of `lines` is drawn by the encounter's seed, and
/// none twice in a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// When it is spoken.
    pub occasion: Occasion,
    /// In which band.
    pub band: Band,
    /// Alternatives.
    pub lines: Vec<String>,
}
