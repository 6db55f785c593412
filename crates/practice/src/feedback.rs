//! Feedback on one reply: what the peer heard, what worked, at most one thing to change.

use serde::{Deserialize, Serialize};

use crate::case::{Case, Reply};
use crate::turn::Turn;

/// Plain sentences about one reply. They quote its words in “…”, name no label and no number, and
/// never say what the learner is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Said first: a hint of danger that the reply passed over.
    pub passed_over: Option<String>,
    /// What the peer heard.
    pub heard: String,
    /// What worked.
    pub worked: Option<String>,
    /// At most one thing to change.
    pub change: Option<String>,
}

pub(crate) fn feedback(case: &Case, _reply: Option<&Reply>, turn: &Turn, _seed: u64) -> Feedback {
    Feedback {
        heard: format!("{} heard “{}”.", case.peer.name, turn.text), ..Feedback::default()
    }
}
