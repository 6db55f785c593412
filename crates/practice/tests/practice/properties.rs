//! What design.md's "Trust" asks for, over many talks and for every temperament.

use crate::case::{assessment, bus_stop, reply, treadmill};
use assess::{Assessment, Label, Tier};
use practice::case::{Band, Case, Temperament};
use practice::novelty::novelty;
use practice::trust::{Heard, MoveKind, Trust, label_weight};
use practice::{Answer, Encounter, Phase};
use proptest::prelude::*;

const BUILDERS: [Label; 11] = {
    let [a, b, c, d, e, f, g, h, i, j, k, ..] = Label::ALL;
    [a, b, c, d, e, f, g, h, i, j, k]
};
const BREAKERS: [Label; 6] = {
    let [.., a, b, c, d, e, f] = Label::ALL;
    [a, b, c, d, e, f]
};

/// Seven things to say of seven kinds, none like another.
const VARIED: [(&str, Label); 7] = [
    ("Thursday at four, I’ll be at the door.", Label::Consistency),
    ("Thank you for saying that out loud.", Label::Nonjudgment),
    ("So half of you went and half stayed home.", Label::Listening),
    ("We can leave your brother for another day.", Label::Boundaries),
    ("That sounds exhausting and lonely.", Label::Empathy),
    ("What has helped, even a little?", Label::OpenQuestion),
    ("You got here on two buses.", Label::Perspective),
];

/// What may be written: good lines, and odd ones.
const WRITTEN: [&str; 14] = [
    VARIED[0].0,
    VARIED[2].0,
    VARIED[4].0,
    VARIED[5].0,
    VARIED[6].0,
    "ok",
    "",
    "…",
    "hi",
    "Can I ask you something?",
    "did you sleep",
    "I’m sorry I pushed you.",
    "I shouldn't have said that, but you asked.",
    "Are you thinking about killing yourself?",
];

fn hear(trust: &mut Trust, assessment: &Assessment) -> f64 {
    let before = trust.trust;
    trust.hear(&Heard { text: "x", assessment, novelty: 1.0, costs: None, repair: None });
    trust.trust - before
}

fn at(temperament: Temperament, trust: f64) -> Trust {
    let mut state = Trust::begin(temperament);
    state.trust = trust;
    state
}

fn one(label: Label, confidence: f64) -> Assessment {
    assessment(&[(label, confidence, Tier::Clear)])
}

/// A confidence at which the label weighs `e`.
fn weighing(label: Label, e: f64) -> Assessment {
    one(label, e / label_weight(label))
}

fn temperaments() -> impl Strategy<Value = Temperament> {
    prop::sample::select(Temperament::ALL.to_vec())
}

fn builders() -> impl Strategy<Value = Label> {
    prop::sample::select(BUILDERS.to_vec())
}

fn breakers() -> impl Strategy<Value = Label> {
    prop::sample::select(BREAKERS.to_vec())
}

fn any_assessment() -> impl Strategy<Value = Assessment> {
    let label = prop::sample::select(Label::ALL.to_vec());
    let tier = prop::sample::select(vec![Tier::Clear, Tier::Maybe]);
    prop::collection::vec((label, 0.0..=1.0, tier), 0..5).prop_map(|labels| assessment(&labels))
}

#[derive(Clone, Debug)]
enum Step {
    Choose(usize),
    Mean(usize, usize, Assessment),
    Misread(usize),
    Open,
    Wait,
    Write(usize, Assessment),
    Retry,
    Stop,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (1usize..6).prop_map(Step::Choose),
        1 => Just(Step::Wait),
        3 => (0usize..WRITTEN.len(), any_assessment()).prop_map(|(text, a)| Step::Write(text, a)),
        1 => (0usize..WRITTEN.len(), 1usize..6, any_assessment())
            .prop_map(|(text, means, a)| Step::Mean(text, means, a)),
        1 => (0usize..4).prop_map(Step::Misread),
        1 => Just(Step::Open),
        1 => Just(Step::Retry),
        1 => Just(Step::Stop),
    ];
    prop::collection::vec(step, 0..30)
}

