//! Moments of the same kind, held side by side: before the reading, in the talk, on one's own.

use assess::{Assessment, Label};
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::feedback::note;
use crate::turn::{Said, Turn};

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

/// One of the moments that are held side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Who spoke.
    pub person: String,
    /// What was said to the learner.
    pub asked: Vec<String>,
    /// What the learner said.
    pub text: String,
    /// In the learner's own words, and not chosen.
    #[serde(default)]
    pub written: bool,
    /// What it did, where that is known.
    pub assessment: Option<Assessment>,
    /// What it did, in short notes.
    pub notes: Vec<String>,
    /// Another way to say it, where there is one.
    pub better: Option<String>,
}

impl Side {
    pub(crate) fn of(person: &str, turn: &Turn) -> Self {
        Self {
            person: person.to_owned(),
            asked: turn.asked.iter().map(|s| s.text.clone()).collect(),
            text: turn.text.clone(),
            written: turn.said == Said::Write,
            notes: notes(&turn.text, &turn.assessment),
            assessment: Some(turn.assessment.clone()),
            better: turn.better.clone(),
        }
    }
}

pub(crate) fn cold_side(case: &Case, cold: Cold) -> Side {
    let scene = case.scene(&cold.scene);
    let reply = scene.zip(cold.choice).and_then(|(s, n)| s.replies.get(n.checked_sub(1)?));
    let assessment = reply.map(|r| r.assessment()).or(cold.assessment);
    Side {
        person: scene.map(|s| s.title.clone()).unwrap_or_default(),
        asked: scene.map(|s| s.lines.iter().map(|l| l.text.clone()).collect()).unwrap_or_default(),
        notes: assessment.as_ref().map(|a| notes(&cold.text, a)).unwrap_or_default(),
        text: cold.text,
        written: cold.choice.is_none(),
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
