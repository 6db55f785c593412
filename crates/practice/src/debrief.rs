//! The debrief: what an encounter showed, in the learner's own words.

use assess::{Label, Verdict};
use serde::{Deserialize, Serialize};

use crate::case::{Band, Case, Line, SceneKind};
use crate::deed::deeds;
pub use crate::deed::{Deed, Example};
use crate::encounter::Encounter;
pub use crate::mattered::Mattered;
use crate::mattered::mattered;
use crate::phrases::number;
use crate::side::cold_side;
pub use crate::side::{Cold, Side};
pub use crate::skill::Skill;
use crate::trust::Standing;
use crate::turn::{Ending, Phase, Said, Spoken, Turn};
use crate::{skill, summary};

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
    /// Skill by skill: before the reading, in the talk, on one's own.
    #[serde(default)]
    pub skills: Vec<Skill>,
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
    /// The learner said that it was misread.
    #[serde(default)]
    pub disputed: bool,
    /// Nearly the words of a line that had been shown.
    #[serde(default)]
    pub copied: bool,
}

/// Lines that depend on trust and carry no phrase of what they tell, counted by scene.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gated {
    /// Scenes in which such a line was said.
    pub told: usize,
    /// Scenes that were visited and in which none was said.
    pub untold: usize,
}

/// Looks back on an encounter.
#[must_use]
pub fn debrief(case: &Case, encounter: &Encounter, before: Option<Cold>) -> Debrief {
    let talk: Vec<&Turn> =
        encounter.standing_turns().filter(|turn| turn.phase == Phase::Talk).collect();
    let said = said_by_peer(encounter, &talk);
    let (told, untold) = told(case, &said);
    let all = encounter.turns.iter().filter(|turn| turn.phase == Phase::Talk);
    let own: Vec<&Turn> =
        encounter.standing_turns().filter(|turn| turn.phase == Phase::Transfer).collect();
    let before = before.map(|cold| cold_side(case, cold));
    Debrief {
        skills: skill::skills(&case.peer.name, before.as_ref(), &talk, &own, &said),
        summary: summary::summary(case, encounter, &talk, &told),
        start: encounter.start,
        points: all.clone().map(TrustPoint::of).collect(),
        gated: gated(case, &talk, &said),
        told,
        untold,
        words_learner: talk.iter().filter(|t| t.said != Said::Wait).map(|t| words(&t.text)).sum(),
        words_peer: said.iter().map(|s| words(&s.text)).sum(),
        questions: interrogation(&talk),
        deeds: deeds(encounter),
        mattered: mattered(case, &talk),
        before,
        talk: talk.first().map(|turn| Side::of(&case.peer.name, turn)),
        transfer: own
            .iter()
            .map(|turn| Side::of(case.scene(&turn.scene).map_or("", |s| &s.title), turn))
            .collect(),
        ending: encounter.now.ending.clone(),
        turns: talk.len(),
        tries: all.filter(|turn| turn.superseded).count(),
        left: talk.iter().any(|turn| turn.left),
    }
}

/// Words said, without the stage directions among them.
#[must_use]
pub fn words(line: &str) -> usize {
    line.split('*').step_by(2).map(|said| said.split_whitespace().count()).sum()
}

impl TrustPoint {
    fn of(turn: &Turn) -> Self {
        let most = turn.moves.iter().max_by(|a, b| a.delta.abs().total_cmp(&b.delta.abs()));
        let mut labels: Vec<Label> = turn.assessment.labels.iter().map(|f| f.label).collect();
        labels.sort_unstable();
        labels.dedup();
        Self {
            turn: turn.number,
            attempt: turn.attempt,
            superseded: turn.superseded,
            text: turn.text.clone(),
            said: turn.said,
            verdict: turn.assessment.verdict,
            does: labels.iter().map(|label| label.name().to_owned()).collect(),
            before: turn.before,
            after: turn.after,
            words: most.map(|m| m.words.clone()).unwrap_or_default(),
            repaired: turn.repaired,
            costs: turn.costs,
            sign: turn.sign,
            left: turn.left,
            disputed: turn.disputed,
            copied: turn.copied,
        }
    }
}

/// All that the peer said in the turns that stand, and on beginning.
fn said_by_peer<'e>(encounter: &'e Encounter, talk: &[&'e Turn]) -> Vec<&'e Spoken> {
    match talk.first() {
        Some(first) => first.asked.iter().chain(talk.iter().flat_map(|t| &t.peer)).collect(),
        None => encounter.now.lines.iter().collect(),
    }
}

/// What was told and what was not, each phrase once, in the order of the case.
fn told(case: &Case, said: &[&Spoken]) -> (Vec<String>, Vec<String>) {
    let mut phrases: Vec<&str> = vec![];
    for tells in talk_lines(case).filter_map(|line| line.tells.as_deref()) {
        if !phrases.contains(&tells) {
            phrases.push(tells);
        }
    }
    let was_told = |phrase: &&str| said.iter().any(|s| s.tells.as_deref() == Some(*phrase));
    let (told, untold): (Vec<&str>, Vec<&str>) = phrases.into_iter().partition(was_told);
    let owned = |phrases: Vec<&str>| phrases.into_iter().map(str::to_owned).collect();
    (owned(told), owned(untold))
}

/// Every line that the peer may say in the talk.
pub(crate) fn talk_lines(case: &Case) -> impl Iterator<Item = &Line> {
    let talk = |kind| !matches!(kind, SceneKind::Before | SceneKind::Transfer);
    case.scenes.iter().filter(move |s| talk(s.kind)).flat_map(|scene| {
        let reactions = scene.replies.iter().chain(&scene.silence).flat_map(|r| &r.reaction);
        scene.lines.iter().chain(reactions)
    })
}

fn gated(case: &Case, talk: &[&Turn], said: &[&Spoken]) -> Gated {
    let mut gated = Gated::default();
    for scene in case.scenes.iter().filter(|s| talk.iter().any(|t| t.scene == s.id)) {
        let mut lines = scene
            .lines
            .iter()
            .filter(|l| l.tells.is_none() && !l.bands.is_empty() && !l.fits(Band::Closed))
            .peekable();
        if lines.peek().is_none() {
            continue;
        }
        match lines.any(|line| said.iter().any(|s| s.text == line.text)) {
            true => gated.told += 1,
            false => gated.untold += 1,
        }
    }
    gated
}

/// Three or more closed questions in a row are an interrogation (codebook, "The verdict").
fn interrogation(talk: &[&Turn]) -> Option<String> {
    let run = skill::interrogation(talk)?;
    let (first, last) = (run.first()?, run.last()?);
    Some(format!(
        "From turn {} to turn {} you asked {} questions with short answers, one after another. \
         That can feel like an interview.",
        number(first.number),
        number(last.number),
        number(run.len()),
    ))
}