fn take(case: &Case, encounter: &mut Encounter, step: &Step) {
    // What does not fit is refused, which is part of what is tried.
    let _ = match step {
        Step::Choose(number) => encounter.answer(case, Answer::Choose(*number)),
        Step::Wait => encounter.answer(case, Answer::Wait),
        Step::Write(text, assessment) => {
            let (text, assessment) = (WRITTEN[*text].into(), assessment.clone());
            encounter.answer(case, Answer::Write { text, assessment, means: None })
        }
        Step::Mean(text, means, assessment) => {
            let (text, assessment) = (WRITTEN[*text].into(), assessment.clone());
            encounter.answer(case, Answer::Write { text, assessment, means: Some(*means) })
        }
        Step::Misread(nth) => {
            let last = encounter.turns.last();
            let label = last.and_then(|turn| turn.assessment.labels.get(*nth)).map(|f| f.label);
            label.map_or(Ok(()), |label| encounter.misread(case, label))
        }
        Step::Open => {
            encounter.open();
            Ok(())
        }
        Step::Retry => encounter.retry(case),
        Step::Stop => {
            encounter.stop();
            Ok(())
        }
    };
}

fn cases() -> impl Strategy<Value = Case> {
    let sink = treadmill(
        Temperament::Testing,
        vec![
            reply("You people never change.", &[("judgment!", "never")], "here"),
            reply("Have you tried yoga?", &[("advice", "")], "here"),
            reply("That’s heavy, and you must call.", &[("empathy", ""), ("advice", "")], "here"),
            reply("What was it like?", &[("open-question", "")], "here"),
            reply("I said so, and it was wrong.", &[("consistency", "")], "here"),
        ],
    );
    let mut repairable = sink.clone();
    repairable.scenes[0].replies[4].repair = Some(vec![]);
    repairable.scenes[0].replies[3].costs = Some(vec![]);
    prop::sample::select(vec![bus_stop(), sink, repairable])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn trust_is_bounded_and_every_change_has_a_label_words_and_its_sum(
        case in cases(), temperament in temperaments(), seed: u64, steps in steps()
    ) {
        let mut encounter = Encounter::begin(&case, Some(temperament), seed);
        for step in &steps {
            take(&case, &mut encounter, step);
            let trust = &encounter.now.trust;
            prop_assert!(0.0 <= trust.trust && trust.trust <= trust.ceiling && trust.ceiling <= 1.0);
        }
        let mut lost = 0.0;
        for turn in &encounter.turns {
            let of = |kind| turn.moves.iter().filter(move |m| m.kind == kind).map(|m| m.delta);
            lost = f64::max(lost, -of(MoveKind::Loss).sum::<f64>());
            let mended: f64 = of(MoveKind::Repair).sum();
            prop_assert!(mended <= lost / 2.0 + 1e-9, "at most half of a rupture comes back");
            let sum: f64 = turn.moves.iter().map(|m| m.delta).sum();
            prop_assert!((turn.after.trust - turn.before.trust - sum).abs() <= 1e-12);
            for m in &turn.moves {
                prop_assert!(!m.words.is_empty() && m.delta != 0.0);
                prop_assert!(turn.text.contains(&m.words) || m.words.contains(" … "));
                let up = matches!(m.kind, MoveKind::Gain | MoveKind::Repair);
                prop_assert_eq!(m.delta > 0.0, up);
                if m.kind != MoveKind::Cost {
                    prop_assert_eq!(m.label.builds(), up);
                }
                let named = turn.assessment.labels.iter().any(|f| f.label == m.label);
                prop_assert!(named || m.kind == MoveKind::Repair);
            }
            let feedback = turn.feedback.is_some();
            prop_assert_eq!(feedback, turn.phase == Phase::Talk, "no practice without feedback");
        }
    }

    #[test]
    fn the_same_case_seed_and_replies_give_the_same_encounter_also_through_json(
        case in cases(), seed: u64, steps in steps()
    ) {
        let mut whole = Encounter::begin(&case, None, seed);
        let mut resumed = whole.clone();
        for step in &steps {
            take(&case, &mut whole, step);
            let kept = serde_json::to_string(&resumed).unwrap();
            resumed = serde_json::from_str(&kept).unwrap();
            take(&case, &mut resumed, step);
            prop_assert_eq!(&whole, &resumed);
            prop_assert_eq!(whole.moment(&case), resumed.moment(&case));
        }
    }

    #[test]
    fn nobody_leaves_without_a_sign_in_an_earlier_turn(
        case in cases(), temperament in temperaments(), seed: u64, steps in steps()
    ) {
        let mut encounter = Encounter::begin(&case, Some(temperament), seed);
        for step in &steps {
            take(&case, &mut encounter, step);
        }
        let mut sign = false;
        for turn in encounter.standing_turns() {
            if turn.left {
                prop_assert!(sign);
                sign = false;
            }
            sign |= turn.sign;
            prop_assert!(!(turn.left && turn.sign));
        }
    }

    #[test]
    fn trying_again_takes_everything_back_but_the_try(
        case in cases(), seed: u64, steps in steps(), number in 1usize..4
    ) {
        let mut encounter = Encounter::begin(&case, None, seed);
        for step in &steps {
            take(&case, &mut encounter, step);
        }
        let was = encounter.clone();
        if encounter.answer(&case, Answer::Choose(number)).is_ok() && encounter.retry(&case).is_ok() {
            prop_assert_eq!(&encounter.now, &was.now);
            let turns = encounter.turns.clone();
            let (tried, before) = turns.split_last().unwrap();
            prop_assert_eq!(before, &was.turns[..]);
            prop_assert!(tried.superseded);
            // The same answer then does the same again.
            let mut once = was.clone();
            once.answer(&case, Answer::Choose(number)).unwrap();
            encounter.answer(&case, Answer::Choose(number)).unwrap();
            prop_assert_eq!(&once.now, &encounter.now);
            prop_assert_eq!(encounter.turns.last().unwrap().attempt, tried.attempt + 1);
            prop_assert_eq!(encounter.turns.last().unwrap().number, tried.number);
        }
    }

    #[test]
    fn the_peer_always_says_something_and_no_doubtful_breaker_costs_anything(
        case in cases(), seed: u64, steps in steps(), text in 0usize..WRITTEN.len(), found in any_assessment()
    ) {
        let mut encounter = Encounter::begin(&case, None, seed);
        for step in &steps {
            take(&case, &mut encounter, step);
        }
        let mut doubtful = found;
        for finding in &mut doubtful.labels {
            if !finding.label.builds() {
                finding.tier = Tier::Maybe;
            }
        }
        let answer = Answer::Write { text: WRITTEN[text].into(), assessment: doubtful, means: None };
        if encounter.answer(&case, answer).is_ok() {
            let turn = encounter.turns.last().unwrap();
            prop_assert!(turn.after.trust >= turn.before.trust && !turn.left && !turn.sign);
            prop_assert!(turn.phase != Phase::Talk || !turn.peer.is_empty());
            prop_assert!(turn.assessment.unsure || turn.feedback.as_ref().is_none_or(|f| !f.heard.is_empty()));
        }
        // Every kind of debrief can be made, and kept.
        let debrief = practice::debrief(&case, &encounter, None);
        prop_assert_eq!(debrief.skills.len(), 6);
        let kept = serde_json::to_string(&debrief).unwrap();
        prop_assert_eq!(serde_json::from_str::<practice::Debrief>(&kept).unwrap(), debrief);
    }

    #[test]
    fn a_label_that_was_misread_is_as_if_it_had_never_been_found(
        case in cases(), seed: u64, steps in steps(), text in 0usize..WRITTEN.len(), found in any_assessment()
    ) {
        let mut encounter = Encounter::begin(&case, None, seed);
        for step in &steps {
            take(&case, &mut encounter, step);
        }
        let mut clean = encounter.clone();
        let write = |assessment| Answer::Write { text: WRITTEN[text].into(), assessment, means: None };
        let Some(wrong) = found.labels.first().map(|f| f.label) else { return Ok(()) };
        if encounter.answer(&case, write(found.clone())).is_err() || encounter.back.is_none() {
            return Ok(());
        }
        let was = encounter.clone();
        // A reply that says next to nothing has no labels to begin with.
        if encounter.misread(&case, wrong).is_err() {
            prop_assert_eq!(was, encounter);
            return Ok(());
        }
        let mut labels = found.labels;
        labels.retain(|f| f.label != wrong);
        let verdict = assess::Verdict::of(&labels);
        clean.answer(&case, write(Assessment { labels, verdict, unsure: false })).unwrap();
        prop_assert_eq!(&clean.now, &encounter.now);
        let (turn, other) = (encounter.turns.last().unwrap(), clean.turns.last().unwrap());
        prop_assert!(turn.disputed && turn.moves.iter().all(|m| m.label != wrong || m.kind == MoveKind::Repair));
        prop_assert_eq!((&turn.peer, turn.number, turn.attempt), (&other.peer, other.number, other.attempt));
        let debrief = practice::debrief(&case, &encounter, None);
        prop_assert!(debrief.mattered.iter().all(|m| m.turn != turn.number));
    }

    #[test]
    fn more_of_a_builder_never_gains_less_and_more_of_a_breaker_never_loses_less(
        temperament in temperaments(), builder in builders(), breaker in breakers(),
        trust in 0.0..0.9, a in 0.0..=1.0, b in 0.0..=1.0, beside in 0.0..=1.0
    ) {
        let (low, high) = if a < b { (a, b) } else { (b, a) };
        let of = |assessment: &Assessment| hear(&mut at(temperament, trust), assessment);
        prop_assert!(of(&one(builder, low)) <= of(&one(builder, high)));
        prop_assert!(of(&one(breaker, low)) >= of(&one(breaker, high)));
        prop_assert!(of(&one(builder, 1.0)) > 0.0 && of(&one(breaker, 1.0)) <= 0.0);
        // Also where the other side stands beside it.
        let mixed = |up, down| {
            assessment(&[(builder, up, Tier::Clear), (breaker, down, Tier::Clear)])
        };
        if breaker != Label::Breach {
            prop_assert!(of(&mixed(low, beside)) <= of(&mixed(high, beside)) + 1e-9);
            prop_assert!(of(&mixed(beside, low)) >= of(&mixed(beside, high)) - 1e-9);
        }
    }

    #[test]
    fn a_loss_outweighs_the_equal_gain(
        temperament in temperaments(), builder in builders(), breaker in breakers(),
        part in 0.0..=1.0, e in 0.05..0.8
    ) {
        let from = temperament.constants().start;
        let trust = from + part * (temperament.constants().ceiling - from);
        let gain = hear(&mut at(temperament, trust), &weighing(builder, e));
        let loss = -hear(&mut at(temperament, trust), &weighing(breaker, e));
        prop_assert!(loss > gain, "{loss} against {gain} at {trust}");
        let gain = hear(&mut at(temperament, 0.5), &weighing(builder, e));
        let loss = -hear(&mut at(temperament, 0.5), &weighing(breaker, e));
        prop_assert!(loss >= 3.0 * gain, "{loss} against {gain} at 0.5");
    }

    #[test]
    fn a_loss_and_then_a_gain_ends_below_the_start_and_order_matters(
        temperament in temperaments(), up in any_builders(), breaker in breakers(),
        trust in 0.01..0.9, e in 0.1..=1.0
    ) {
        let mut down_up = at(temperament, trust);
        hear(&mut down_up, &one(breaker, e));
        hear(&mut down_up, &up);
        prop_assert!(down_up.trust < trust);
        let mut up_down = at(temperament, trust);
        hear(&mut up_down, &up);
        hear(&mut up_down, &one(breaker, e));
        // A lowered ceiling may meet both.
        if breaker != Label::Breach {
            prop_assert!(up_down.trust != down_up.trust);
        }
    }

    #[test]
    fn a_mixed_reply_ends_below_where_it_began(
        temperament in temperaments(), builder in builders(), trust in 0.01..0.9, e in 0.1..=1.0
    ) {
        let both = [(builder, 1.0, Tier::Clear), (Label::Advice, e, Tier::Clear)];
        prop_assert!(hear(&mut at(temperament, trust), &assessment(&both)) < 0.0);
    }

    #[test]
    fn novelty_stays_within_its_bounds(text in "\\PC{0,40}", other in "\\PC{0,40}") {
        let n = novelty(&text, [other.as_str(), text.as_str()], [other.as_str()]);
        prop_assert!(n > 0.0 && n <= 0.5);
    }
}

