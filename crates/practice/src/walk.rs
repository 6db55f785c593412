//! Walking a case: its minutes, its endings, what can be reached, and how learners of several
//! kinds fare.

use assess::{Label, Verdict};
use serde::{Deserialize, Serialize};

use crate::case::{Band, Case, SceneKind};
use crate::chance::Chance;
use crate::debrief::{talk_lines, words};
use crate::encounter::Encounter;
use crate::turn::{Answer, Phase, Spoken, Turn};

/// Answers that are tried before walking every path is given up for sampling.
const ANSWERS: usize = 4_000;
/// Paths that are sampled then.
const SAMPLES: u64 = 400;
/// Encounters of each kind of learner.
const RUNS: u64 = 120;
/// A path that has not ended by then counts as unfinished.
const LONGEST: usize = 40;
/// Seconds of thinking before each reply, beside reading.
const THINKING: f64 = 8.0;
/// Seconds that the debrief takes.
const DEBRIEF: f64 = 60.0;

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
    let runs: Vec<(Kind, Vec<Path>)> = Kind::ALL.map(|kind| (kind, runs(case, kind, RUNS))).into();
    let paths = every.unwrap_or_else(|| {
        let sampled = self::runs(case, Kind::Random, SAMPLES).into_iter();
        sampled.chain(runs.iter().skip(1).flat_map(|(_, paths)| paths.iter().cloned())).collect()
    });

    let pace = if pace > 1.0 { pace } else { 1.0 };
    let round = transfer_seconds(case, pace);
    let of_both = runs.iter().filter(|(kind, _)| matches!(kind, Kind::Random | Kind::Builds));
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
        strategies: runs.iter().map(|(kind, paths)| Strategy::of(case, *kind, paths)).collect(),
    }
}

/// One path through the talk.
#[derive(Clone, Debug, Default)]
struct Path {
    turns: usize,
    words: usize,
    ending: String,
    trust: f64,
    band: Option<Band>,
    bands: Vec<Band>,
    told: Vec<String>,
    left: bool,
}

impl Path {
    fn begin(encounter: &Encounter) -> Self {
        let mut path = Self::default();
        path.see(&encounter.now.lines);
        path.words += encounter.now.stage.iter().map(|s| words(s)).sum::<usize>();
        path.bands.push(encounter.start.band);
        path
    }

    /// Counts one turn: the replies that were read, the answer, the feedback, what came of it.
    fn step(&mut self, case: &Case, encounter: &Encounter, turn: &Turn) {
        self.turns += 1;
        let replies = case.scene(&turn.scene).map(|s| &s.replies[..]).unwrap_or_default();
        self.words += replies.iter().map(|r| words(&r.text)).sum::<usize>();
        if let Some(feedback) = &turn.feedback {
            let change = feedback.change.iter().chain(&feedback.passed_over);
            let said = feedback.worked.iter().chain(change);
            self.words += words(&feedback.heard) + said.map(|s| words(s)).sum::<usize>();
        }
        let ending = turn.ending.iter().flat_map(|ending| &ending.stage);
        let stage = if turn.ending.is_some() { &[][..] } else { &encounter.now.stage[..] };
        self.words += stage.iter().chain(ending).map(|s| words(s)).sum::<usize>();
        self.see(&turn.peer);
        if !self.bands.contains(&turn.after.band) {
            self.bands.push(turn.after.band);
        }
        self.left |= turn.left;
        self.trust = turn.after.trust;
        self.band = Some(turn.after.band);
        self.ending = match &turn.ending {
            None => "unfinished".to_owned(),
            Some(ending) if ending.written => ending.scene.clone(),
            Some(_) => "unwritten".to_owned(),
        };
    }

    fn see(&mut self, lines: &[Spoken]) {
        self.words += lines.iter().map(|s| words(&s.text)).sum::<usize>();
        self.told.extend(lines.iter().filter_map(|s| s.tells.clone()));
    }

    fn seconds(&self, pace: f64) -> f64 {
        self.words as f64 * 60.0 / pace + self.turns as f64 * THINKING + DEBRIEF
    }
}

