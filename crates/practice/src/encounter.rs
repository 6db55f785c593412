//! An encounter: one run of a case by one learner, as a value.

use assess::{Assessment, Label, Tier, Verdict};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

use crate::case::{Case, Danger, Exit, Line, Reply, Scene, SceneKind, Temperament};
use crate::feedback;
use crate::leaving;
use crate::moment::{Choice, Moment};
use crate::novelty::novelty;
use crate::trust::{self, Effect, Heard, Standing, Trust};
use crate::turn::{Answer, Ending, Part, Phase, Said, Spoken, Turn};
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
    /// How the talk ended.
    pub ending: Option<Ending>,
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
            now: Place {
                trust,
                phase: Phase::Talk,
                scene: String::new(),
                stage: vec![],
                lines: vec![],
                spoken: vec![],
                danger: None,
                left_from: None,
                voiced: vec![],
                ending: None,
            },
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

    fn scene<'c>(&self, case: &'c Case) -> Option<Cow<'c, Scene>> {
        self.now.find(case, &self.now.scene)
    }

    /// One turn of the talk.
    fn talk(&mut self, case: &Case, scene: &Scene, given: Given) -> Turn {
        let before = self.now.trust.standing();
        let mut turn = self.turn(scene, given.said, before);
        let reply = given.reply(scene);
        let mut assessment = given.assessment;

        // A hint of danger is answered by `safety` and by nothing else.
        let safe =
            assessment.labels.iter().any(|f| f.label == Label::Safety && f.tier == Tier::Clear);
        turn.passed_over = self.now.danger.filter(|_| !safe);
        let novelty = self.novelty(scene, given.said, &given.text);
        let effect = self.now.trust.hear(&Heard {
            text: &given.text,
            assessment: &assessment,
            novelty,
            costs: reply.and_then(|r| r.costs.as_deref()),
            repair: reply.and_then(|r| r.repair.as_deref()),
        });
        if turn.passed_over.is_some() && assessment.verdict == Verdict::Builds {
            assessment.verdict = Verdict::Neutral;
        }
        let off_track = given.said == Said::Write && assessment.unsure;

        // What the peer answers, by the trust that the reply left.
        let band = self.now.trust.band;
        let authored = reply.filter(|_| given.said != Said::Write);
        let mut peer: Vec<_> = authored
            .iter()
            .flat_map(|r| r.reaction.iter().filter(|line| line.fits(band)))
            .map(|line| Spoken::of(line, Part::Answer))
            .collect();
        if peer.is_empty() {
            let occasion = match assessment.verdict {
                _ if turn.passed_over.is_some() => Occasion::PassedOver,
                _ if off_track => Occasion::OffTrack,
                _ if given.said == Said::Wait => Occasion::Silence,
                Verdict::Builds => Occasion::Builds,
                Verdict::Breaks => Occasion::Breaks,
                Verdict::Mixed => Occasion::Mixed,
                Verdict::Neutral => Occasion::Neutral,
            };
            peer.push(self.now.speak(case, occasion, self.seed));
        }
        let (sign, left) = self.door(scene, &effect);
        if sign {
            peer.push(self.now.speak(case, Occasion::Sign, self.seed));
        }

        // Where it leads: out of the door, nowhere while danger waits, or on.
        self.now.stage.clear();
        self.now.lines.clear();
        let heard_danger = peer.iter().rev().find_map(|spoken| spoken.danger);
        let waits = turn.passed_over.is_some() && scene.asks_for_safety();
        let exit = reply.map(|r| exit(&r.to, band));
        if left {
            self.now.left_from = Some(scene.id.clone());
            self.now.trust.warned = false;
            let to = case.scenes_of(SceneKind::Leaving).next().map_or(leaving::ID, |s| &s.id);
            self.now.danger = None;
            self.now.go_to(case, to);
        } else if let Some(to) = exit.filter(|_| !waits && !off_track) {
            self.now.danger = None;
            if given.said == Said::Write && to != scene.id {
                peer.push(self.now.speak(case, Occasion::Bridge, self.seed));
            }
            self.now.go_to(case, to);
        } else {
            self.now.say_more(scene);
        }
        self.now.danger = heard_danger.or(self.now.danger);
        let last = self.now.ending.as_ref().map_or(&self.now.lines, |ending| &ending.lines);
        peer.extend(last.iter().cloned());

        turn.sign = sign;
        turn.left = left;
        turn.reply = authored.map(|r| r.id.clone());
        turn.told = peer.iter().filter_map(|spoken| spoken.tells.clone()).collect();
        turn.peer = peer;
        turn.moves = effect.moves;
        turn.costs = reply.is_some_and(|r| r.costs.is_some()) && given.said != Said::Write;
        turn.repaired = effect.repaired;
        turn.after = self.now.trust.standing();
        turn.better = better(scene, authored, &assessment, turn.passed_over.is_some());
        turn.ending = self.now.ending.clone();
        turn.text = given.text;
        turn.assessment = assessment;
        turn.feedback = Some(feedback::feedback(case, authored, &turn, self.seed));
        turn
    }

    /// One turn of the transfer round: trust and feedback rest.
    fn transfer(&mut self, case: &Case, scene: &Scene, given: Given) -> Turn {
        let before = self.now.trust.standing();
        let mut turn = self.turn(scene, given.said, before);
        let authored = given.reply(scene).filter(|_| given.said != Said::Write);
        turn.reply = authored.map(|r| r.id.clone());
        turn.peer = authored
            .iter()
            .flat_map(|r| r.reaction.iter().filter(|line| line.fits(before.band)))
            .map(|line| Spoken::of(line, Part::Answer))
            .collect();
        turn.better = better(scene, authored, &given.assessment, false);
        turn.costs = authored.is_some_and(|r| r.costs.is_some());
        turn.text = given.text;
        turn.assessment = given.assessment;
        self.now.next_transfer(case, Some(&scene.id));
        turn
    }

    /// A turn before anything has come of it.
    fn turn(&self, scene: &Scene, said: Said, before: Standing) -> Turn {
        let number = self.standing_turns().count() + 1;
        Turn {
            number,
            attempt: self.turns.iter().filter(|t| t.number == number).count() + 1,
            phase: self.now.phase,
            scene: scene.id.clone(),
            stage: self.now.stage.clone(),
            asked: self.now.lines.clone(),
            said,
            reply: None,
            text: String::new(),
            assessment: Assessment { labels: vec![], verdict: Verdict::Neutral, unsure: false },
            moves: vec![],
            before,
            after: before,
            peer: vec![],
            feedback: None,
            better: None,
            told: vec![],
            passed_over: None,
            costs: false,
            repaired: false,
            sign: false,
            left: false,
            way_back: scene.kind == SceneKind::Leaving,
            ending: None,
            superseded: false,
        }
    }

    /// Whether the peer gives a sign now, or leaves; never both, and never while danger waits.
    fn door(&mut self, scene: &Scene, effect: &Effect) -> (bool, bool) {
        let there = effect.broke && self.now.trust.at_the_door();
        if !there || scene.kind == SceneKind::Leaving {
            return (false, false);
        }
        if self.now.trust.warned {
            return (false, self.now.danger.is_none());
        }
        self.now.trust.warned = true;
        (true, false)
    }

    /// How new the wording is. Waiting is worn out by waiting again in the same scene only.
    fn novelty(&self, scene: &Scene, said: Said, text: &str) -> f64 {
        let earlier = self
            .standing_turns()
            .filter(|t| (t.said == Said::Wait) == (said == Said::Wait))
            .filter(|t| said != Said::Wait || t.scene == scene.id)
            .map(|t| t.text.as_str());
        let shown = scene
            .replies
            .iter()
            .map(|r| r.text.as_str())
            .chain(self.turns.iter().filter_map(|t| t.better.as_deref()))
            .filter(|_| said == Said::Write);
        novelty(text, earlier, shown)
    }
}

