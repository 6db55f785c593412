//! One step of an encounter: an answer, what it does to trust, what the peer says, where it leads.

use assess::{Assessment, Label, Tier, Verdict};

use crate::case::{Band, Case, Exit, Scene, SceneKind};
use crate::encounter::Encounter;
use crate::feedback;
use crate::given::{Given, better};
use crate::leaving;
use crate::novelty::novelty;
use crate::trust::{Effect, Heard, Standing};
use crate::turn::{Part, Said, Spoken, Turn};
use crate::voice::Occasion;

impl Encounter {
    /// One turn of the talk.
    pub(crate) fn talk(&mut self, case: &Case, scene: &Scene, given: Given) -> Turn {
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
        let waits = turn.passed_over.is_some() && scene.asks_for_safety();
        let exit = reply.map(|r| exit(&r.to, band)).filter(|_| !waits && !off_track);
        let over = exit.and_then(|id| case.scene(id)).is_some_and(Scene::ends);
        let (sign, left) = if over { (false, false) } else { self.door(scene, &effect) };
        if sign {
            peer.push(self.now.speak(case, Occasion::Sign, self.seed));
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
    pub(crate) fn transfer(&mut self, case: &Case, scene: &Scene, given: Given) -> Turn {
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

/// The first exit that fits; an empty name, which no scene has, where none does.
fn exit(exits: &[Exit], band: Band) -> &str {
    exits
        .iter()
        .find(|exit| exit.bands.is_empty() || exit.bands.contains(&band))
        .map_or("", |exit| &exit.scene)
}
