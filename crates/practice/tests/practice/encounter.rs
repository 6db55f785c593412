//! Encounters of small cases, as scripts and as rules.

use crate::case::{assessment, bus_stop, case, exits, line, reply, scene, transcript, treadmill};
use assess::{Label, Tier, Verdict};
use practice::case::{Band, Case, Danger, SceneKind, Temperament};
use practice::{Answer, Choice, Encounter, MoveKind, Phase, Said};

fn play(case: &Case, answers: &[usize]) -> Encounter {
    let mut encounter = Encounter::begin(case, None, 7);
    for &number in answers {
        encounter.answer(case, Answer::Choose(number)).unwrap();
    }
    encounter
}

#[test]
fn a_talk_reads_as_a_script() {
    let case = bus_stop();
    let mut encounter = play(&case, &[1, 1]);
    encounter.retry(&case).unwrap();
    for number in [3, 4, 2] {
        encounter.answer(&case, Answer::Choose(number)).unwrap();
    }
    assert_eq!(encounter.moment(&case).phase, Phase::Done);
    insta::assert_snapshot!(transcript(&encounter));
}

#[test]
fn what_the_peer_says_depends_on_the_band_after_the_reply() {
    let case = bus_stop();
    let warm = play(&case, &[1]);
    assert_eq!(warm.now.lines.last().unwrap().text, "I missed the hearing. On purpose.");
    assert_eq!(warm.turns[0].told, ["about the hearing"]);
    let cold = play(&case, &[2]);
    assert_eq!(cold.now.lines.last().unwrap().text, "Nothing to tell.");
    assert!(cold.turns[0].told.is_empty());
}

#[test]
fn replies_stand_in_an_order_of_the_seed_that_stays() {
    let case = bus_stop();
    let scene = case.scene("hearing").unwrap();
    let order = |seed| Choice::of(scene, seed).iter().map(|c| c.number).collect::<Vec<_>>();
    let mut seen: Vec<Vec<usize>> = (0..200).map(order).collect();
    assert_eq!(seen[3], order(3));
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 24, "every order of four replies comes up");
}

#[test]
fn an_answer_that_does_not_fit_is_refused_and_changes_nothing() {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    let was = encounter.clone();
    for (answer, message) in [
        (7, "expected a number from 1 to 3, found 7"),
        (0, "expected a number from 1 to 3, found 0"),
    ] {
        let refused = encounter.answer(&case, Answer::Choose(answer)).unwrap_err();
        assert_eq!(refused.to_string(), message);
    }
    assert!(encounter.retry(&case).is_err());
    assert_eq!(encounter, was);

    let mut over = play(&case, &[1, 2, 2, 1]);
    let was = over.clone();
    assert!(over.answer(&case, Answer::Wait).is_err());
    assert_eq!(over, was);

    let mut edited = case.clone();
    edited.scenes.retain(|s| s.id != "bench");
    let refused = encounter.answer(&edited, Answer::Choose(1)).unwrap_err();
    assert!(refused.to_string().contains("expected a scene `bench`"), "{refused}");
}

#[test]
fn silence_is_the_authors_or_the_voices() {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    encounter.answer(&case, Answer::Wait).unwrap();
    let turn = &encounter.turns[0];
    assert_eq!((turn.said, encounter.now.scene.as_str()), (Said::Wait, "hearing"));
    assert_eq!(turn.moves[0].label, Label::Listening);

    encounter.answer(&case, Answer::Wait).unwrap();
    let turn = &encounter.turns[1];
    assert_eq!(encounter.now.scene, "hearing", "the scene stays");
    assert!(turn.moves.is_empty() && turn.text.is_empty());
    assert_eq!(turn.assessment.verdict, Verdict::Neutral);
    assert!(!turn.peer.is_empty() && turn.feedback.is_some());
}