impl Place {
    /// Enters a scene; one that the case lacks ends the talk, unwritten.
    fn go_to(&mut self, case: &Case, id: &str) {
        let scene = match self.find(case, id) {
            Some(scene) if !matches!(scene.kind, SceneKind::Before | SceneKind::Transfer) => scene,
            _ => return self.end(case, None),
        };
        let scene = scene.as_ref();
        if scene.kind == SceneKind::Ending {
            return self.end(case, Some(scene));
        }
        if scene.id == self.scene {
            return self.say_more(scene);
        }
        self.spoken.clear();
        self.scene.clone_from(&scene.id);
        self.stage.clone_from(&scene.stage);
        self.say_more(scene);
    }

    /// The scene of that id, the built-in leaving scene among them.
    fn find<'c>(&self, case: &'c Case, id: &str) -> Option<Cow<'c, Scene>> {
        match case.scene(id) {
            None if id == leaving::ID => {
                Some(Cow::Owned(leaving::scene(self.left_from.as_deref().unwrap_or_default())))
            }
            scene => scene.map(Cow::Borrowed),
        }
    }

    /// Says what fits the band and has not been said in this stay.
    fn say_more(&mut self, scene: &Scene) {
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
    fn next_transfer(&mut self, case: &Case, after: Option<&str>) {
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
        self.scene.clone_from(&scene.id);
        self.stage.clone_from(&scene.stage);
        self.lines.extend(scene.lines.iter().map(|line| Spoken::of(line, Part::Scene)));
    }

    /// A line of the peer's voice.
    fn speak(&mut self, case: &Case, occasion: Occasion, seed: u64) -> Spoken {
        let i = self.voiced.iter().position(|&(o, _)| o == occasion).unwrap_or_else(|| {
            self.voiced.push((occasion, 0));
            self.voiced.len() - 1
        });
        let nth = self.voiced[i].1;
        self.voiced[i].1 += 1;
        let text = case.voice.line(occasion, self.trust.band, seed, nth);
        Spoken { text, part: Part::Answer, tells: None, danger: None }
    }
}

