//! A peer's voice: lines that fit any wording of a reply, by what happened and by band.

use serde::{Deserialize, Serialize};

use crate::case::Band;
use crate::chance::Chance;
use crate::question::Question;

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
    /// The learner said next to nothing, such as "ok": always the default voice.
    Brief,
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
        let lines = self.own(occasion, band).unwrap_or_else(|| default(occasion, band).to_vec());
        fresh(&lines, seed, nth, |_| false)
    }

    /// The case's own lines, where it has some.
    pub(crate) fn own(&self, occasion: Occasion, band: Band) -> Option<Vec<&str>> {
        let cell = self.rows.iter().find(|r| r.occasion == occasion && r.band == band)?;
        let lines: Vec<&str> = cell.lines.iter().map(String::as_str).collect();
        (!lines.is_empty()).then_some(lines)
    }
}

/// The next alternative that has not been heard just now; where all have, the next one.
pub(crate) fn fresh(lines: &[&str], seed: u64, nth: usize, heard: impl Fn(&str) -> bool) -> String {
    let start = Chance::of(seed, "voice").below(lines.len());
    let turn = |n: usize| lines.get((start + nth + n) % lines.len().max(1)).copied();
    let new = (0..lines.len()).filter_map(turn).find(|line| !heard(line));
    new.or_else(|| turn(0)).unwrap_or_default().to_owned()
}