#[test]
fn a_danger_holds_the_story_until_it_is_taken_up() {
    let mut case = bus_stop();
    case.peer.temperament = Temperament::Easy;
    let last = case.scenes.iter_mut().find(|s| s.id == "last").unwrap();
    last.lines[1].bands.clear();
    let mut encounter = play(&case, &[1, 2]);
    assert_eq!(encounter.now.danger, Some(Danger::Suicide));

    encounter.answer(&case, Answer::Choose(3)).unwrap();
    let turn = encounter.turns.last().unwrap();
    assert_eq!(turn.passed_over, Some(Danger::Suicide));
    assert_eq!(turn.assessment.verdict, Verdict::Neutral, "warmth alone does not build here");
    assert!(turn.after.trust > turn.before.trust, "warmth may still move trust");
    assert_eq!(turn.better.as_deref(), Some(case.scene("last").unwrap().replies[0].text.as_str()));
    let feedback = turn.feedback.as_ref().unwrap();
    assert!(feedback.passed_over.as_ref().unwrap().contains("not wanting to live"));
    assert!(feedback.change.as_ref().unwrap().contains("ask straight out"));

    encounter.answer(&case, Answer::Wait).unwrap();
    assert_eq!(encounter.now.scene, "last", "silence does not take it up either");
    encounter.answer(&case, Answer::Choose(1)).unwrap();
    assert!(encounter.now.ending.is_some());
    assert_eq!(encounter.turns.last().unwrap().passed_over, None);
}

#[test]
fn nobody_leaves_while_danger_waits() {
    let mut case = bus_stop();
    case.scenes.iter_mut().find(|s| s.id == "last").unwrap().lines[1].bands.clear();
    let mut encounter = play(&case, &[1, 2]);
    for _ in 0..8 {
        encounter.answer(&case, Answer::Choose(2)).unwrap();
        assert_eq!(encounter.now.scene, "last");
    }
    assert!(encounter.turns.iter().any(|t| t.sign) && encounter.turns.iter().all(|t| !t.left));
}

#[test]
fn leaving_comes_after_a_sign_and_the_way_back_counts_as_played() {
    let breaks = || vec![reply("You never try.", &[("judgment", "never try")], "here")];
    // With the built-in scene, and with an authored one.
    let built_in = treadmill(Temperament::HurtBefore, breaks());
    let mut authored = built_in.clone();
    let back = vec![reply("I’m sorry.", &[("empathy", "sorry")], "here")];
    authored.scenes.push(scene("hall", SceneKind::Leaving, vec![line("", "Bye.")], back));
    for (case, hall) in [(built_in, "~leaving"), (authored, "hall")] {
        let mut encounter = Encounter::begin(&case, None, 1);
        while !encounter.turns.last().is_some_and(|t| t.left) {
            assert!(encounter.turns.len() < 10 && !encounter.played());
            encounter.answer(&case, Answer::Choose(1)).unwrap();
        }
        let signs = encounter.turns.iter().filter(|t| t.sign).count();
        assert_eq!((signs, encounter.now.scene.as_str()), (1, hall));
        let moment = encounter.moment(&case);
        assert!(moment.leaving && !moment.lines.is_empty() && !moment.options.is_empty());
        // The turn that made the peer leave can be tried again.
        let mut again = encounter.clone();
        again.retry(&case).unwrap();
        assert_eq!(again.now.scene, "here");

        encounter.answer(&case, Answer::Choose(1)).unwrap();
        assert!(encounter.played());
        assert_eq!(encounter.now.scene, "here");
        // Another leaving needs another sign.
        encounter.answer(&case, Answer::Choose(1)).unwrap();
        assert!(!encounter.turns.last().unwrap().left);
    }
}

