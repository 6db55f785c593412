//! What walking a case finds.

use crate::case::{bus_stop, case, exits, line, reply, scene, treadmill};
use practice::case::{Band, Case, SceneKind, Temperament};
use practice::{Answer, Encounter, Phase, best_trust, walk};
use proptest::prelude::*;

#[test]
fn a_small_case_is_walked_on_every_path() {
    let case = bus_stop();
    let walked = walk(&case, 175.0);
    assert!(walked.exhaustive);
    let ended: usize = walked.endings.iter().map(|(_, n)| n).sum();
    assert_eq!(ended, walked.paths);
    assert_eq!(walked.endings[0].0, "good");
    assert!(walked.minutes_low > 1.0 && walked.minutes_low <= walked.minutes_high);
    assert!(walked.turns_low == 3 && walked.turns_high >= 4);
    assert_eq!(walked.strategies.len(), 5);
    let trust = |name| walked.strategies.iter().find(|s| s.name == name).unwrap().trust;
    assert!(trust("builds") > trust("random") && trust("random") > trust("advises"));
    for s in &walked.strategies {
        let rates = |rates: Vec<f64>| (rates.iter().sum::<f64>() - 1.0).abs() < 1e-9;
        assert!(rates(s.endings.iter().map(|e| e.1).collect()), "{s:?}");
        assert!(rates(s.bands.iter().map(|b| b.1).collect()), "{s:?}");
    }
    assert_eq!(walk(&case, 175.0), walked, "the same each time");
}

#[test]
fn a_walk_of_loops_ends() {
    let replies = ["One.", "Two.", "Three."].map(|t| reply(t, &[("empathy", "")], "here"));
    let walked = walk(&treadmill(Temperament::Easy, replies.to_vec()), 175.0);
    assert!(!walked.exhaustive);
    assert_eq!(walked.endings, [("unfinished".to_owned(), walked.paths)]);
    let nothing = walk(&case(Temperament::Easy, vec![]), 0.0);
    assert!(nothing.minutes_high.is_finite());
}

#[test]
fn a_case_of_one_reply_costs_its_reading() {
    let words = "word ".repeat(350);
    let end = scene("end", SceneKind::Ending, vec![line("", &words)], vec![]);
    let start = scene("a", SceneKind::Talk, vec![], vec![reply("Hi.", &[], "end")]);
    let walked = walk(&case(Temperament::Easy, vec![start, end]), 175.0);
    // Two minutes of reading, one of debrief, some seconds of thought and feedback.
    assert!((3.0..3.5).contains(&walked.minutes_low), "{}", walked.minutes_low);
}

fn two_steps(temperament: Temperament, first: &[(&str, &str)]) -> Case {
    let end = scene("end", SceneKind::Ending, vec![line("open", "Here it is.")], vec![]);
    let there = scene("there", SceneKind::Talk, vec![], vec![reply("So.", &[], "end")]);
    let start = scene("a", SceneKind::Talk, vec![], vec![reply("Hello.", first, "there")]);
    case(temperament, vec![start, there, end])
}

#[test]
fn the_best_trust_is_exact_where_there_is_one_path() {
    for marks in [vec![("empathy", "")], vec![("advice", "")], vec![]] {
        let case = two_steps(Temperament::Guarded, &marks);
        let mut encounter = Encounter::begin(&case, None, 0);
        encounter.answer(&case, Answer::Choose(1)).unwrap();
        let reach = best_trust(&case);
        let there = reach.iter().find(|r| r.scene == "there").unwrap();
        // After a loss the way back through the built-in leaving could be better.
        assert!(there.trust >= encounter.now.trust.trust - 1e-7);
        if marks.first().is_none_or(|m| m.0 != "advice") {
            assert!((there.trust - encounter.now.trust.trust).abs() < 1e-7);
        }
        assert_eq!(reach[0].after, [there.band]);
        assert_ne!(reach.last().unwrap().band, Band::Open, "two steps open nobody who is guarded");
    }
}

