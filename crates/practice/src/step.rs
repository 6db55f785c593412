//! One step of an encounter: an answer, what it does to trust, what the peer says, where it leads.

use assess::{Assessment, Label, Tier, Verdict};
use std::borrow::Cow;

use crate::better::{self, better};
use crate::brief::Brief;
use crate::case::{Case, Scene, SceneKind};
use crate::encounter::Encounter;
use crate::exit;
use crate::feedback::{self, Lesson};
use crate::given::Given;
use crate::leaving;
use crate::novelty::{self, novelty};
use crate::question::Question;
use crate::trust::{Effect, Heard, Standing};
use crate::turn::{Part, Phase, Said, Spoken, Turn};
use crate::voice::Occasion;

impl Encounter {
    /// One turn of the talk.
    pub(crate) fn talk(
        &mut self,
        case: &Case,
        scene: &Scene,
        mut given: Given,
        disputed: bool,
    ) -> Turn {
        let before = self.now.trust.standing();
        let mut turn = self.turn(scene, given.said, before);
        turn.disputed = disputed;
        let written = given.said == Said::Write;
        let ruptured = self.now.trust.ruptures.iter().any(|r| !r.repaired);
        let costs = given.costs(scene);
        let owns = given.owns(scene).filter(|_| !written || ruptured);
        if written && owns.is_some() {
            // Plain rules have read it.
            given.assessment.unsure = false;
        }
        let (novelty, copied) = self.novelty(scene, given.said, &given.text);
        turn.copied = copied;

        // A hint of danger is answered by `safety` and by nothing else.
        let safe =
            given.assessment.labels.iter().any(|f| {
                f.label == Label::Safety && f.tier == Tier::Clear && !given.assessment.unsure
            });
        let danger = self.now.danger;
        turn.passed_over = danger.filter(|_| !safe);
        let effect = self.now.trust.hear(&Heard {
            text: &given.text,
            assessment: &owned(&given, owns.is_some()),
            novelty,
            costs: costs.as_deref(),
            repair: owns.as_deref(),
        });
        if turn.passed_over.is_some() && given.assessment.verdict == Verdict::Builds {
            given.assessment.verdict = Verdict::Neutral;
        }
        let heard = match given.heard() {
            Verdict::Neutral if effect.repaired => Verdict::Builds,
            heard => heard,
        };

        // Where words say too little to go on, the peer waits for more, once; where they cannot be
        // read, each time.
        let off_track = written && given.assessment.unsure && given.brief.is_none();
        let waits = match (given.brief, given.question) {
            (Some(Brief::Blank), _) => true,
            (Some(_), _) | (_, Some(Question::Leave)) if given.reply(scene).is_none() => {
                !self.has_waited(scene)
            }
            _ => off_track,
        };

        // What the peer answers, by the trust that the reply left.
        let band = self.now.trust.band;
        let authored = given.reply(scene);
        let mut peer: Vec<_> = authored
            .iter()
            .flat_map(|r| r.reaction.iter().filter(|line| line.fits(band)))
            .map(|line| Spoken::of(line, Part::Answer))
            .collect();
        if peer.is_empty() {
            let passed_over = turn.passed_over.is_some();
            self.answer_in_voice(case, &given, heard, (passed_over, off_track, waits), &mut peer);
        }
        let dangerous = turn.passed_over.is_some() && scene.asks_for_safety();
        let exit = match authored {
            _ if waits || dangerous || off_track => None,
            Some(reply) => Some(exit::of(&reply.to, band)),
            None if given.said == Said::Wait => None,
            None => {
                let (found, safe) = (&given.assessment, danger.is_some() && safe);
                exit::of_words(scene, band, heard, found, effect.repaired, safe)
            }
        };
        let over = exit.and_then(|id| case.scene(id)).is_some_and(Scene::ends);
        let (sign, left) = if over { (false, false) } else { self.door(scene, &effect) };
        if sign {
            self.speak(case, Occasion::Sign, &mut peer);
        }

        // Where it leads: out of the door, nowhere while danger waits, or on.
        self.now.stage.clear();
        self.now.lines.clear();
        let heard_danger = peer.iter().rev().find_map(|spoken| spoken.danger);
        if left {
            self.now.left_from = Some(scene.id.clone());
            self.now.trust.warned = false;
            let to = case.scenes_of(SceneKind::Leaving).next().map_or(leaving::ID, |s| &s.id);
            self.now.danger = None;
            self.now.go_to(case, to);
        } else if let Some(to) = exit {
            self.now.danger = None;
            let next = case.scene(to);
            let speaks = next.is_some_and(|s| s.lines.iter().any(|line| line.fits(band)));
            // Two bridges in a row are a habit; what happens in the room leads over as well.
            let leads = next.is_some_and(|s| !s.stage.is_empty()) && self.has_bridged();
            if written && authored.is_none() && to != scene.id && speaks && !leads && !sign {
                self.speak(case, Occasion::Bridge, &mut peer);
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
        turn.costs = costs.is_some();
        turn.repaired = effect.repaired;
        turn.after = self.now.trust.standing();
        turn.better = better(
            scene,
            &better::Asked {
                reply: authored,
                written,
                assessment: &given.assessment,
                danger: danger.is_some(),
                passed_over: turn.passed_over.is_some(),
                ruptured,
                shown: self.shown_here(turn.number),
            },
        );
        turn.ending = self.now.ending.clone();
        let why = authored.filter(|_| !written).and_then(|r| r.why.as_deref());
        let Given { text, assessment, brief, question, .. } = given;
        turn.text = text;
        turn.assessment = assessment;
        let owns = owns.filter(|_| turn.repaired);
        let lesson = Lesson { why, owns, costs, brief, question, waits };
        turn.feedback = Some(feedback::feedback(case, &lesson, &turn, self.seed));
        turn
    }

    /// One turn of the transfer round: trust and feedback rest.
    pub(crate) fn transfer(&mut self, case: &Case, scene: &Scene, given: Given) -> Turn {
        let before = self.now.trust.standing();
        let mut turn = self.turn(scene, given.said, before);
        let authored = given.reply(scene);
        turn.copied = self.novelty(scene, given.said, &given.text).1;
        turn.reply = authored.map(|r| r.id.clone());
        turn.peer = authored
            .iter()
            .flat_map(|r| r.reaction.iter().filter(|line| line.fits(before.band)))
            .map(|line| Spoken::of(line, Part::Answer))
            .collect();
        turn.better = better(
            scene,
            &better::Asked {
                reply: authored,
                written: given.said == Said::Write,
                assessment: &given.assessment,
                danger: scene.lines.iter().any(|line| line.danger.is_some()),
                passed_over: false,
                ruptured: false,
                shown: vec![],
            },
        );
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
            disputed: false,
            copied: false,
        }
    }

    /// Whether the peer gives a sign now, or leaves; never both, and never while danger waits.
    /// Not asked where the talk ends anyway.
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

    /// Whether the peer has just waited for more in this scene.
    fn has_waited(&self, scene: &Scene) -> bool {
        self.standing_turns().next_back().is_some_and(|turn| {
            turn.scene == scene.id
                && turn.said == Said::Write
                && !turn.assessment.unsure
                && turn.peer.iter().all(|spoken| spoken.part == Part::Answer)
        })
    }

    /// Whether the peer came to this moment by a bridge.
    fn has_bridged(&self) -> bool {
        self.standing_turns().next_back().is_some_and(|turn| {
            let answers = turn.peer.iter().filter(|spoken| spoken.part == Part::Answer);
            turn.said == Said::Write && turn.reply.is_none() && answers.count() > 1
        })
    }

    /// How new the wording is, and whether it was copied. Waiting is worn out by waiting again in the
    /// same scene only.
    fn novelty(&self, scene: &Scene, said: Said, text: &str) -> (f64, bool) {
        let earlier = self
            .standing_turns()
            .filter(|t| (t.said == Said::Wait) == (said == Said::Wait))
            .filter(|t| said != Said::Wait || t.scene == scene.id)
            .map(|t| t.text.as_str());
        if said != Said::Write {
            return (novelty(text, earlier, []), false);
        }
        // The replies were read where they were opened, or where one of them was chosen before.
        let chose = |t: &Turn| t.scene == scene.id && matches!(t.said, Said::Choose(_));
        let opened = self.now.opened || self.turns.iter().any(chose);
        let replies = scene.replies.iter().map(|r| r.text.as_str());
        let shown = replies.clone().filter(|_| opened);
        let shown = shown.chain(self.turns.iter().filter_map(|t| t.better.as_deref()));
        // Nobody finds a long line by chance.
        let line = replies.filter(|line| novelty::is_copy(text, line));
        let shown: Vec<&str> = shown.chain(line).collect();
        let copied = shown.iter().any(|line| novelty::is_near(text, line));
        (novelty(text, earlier, shown), copied)
    }

    /// The better lines that were shown at this moment's earlier tries.
    fn shown_here(&self, number: usize) -> Vec<&str> {
        let here = self.turns.iter().filter(|t| t.number == number && t.phase == Phase::Talk);
        here.filter_map(|t| t.better.as_deref()).collect()
    }
}

/// As trust hears it: who owns what went wrong builds by that, whatever else was found.
fn owned(given: &Given, owns: bool) -> Cow<'_, Assessment> {
    let assessment = &given.assessment;
    if given.said != Said::Write || !owns || given.heard() != Verdict::Neutral {
        return Cow::Borrowed(assessment);
    }
    Cow::Owned(Assessment { verdict: Verdict::Builds, unsure: false, ..assessment.clone() })
}
