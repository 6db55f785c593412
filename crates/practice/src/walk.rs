//! Walking a case: its minutes, its endings, what can be reached, and how learners of several
//! kinds fare.

use serde::{Deserialize, Serialize};

use crate::case::{Band, Case, SceneKind};
use crate::debrief::{talk_lines, words};
use crate::kind::{Kind, runs};
use crate::path::{DEBRIEF, Path, THINKING, every_path};

/// Paths that are sampled then.
const SAMPLES: u64 = 400;
/// Encounters of each kind of learner.
const RUNS: u64 = 120;
/// What walking a case found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Walk {
    /// Every path was walked; else paths were sampled from fixed seeds.
    pub exhaustive: bool,
    /// Paths walked to their end.
    pub paths: usize,
    /// Minutes that a short talk takes: one in ten learners who answer at random or always build
    /// takes less. Reading at the course's pace, 8 seconds of thought a reply, the transfer
    /// round, and a minute for the debrief.
    pub minutes_low: f64,
    /// Minutes that a long talk takes: one in ten takes more.
    pub minutes_high: f64,
    /// Turns on the shortest path.
    pub turns_low: usize,
    /// Turns on the longest path.
    pub turns_high: usize,
    /// Each ending of the case, in written order, with how many paths came to it; then
    /// `unwritten`, where a reply led nowhere, and `unfinished`, where a path did not end.
    pub endings: Vec<(String, usize)>,
    /// Bands in which a path was at some time.
    pub bands: Vec<Band>,
    /// What the peer can tell, in written order, and on how many paths it was told.
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
    /// Each ending of the case, `unwritten` and `unfinished`, with its rate in [0, 1].
    pub endings: Vec<(String, f64)>,
    /// Each band at the end of the talk, with its rate in [0, 1].
    pub bands: Vec<(Band, f64)>,
    /// Trust at the end of the talk, on average.
    pub trust: f64,
    /// Rate of runs in which the peer got up to leave.
    pub left: f64,
}

/// Walks a case. `pace` is words read a minute.
#[must_use]
pub fn walk(case: &Case, pace: f64) -> Walk {
    let every = every_path(case);
    let exhaustive = every.is_some();
    let kinds = Kind::ALL.map(|kind| (kind, runs(case, kind, RUNS)));
    let paths = every.unwrap_or_else(|| {
        let sampled = runs(case, Kind::Random, SAMPLES).into_iter();
        sampled.chain(kinds.iter().skip(1).flat_map(|(_, paths)| paths.iter().cloned())).collect()
    });

    let pace = if pace > 1.0 { pace } else { 1.0 };
    let round = transfer_seconds(case, pace);
    let of_both = kinds.iter().filter(|(kind, _)| matches!(kind, Kind::Random | Kind::Builds));
    let mut seconds: Vec<f64> =
        of_both.flat_map(|(_, paths)| paths).map(|path| path.seconds(pace) + round).collect();
    seconds.sort_by(f64::total_cmp);
    let at = |tenth: usize| seconds.get((seconds.len().max(1) - 1) * tenth / 10).copied();

    let turns = || paths.iter().map(|path| path.turns);
    let mut told: Vec<(String, usize)> = vec![];
    for tells in talk_lines(case).filter_map(|line| line.tells.as_deref()) {
        if told.iter().all(|(known, _)| known != tells) {
            let on = paths.iter().filter(|p| p.told.iter().any(|t| t == tells)).count();
            told.push((tells.to_owned(), on));
        }
    }
    Walk {
        exhaustive,
        paths: paths.len(),
        minutes_low: at(1).unwrap_or(DEBRIEF) / 60.0,
        minutes_high: at(9).unwrap_or(DEBRIEF) / 60.0,
        turns_low: turns().min().unwrap_or(0),
        turns_high: turns().max().unwrap_or(0),
        endings: tally(case, &paths),
        bands: Band::ALL
            .into_iter()
            .filter(|b| paths.iter().any(|p| p.bands.contains(b)))
            .collect(),
        disclosures: told,
        left: paths.iter().filter(|path| path.left).count(),
        strategies: kinds.iter().map(|(kind, paths)| Strategy::of(case, *kind, paths)).collect(),
    }
}

impl Strategy {
    fn of(case: &Case, kind: Kind, paths: &[Path]) -> Self {
        let runs = paths.len();
        let rate = |count: usize| if runs == 0 { 0.0 } else { count as f64 / runs as f64 };
        let in_band = |band| paths.iter().filter(|p| p.band == Some(band)).count();
        Self {
            name: kind.name().to_owned(),
            runs,
            endings: tally(case, paths).into_iter().map(|(e, n)| (e, rate(n))).collect(),
            bands: Band::ALL.map(|band| (band, rate(in_band(band)))).into(),
            trust: paths.iter().map(|p| p.trust).sum::<f64>() / runs.max(1) as f64,
            left: rate(paths.iter().filter(|p| p.left).count()),
        }
    }
}

/// Each ending with how many paths came to it; the unwritten ones only where there are some.
fn tally(case: &Case, paths: &[Path]) -> Vec<(String, usize)> {
    let count = |id: &str| paths.iter().filter(|path| path.ending == id).count();
    let ends = case.scenes.iter().filter(|s| s.ends());
    let written = ends.map(|s| (s.id.clone(), count(&s.id)));
    let others = ["unwritten", "unfinished"].map(|id| (id.to_owned(), count(id)));
    written.chain(others.into_iter().filter(|&(_, n)| n > 0)).collect()
}

fn transfer_seconds(case: &Case, pace: f64) -> f64 {
    case.scenes_of(SceneKind::Transfer)
        .map(|scene| {
            let lines = scene.lines.iter().map(|l| &l.text).chain(&scene.stage);
            let read = lines.chain(scene.replies.iter().map(|r| &r.text)).map(|t| words(t));
            read.sum::<usize>() as f64 * 60.0 / pace + THINKING
        })
        .sum()
}
