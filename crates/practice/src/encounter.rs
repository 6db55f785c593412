//! An encounter: one run of a case by one learner, as a value.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

use crate::case::{Case, Scene, SceneKind, Temperament};
use crate::given::Given;
use crate::moment::{Choice, Moment};
pub use crate::place::Place;
use crate::trust::{Standing, Trust};
use crate::turn::{Answer, Phase, Turn};
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
        let given = Given::of(&scene, answer)?;
        let place = self.now.clone();
        let turn = if self.now.phase == Phase::Talk {
            self.talk(case, &scene, given)
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

    pub(crate) fn scene<'c>(&self, case: &'c Case) -> Option<Cow<'c, Scene>> {
        self.now.find(case, &self.now.scene)
    }
}
