//! The debrief's first sentences: the whole talk in words.

use crate::case::Case;
use crate::chance::Chance;
use crate::encounter::Encounter;
use crate::phrases::{Filler, list, number};
use crate::turn::Turn;

/// What happened, in two to five sentences.
pub(crate) fn summary(
    case: &Case,
    encounter: &Encounter,
    talk: &[&Turn],
    told: &[String],
) -> String {
    let fill = Filler {
        name: &case.peer.name,
        pronouns: &case.peer.pronouns,
        chance: Chance::of(encounter.seed, "summary"),
    };
    let Some(last) = talk.last() else {
        return fill.fill("You and {name} have not talked yet.", "");
    };
    let mut sentences = vec![];
    let turns = number(talk.len());
    let turns = if talk.len() == 1 { format!("{turns} turn") } else { format!("{turns} turns") };
    sentences.push(fill.fill("You and {name} talked for {q}.", &turns));

    let left = talk.iter().any(|turn| turn.left);
    let mut did = vec![];
    match (&encounter.now.ending, left) {
        (Some(_), false) => did.push("stayed to the end".to_owned()),
        (Some(_), true) => did.push("got up to leave before the end".to_owned()),
        (None, true) => did.push("got up to leave".to_owned()),
        (None, false) => {}
    }
    if !told.is_empty() {
        did.push(format!("told you {}", list(told)));
    }
    if !did.is_empty() {
        sentences.push(fill.fill("{They} {q}.", &list(&did)));
    }
    let band = last.after.band.id();
    let end = if encounter.now.ending.is_some() { "At the end" } else { "Where you stopped" };
    sentences.push(format!("{end} {}", fill.fill("{they} {was} {q}.", band)));

    let lost =
        talk.iter().filter(|turn| turn.after.trust < turn.before.trust && !turn.costs).count();
    let mended = talk.iter().filter(|turn| turn.repaired).count();
    if lost > 0 {
        let what = match lost {
            1 => "One reply closed things for a while".to_owned(),
            n => format!("{} replies closed things for a while", capital_number(n)),
        };
        sentences.push(match (lost, mended) {
            (_, 0) => format!("{what}."),
            (1, _) => format!("{what}, and you mended it."),
            (lost, mended) if mended < lost => {
                format!("{what}, and you mended {} of them.", number(mended))
            }
            _ => format!("{what}, and you mended them."),
        });
    }
    match encounter.turns.iter().filter(|turn| turn.superseded).count() {
        0 => {}
        1 => sentences.push("You tried one moment again.".to_owned()),
        n => sentences.push(format!("You went back and tried again {} times.", number(n))),
    }
    sentences.join(" ")
}

fn capital_number(n: usize) -> String {
    crate::phrases::capital(&number(n))
}