#[test]
fn the_best_trust_knows_what_repair_gives_back() {
    // What stands between the rupture and its repair, by the labels of each moment.
    type Said<'a> = (&'a str, &'a [(&'a str, &'a str)]);
    let owned: Said = ("own", &[]);
    let talks: [&[Said]; 4] = [
        &[("break", &[("advice", "")]), owned],
        &[("break", &[("advice", "")]), ("warm", &[("empathy", "")]), owned],
        &[
            ("break", &[("advice", "")]),
            ("warm", &[("empathy", "")]),
            ("tender", &[("empathy", "")]),
            owned,
        ],
        &[("both", &[("advice", ""), ("empathy", "")]), ("warm", &[("empathy", "")]), owned],
    ];
    for talk in talks {
        let mut scenes: Vec<_> = (0..talk.len())
            .map(|i| {
                let (text, marks) = talk[i];
                let mut reply = reply(text, marks, &format!("s{}", i + 1));
                if text == "own" {
                    reply.repair = Some(vec![]);
                    reply.verdict = Some(assess::Verdict::Builds);
                }
                scene(&format!("s{i}"), SceneKind::Talk, vec![], vec![reply])
            })
            .collect();
        // The way back leads elsewhere, so that nobody comes round again.
        let bye = vec![reply("Bye.", &[], "bye")];
        scenes.push(scene("hall", SceneKind::Leaving, vec![], bye));
        scenes.push(scene("bye", SceneKind::Ending, vec![], vec![]));
        scenes.push(scene(&format!("s{}", talk.len()), SceneKind::Ending, vec![], vec![]));
        let case = case(Temperament::Eager, scenes);
        let mut encounter = Encounter::begin(&case, None, 0);
        for _ in talk {
            encounter.answer(&case, Answer::Choose(1)).unwrap();
        }
        let (best, real) = (best_trust(&case).last().unwrap().trust, encounter.now.trust.trust);
        assert!(best >= real - 1e-7 && best <= real + 0.1, "{best} against {real}");
    }
}

#[test]
fn what_no_exit_leads_to_is_absent() {
    let mut case = two_steps(Temperament::Guarded, &[("empathy", "")]);
    case.scenes[0].replies[0].to = exits("open:there closed,careful:end");
    let reached: Vec<_> = best_trust(&case).into_iter().map(|r| r.scene).collect();
    assert_eq!(reached, ["a", "end"]);
}

/// Any small graph of scenes.
fn graphs() -> impl Strategy<Value = Case> {
    let marks = prop::collection::vec(
        prop::sample::select(vec!["empathy", "open-question", "listening", "advice", "breach"]),
        0..3,
    );
    let to = prop::sample::select(vec![
        "s0",
        "s1",
        "s2",
        "s3",
        "end",
        "open:end careful,closed:s1",
        "open,careful:s2 closed:s3",
    ]);
    let one = (marks, to, any::<bool>(), any::<bool>());
    let replies = prop::collection::vec(one, 1..4);
    (prop::collection::vec(replies, 4), prop::sample::select(Temperament::ALL.to_vec())).prop_map(
        |(scenes, temperament)| {
            let mut all: Vec<_> = scenes
                .into_iter()
                .enumerate()
                .map(|(i, replies)| {
                    let replies = replies.into_iter().enumerate().map(|(j, reply)| {
                        let (marks, to, repairs, costs) = reply;
                        let marks: Vec<_> = marks.into_iter().map(|m| (m, "")).collect();
                        let words = ["red", "green", "blue"][j];
                        let mut reply = self::reply(&format!("{i} {words} {j}"), &marks, to);
                        reply.repair = repairs.then(Vec::new);
                        reply.costs = (costs && !repairs).then(Vec::new);
                        reply
                    });
                    scene(&format!("s{i}"), SceneKind::Talk, vec![], replies.collect())
                })
                .collect();
            all.push(scene("end", SceneKind::Ending, vec![], vec![]));
            case(temperament, all)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_path_comes_anywhere_with_more_than_the_best_trust(
        case in graphs(), seed: u64, choices in prop::collection::vec(1usize..4, 1..40)
    ) {
        let reach = best_trust(&case);
        let mut encounter = Encounter::begin(&case, None, seed);
        for number in choices {
            if encounter.now.phase == Phase::Done {
                break;
            }
            let at = encounter.now.scene.clone();
            let bound = reach.iter().find(|r| r.scene == at);
            if at != practice::leaving::ID {
                let bound = bound.unwrap();
                prop_assert!(encounter.now.trust.trust <= bound.trust + 1e-5, "{at} {bound:?}");
                prop_assert!(encounter.now.trust.band <= bound.band);
                if encounter.answer(&case, Answer::Choose(number)).is_ok() {
                    let after = encounter.turns.last().unwrap().after.band;
                    prop_assert!(after <= bound.after[number - 1]);
                }
            } else {
                let _ = encounter.answer(&case, Answer::Choose(number));
            }
        }
    }
}