fn any_builders() -> impl Strategy<Value = Assessment> {
    prop::collection::vec((builders(), 0.5..=1.0, Just(Tier::Clear)), 1..5)
        .prop_map(|labels| assessment(&labels))
}

#[test]
fn parroting_cannot_open_anybody_and_seven_good_varied_turns_can() {
    for temperament in Temperament::ALL {
        // The best of all single phrases: every builder in one.
        let every: Vec<_> = BUILDERS.map(|label| (label.id(), "")).to_vec();
        let phrase = reply("Thank you. That sounds hard. What would help?", &every, "here");
        let parrot = treadmill(temperament, vec![phrase]);
        let mut encounter = Encounter::begin(&parrot, None, 3);
        for _ in 0..60 {
            encounter.answer(&parrot, Answer::Choose(1)).unwrap();
            assert_ne!(encounter.now.trust.band, Band::Open, "{temperament:?}");
        }

        // One label each, in the worst order too: the weakest builders count as good.
        for labels in [VARIED.map(|(_, label)| label), [Label::Sharing; 7]] {
            let replies = VARIED.iter().zip(labels);
            let replies =
                replies.map(|((text, _), label)| reply(text, &[(label.id(), "")], "here"));
            let varied = treadmill(temperament, replies.collect());
            let mut encounter = Encounter::begin(&varied, None, 3);
            for number in 1..=7 {
                encounter.answer(&varied, Answer::Choose(number)).unwrap();
            }
            let trust = encounter.now.trust.trust;
            assert_eq!(encounter.now.trust.band, Band::Open, "{temperament:?} at {trust}");
        }
    }
}

