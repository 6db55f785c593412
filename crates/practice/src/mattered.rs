//! The two or three turns that mattered most.

use assess::Label;
use serde::{Deserialize, Serialize};

use crate::case::{Band, Case};
use crate::trust::{self, MoveKind};
use crate::turn::{Part, Spoken, Turn};

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

/// The two turns that moved trust most, and a third where it moved at least half as much;
/// a danger that was passed over goes before all.
pub(crate) fn mattered(case: &Case, talk: &[&Turn]) -> Vec<Mattered> {
    let size = |turn: &Turn| {
        let moved = (turn.after.trust - turn.before.trust).abs();
        if turn.passed_over.is_some() { moved + 1.0 } else { moved }
    };
    let mut most: Vec<&Turn> =
        talk.iter().copied().filter(|t| !t.disputed && size(t) > 0.0).collect();
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
        let delta = trust::grid(turn.after.trust - turn.before.trust);
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
