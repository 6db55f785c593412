//! One turn of an encounter: what was said, what it did, what the peer answered.

use assess::Assessment;
use serde::{Deserialize, Serialize};

use crate::case::Danger;
use crate::feedback::Feedback;
use crate::trust::{Move, Standing};

/// What the learner does with a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// A reply by its number from 1, in written order.
    Choose(usize),
    /// Stays quiet and waits.
    Wait,
    /// In the learner's own words, with what they were found to do.
    Write {
        /// The words.
        text: String,
        /// What they were found to do.
        assessment: Assessment,
        /// The scene's reply, by its number from 1, that the words mean, where they mean one.
        #[serde(default)]
        means: Option<usize>,
    },
}

/// One answer of the learner and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// Which moment of the encounter, from 1; a second try keeps the number.
    pub number: usize,
    /// Which try at the moment, from 1.
    pub attempt: usize,
    /// The talk or the transfer round.
    pub phase: Phase,
    /// The scene's id.
    pub scene: String,
    /// Stage directions before it, where something new was shown.
    pub stage: Vec<String>,
    /// What had been said to the learner since the last answer of the peer.
    pub asked: Vec<Spoken>,
    /// How it was answered.
    pub said: Said,
    /// The authored reply's id, where one was chosen, or where the learner's own words mean one.
    pub reply: Option<String>,
    /// The words; empty where the learner waited and no author wrote what that is.
    pub text: String,
    /// What they do. Within a danger that is passed over, a verdict of `builds` is `neutral`.
    pub assessment: Assessment,
    /// The changes of trust, which add up to `after.trust - before.trust`.
    pub moves: Vec<Move>,
    /// Trust before.
    pub before: Standing,
    /// Trust after.
    pub after: Standing,
    /// What the peer said after it: the answer, then the next scene's lines.
    pub peer: Vec<Spoken>,
    /// What the learner reads about it; none in the transfer round.
    pub feedback: Option<Feedback>,
    /// A better line for this very moment, from the author; for a second try, or when asked for.
    pub better: Option<String>,
    /// What the peer told with this turn.
    pub told: Vec<String>,
    /// A hint of danger that the reply passed over.
    pub passed_over: Option<Danger>,
    /// The reply was right and still cost trust.
    pub costs: bool,
    /// A rupture was repaired.
    pub repaired: bool,
    /// The peer gave the sign that comes before leaving.
    pub sign: bool,
    /// The peer got up to leave.
    pub left: bool,
    /// Answered while the peer was about to leave.
    pub way_back: bool,
    /// How the talk ended, where this turn ended it.
    pub ending: Option<Ending>,
    /// Tried again since; trust went back to `before`.
    pub superseded: bool,
    /// The learner said that it was misread: it counts in no figure and as no skill.
    #[serde(default)]
    pub disputed: bool,
    /// Nearly the words of a line that had been shown: it moves trust by half and is no skill.
    #[serde(default)]
    pub copied: bool,
}

/// How a moment was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Said {
    /// The reply's number from 1, in written order.
    Choose(usize),
    /// The learner waited.
    Wait,
    /// In the learner's own words.
    Write,
}

/// Where an encounter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// The talk with the peer, with feedback.
    Talk,
    /// A new person, feedback off.
    Transfer,
    /// Nothing is left to answer: the debrief.
    Done,
}

/// One line as the peer said it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spoken {
    /// The words; `*…*` is a stage direction within them.
    pub text: String,
    /// An answer to the reply, or a line of a scene.
    pub part: Part,
    /// What was told with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tells: Option<String>,
    /// A hint of danger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub danger: Option<Danger>,
}

/// Where a spoken line comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// An answer to the reply: an authored reaction or a line of the voice.
    Answer,
    /// A line of the scene that follows.
    Scene,
}

/// How the talk ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ending {
    /// The ending scene's id; empty where the author wrote none.
    pub scene: String,
    /// Its title; empty where the author wrote none.
    pub title: String,
    /// Its stage directions.
    pub stage: Vec<String>,
    /// What the peer says last.
    pub lines: Vec<Spoken>,
    /// False where a reply led to a scene that the case does not have.
    pub written: bool,
}
