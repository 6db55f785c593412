//! Kinds of learner, for walking a case: what each would answer.

use assess::{Label, Verdict};

use crate::case::Case;
use crate::chance::Chance;
use crate::encounter::Encounter;
use crate::path::{LONGEST, Path};
use crate::turn::{Answer, Phase};

/// A kind of learner.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Random,
    Builds,
    Advises,
    Longest,
    First,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] =
        [Self::Random, Self::Builds, Self::Advises, Self::Longest, Self::First];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Builds => "builds",
            Self::Advises => "advises",
            Self::Longest => "longest",
            Self::First => "first",
        }
    }
}

pub(crate) fn runs(case: &Case, kind: Kind, count: u64) -> Vec<Path> {
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