#[test]
fn a_talk_that_ends_anyway_needs_no_door() {
    let mut case = treadmill(
        Temperament::HurtBefore,
        vec![
            reply("You never try.", &[("judgment", "never try")], "here"),
            reply("You never listen.", &[("judgment", "never listen")], "over"),
        ],
    );
    case.scenes.push(scene("over", SceneKind::Ending, vec![line("", "Bye.")], vec![]));
    let mut encounter = Encounter::begin(&case, None, 1);
    while !encounter.now.trust.warned {
        assert!(encounter.turns.len() < 10, "no sign");
        encounter.answer(&case, Answer::Choose(1)).unwrap();
    }
    encounter.answer(&case, Answer::Choose(2)).unwrap();
    let last = encounter.turns.last().unwrap();
    assert!(!last.left && last.ending.as_ref().is_some_and(|e| e.scene == "over"));
}

#[test]
fn recovering_clears_the_warning() {
    let case = treadmill(
        Temperament::HurtBefore,
        vec![
            reply("You never try.", &[("judgment", "")], "here"),
            reply("That sounds lonely.", &[("empathy", ""), ("listening", "")], "here"),
            reply("A hard week, then.", &[("empathy", ""), ("listening", "")], "here"),
        ],
    );
    let mut encounter = Encounter::begin(&case, None, 1);
    while !encounter.now.trust.warned {
        assert!(encounter.turns.len() < 10, "no sign");
        encounter.answer(&case, Answer::Choose(1)).unwrap();
    }
    encounter.answer(&case, Answer::Choose(2)).unwrap();
    encounter.answer(&case, Answer::Choose(3)).unwrap();
    assert!(!encounter.now.trust.warned && !encounter.now.trust.at_the_door());
    while !encounter.now.trust.at_the_door() {
        assert!(encounter.turns.len() < 20);
        encounter.answer(&case, Answer::Choose(1)).unwrap();
    }
    let last = encounter.turns.last().unwrap();
    assert!(last.sign && !last.left);
}

#[test]
fn a_maybe_breaker_moves_nothing_and_makes_nobody_leave() {
    let case = treadmill(Temperament::HurtBefore, vec![reply("So.", &[], "here")]);
    let mut encounter = Encounter::begin(&case, None, 1);
    encounter.now.trust.trust = 0.01;
    encounter.now.trust.warned = true;
    let unsure = assessment(&[(Label::Judgment, 0.9, Tier::Maybe)]);
    let answer = Answer::Write { text: "Why, though?".into(), assessment: unsure, means: None };
    encounter.answer(&case, answer).unwrap();
    let turn = &encounter.turns[0];
    assert!(turn.moves.is_empty() && !turn.left && !turn.sign);
    assert!(turn.feedback.as_ref().unwrap().heard.contains("Was there blame or pressure in"));
}

#[test]
fn a_repair_gives_back_half_once_and_raises_the_ceiling_again() {
    let mut owns = reply("I told them, and that was wrong of me. I’m sorry.", &[], "here");
    owns.repair = Some(crate::case::spans(&owns.text, "that was wrong of me"));
    owns.verdict = Some(Verdict::Builds);
    let breach = reply("I told them.", &[("breach", "told them")], "here");
    let case = treadmill(Temperament::Easy, vec![breach, owns]);
    let mut encounter = play(&case, &[1, 2, 2]);
    let turns = encounter.turns.clone();
    let [lost, mended, again] = &turns[..] else { panic!("three turns") };
    let loss = lost.before.trust - lost.after.trust;
    assert!(lost.after.ceiling < lost.before.ceiling);
    assert!((mended.after.trust - mended.before.trust - loss / 2.0).abs() < 1e-8);
    assert_eq!(mended.after.ceiling, lost.before.ceiling);
    let m = &mended.moves[0];
    assert_eq!((m.label, m.kind), (Label::Consistency, MoveKind::Repair));
    assert_eq!(m.words, "that was wrong of me");
    assert!(mended.repaired && mended.feedback.as_ref().unwrap().heard.contains("that was wrong"));
    assert!(again.moves.is_empty() && !again.repaired, "once for each rupture");
    encounter.retry(&case).unwrap();
    assert_eq!(encounter.now.trust.trust, mended.after.trust);
}

