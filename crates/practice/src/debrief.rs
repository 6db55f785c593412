//! The debrief: what an encounter showed, in the learner's own words.

use assess::{Assessment, Label, Verdict};
use serde::{Deserialize, Serialize};

use crate::case::{Band, Case};
use crate::encounter::Encounter;
use crate::trust::Standing;
use crate::turn::{Ending, Phase, Said, Spoken};

/// What a learner said before the reading, when the case's first moment was asked cold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cold {
    /// The scene's id.
    pub scene: String,
    /// The words.
    pub text: String,
    /// The reply's number from 1, where one was chosen.
    #[serde(default)]
    pub choice: Option<usize>,
    /// What the words were found to do, where they were written.
    #[serde(default)]
    pub assessment: Option<Assessment>,
}

/// What an encounter showed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Debrief {
    /// Some sentences on the whole, in words.
    pub summary: String,
    /// Trust before the first turn.
    pub start: Standing,
    /// The trust line: one point a turn of the talk, tries that were taken back among them.
    pub points: Vec<TrustPoint>,
    /// What the peer told, as phrases that complete "told you …".
    pub told: Vec<String>,
    /// What stayed untold, as such phrases.
    pub untold: Vec<String>,
    /// Moments in which more was said, or less, than the peer might have: lines without a phrase.
    pub gated: Gated,
    /// Words that the learner said in the talk.
    pub words_learner: usize,
    /// Words that the peer said in the talk.
    pub words_peer: usize,
    /// Several closed questions in a row, where there were.
    pub questions: Option<String>,
    /// What was done, by label, builders first.
    pub deeds: Vec<Deed>,
    /// The two or three turns that mattered most, in order.
    pub mattered: Vec<Mattered>,
    /// Asked before the reading.
    pub before: Option<Side>,
    /// The turn of the talk to hold against it.
    pub talk: Option<Side>,
    /// The transfer round.
    pub transfer: Vec<Side>,
    /// How the talk ended.
    pub ending: Option<Ending>,
    /// Turns of the talk that stand.
    pub turns: usize,
    /// Tries that were taken back.
    pub tries: usize,
    /// The peer got up to leave.
    pub left: bool,
}

/// One point of the trust line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrustPoint {
    /// The turn's number from 1.
    pub turn: usize,
    /// Which try, from 1.
    pub attempt: usize,
    /// Tried again since.
    pub superseded: bool,
    /// What was said.
    pub text: String,
    /// How.
    pub said: Said,
    /// The whole reply's verdict.
    pub verdict: Verdict,
    /// The names of what it did, builders first.
    pub does: Vec<String>,
    /// Trust before.
    pub before: Standing,
    /// Trust after.
    pub after: Standing,
    /// The words that moved trust most; empty where nothing moved.
    pub words: String,
    /// A rupture was repaired.
    pub repaired: bool,
    /// Right, and it cost trust.
    pub costs: bool,
    /// The peer gave the sign that comes before leaving.
    pub sign: bool,
    /// The peer got up to leave.
    pub left: bool,
}

/// Lines that depend on trust and carry no phrase of what they tell, counted by scene.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gated {
    /// Scenes in which such a line was said.
    pub told: usize,
    /// Scenes that were visited and in which none was said.
    pub untold: usize,
}

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

/// A turn that mattered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mattered {
    /// The turn's number.
    pub turn: usize,
    /// The scene's id.
    pub scene: String,
    /// What it was, such as "where it closed".
    pub title: String,
    /// What had been said to the learner.
    pub asked: Vec<Spoken>,
    /// The reply.
    pub text: String,
    /// What the peer answered.
    pub answer: Vec<Spoken>,
    /// Why it mattered, a sentence.
    pub reason: String,
    /// Another way to say it.
    pub better: Option<String>,
    /// What it did, so that the page can link to that part of the lesson.
    pub label: Option<Label>,
    /// The words that show it.
    pub words: String,
    /// The change of trust.
    pub delta: f64,
    /// Trust in words, after.
    pub band: Band,
}

/// One of the moments that are held side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Who spoke.
    pub person: String,
    /// What was said to the learner.
    pub asked: Vec<String>,
    /// What the learner said.
    pub text: String,
    /// What it did, where that is known.
    pub assessment: Option<Assessment>,
    /// What it did, in sentences.
    pub notes: Vec<String>,
}

/// Looks back on an encounter.
#[must_use]
pub fn debrief(case: &Case, encounter: &Encounter, before: Option<Cold>) -> Debrief {
    let _ = (case, before);
    Debrief {
        summary: String::new(),
        start: encounter.start,
        points: vec![],
        told: vec![],
        untold: vec![],
        gated: Gated::default(),
        words_learner: 0,
        words_peer: 0,
        questions: None,
        deeds: vec![],
        mattered: vec![],
        before: None,
        talk: None,
        transfer: vec![],
        ending: encounter.now.ending.clone(),
        turns: encounter.standing_turns().count(),
        tries: 0,
        left: encounter.turns.iter().any(|t| t.left),
    }
}
