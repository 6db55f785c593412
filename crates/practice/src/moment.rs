//! The moment in which an encounter stands: what the page shows, and what can be answered.

use serde::{Deserialize, Serialize};

use crate::case::{Band, Case, Scene, SceneKind};
use crate::chance::Chance;
use crate::turn::{Ending, Part, Phase, Spoken};

/// What the page shows now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// Where the encounter stands.
    pub phase: Phase,
    /// The scene's id.
    pub scene: String,
    /// The scene's title.
    pub title: String,
    /// Who speaks: the peer, or the new person of a transfer moment.
    pub person: String,
    /// Stage directions that are new since the last turn.
    pub stage: Vec<String>,
    /// Lines that are new since the last turn (also the last entries of its `peer`).
    pub lines: Vec<Spoken>,
    /// What the peer has said to the learner since the last answer, in one text and without stage
    /// directions: what a reply is read in the light of.
    #[serde(default)]
    pub asked: String,
    /// The replies, in an order drawn from the seed.
    pub options: Vec<Choice>,
    /// The peer's trust in words.
    pub band: Band,
    /// How the peer sits, a sentence for the room.
    pub sits: String,
    /// The peer is about to leave; the replies are the way back.
    pub leaving: bool,
    /// "Stay quiet and wait" is possible.
    pub can_wait: bool,
    /// The last turn can be tried again.
    pub can_retry: bool,
    /// The learner stopped here; any answer goes on.
    pub stopped: bool,
    /// How the talk ended, once it has.
    pub ending: Option<Ending>,
}

/// One reply to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// From 1, in written order: what [`crate::turn::Answer::Choose`] takes.
    pub number: usize,
    /// The words.
    pub text: String,
}

impl Choice {
    /// A scene's replies in the order that the seed gives them: another in each scene, and the
    /// same whenever the scene is shown.
    #[must_use]
    pub fn of(scene: &Scene, seed: u64) -> Vec<Self> {
        let mut choices: Vec<_> = (1..)
            .zip(&scene.replies)
            .map(|(number, reply)| Self { number, text: reply.text.clone() })
            .collect();
        Chance::of(seed, &scene.id).shuffle(&mut choices);
        choices
    }
}

/// The moment that is asked cold, before the reading; none where the case has none.
#[must_use]
pub fn before(case: &Case, seed: u64) -> Option<Moment> {
    let scene = case.scenes_of(SceneKind::Before).next()?;
    Some(Moment {
        phase: Phase::Transfer,
        scene: scene.id.clone(),
        title: scene.title.clone(),
        person: scene.title.clone(),
        stage: scene.stage.clone(),
        asked: asked(scene.lines.iter().map(|line| line.text.as_str())),
        lines: scene.lines.iter().map(|line| Spoken::of(line, Part::Scene)).collect(),
        options: Choice::of(scene, seed),
        band: Band::Closed,
        sits: String::new(),
        leaving: false,
        can_wait: scene.silence.is_some(),
        can_retry: false,
        stopped: false,
        ending: None,
    })
}

/// Lines in one text, without the stage directions among them.
pub(crate) fn asked<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut words: Vec<&str> = vec![];
    for line in lines {
        // Every other stretch between asterisks is a direction; the last one may stand unclosed.
        words.extend(line.split('*').step_by(2).flat_map(str::split_whitespace));
    }
    words.join(" ")
}
