//! Turns a second of the value machine, with feedback and all.

use crate::{Row, shortest};
use practice::{Answer, Encounter, Phase};

/// Plays the built-in course's first case with drawn replies.
pub(crate) fn turns(brief: bool) -> Row {
    let (course, _) = course::Course::built_in();
    let Some(case) = course.topics.iter().flat_map(|topic| &topic.cases).next() else {
        return Row { name: "turns a second", value: "no case".into() };
    };
    let case = &case.case;
    let talks = if brief { 5 } else { 2_000 };
    let mut turns = 0;
    let seconds = shortest(3, || {
        turns = 0;
        for seed in 0..talks {
            turns += play(case, seed);
        }
    });
    let value = format!("{:.0} (one core, {turns} turns)", f64::from(turns) / seconds);
    Row { name: "turns a second", value }
}

fn play(case: &practice::case::Case, seed: u64) -> u32 {
    let mut encounter = Encounter::begin(case, None, seed);
    let mut turns = 0;
    while encounter.now.phase != Phase::Done && turns < 60 {
        // The page draws the options in an order of the seed: the first is drawn as well as any.
        let moment = encounter.moment(case);
        let Some(option) = moment.options.first() else { break };
        if encounter.answer(case, Answer::Choose(option.number)).is_err() {
            break;
        }
        turns += 1;
    }
    turns
}
