//! What a debrief shows, on the small case.

use crate::case::{assessment, bus_stop, line, reply, scene, treadmill};
use assess::{Label, Tier, Verdict};
use practice::case::{SceneKind, Temperament};
use practice::debrief::{Gated, words};
use practice::{Answer, Cold, Debrief, Encounter, debrief};
use std::fmt::Write;

fn whole_talk() -> (practice::case::Case, Encounter, Debrief) {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    encounter.answer(&case, Answer::Choose(1)).unwrap();
    encounter.answer(&case, Answer::Choose(1)).unwrap();
    encounter.retry(&case).unwrap();
    for number in [3, 4, 2] {
        encounter.answer(&case, Answer::Choose(number)).unwrap();
    }
    let cold = Cold {
        scene: "ana".into(),
        text: "You should give us a chance.".into(),
        choice: Some(1),
        assessment: None,
    };
    let debrief = debrief(&case, &encounter, Some(cold));
    (case, encounter, debrief)
}

#[test]
fn a_debrief_reads_well() {
    let (_, _, debrief) = whole_talk();
    let mut script = format!("{}\n", debrief.summary);
    for mattered in &debrief.mattered {
        writeln!(script, "\nTurn {}: {}", mattered.turn, mattered.title).unwrap();
        writeln!(script, "  “{}”\n  {}", mattered.text, mattered.reason).unwrap();
        if let Some(better) = &mattered.better {
            writeln!(script, "  Another way: {better}").unwrap();
        }
    }
    let sides = debrief.before.iter().chain(&debrief.talk).chain(&debrief.transfer);
    for side in sides {
        writeln!(script, "\n{}: {}\n  {}", side.person, side.text, side.notes.join(" ")).unwrap();
    }
    for deed in &debrief.deeds {
        writeln!(script, "\n{} ({} times)", deed.name, deed.times).unwrap();
        for example in &deed.examples {
            let back = if example.superseded { ", taken back" } else { "" };
            writeln!(script, "  turn {}{back}: {}", example.turn, example.words).unwrap();
        }
    }
    insta::assert_snapshot!(script);
}

/// A talk of eight turns in own words, and a cold moment and a transfer in own words as well.
fn written_talk() -> (practice::case::Case, Encounter, Debrief) {
    let replies =
        vec![reply("So.", &[], "here"), reply("Goodbye, then.", &[("consistency", "")], "over")];
    let mut case = treadmill(Temperament::Easy, replies);
    let small = bus_stop();
    let round = |kind| small.scenes_of(kind).next().unwrap().clone();
    case.scenes.push(round(SceneKind::Before));
    case.scenes.push(scene("over", SceneKind::Ending, vec![line("", "Bye.")], vec![]));
    case.scenes.push(round(SceneKind::Transfer));
    let mut encounter = Encounter::begin(&case, None, 7);
    for (text, labels) in [
        ("What was the bus like this morning?", &[Label::OpenQuestion][..]),
        ("Did you sleep?", &[]),
        ("Are you cold?", &[]),
        ("do you have a coat", &[]),
        ("So it was cold, and the night was short.", &[Label::Listening]),
        ("That sounds miserable.", &[Label::Empathy]),
        ("You should get a coat.", &[Label::Advice]),
        ("Thank you for telling me.", &[Label::Nonjudgment]),
    ] {
        write(&mut encounter, &case, text, labels);
    }
    let text = "You came all the way out here on foot.";
    write(&mut encounter, &case, text, &[Label::Perspective]);
    encounter.misread(&case, Label::Perspective).unwrap();
    encounter.answer(&case, Answer::Choose(2)).unwrap();
    write(&mut encounter, &case, "What made you ask?", &[Label::OpenQuestion]);
    let cold = Cold {
        scene: "ana".into(),
        text: "You should call them again".into(),
        choice: None,
        assessment: Some(assessment(&[(Label::Advice, 0.9, Tier::Clear)])),
    };
    let debrief = debrief(&case, &encounter, Some(cold));
    (case, encounter, debrief)
}

