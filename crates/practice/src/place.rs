//! The place in which an encounter stands: all that a turn changes, and that a retry brings back.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use crate::case::{Case, Danger, Line, Scene, SceneKind};
use crate::leaving;
use crate::trust::Trust;
use crate::turn::{Ending, Part, Phase, Spoken};
use crate::voice::Occasion;

/// All that a turn changes, beside the list of turns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The peer's trust.
    pub trust: Trust,
    /// The talk, the transfer round, or done.
    pub phase: Phase,
    /// The scene's id.
    pub scene: String,
    /// Stage directions new since the last turn.
    pub stage: Vec<String>,
    /// Lines new since the last turn.
    pub lines: Vec<Spoken>,
    /// Which of the scene's lines have been said in this stay.
    pub spoken: Vec<usize>,
    /// A hint of danger that the story waits on.
    pub danger: Option<Danger>,
    /// The scene that the peer left from.
    pub left_from: Option<String>,
    /// How often the voice has spoken on each occasion, so that no line comes twice in a row.
    pub voiced: Vec<(Occasion, usize)>,
    /// The learner has opened the written replies of this moment.
    #[serde(default)]
    pub opened: bool,
    /// How the talk ended.
    pub ending: Option<Ending>,
}

impl Place {
    /// Nowhere yet.
    pub(crate) const fn begin(trust: Trust) -> Self {
        Self {
            trust,
            phase: Phase::Talk,
            scene: String::new(),
            stage: vec![],
            lines: vec![],
            spoken: vec![],
            danger: None,
            left_from: None,
            voiced: vec![],
            opened: false,
            ending: None,
        }
    }

    /// Enters a scene; one that the case lacks ends the talk, unwritten.
    pub(crate) fn go_to(&mut self, case: &Case, id: &str) {
        let scene = match self.find(case, id) {
            Some(scene) if !matches!(scene.kind, SceneKind::Before | SceneKind::Transfer) => scene,
            _ => return self.end(case, None),
        };
        let scene = scene.as_ref();
        if scene.ends() {
            return self.end(case, Some(scene));
        }
        if scene.id == self.scene {
            return self.say_more(scene);
        }
        self.spoken.clear();
        self.opened = false;
        self.scene.clone_from(&scene.id);
        self.stage.clone_from(&scene.stage);
        self.say_more(scene);
    }

    /// The scene of that id, the built-in leaving scene among them.
    pub(crate) fn find<'c>(&self, case: &'c Case, id: &str) -> Option<Cow<'c, Scene>> {
        match case.scene(id) {
            None if id == leaving::ID => {
                Some(Cow::Owned(leaving::scene(self.left_from.as_deref().unwrap_or_default())))
            }
            scene => scene.map(Cow::Borrowed),
        }
    }

    /// Says what fits the band and has not been said in this stay.
    pub(crate) fn say_more(&mut self, scene: &Scene) {
        for (i, line) in scene.lines.iter().enumerate() {
            if line.fits(self.trust.band) && !self.spoken.contains(&i) {
                self.spoken.push(i);
                self.lines.push(Spoken::of(line, Part::Scene));
                self.danger = line.danger.or(self.danger);
            }
        }
    }

    fn end(&mut self, case: &Case, scene: Option<&Scene>) {
        self.spoken.clear();
        self.danger = None;
        if let Some(scene) = scene {
            self.scene.clone_from(&scene.id);
            self.stage.clone_from(&scene.stage);
            self.say_more(scene);
        }
        self.danger = None;
        self.ending = Some(Ending {
            scene: scene.map(|s| s.id.clone()).unwrap_or_default(),
            title: scene.map(|s| s.title.clone()).unwrap_or_default(),
            stage: scene.map(|s| s.stage.clone()).unwrap_or_default(),
            lines: std::mem::take(&mut self.lines),
            written: scene.is_some(),
        });
        self.next_transfer(case, None);
    }

    /// Goes to the next moment of the transfer round, or to the debrief.
    pub(crate) fn next_transfer(&mut self, case: &Case, after: Option<&str>) {
        let mut round = case.scenes_of(SceneKind::Transfer).filter(|s| !s.replies.is_empty());
        let next = match after {
            Some(id) => round.skip_while(|s| s.id != id).nth(1),
            None => round.next(),
        };
        self.lines.clear();
        self.stage.clear();
        let Some(scene) = next else {
            self.phase = Phase::Done;
            return;
        };
        self.phase = Phase::Transfer;
        self.opened = false;
        self.scene.clone_from(&scene.id);
        self.stage.clone_from(&scene.stage);
        self.lines.extend(scene.lines.iter().map(|line| Spoken::of(line, Part::Scene)));
    }

    /// How often the voice has spoken on an occasion before now, which it does now.
    pub(crate) fn voiced(&mut self, occasion: Occasion) -> usize {
        let i = self.voiced.iter().position(|&(o, _)| o == occasion).unwrap_or_else(|| {
            self.voiced.push((occasion, 0));
            self.voiced.len() - 1
        });
        self.voiced[i].1 += 1;
        self.voiced[i].1 - 1
    }
}

impl Spoken {
    /// A line of the case, said.
    #[must_use]
    pub fn of(line: &Line, part: Part) -> Self {
        Self { text: line.text.clone(), part, tells: line.tells.clone(), danger: line.danger }
    }
}
