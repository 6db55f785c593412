//! What `play` prints as JSON: first how trust begins, then one line a turn.

use assess::{Label, Verdict};
use practice::{
    Encounter, Phase, Said, Spoken, Turn,
    case::{Band, Temperament},
};
use serde::Serialize;

/// The first line: trust before the first turn.
#[derive(Debug, Serialize)]
pub(super) struct Begin {
    trust: f64,
    ceiling: f64,
    band: Band,
    temperament: Temperament,
}

/// One turn, or one turn taken back.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// The scene that was answered; for a retry the scene that it goes back to.
    pub(super) scene: String,
    /// The words; `wait` where the learner waited, `retry` where a turn was taken back.
    pub(super) reply: String,
    /// The reply's number in written order, where one was chosen.
    number: Option<usize>,
    /// What the reply does.
    pub(super) labels: Vec<Label>,
    pub(super) verdict: Verdict,
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
            moves: turn
                .moves
                .iter()
                .map(|m| Move { label: m.label, delta: m.delta, words: m.words.clone() })
                .collect(),
            trust: turn.after.trust,
            ceiling: turn.after.ceiling,
            band: turn.after.band,
            peer: turn.peer.iter().map(|spoken: &Spoken| spoken.text.clone()).collect(),
            ending: None,
            heard: turn.feedback.clone().map(sentences).unwrap_or_default(),
            last_words: turn.ending.clone(),
            transfer: turn.phase == Phase::Transfer,
        }
    }

    /// A turn taken back: the same moves the other way round, so that sums still come out.
    pub(super) fn retry(taken_back: &Turn, encounter: &Encounter) -> Self {
        let now = encounter.now.trust.standing();
        let moves = taken_back.moves.iter().rev();
        Self {
            scene: encounter.now.scene.clone(),
            reply: "retry".to_owned(),
            number: None,
            labels: vec![],
            verdict: Verdict::Neutral,
            moves: moves
                .map(|m| Move { label: m.label, delta: -m.delta, words: m.words.clone() })
                .collect(),
            trust: now.trust,
            ceiling: now.ceiling,
            band: now.band,
            peer: vec![],
            ending: None,
            heard: vec![],
            last_words: None,
            transfer: false,
        }
    }

    /// Marks the last line.
    pub(super) fn close(&mut self, encounter: &Encounter) {
        self.ending = Some(encounter.now.ending.as_ref().map(|ending| {
            if ending.written { ending.scene.clone() } else { "unwritten".to_owned() }
        }));
    }
}

/// Feedback in the order in which a learner reads it.
fn sentences(feedback: practice::Feedback) -> Vec<String> {
    let practice::Feedback { passed_over, heard, worked, change } = feedback;
    passed_over.into_iter().chain([heard]).chain(worked).chain(change).collect()
}
