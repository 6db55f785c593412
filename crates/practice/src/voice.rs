//! A peer's voice: lines that fit any wording of a reply, by what happened and by band.

use serde::{Deserialize, Serialize};

use crate::case::Band;
use crate::chance::Chance;

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

impl Voice {
    /// The line for the `nth` time (from 0) that the voice speaks on an occasion: the seed says
    /// where the alternatives begin, and they take turns, so that none comes twice in a row.
    /// A cell that the case lacks falls back to the default voice.
    #[must_use]
    pub fn line(&self, occasion: Occasion, band: Band, seed: u64, nth: usize) -> String {
        let cell = self.rows.iter().find(|r| r.occasion == occasion && r.band == band);
        let own = cell.map(|r| r.lines.iter().map(String::as_str).collect::<Vec<_>>());
        let own = own.filter(|lines| !lines.is_empty());
        let lines = own.unwrap_or_else(|| default(occasion, band).to_vec());
        let start = Chance::of(seed, "voice").below(lines.len());
        lines.get((start + nth) % lines.len().max(1)).copied().unwrap_or_default().to_owned()
    }
}

/// The default voice: plain lines that fit any subject, any pronouns and any wording.
fn default(occasion: Occasion, band: Band) -> &'static [&'static str] {
    use Band::{Careful, Closed, Open};
    match (occasion, band) {
        (Occasion::Builds, Closed) => &["Okay.", "Mm. Maybe.", "Huh. All right."],
        (Occasion::Builds, Careful) => {
            &["Yeah. Something like that.", "Yeah. *A nod.* That’s about it."]
        }
        (Occasion::Builds, Open) => &["Yeah. Yeah, that’s it.", "It helps, saying it out loud."],
        _ => &["…"],
    }
}