/// Every path through the talk, or nothing where there are too many.
/// Waiting is an answer only where the author wrote what it does.
fn every_path(case: &Case) -> Option<Vec<Path>> {
    let first = Encounter::begin(case, None, 0);
    let mut open = vec![(Path::begin(&first), first)];
    let mut paths = vec![];
    let mut answers = 0;
    while let Some((path, encounter)) = open.pop() {
        let scene = case.scene(&encounter.now.scene);
        let count = scene.map_or(2, |s| s.replies.len());
        let waits = scene.is_some_and(|s| s.silence.is_some());
        if encounter.now.phase != Phase::Talk || count == 0 && !waits {
            paths.push(path);
            continue;
        }
        if path.turns >= LONGEST {
            return None;
        }
        let given = (1..=count).map(Answer::Choose).chain(waits.then_some(Answer::Wait));
        for answer in given {
            answers += 1;
            if answers > ANSWERS {
                return None;
            }
            let (mut path, mut encounter) = (path.clone(), encounter.clone());
            if encounter.answer(case, answer).is_ok()
                && let Some(turn) = encounter.turns.last()
            {
                path.step(case, &encounter, turn);
                open.push((path, encounter));
            }
        }
    }
    Some(paths)
}

/// A kind of learner.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Random,
    Builds,
    Advises,
    Longest,
    First,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Random, Self::Builds, Self::Advises, Self::Longest, Self::First];

    const fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Builds => "builds",
            Self::Advises => "advises",
            Self::Longest => "longest",
            Self::First => "first",
        }
    }
}

fn runs(case: &Case, kind: Kind, count: u64) -> Vec<Path> {
    (0..count).map(|seed| run(case, kind, seed)).collect()
}

fn run(case: &Case, kind: Kind, seed: u64) -> Path {
    let mut chance = Chance::of(seed, kind.name());
    let mut encounter = Encounter::begin(case, None, seed);
    let mut path = Path::begin(&encounter);
    while encounter.now.phase == Phase::Talk && path.turns < LONGEST {
        let answer = choose(case, &encounter, kind, &mut chance);
        if encounter.answer(case, answer).is_err() {
            break;
        }
        if let Some(turn) = encounter.turns.last() {
            path.step(case, &encounter, turn);
        }
    }
    path
}

/// What that kind of learner answers.
fn choose(case: &Case, encounter: &Encounter, kind: Kind, chance: &mut Chance) -> Answer {
    let moment = encounter.moment(case);
    let scene = case.scene(&encounter.now.scene);
    let reply = |number: usize| scene.and_then(|s| s.replies.get(number.checked_sub(1)?));
    let all: Vec<usize> = moment.options.iter().map(|choice| choice.number).collect();
    let does = |number: usize, label: Label| {
        reply(number).is_some_and(|r| r.marks.iter().any(|m| m.label == label))
    };
    let is = |number: usize, wanted: &[Verdict]| {
        reply(number).is_some_and(|r| wanted.contains(&r.assessment().verdict))
    };
    let mut wanted: Vec<Vec<usize>> = vec![];
    let keep = |test: &dyn Fn(usize) -> bool| all.iter().copied().filter(|&n| test(n)).collect();
    match kind {
        Kind::Random => {
            let silent = scene.is_some_and(|s| s.silence.is_some());
            if silent && chance.below(all.len() + 1) == 0 {
                return Answer::Wait;
            }
        }
        Kind::Builds => {
            if encounter.now.danger.is_some() {
                wanted.push(keep(&|n| does(n, Label::Safety)));
            }
            wanted.push(keep(&|n| is(n, &[Verdict::Builds])));
            wanted.push(keep(&|n| is(n, &[Verdict::Mixed])));
        }
        Kind::Advises => {
            wanted.push(keep(&|n| does(n, Label::Advice)));
            wanted.push(keep(&|n| is(n, &[Verdict::Breaks, Verdict::Mixed])));
        }
        Kind::Longest => {
            let longest = moment.options.iter().max_by_key(|choice| choice.text.chars().count());
            wanted.push(longest.map(|choice| choice.number).into_iter().collect());
        }
        Kind::First => wanted.push(all.first().copied().into_iter().collect()),
    }
    wanted.push(all.clone());
    let among = wanted.into_iter().find(|numbers| !numbers.is_empty()).unwrap_or_default();
    among.get(chance.below(among.len())).map_or(Answer::Wait, |&n| Answer::Choose(n))
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
    let written = case.scenes_of(SceneKind::Ending).map(|s| (s.id.clone(), count(&s.id)));
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