#[test]
fn a_late_repair_gives_back_half_and_wins_the_rest_by_itself() {
    let marks = [("empathy", "heavy"), ("listening", "all week")];
    let mut owns = reply("That was heavy for you all week. I talked over it.", &marks, "here");
    owns.repair = Some(crate::case::spans(&owns.text, "I talked over it"));
    let breaks = reply("It’s not so bad.", &[("minimizing", "not so bad")], "here");
    let builds = reply("You stayed.", &[("perspective", "You stayed")], "here");
    let case = treadmill(Temperament::HurtBefore, vec![breaks, builds, owns]);
    let turns = play(&case, &[1, 2, 3]).turns;
    let loss = turns[0].before.trust - turns[0].after.trust;
    let of = |kind| turns[2].moves.iter().filter(move |m| m.kind == kind).map(|m| m.delta);
    assert!((of(MoveKind::Repair).sum::<f64>() - loss / 2.0).abs() < 1e-8);
    assert!(of(MoveKind::Gain).sum::<f64>() > 0.0);
}

#[test]
fn a_mixed_reply_holds_back_the_next_gain_and_no_later_one() {
    for temperament in Temperament::ALL {
        for words in ["not so bad", "so bad", "It’s not so bad, and heavy"] {
            let marks = [("minimizing", words), ("empathy", "heavy")];
            let mixed = reply("It’s not so bad, and heavy.", &marks, "here");
            let one = reply("You stayed.", &[("perspective", "You stayed")], "here");
            let two = reply("A long night, then.", &[("listening", "A long night")], "here");
            let turns = play(&treadmill(temperament, vec![mixed, one, two]), &[1, 2, 3]).turns;
            assert!(turns[1].after.trust < turns[0].before.trust, "{temperament:?}");
            assert!(turns[2].after.trust > turns[2].before.trust, "{temperament:?}");
        }
    }
}

#[test]
fn a_moment_without_answers_ends_the_talk() {
    let mut case = treadmill(Temperament::Easy, vec![reply("Go on.", &[], "unfinished")]);
    case.scenes.push(scene("unfinished", SceneKind::Talk, vec![line("", "I’m fine.")], vec![]));
    let encounter = play(&case, &[1]);
    let ending = encounter.now.ending.as_ref().unwrap();
    assert_eq!((ending.scene.as_str(), encounter.played()), ("unfinished", true));
    assert!(encounter.turns[0].peer.iter().any(|spoken| spoken.text == "I’m fine."));
}

#[test]
fn a_reply_that_costs_lowers_trust_a_little_and_still_builds() {
    let case = bus_stop();
    let encounter = play(&case, &[1, 2, 4]);
    let turn = &encounter.turns[2];
    assert_eq!(turn.assessment.verdict, Verdict::Builds);
    assert_eq!(turn.moves.len(), 1);
    let m = &turn.moves[0];
    assert_eq!((m.label, m.kind), (Label::Confidentiality, MoveKind::Cost));
    assert!(m.delta < 0.0 && m.delta > -0.1);
    let heard = &turn.feedback.as_ref().unwrap().heard;
    assert!(heard.contains("right to say") && heard.contains("when I tell them"), "{heard}");
}

#[test]
fn exits_follow_the_band_after_the_reply() {
    let good = scene("good", SceneKind::Ending, vec![], vec![]);
    let plain = scene("plain", SceneKind::Ending, vec![], vec![]);
    let mut start = treadmill(
        Temperament::Eager,
        vec![
            reply("That is a lot.", &[("empathy", "")], ""),
            reply("Pull yourself together.", &[("judgment", "")], ""),
        ],
    );
    for reply in &mut start.scenes[0].replies {
        reply.to = exits("open,careful:good closed:plain");
    }
    start.scenes.extend([good, plain]);
    for (number, ending) in [(1, "good"), (2, "plain")] {
        let encounter = play(&start, &[number]);
        assert_eq!(encounter.now.ending.as_ref().unwrap().scene, ending);
        assert_eq!(encounter.turns[0].ending, encounter.now.ending);
    }
    assert_eq!(Encounter::begin(&start, None, 0).start.band, Band::Careful);
}

