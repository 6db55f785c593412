//! An encounter: one run of a case by one learner, as a value.

use assess::{Label, Verdict};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

use crate::case::{Case, Reply, Scene, SceneKind, Temperament};
use crate::given::Given;
use crate::moment::{self, Choice, Moment};
pub use crate::place::Place;
use crate::trust::{Standing, Trust};
use crate::turn::{Answer, Part, Phase, Said, Spoken, Turn};
use crate::voice::Occasion;

/// One run of a case by one learner: a list of turns, and where it stands.
///
/// The same case, temperament, seed and answers give the same encounter, everywhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Encounter {
    /// The case's id.
    pub case: String,
    /// The case's hash when the encounter began.
    pub hash: String,
    /// Where chance is drawn from; below 2⁵³, so that it survives a page's JSON.
    pub seed: u64,
    /// Trust before the first turn.
    pub start: Standing,
    /// All turns, tries that were taken back among them.
    pub turns: Vec<Turn>,
    /// The learner stopped here; any answer goes on.
    pub stopped: bool,
    /// Where it stands.
    pub now: Place,
    /// Where it stood before the last turn, for trying that again.
    pub back: Option<Box<Place>>,
}

/// Why an answer was not taken: what was expected, what was found, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl Encounter {
    /// Begins at the case's first scene, with the peer's own temperament or another.
    #[must_use]
    pub fn begin(case: &Case, temperament: Option<Temperament>, seed: u64) -> Self {
        let trust = Trust::begin(temperament.unwrap_or(case.peer.temperament));
        let mut encounter = Self {
            case: case.id.clone(),
            hash: case.hash.clone(),
            seed: seed & ((1 << 53) - 1),
            start: trust.standing(),
            turns: vec![],
            stopped: false,
            now: Place::begin(trust),
            back: None,
        };
        let first = case.scenes_of(SceneKind::Talk).next().map_or("", |scene| &scene.id);
        encounter.now.go_to(case, first);
        encounter
    }

    /// Takes one answer and goes on to the next moment.
    ///
    /// # Errors
    /// [`Refused`] where the encounter is over, the number is none of the scene's, or the case no
    /// longer has the scene; nothing has changed then.
    pub fn answer(&mut self, case: &Case, answer: Answer) -> Result<(), Refused> {
        self.take(case, answer, false)
    }

    fn take(&mut self, case: &Case, answer: Answer, disputed: bool) -> Result<(), Refused> {
        if self.now.phase == Phase::Done {
            return Err(Refused(
                "expected no further answer, since the encounter is over, found one".into(),
            ));
        }
        let scene = self.scene(case).ok_or_else(|| {
            Refused(format!(
                "expected a scene `{}` in the case, found none; the case has changed, begin again",
                self.now.scene
            ))
        })?;
        let given = Given::of(&scene, self.now.danger, answer)?;
        let place = self.now.clone();
        let turn = if self.now.phase == Phase::Talk {
            self.talk(case, &scene, given, disputed)
        } else {
            self.transfer(case, &scene, given)
        };
        self.back = (turn.phase == Phase::Talk).then(|| Box::new(place));
        self.turns.push(turn);
        self.stopped = false;
        Ok(())
    }

    /// Takes the last turn back, so that its moment can be tried again.
    /// The try stays among the turns, marked as superseded.
    ///
    /// # Errors
    /// [`Refused`] where there is no turn to take back, or it belongs to the transfer round.
    pub fn retry(&mut self, _case: &Case) -> Result<(), Refused> {
        let (Some(place), Some(turn)) = (self.back.take(), self.turns.last_mut()) else {
            return Err(Refused(
                "expected a turn of the talk to try again, found none; answer first".into(),
            ));
        };
        turn.superseded = true;
        self.now = *place;
        self.stopped = false;
        Ok(())
    }

    /// "You misread me": takes a label back from the last turn, which was written, and with the
    /// label all that came of it. The turn is played again from where it stood, as if the label
    /// had never been found, and is marked as disputed.
    ///
    /// # Errors
    /// [`Refused`] where the last turn is none of the talk in own words, or has no such label;
    /// nothing has changed then.
    pub fn misread(&mut self, case: &Case, label: Label) -> Result<(), Refused> {
        let (Some(place), Some(turn)) = (&self.back, self.turns.last()) else {
            return Err(Refused(
                "expected a turn of the talk to read again, found none; answer first".into(),
            ));
        };
        if turn.said != Said::Write {
            return Err(Refused(
                "expected a turn in own words, found another; what an author wrote stays".into(),
            ));
        }
        if turn.assessment.labels.iter().all(|f| f.label != label) {
            return Err(Refused(format!(
                "expected a label that was found in the last turn, found `{label}`"
            )));
        }
        let mut assessment = turn.assessment.clone();
        assessment.labels.retain(|f| f.label != label);
        assessment.verdict = Verdict::of(&assessment.labels);
        let place = place.clone();
        let scene = place.find(case, &place.scene);
        // What was read wrong means no authored reply that does the same.
        let means = scene.as_ref().and_then(|scene| {
            let meant = |r: &Reply| Some(&r.id) == turn.reply.as_ref();
            let index = scene.replies.iter().position(meant)?;
            let authored = scene.replies[index].assessment();
            let fits = authored.verdict == assessment.verdict
                && authored.labels.iter().all(|f| f.label != label);
            fits.then_some(index + 1)
        });
        let answer = Answer::Write { text: turn.text.clone(), assessment, means };

        let mut again = self.clone();
        again.turns.pop();
        again.now = *place;
        again.back = None;
        again.take(case, answer, true)?;
        *self = again;
        Ok(())
    }

    /// The learner has opened the written replies of this moment: who then writes one of them
    /// down has copied it.
    pub fn open(&mut self) {
        self.now.opened = true;
    }

    /// Stops here. Nothing is lost: the next answer goes on from this very moment.
    pub fn stop(&mut self) {
        self.stopped = true;
    }

    /// What the page shows now.
    #[must_use]
    pub fn moment(&self, case: &Case) -> Moment {
        let Place { phase, ref trust, .. } = self.now;
        let scene = self.scene(case);
        let live = scene.as_ref().filter(|_| phase != Phase::Done);
        let person = match (phase, &scene) {
            (Phase::Transfer, Some(scene)) => scene.title.clone(),
            _ => case.peer.name.clone(),
        };
        Moment {
            phase,
            scene: self.now.scene.clone(),
            title: scene.as_ref().map(|s| s.title.clone()).unwrap_or_default(),
            person,
            stage: self.now.stage.clone(),
            lines: self.now.lines.clone(),
            asked: self.asked(),
            options: live.map(|s| Choice::of(s, self.seed)).unwrap_or_default(),
            band: trust.band,
            sits: case.voice.line(Occasion::Sits, trust.band, self.seed, 0),
            leaving: live.is_some_and(|s| s.kind == SceneKind::Leaving),
            can_wait: live.is_some_and(|s| phase == Phase::Talk || s.silence.is_some()),
            can_retry: self.back.is_some(),
            stopped: self.stopped,
            ending: self.now.ending.clone(),
        }
    }

    /// Whether it counts as played: the talk came to an ending, or a way back was tried.
    #[must_use]
    pub fn played(&self) -> bool {
        self.now.ending.is_some() || self.turns.iter().any(|turn| turn.way_back)
    }

    /// The turns that stand: without the tries that were taken back.
    pub fn standing_turns(&self) -> impl DoubleEndedIterator<Item = &Turn> {
        self.turns.iter().filter(|turn| !turn.superseded)
    }

    /// What the next reply answers: all that was said since the last one, and where that was only
    /// an answer, what it followed.
    fn asked(&self) -> String {
        let mut said: Vec<&[Spoken]> = vec![];
        if self.now.phase == Phase::Talk {
            for turn in self.standing_turns().rev() {
                said.push(&turn.peer);
                if turn.peer.iter().any(|s| s.part == Part::Scene) {
                    break;
                }
                if turn.number == 1 {
                    said.push(&turn.asked);
                }
            }
        }
        if said.is_empty() {
            said.push(&self.now.lines);
        }
        moment::asked(said.into_iter().rev().flatten().map(|s| s.text.as_str()))
    }

    pub(crate) fn scene<'c>(&self, case: &'c Case) -> Option<Cow<'c, Scene>> {
        self.now.find(case, &self.now.scene)
    }
}