/// The default voice: plain lines that fit any subject, any pronouns and any wording. None takes up
/// what was said, for it may not have been.
pub(crate) fn default(occasion: Occasion, band: Band) -> &'static [&'static str] {
    use Band::{Careful, Closed, Open};
    match (occasion, band) {
        (Occasion::Builds, Closed) => &[
            "Okay.",
            "Mm. Maybe.",
            "Huh. All right.",
            "*A short nod.*",
            "*A look up, and down again.* Okay.",
        ],
        (Occasion::Builds, Careful) => &[
            "Huh. Okay.",
            "Yeah. *A nod.*",
            "*A slower breath.* Yeah.",
            "*A slow nod.* Okay.",
            "*The shoulders come down a little.* All right.",
        ],
        (Occasion::Builds, Open) => &[
            "*A nod.* Yeah.",
            "*A long breath.* Okay. Good.",
            "*A nod.* Thanks.",
            "*Something eases.* Yeah.",
            "Okay. *Almost a smile.*",
        ],
        (Occasion::Breaks, Closed) => &[
            "Right.",
            "Okay, then.",
            "*A shrug.*",
            "*A look at the floor.* Right.",
            "*Nothing, for a while.*",
        ],
        (Occasion::Breaks, Careful) => &[
            "Okay. *A look away.*",
            "Hm. *A step further off, somehow.*",
            "Right. Well.",
            "*The shoulders go up.* Okay.",
            "*A pause that gets long.* Hm.",
        ],
        (Occasion::Breaks, Open) => &[
            "Hm. I wasn’t ready for that.",
            "*A breath.* That’s not quite what I hoped to hear.",
            "*A frown.* Okay.",
            "Hm. That sits a bit wrong with me.",
            "*A look down at both hands.* Okay. Hm.",
        ],
        (Occasion::Mixed, Closed) => &[
            "I suppose. Some of it.",
            "Mm. Half of that, maybe.",
            "*A nod that stops halfway.*",
            "Some of that. *A shrug.*",
        ],
        (Occasion::Mixed, Careful) => &[
            "Part of that, yeah. The rest I don’t know.",
            "Some of that. *A pause.* Some of it not.",
            "*A nod, and then a look away.* Some of it.",
            "I’ll take part of that.",
        ],
        (Occasion::Mixed, Open) => &[
            "Part of that, yes. Part of it sat wrong.",
            "I’ll take some of that. Not all.",
            "*The head goes to one side.* Some of it, yeah.",
            "Some of that was good to hear. Some of it, less.",
        ],
        (Occasion::Neutral, Closed) => &["Mm.", "Sure.", "Okay.", "*A small nod.*"],
        (Occasion::Neutral, Careful) => {
            &["Okay.", "All right.", "Sure. *A nod.*", "Mm. Fair enough."]
        }
        (Occasion::Neutral, Open) => {
            &["Okay, yeah.", "Sure.", "All right. Okay.", "*A nod.* Okay."]
        }
        (Occasion::Silence, Closed) => &[
            "*Looks at the door.*",
            "*Says nothing either.*",
            "*Waits too.*",
            "*Looks at both hands.*",
        ],
        (Occasion::Silence, Careful) => &[
            "*Looks up, and down again.*",
            "*Takes a breath, and lets it go.*",
            "*Lets the quiet be.*",
            "*Seems to be deciding something.*",
        ],
        (Occasion::Silence, Open) => &[
            "*Leans back. The quiet is all right.*",
            "It’s nice, not being rushed.",
            "*Breathes out. Nobody is in a hurry.*",
            "*Is quiet for a while, too.*",
        ],
        (Occasion::OffTrack, Closed) => {
            &["What? *A frown.*", "I don’t get what you mean.", "You’ve lost me.", "Sorry, what?"]
        }
        (Occasion::OffTrack, Careful) => &[
            "Sorry, I lost you there.",
            "Not sure what you mean by that.",
            "Hm? How do you mean?",
            "I don’t think I follow.",
        ],
        (Occasion::OffTrack, Open) => &[
            "You lost me. Say it again?",
            "Hang on, how do you mean?",
            "I don’t follow. Try me again?",
            "*A half smile.* That one went past me.",
        ],
        (Occasion::Question, band) => crate::asked::lines(Question::Open, band),
        (Occasion::Brief, Closed) => &[
            "*A pause, in case there is more.*",
            "*Waits a little. Looks away.*",
            "Mm.",
            "*A look, and then quiet.*",
        ],
        (Occasion::Brief, Careful) => &[
            "*Waits a little, in case there is more.*",
            "Yeah. *A pause.*",
            "Mm. *A look over, waiting.*",
            "*A small nod, and a pause.*",
        ],
        (Occasion::Brief, Open) => &[
            "*Waits, in no hurry.*",
            "Yeah. *A look over, to see if there is more.*",
            "Mm-hm. *An easy pause.*",
            "*A nod, and a wait.*",
        ],
        (Occasion::Sign, _) => &[
            "*A look at the door.* I don’t know how long I can do this.",
            "Maybe I should get going soon.",
            "*A look at the clock.* I might not stay.",
            "I’m not sure I want to go on with this.",
        ],
        (Occasion::PassedOver, Closed) => &[
            "Never mind.",
            "Forget I said it.",
            "*Looks away.* Doesn’t matter.",
            "Yeah. Forget it.",
        ],
        (Occasion::PassedOver, Careful) => &[
            "That’s not really what I was saying.",
            "Yeah. Never mind that, then.",
            "*A pause.* You didn’t hear the other part.",
            "Hm. That wasn’t what I meant.",
        ],
        (Occasion::PassedOver, Open) => &[
            "I meant what I said just now.",
            "I was trying to tell you something.",
            "*A long look.* Did you hear what I said before?",
            "That’s not all of what I said, you know.",
        ],
        (Occasion::Bridge, Closed) => &["Anyway.", "So.", "*A pause.*", "*A breath.* Well."],
        (Occasion::Bridge, Careful) => {
            &["So, anyway.", "Well.", "*A pause.* So.", "*A breath.* Anyway."]
        }
        (Occasion::Bridge, Open) => &[
            "So, anyway.",
            "*A breath.* So.",
            "*A moment goes by.* Well.",
            "*A look over.* Anyway.",
        ],
        (Occasion::Sits, Closed) => &["Turned to the door. The answers are short."],
        (Occasion::Sits, Careful) => &["Half turned toward you, with one eye on the door."],
        (Occasion::Sits, Open) => &["Turned toward you, and not looking at the door."],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Occasion; 12] = [
        Occasion::Builds,
        Occasion::Breaks,
        Occasion::Mixed,
        Occasion::Neutral,
        Occasion::Silence,
        Occasion::OffTrack,
        Occasion::Question,
        Occasion::Brief,
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