#[test]
fn a_reply_that_leads_nowhere_ends_unwritten() {
    for to in ["", "no-such-scene", "ana"] {
        let mut case = bus_stop();
        case.scenes[1].replies[0].to = exits(to);
        let encounter = play(&case, &[1]);
        let ending = encounter.now.ending.as_ref().unwrap();
        assert!(!ending.written && encounter.played());
        assert_eq!(encounter.moment(&case).phase, Phase::Transfer);
    }
    let empty = case(Temperament::Easy, vec![]);
    let encounter = Encounter::begin(&empty, None, 0);
    assert_eq!(encounter.moment(&empty).phase, Phase::Done);
}

#[test]
fn the_transfer_round_gives_no_feedback_and_cannot_be_tried_again() {
    let case = bus_stop();
    let mut encounter = play(&case, &[1, 2, 2]);
    let moment = encounter.moment(&case);
    assert_eq!((moment.phase, moment.person.as_str()), (Phase::Transfer, "Dee"));
    assert!(moment.can_retry, "the turn that ended the talk can be tried again");
    assert_eq!(moment.lines[0].text, "You writing this down?");
    let told_last = encounter.turns.last().unwrap().peer.last().unwrap();
    assert_ne!(told_last.text, "You writing this down?", "the new person is not the peer");

    let mut again = encounter.clone();
    again.retry(&case).unwrap();
    assert_eq!((again.now.phase, again.now.ending.clone()), (Phase::Talk, None));

    encounter.answer(&case, Answer::Choose(2)).unwrap();
    let turn = encounter.turns.last().unwrap();
    assert!(turn.feedback.is_none() && turn.moves.is_empty());
    assert!(encounter.retry(&case).is_err());
    assert_eq!(encounter.moment(&case).phase, Phase::Done);
}

#[test]
fn stopping_loses_nothing() {
    let case = bus_stop();
    let mut encounter = play(&case, &[1]);
    let was = encounter.moment(&case);
    encounter.stop();
    let now = encounter.moment(&case);
    assert!(now.stopped && !encounter.played());
    assert_eq!(practice::Moment { stopped: false, ..now }, was);
    encounter.answer(&case, Answer::Choose(2)).unwrap();
    assert!(!encounter.stopped);
}

#[test]
fn written_words_move_trust_and_the_story_and_are_answered_by_the_voice() {
    let case = bus_stop();
    let mut encounter = Encounter::begin(&case, None, 7);
    let found = assessment(&[(Label::OpenQuestion, 0.8, Tier::Clear)]);
    let text = "What keeps you out here in the rain?".to_owned();
    encounter.answer(&case, Answer::Write { text, assessment: found, means: None }).unwrap();
    let turn = &encounter.turns[0];
    assert!(turn.reply.is_none() && turn.after.trust > turn.before.trust);
    assert_eq!(encounter.now.scene, "hearing");
    assert!(
        turn.peer.iter().all(|s| !s.text.contains("The roof")),
        "no answer to what nobody said"
    );

    let mut unsure = assessment(&[]);
    unsure.unsure = true;
    let text = "asdf".to_owned();
    encounter.answer(&case, Answer::Write { text, assessment: unsure, means: None }).unwrap();
    assert_eq!(encounter.now.scene, "hearing", "off the track, the story waits");
}

#[test]
fn staying_in_a_scene_says_only_what_is_new() {
    let case = case(
        Temperament::Eager,
        vec![scene(
            "here",
            SceneKind::Talk,
            vec![line("", "So."), line("closed", "I’m fine.")],
            vec![reply("Cheer up!", &[("minimizing", "")], "here")],
        )],
    );
    let mut encounter = Encounter::begin(&case, None, 0);
    assert_eq!(encounter.now.lines.len(), 1);
    encounter.answer(&case, Answer::Choose(1)).unwrap();
    let lines: Vec<_> = encounter.now.lines.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(lines, ["I’m fine."]);
}
