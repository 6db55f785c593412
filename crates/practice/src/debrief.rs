//! The debrief: what an encounter showed, in the learner's own words.

use assess::{Assessment, Label, Tier, Verdict};
use serde::{Deserialize, Serialize};

use crate::case::{Band, Case, Line, SceneKind};
use crate::encounter::Encounter;
use crate::feedback::note;
use crate::phrases::number;
use crate::summary;
use crate::trust::{self, MoveKind, Standing};
use crate::turn::{Ending, Part, Phase, Said, Spoken, Turn};

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
    /// What it did, in short notes.
    pub notes: Vec<String>,
    /// Another way to say it, where there is one.
    pub better: Option<String>,
}

/// Looks back on an encounter.
#[must_use]
pub fn debrief(case: &Case, encounter: &Encounter, before: Option<Cold>) -> Debrief {
    let talk: Vec<&Turn> =
        encounter.standing_turns().filter(|turn| turn.phase == Phase::Talk).collect();
    let said = said_by_peer(encounter, &talk);
    let (told, untold) = told(case, &said);
    let all = encounter.turns.iter().filter(|turn| turn.phase == Phase::Talk);
    Debrief {
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
        before: before.map(|cold| cold_side(case, cold)),
        talk: talk.first().map(|turn| Side::of(&case.peer.name, turn)),
        transfer: encounter
            .standing_turns()
            .filter(|turn| turn.phase == Phase::Transfer)
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
        }
    }
}

impl Side {
    fn of(person: &str, turn: &Turn) -> Self {
        Self {
            person: person.to_owned(),
            asked: turn.asked.iter().map(|s| s.text.clone()).collect(),
            text: turn.text.clone(),
            notes: notes(&turn.text, &turn.assessment),
            assessment: Some(turn.assessment.clone()),
            better: turn.better.clone(),
        }
    }
}

fn cold_side(case: &Case, cold: Cold) -> Side {
    let scene = case.scene(&cold.scene);
    let reply = scene.zip(cold.choice).and_then(|(s, n)| s.replies.get(n.checked_sub(1)?));
    let assessment = reply.map(|r| r.assessment()).or(cold.assessment);
    Side {
        person: scene.map(|s| s.title.clone()).unwrap_or_default(),
        asked: scene.map(|s| s.lines.iter().map(|l| l.text.clone()).collect()).unwrap_or_default(),
        notes: assessment.as_ref().map(|a| notes(&cold.text, a)).unwrap_or_default(),
        text: cold.text,
        assessment,
        better: reply.and_then(|r| r.better.clone()),
    }
}

fn notes(text: &str, assessment: &Assessment) -> Vec<String> {
    let mut notes: Vec<String> = assessment.labels.iter().map(|f| note(text, f)).collect();
    let asked = assessment.labels.iter().any(|f| f.label == Label::OpenQuestion);
    if !asked && !assessment.unsure {
        notes.push("No open question.".to_owned());
    }
    notes
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
    let closed =
        |turn: &&&Turn| turn.assessment.verdict == Verdict::Neutral && turn.text.contains('?');
    let mut longest: &[&Turn] = &[];
    for start in 0..talk.len() {
        let run = talk[start..].iter().take_while(closed).count();
        if run > longest.len() {
            longest = &talk[start..start + run];
        }
    }
    let (first, last) = (longest.first()?, longest.last()?);
    (longest.len() >= 3).then(|| {
        format!(
            "From turn {} to turn {} you asked {} questions with short answers, one after \
             another. That can feel like an interview.",
            number(first.number),
            number(last.number),
            number(longest.len()),
        )
    })
}

fn deeds(encounter: &Encounter) -> Vec<Deed> {
    let of = |label: Label| {
        let mut deed = Deed {
            label,
            name: label.name().to_owned(),
            builds: label.builds(),
            times: 0,
            examples: vec![],
        };
        for turn in &encounter.turns {
            let Some(finding) = turn.assessment.labels.iter().find(|f| f.label == label) else {
                continue;
            };
            deed.times += usize::from(!turn.superseded);
            deed.examples.push(Example {
                turn: turn.number,
                phase: turn.phase,
                superseded: turn.superseded,
                text: turn.text.clone(),
                words: trust::words(&turn.text, &finding.spans),
                maybe: finding.tier == Tier::Maybe,
            });
        }
        (!deed.examples.is_empty()).then_some(deed)
    };
    Label::ALL.into_iter().filter_map(of).collect()
}

/// The two turns that moved trust most, and a third where it moved at least half as much;
/// a danger that was passed over goes before all.
fn mattered(case: &Case, talk: &[&Turn]) -> Vec<Mattered> {
    let size = |turn: &Turn| {
        let moved = (turn.after.trust - turn.before.trust).abs();
        if turn.passed_over.is_some() { moved + 1.0 } else { moved }
    };
    let mut most: Vec<&Turn> = talk.iter().copied().filter(|t| size(t) > 0.0).collect();
    most.sort_by(|a, b| size(b).total_cmp(&size(a)));
    most.truncate(3);
    if let [first, _, third] = most[..]
        && size(third) < 0.5 * size(first)
    {
        most.pop();
    }
    most.sort_by_key(|turn| turn.number);
    most.into_iter().map(|turn| Mattered::of(case, turn)).collect()
}

impl Mattered {
    fn of(case: &Case, turn: &Turn) -> Self {
        let delta = turn.after.trust - turn.before.trust;
        let repair = turn.moves.iter().any(|m| m.kind == MoveKind::Repair);
        let title = match turn {
            _ if turn.passed_over.is_some() => "what went by".to_owned(),
            _ if turn.left => format!("where {} got up", case.peer.name),
            _ if turn.costs => "where it was right, and cost something".to_owned(),
            _ if repair => "how you mended it".to_owned(),
            _ if delta > 0.0 && turn.after.band > turn.before.band => "where it opened".to_owned(),
            _ if delta > 0.0 => "where trust grew".to_owned(),
            _ if turn.after.band < turn.before.band => "where it closed".to_owned(),
            _ => "where trust slipped".to_owned(),
        };
        let most = turn.moves.iter().max_by(|a, b| a.delta.abs().total_cmp(&b.delta.abs()));
        let feedback = turn.feedback.clone().unwrap_or_default();
        let reason = [feedback.passed_over, Some(feedback.heard)];
        Self {
            turn: turn.number,
            scene: turn.scene.clone(),
            title,
            asked: turn.asked.clone(),
            text: turn.text.clone(),
            answer: turn.peer.iter().filter(|s| s.part == Part::Answer).cloned().collect(),
            reason: reason.into_iter().flatten().collect::<Vec<_>>().join(" "),
            better: turn.better.clone().filter(|_| delta <= 0.0 || turn.passed_over.is_some()),
            label: match turn.passed_over {
                Some(_) => Some(Label::Safety),
                None => most.map(|m| m.label),
            },
            words: most.map(|m| m.words.clone()).unwrap_or_default(),
            delta,
            band: turn.after.band,
        }
    }
}