impl Spoken {
    /// A line of the case, said.
    #[must_use]
    pub fn of(line: &Line, part: Part) -> Self {
        Self { text: line.text.clone(), part, tells: line.tells.clone(), danger: line.danger }
    }
}

impl Scene {
    /// Whether one of its replies takes danger seriously.
    #[must_use]
    pub fn asks_for_safety(&self) -> bool {
        self.replies.iter().any(|r| r.marks.iter().any(|m| m.label == Label::Safety))
    }
}

/// An answer as the scene understands it.
struct Given {
    said: Said,
    text: String,
    assessment: Assessment,
    /// The reply whose way it takes: the chosen one, silence, or the nearest to what was written.
    index: Option<usize>,
}

impl Given {
    fn of(scene: &Scene, answer: Answer) -> Result<Self, Refused> {
        let nothing = Assessment { labels: vec![], verdict: Verdict::Neutral, unsure: false };
        match answer {
            Answer::Choose(number) => {
                let reply = number.checked_sub(1).and_then(|i| scene.replies.get(i));
                let reply = reply.ok_or_else(|| {
                    let expected = match scene.replies.len() {
                        0 => "no number, since the scene offers no replies".to_owned(),
                        1 => "the number 1".to_owned(),
                        n => format!("a number from 1 to {n}"),
                    };
                    Refused(format!("expected {expected}, found {number}"))
                })?;
                Ok(Self {
                    said: Said::Choose(number),
                    text: reply.text.clone(),
                    assessment: reply.assessment(),
                    index: Some(number - 1),
                })
            }
            Answer::Wait => {
                let silence = scene.silence.as_ref();
                Ok(Self {
                    said: Said::Wait,
                    text: silence.map(|r| r.text.clone()).unwrap_or_default(),
                    assessment: silence.map_or(nothing, Reply::assessment),
                    index: None,
                })
            }
            Answer::Write { text, mut assessment } => {
                for finding in &mut assessment.labels {
                    finding.confidence = trust::grid(finding.confidence);
                }
                let nearness = |reply: &Reply| {
                    let authored = reply.assessment();
                    let has = |label| authored.labels.iter().any(|f| f.label == label);
                    let shared = assessment.labels.iter().filter(|f| has(f.label)).count();
                    (authored.verdict == assessment.verdict, shared)
                };
                // Of equally near replies the first written.
                let index =
                    (0..scene.replies.len()).rev().max_by_key(|&i| nearness(&scene.replies[i]));
                Ok(Self { said: Said::Write, text, assessment, index })
            }
        }
    }

    fn reply<'s>(&self, scene: &'s Scene) -> Option<&'s Reply> {
        match self.said {
            Said::Wait => scene.silence.as_ref(),
            _ => self.index.and_then(|i| scene.replies.get(i)),
        }
    }
}

/// The first exit that fits; an empty name, which no scene has, where none does.
fn exit(exits: &[Exit], band: crate::case::Band) -> &str {
    exits
        .iter()
        .find(|exit| exit.bands.is_empty() || exit.bands.contains(&band))
        .map_or("", |exit| &exit.scene)
}

/// The author's better line; else, where a reply broke something or passed danger over, the
/// scene's own reply that builds most.
fn better(
    scene: &Scene,
    reply: Option<&Reply>,
    assessment: &Assessment,
    passed_over: bool,
) -> Option<String> {
    let written = reply.and_then(|r| r.better.clone());
    let broke = matches!(assessment.verdict, Verdict::Breaks | Verdict::Mixed);
    written.or_else(|| {
        let safe = |r: &Reply| r.marks.iter().any(|m| m.label == Label::Safety);
        let building = scene
            .replies
            .iter()
            .rev()
            .filter(|r| r.assessment().verdict == Verdict::Builds && (!passed_over || safe(r)));
        building
            .max_by_key(|r| r.marks.len())
            .filter(|_| broke || passed_over)
            .map(|r| r.text.clone())
    })
}
