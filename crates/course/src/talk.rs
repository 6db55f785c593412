//! A case read as one talk that goes well: the authored replies that build, in order.

use assess::Span;
use practice::case::{Case, Scene, SceneKind};
use practice::encounter::Encounter;
use practice::turn::{Answer, Phase, Said as Answered, Spoken, Turn};

/// No talk is longer: a case whose replies lead in a circle ends here too.
const LONGEST: usize = 40;

/// One step of the talk to read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Step {
    pub(crate) stage: Vec<String>,
    pub(crate) lines: Vec<String>,
    pub(crate) said: Said,
    /// What the peer answers.
    pub(crate) answer: Vec<String>,
    /// What was heard and what worked, each under its title.
    pub(crate) notes: Vec<(String, String)>,
}

/// What the specialist does in a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Said {
    /// The talk has ended.
    #[default]
    Nothing,
    /// Stays quiet.
    Waits,
    /// The words, and the stretches that show what they do; true where it cost something.
    Words(String, Vec<(Span, bool)>),
}

/// Plays the case with the best reply of each scene.
pub(crate) fn read(case: &Case) -> Vec<Step> {
    let mut encounter = Encounter::begin(case, None, 1);
    let mut steps = Vec::new();
    let mut visits: Vec<String> = Vec::new();
    for _ in 0..LONGEST {
        let moment = encounter.moment(case);
        if moment.phase != Phase::Talk {
            break;
        }
        let Some(scene) = case.scene(&moment.scene) else { break };
        let again = visits.iter().filter(|id| **id == scene.id).count();
        visits.push(scene.id.clone());
        let answer = best(scene, again).map_or(Answer::Wait, Answer::Choose);
        let stage = moment.stage.clone();
        let lines = texts(&moment.lines);
        if encounter.answer(case, answer).is_err() {
            break;
        }
        let Some(turn) = encounter.turns.last() else { break };
        steps.push(step(case, stage, lines, turn));
    }
    if let Some(ending) = &encounter.now.ending {
        steps.push(Step {
            stage: ending.stage.clone(),
            lines: texts(&ending.lines),
            ..Step::default()
        });
    }
    steps
}

fn step(case: &Case, stage: Vec<String>, lines: Vec<String>, turn: &Turn) -> Step {
    let said = match turn.said {
        Answered::Wait => Said::Waits,
        _ => {
            let findings = turn.assessment.labels.iter();
            let stretches = findings.flat_map(|f| f.spans.iter().map(|s| (*s, !f.label.builds())));
            Said::Words(turn.text.clone(), stretches.collect())
        }
    };
    let name = &case.peer.name;
    let mut notes = Vec::new();
    if let Some(feedback) = &turn.feedback {
        let heard = Some(feedback.heard.clone()).filter(|h| !h.is_empty());
        notes.extend(heard.map(|words| (format!("What {name} heard"), words)));
        notes.extend(feedback.worked.clone().map(|words| ("What worked".to_owned(), words)));
    }
    let answer = turn.peer.iter().filter(|s| s.part == practice::turn::Part::Answer);
    Step { stage, lines, said, answer: answer.map(|s| s.text.clone()).collect(), notes }
}

/// The number of the reply that builds most; on a second visit the next best, so that the same
/// words are not said twice.
fn best(scene: &Scene, again: usize) -> Option<usize> {
    let mut numbers: Vec<usize> = (1..=scene.replies.len()).collect();
    let worth = |number: &usize| {
        let reply = number.checked_sub(1).and_then(|at| scene.replies.get(at));
        reply.map_or(i32::MIN, |reply| {
            let marks = reply.marks.iter();
            let sum: i32 = marks.map(|m| if m.label.builds() { 1 } else { -4 }).sum();
            let repairs = i32::from(scene.kind == SceneKind::Leaving && reply.repair.is_some());
            sum * 2 + repairs - i32::from(reply.costs.is_some())
        })
    };
    numbers.sort_by_key(|n| std::cmp::Reverse(worth(n)));
    let builders = numbers.iter().filter(|n| worth(n) > 0).count().max(1);
    numbers.get(again % builders).copied()
}

fn texts(spoken: &[Spoken]) -> Vec<String> {
    spoken.iter().map(|s| s.text.clone()).collect()
}