#[test]
fn parroting_written_words_cannot_open_anybody_either() {
    for temperament in Temperament::ALL {
        let case = treadmill(temperament, vec![reply("So.", &[], "here")]);
        let mut encounter = Encounter::begin(&case, None, 3);
        let every: Vec<_> = BUILDERS.map(|label| (label, 1.0, Tier::Clear)).to_vec();
        for i in 0..60 {
            let text = format!("Thank you, that sounds hard{}", [".", "…", " today."][i % 3]);
            let answer = Answer::Write { text, assessment: assessment(&every), means: None };
            encounter.answer(&case, answer).unwrap();
            assert_ne!(encounter.now.trust.band, Band::Open, "{temperament:?}");
        }
    }
}

#[test]
fn temperaments_keep_to_the_design() {
    for temperament in Temperament::ALL {
        let c = temperament.constants();
        assert!(c.start >= 0.15 && c.leave < c.start && c.start < c.ceiling && c.ceiling <= 1.0);
        assert!((3.0..3.5).contains(&(c.loss / c.gain + 1e-12)), "{temperament:?}");
        assert_eq!(Trust::begin(temperament).trust, c.start);
    }
}

#[test]
fn a_loss_has_a_least_step_as_far_as_there_is_trust() {
    for temperament in Temperament::ALL {
        for breaker in BREAKERS {
            for (trust, least) in [(0.3, 0.02), (0.01, 0.01)] {
                let lost = -hear(&mut at(temperament, trust), &one(breaker, 0.01));
                assert!((lost - least).abs() < 1e-9, "{breaker} {lost}");
            }
        }
    }
}

#[test]
fn one_word_does_not_flip_a_band() {
    for (low, high) in [(Band::Closed, Band::Careful), (Band::Careful, Band::Open)] {
        let enters = (0..1000).map(|i| f64::from(i) / 1000.0).find(|&t| low.at(t) == high).unwrap();
        let leaves =
            (0..1000).map(|i| f64::from(i) / 1000.0).find(|&t| high.at(t) == high).unwrap();
        assert!(enters - leaves >= 0.05);
    }
}

#[test]
fn steady_listening_in_new_words_keeps_its_worth() {
    let said = [
        "So part of you wants to go, and part of you dreads the room.",
        "You waited an hour, and nobody looked up.",
        "It was the silence afterwards that got to you.",
    ];
    assert!(novelty(said[2], [said[0], said[1]], []) >= 0.8);
    assert!(novelty(said[1], [said[0]], []) >= 0.8);
}