fn write(encounter: &mut Encounter, case: &practice::case::Case, text: &str, labels: &[Label]) {
    let labels: Vec<_> = labels.iter().map(|&label| (label, 0.9, Tier::Clear)).collect();
    let assessment = assessment(&labels);
    encounter.answer(case, Answer::Write { text: text.into(), assessment, means: None }).unwrap();
}

#[test]
fn skills_stand_side_by_side_in_own_words() {
    let (_, _, debrief) = written_talk();
    let mut script = String::new();
    for skill in &debrief.skills {
        writeln!(script, "{}: {}", skill.name, skill.about).unwrap();
        let parts = [
            ("before", &skill.before),
            ("talk", &Some(skill.talk.clone())),
            ("transfer", &skill.transfer),
        ];
        for (name, part) in parts {
            let Some(part) = part else { continue };
            let words: Vec<_> = part.examples.iter().map(|quote| quote.words.as_str()).collect();
            let figure = part.figure.as_deref().unwrap_or_default();
            writeln!(script, "  {name}: {} {figure}", words.join(" / ")).unwrap();
        }
    }
    insta::assert_snapshot!(script);
}

#[test]
fn figures_wait_for_six_turns_and_nothing_is_a_grade() {
    let (_, _, debrief) = whole_talk();
    for skill in &debrief.skills {
        for part in skill.before.iter().chain(&skill.transfer).chain([&skill.talk]) {
            let figure = part.figure.clone().unwrap_or_default();
            assert!(
                !figure.contains(|c: char| c.is_ascii_digit()) && !figure.contains(" of "),
                "{figure}"
            );
        }
    }
    let (_, _, debrief) = written_talk();
    let open = &debrief.skills[0];
    assert_eq!(open.talk.figure.as_deref(), Some("In one of nine turns."), "one was disputed");
    assert_eq!(open.transfer.as_ref().unwrap().figure, None);
    assert!(!open.transfer.as_ref().unwrap().examples[0].chosen);
    assert!(debrief.questions.unwrap().starts_with("From turn two to turn four"), "also dictated");
}

#[test]
fn the_trust_line_has_every_try_and_joins_up() {
    let (_, encounter, debrief) = whole_talk();
    let tries: Vec<_> = debrief.points.iter().map(|p| (p.turn, p.attempt, p.superseded)).collect();
    assert_eq!(tries, [(1, 1, false), (2, 1, true), (2, 2, false), (3, 1, false)]);
    let mut at = encounter.start;
    for point in debrief.points.iter().filter(|p| !p.superseded) {
        assert_eq!(point.before, at);
        at = point.after;
    }
    assert_eq!(debrief.points[1].before, debrief.points[2].before);
    assert_eq!(debrief.points[2].verdict, Verdict::Mixed);
    assert_eq!((debrief.turns, debrief.tries), (3, 1));
}

#[test]
fn told_and_untold_are_all_that_the_peer_can_tell() {
    let (_, _, debrief) = whole_talk();
    assert_eq!(debrief.told, ["about the hearing"]);
    assert_eq!(debrief.untold, ["how bad the mornings are"]);
    assert!(debrief.summary.contains("told you about the hearing"), "{}", debrief.summary);
    // What was told in a try that was taken back is still told where the first turn told it,
    // and untold where only that try did.
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    encounter.answer(&case, Answer::Choose(1)).unwrap();
    encounter.retry(&case).unwrap();
    encounter.answer(&case, Answer::Choose(2)).unwrap();
    assert!(practice::debrief(&case, &encounter, None).told.is_empty());
}

#[test]
fn lines_without_a_phrase_count_by_their_scene() {
    let mut case = bus_stop();
    let hearing = case.scenes.iter_mut().find(|s| s.id == "hearing").unwrap();
    hearing.lines[0].tells = None;
    for (first, told) in [(1, Gated { told: 1, untold: 0 }), (2, Gated { told: 0, untold: 1 })] {
        let mut encounter = Encounter::begin(&case, None, 7);
        encounter.answer(&case, Answer::Choose(first)).unwrap();
        encounter.answer(&case, Answer::Choose(4)).unwrap();
        assert_eq!(practice::debrief(&case, &encounter, None).gated, told);
    }
}

