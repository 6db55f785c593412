//! What `play` prints as JSON: first how trust begins, then one line a turn.

use assess::{Label, Tier, Verdict};
use practice::{
    Encounter, Phase, Said, Spoken, Turn,
    case::{Band, Temperament},
};
use serde::Serialize;

use super::own;

/// The first line: trust before the first turn.
#[derive(Debug, Serialize)]
pub(super) struct Begin {
    trust: f64,
    ceiling: f64,
    band: Band,
    temperament: Temperament,
}

/// What a line tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A reply with words.
    Said,
    /// The learner waited.
    Wait,
    /// A turn was taken back.
    Retry,
    /// A label was.
    Misread,
}

/// One turn, or one turn taken back.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// The scene that was answered; for a retry the scene that it goes back to.
    pub(super) scene: String,
    /// The words; `wait` where the learner waited, `retry` where a turn was taken back, `misread`
    /// where a label was.
    pub(super) reply: String,
    /// The reply's number in written order, where one was chosen.
    number: Option<usize>,
    /// What the reply does.
    pub(super) labels: Vec<Label>,
    pub(super) verdict: Verdict,
    #[serde(flatten)]
    own: Option<Own>,
    /// The changes of trust, which add up to the whole change since the line before.
    moves: Vec<Move>,
    trust: f64,
    ceiling: f64,
    pub(super) band: Band,
    /// What the peer says to it, and then in the next scene.
    pub(super) peer: Vec<String>,
    /// In the last line: the ending's scene, `unwritten` where a reply led nowhere, or null where
    /// the replies ran out before an ending.
    #[serde(skip_serializing_if = "Option::is_none")]
    ending: Option<Option<String>>,
    /// What it tells of, for the transcript.
    #[serde(skip)]
    pub(super) kind: Kind,
    /// What was heard, for the transcript.
    #[serde(skip)]
    pub(super) heard: Vec<String>,
    /// The ending's own words, for the transcript.
    #[serde(skip)]
    pub(super) last_words: Option<practice::Ending>,
    /// The transfer round, where there is no feedback and trust rests.
    #[serde(skip)]
    pub(super) transfer: bool,
}

/// What was found in words of the learner's own.
#[derive(Debug, Serialize)]
struct Own {
    unsure: bool,
    /// The id of the authored reply that they mean, where they mean one.
    means: Option<String>,
    copied: bool,
    disputed: bool,
    found: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Found {
    label: Label,
    tier: Tier,
    confidence: f64,
    words: String,
}

#[derive(Debug, Serialize)]
struct Move {
    label: Label,
    delta: f64,
    words: String,
}

/// All lines as they are printed.
///
/// # Errors
/// Never in practice: all values can be JSON.
pub(super) fn json(begin: &Begin, lines: &[Line]) -> anyhow::Result<String> {
    let mut out = serde_json::to_string(begin)? + "\n";
    for line in lines {
        out += &(serde_json::to_string(line)? + "\n");
    }
    Ok(out)
}

impl Begin {
    pub(super) fn of(encounter: &Encounter) -> Self {
        let start = encounter.start;
        Self {
            trust: start.trust,
            ceiling: start.ceiling,
            band: start.band,
            temperament: encounter.now.trust.temperament,
        }
    }
}

impl Line {
    /// A turn as it was played.
    pub(super) fn turn(turn: &Turn) -> Self {
        let reply = match turn.said {
            Said::Wait => "wait".to_owned(),
            Said::Choose(_) | Said::Write => turn.text.clone(),
        };
        Self {
            scene: turn.scene.clone(),
            reply,
            number: match turn.said {
                Said::Choose(number) => Some(number),
                Said::Wait | Said::Write => None,
            },
            labels: turn.assessment.labels.iter().map(|found| found.label).collect(),
            verdict: turn.assessment.verdict,
            own: (turn.said == Said::Write).then(|| Own::of(turn)),
            moves: turn.moves.iter().map(|m| Move::of(m, 1.0)).collect(),
            trust: turn.after.trust,
            ceiling: turn.after.ceiling,
            band: turn.after.band,
            peer: turn.peer.iter().map(|spoken: &Spoken| spoken.text.clone()).collect(),
            ending: None,
            kind: if turn.said == Said::Wait { Kind::Wait } else { Kind::Said },
            heard: turn.feedback.clone().map(sentences).unwrap_or_default(),
            last_words: turn.ending.clone(),
            transfer: turn.phase == Phase::Transfer,
        }
    }

    /// A turn taken back: the same moves the other way round, so that sums still come out.
    pub(super) fn retry(taken_back: &Turn, encounter: &Encounter) -> Self {
        let now = encounter.now.trust.standing();
        Self {
            scene: encounter.now.scene.clone(),
            reply: "retry".to_owned(),
            number: None,
            labels: vec![],
            verdict: Verdict::Neutral,
            own: None,
            moves: taken_back.moves.iter().rev().map(|m| Move::of(m, -1.0)).collect(),
            trust: now.trust,
            ceiling: now.ceiling,
            band: now.band,
            peer: vec![],
            ending: None,
            kind: Kind::Retry,
            heard: vec![],
            last_words: None,
            transfer: false,
        }
    }

    /// A turn read again without a label: what it had moved is taken back, and then it moves anew.
    pub(super) fn misread(before: &Turn, turn: &Turn) -> Self {
        let mut line = Self::turn(turn);
        line.reply = "misread".to_owned();
        line.kind = Kind::Misread;
        let taken_back = before.moves.iter().rev().map(|m| Move::of(m, -1.0));
        line.moves = taken_back.chain(std::mem::take(&mut line.moves)).collect();
        line
    }

    /// Marks the last line.
    pub(super) fn close(&mut self, encounter: &Encounter) {
        self.ending = Some(encounter.now.ending.as_ref().map(|ending| {
            if ending.written { ending.scene.clone() } else { "unwritten".to_owned() }
        }));
    }
}

impl Own {
    fn of(turn: &Turn) -> Self {
        let found = turn.assessment.labels.iter().map(|finding| Found {
            label: finding.label,
            tier: finding.tier,
            confidence: finding.confidence,
            words: own::words(&turn.text, &finding.spans),
        });
        Self {
            unsure: turn.assessment.unsure,
            means: turn.reply.clone(),
            copied: turn.copied,
            disputed: turn.disputed,
            found: found.collect(),
        }
    }
}

impl Move {
    fn of(moved: &practice::Move, way: f64) -> Self {
        Self { label: moved.label, delta: way * moved.delta, words: moved.words.clone() }
    }
}

/// Feedback in the order in which a learner reads it.
fn sentences(feedback: practice::Feedback) -> Vec<String> {
    let practice::Feedback { passed_over, heard, worked, change } = feedback;
    passed_over.into_iter().chain([heard]).chain(worked).chain(change).collect()
}
