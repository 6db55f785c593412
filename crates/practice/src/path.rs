//! Paths through a talk: what was read on one, and where it ended.

use crate::case::{Band, Case};
use crate::debrief::words;
use crate::encounter::Encounter;
use crate::leaving;
use crate::turn::{Answer, Phase, Spoken, Turn};

/// Answers that are tried before walking every path is given up for sampling.
const ANSWERS: usize = 4_000;
/// A path that has not ended by then counts as unfinished.
pub(crate) const LONGEST: usize = 40;
/// Seconds of thinking before each reply, beside reading.
pub(crate) const THINKING: f64 = 8.0;
/// Seconds that the debrief takes.
pub(crate) const DEBRIEF: f64 = 60.0;

/// One path through the talk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path {
    pub(crate) turns: usize,
    pub(crate) words: usize,
    pub(crate) ending: String,
    pub(crate) trust: f64,
    pub(crate) band: Option<Band>,
    pub(crate) bands: Vec<Band>,
    pub(crate) told: Vec<String>,
    pub(crate) left: bool,
}

impl Path {
    pub(crate) fn begin(encounter: &Encounter) -> Self {
        let mut path = Self::default();
        path.see(&encounter.now.lines);
        path.words += encounter.now.stage.iter().map(|s| words(s)).sum::<usize>();
        path.bands.push(encounter.start.band);
        path
    }

    /// Counts one turn: the replies that were read, the answer, the feedback, what came of it.
    pub(crate) fn step(&mut self, case: &Case, encounter: &Encounter, turn: &Turn) {
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

    pub(crate) fn seconds(&self, pace: f64) -> f64 {
        self.words as f64 * 60.0 / pace + self.turns as f64 * THINKING + DEBRIEF
    }
}

/// Every path through the talk, or nothing where there are too many.
/// Waiting is an answer only where the author wrote what it does.
pub(crate) fn every_path(case: &Case) -> Option<Vec<Path>> {
    let mut encounter = Encounter::begin(case, None, 0);
    let mut paths = vec![];
    let first = Path::begin(&encounter);
    follow(case, &mut encounter, first, &mut 0, &mut paths).then_some(paths)
}

/// Follows every path from here; false where there are too many.
/// The encounter is as it was afterwards.
fn follow(
    case: &Case,
    encounter: &mut Encounter,
    path: Path,
    answers: &mut usize,
    paths: &mut Vec<Path>,
) -> bool {
    let scene = case.scene(&encounter.now.scene);
    let count = scene.map_or(leaving::REPLIES, |s| s.replies.len());
    let waits = scene.is_some_and(|s| s.silence.is_some());
    if encounter.now.phase != Phase::Talk || count == 0 && !waits {
        paths.push(path);
        return true;
    }
    for answer in (1..=count).map(Answer::Choose).chain(waits.then_some(Answer::Wait)) {
        *answers += 1;
        if *answers > ANSWERS || path.turns >= LONGEST {
            return false;
        }
        let place = encounter.now.clone();
        if encounter.answer(case, answer).is_err() {
            continue;
        }
        let mut next = path.clone();
        if let Some(turn) = encounter.turns.last() {
            next.step(case, encounter, turn);
        }
        if !follow(case, encounter, next, answers, paths) {
            return false;
        }
        encounter.turns.pop();
        encounter.now = place;
        encounter.back = None;
    }
    true
}