#[test]
fn the_floor_is_counted_in_words_that_were_said() {
    assert_eq!(words("*A short laugh.* The roof. I stayed *nods* for it."), 6);
    let (_, encounter, debrief) = whole_talk();
    let mine: usize = [0, 2, 3].iter().map(|&i| words(&encounter.turns[i].text)).sum();
    assert_eq!(debrief.words_learner, mine);
    let asked: usize = encounter.turns[0].asked.iter().map(|s| words(&s.text)).sum();
    let peer = [0, 2, 3].iter().flat_map(|&i| &encounter.turns[i].peer);
    assert_eq!(debrief.words_peer, asked + peer.map(|s| words(&s.text)).sum::<usize>());
}

#[test]
fn deeds_quote_the_learners_own_replies() {
    let (_, _, debrief) = whole_talk();
    let advice = debrief.deeds.iter().find(|d| d.label == Label::Advice).unwrap();
    assert_eq!((advice.times, advice.examples.len()), (0, 1), "only in the try taken back");
    assert!(advice.examples[0].superseded);
    assert_eq!(advice.examples[0].words, "You have to call them today");
    let minimizing = debrief.deeds.iter().find(|d| d.label == Label::Minimizing).unwrap();
    assert_eq!((minimizing.times, minimizing.examples.len()), (2, 2), "the transfer round too");
    let order: Vec<_> = debrief.deeds.iter().map(|d| d.label).collect();
    assert!(order.is_sorted());
}

#[test]
fn the_turns_that_mattered_moved_trust_most() {
    let (_, encounter, debrief) = whole_talk();
    assert!((2..=3).contains(&debrief.mattered.len()));
    let least = debrief.mattered.iter().map(|m| m.delta.abs()).fold(1.0, f64::min);
    for turn in encounter.standing_turns() {
        let chosen = debrief.mattered.iter().any(|m| m.turn == turn.number);
        assert!(chosen || (turn.after.trust - turn.before.trust).abs() <= least);
    }
    let fell = debrief.mattered.iter().find(|m| m.turn == 2).unwrap();
    assert_eq!((fell.title.as_str(), fell.label), ("where it closed", Some(Label::Minimizing)));
    assert!(fell.reason.contains("can’t have been that bad") && fell.better.is_some());
}

#[test]
fn closed_questions_in_a_row_are_noticed_from_three() {
    let closed = ["Did you sleep?", "Have you eaten?", "Is that your bag?", "Are you cold?"];
    let replies = closed.map(|text| reply(text, &[], "here")).to_vec();
    let case = treadmill(Temperament::Easy, replies);
    let mut encounter = Encounter::begin(&case, None, 7);
    for number in 1..=2 {
        encounter.answer(&case, Answer::Choose(number)).unwrap();
    }
    assert_eq!(practice::debrief(&case, &encounter, None).questions, None);
    encounter.answer(&case, Answer::Choose(3)).unwrap();
    let questions = practice::debrief(&case, &encounter, None).questions.unwrap();
    assert!(questions.starts_with("From turn one to turn three you asked three"), "{questions}");
}

#[test]
fn the_moments_stand_side_by_side() {
    let (_, _, debrief) = whole_talk();
    let before = debrief.before.unwrap();
    assert_eq!(
        (before.person.as_str(), before.asked[0].as_str()),
        ("ana", "Nobody here ever calls back.")
    );
    assert_eq!(before.notes, ["A push, in “You should”.", "No open question."]);
    assert_eq!(debrief.talk.unwrap().notes.len(), 2);
    assert_eq!(debrief.transfer.len(), 1);
    assert_eq!(debrief.transfer[0].person, "Dee");
}

#[test]
fn a_debrief_of_nothing_is_still_a_debrief() {
    let case = bus_stop();
    let encounter = Encounter::begin(&case, None, 7);
    let debrief = practice::debrief(&case, &encounter, None);
    assert_eq!(debrief.summary, "You and Sam have not talked yet.");
    let json = serde_json::to_string(&debrief).unwrap();
    assert_eq!(serde_json::from_str::<Debrief>(&json).unwrap(), debrief);
}
