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
    /// The learner asked the peer something that the case has no answer for.
    Question,
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
            &["Huh. Okay.", "Yeah. *A nod.*", "*A slower breath.* Yeah."]
        }
        (Occasion::Builds, Open) => &["*A nod.* Yeah.", "This helps.", "*A long breath.* Yes."],
        (Occasion::Breaks, Closed) => &["Right.", "If you say so.", "*A shrug.*"],
        (Occasion::Breaks, Careful) => {
            &["Okay. *A look away.*", "Hm. I don’t know.", "Right. Well."]
        }
        (Occasion::Breaks, Open) => {
            &["Hm. That one stung a bit.", "I don’t know about that.", "Okay. Maybe not that."]
        }
        (Occasion::Mixed, Closed) => &["I suppose. Some of it.", "Mm. Half of that, maybe."],
        (Occasion::Mixed, Careful) => &[
            "Part of that, yeah. The rest I don’t know.",
            "Some of that. *A pause.* Some of it not.",
        ],
        (Occasion::Mixed, Open) => {
            &["Part of that, yes. Part of it sat wrong.", "Yes and no, if I’m honest."]
        }
        (Occasion::Neutral, Closed) => &["Yeah.", "Sure.", "I guess."],
        (Occasion::Neutral, Careful) => &["Yeah, sure.", "Okay. That’s fine.", "I suppose so."],
        (Occasion::Neutral, Open) => &["Sure, yes.", "Okay, yeah.", "Okay."],
        (Occasion::Silence, Closed) => &["*Looks at the door.*", "*Says nothing either.*"],
        (Occasion::Silence, Careful) => {
            &["*Looks up, and down again.*", "*Takes a breath, and lets it go.*"]
        }
        (Occasion::Silence, Open) => {
            &["*Leans back. The quiet is all right.*", "It’s nice, not being rushed."]
        }
        (Occasion::OffTrack, Closed) => &["What? *A frown.*", "I don’t get what you mean."],
        (Occasion::OffTrack, Careful) => {
            &["Sorry, I lost you there.", "Not sure what you mean by that."]
        }
        (Occasion::OffTrack, Open) => &["You lost me. Say it again?", "Hang on, how do you mean?"],
        (Occasion::Question, Closed) => &["I don’t know.", "Pass."],
        (Occasion::Question, Careful) => {
            &["Hm. I’d have to think about that.", "I don’t know. Let me think."]
        }
        (Occasion::Question, Open) => {
            &["That’s a good one. I’d have to think.", "Let me think about that one."]
        }
        (Occasion::Sign, _) => &[
            "*A look at the door.* I don’t know how long I can do this.",
            "Maybe I should get going soon.",
        ],
        (Occasion::PassedOver, Closed) => &["Never mind.", "Forget I said it."],
        (Occasion::PassedOver, Careful) => {
            &["That’s not really what I was saying.", "Yeah. Never mind that, then."]
        }
        (Occasion::PassedOver, Open) => {
            &["I meant what I said just now.", "I was trying to tell you something."]
        }
        (Occasion::Bridge, Closed) => &["Anyway.", "So."],
        (Occasion::Bridge, Careful) => &["So, anyway.", "Well. There’s this."],
        (Occasion::Bridge, Open) => &["There’s something else.", "So, here’s the thing."],
        (Occasion::Sits, Closed) => &["Turned to the door. The answers are short."],
        (Occasion::Sits, Careful) => &["Half turned toward you, with one eye on the door."],
        (Occasion::Sits, Open) => &["Turned toward you, and not looking at the door."],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Occasion; 11] = [
        Occasion::Builds,
        Occasion::Breaks,
        Occasion::Mixed,
        Occasion::Neutral,
        Occasion::Silence,
        Occasion::OffTrack,
        Occasion::Question,
        Occasion::Sign,
        Occasion::PassedOver,
        Occasion::Bridge,
        Occasion::Sits,
    ];

    #[test]
    fn no_line_comes_twice_in_a_row_where_there_are_two() {
        for (occasion, band) in ALL.into_iter().flat_map(|o| Band::ALL.map(|b| (o, b))) {
            for seed in 0..50 {
                let line = |nth| Voice::default().line(occasion, band, seed, nth);
                assert!(!line(0).is_empty());
                if occasion != Occasion::Sits {
                    assert!((0..9).all(|n| line(n) != line(n + 1)), "{occasion:?} {band:?}");
                }
            }
        }
    }

    #[test]
    fn the_default_voice_knows_nobody() {
        let pronouns = ["he", "she", "they", "him", "her", "them", "his", "their"];
        for line in ALL.into_iter().flat_map(|o| Band::ALL.map(|b| default(o, b))).flatten() {
            let words = line.to_lowercase();
            assert!(words.split(|c: char| !c.is_alphabetic()).all(|w| !pronouns.contains(&w)));
        }
    }

    #[test]
    fn an_authored_cell_goes_before_the_default_and_an_empty_one_does_not() {
        let row = |lines: &[&str]| Row {
            occasion: Occasion::Builds,
            band: Band::Open,
            lines: lines.iter().map(|&l| l.to_owned()).collect(),
        };
        let authored = Voice { rows: vec![row(&["I like that."])] };
        assert_eq!(authored.line(Occasion::Builds, Band::Open, 7, 3), "I like that.");
        let empty = Voice { rows: vec![row(&[])] };
        let fallback = Voice::default().line(Occasion::Builds, Band::Open, 7, 3);
        assert_eq!(empty.line(Occasion::Builds, Band::Open, 7, 3), fallback);
    }
}
