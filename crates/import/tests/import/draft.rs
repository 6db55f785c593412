//! The draft case parses, passes the check and plays.

use import::Imported;
use practice::{Answer, Encounter};
use proptest::prelude::*;
use topic::Severity;

fn drafts() -> Vec<(String, String)> {
    let mut documents = crate::documents::all();
    documents.extend(crate::seed::seed().map(|(bytes, name)| (name, bytes)));
    documents
        .push(("bare.txt".into(), b"Just a title\n\nAnd one sentence about nothing.".to_vec()));
    documents.push((
        "odd.txt".into(),
        "Odd signs\n\nExample: A peer says, \"I want to die -> *now* {x} `y`.\" Instead of “Don't \"say\" that → ok”, try “Are you thinking about suicide? [yes](#x)”".into(),
    ));
    let of = |(name, bytes): (String, Vec<u8>)| {
        let Imported { case, .. } = import::document(&bytes, &name).unwrap();
        (name, case.unwrap().1)
    };
    documents.into_iter().map(of).collect()
}

#[test]
fn every_draft_passes_the_check() {
    for (name, case) in drafts() {
        let (script, mut diagnostics) = topic::script::parse(&case, "draft");
        diagnostics.extend(topic::check::case(&script, &case));
        let bad: Vec<_> = diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
        assert!(bad.is_empty(), "{name}: {bad:#?}\n{case}");
        assert!(script.case.draft);
    }
}

#[test]
fn every_draft_has_a_building_and_a_breaking_reply_in_each_scene() {
    for (name, case) in drafts() {
        let (script, _) = topic::script::parse(&case, "draft");
        let scenes: Vec<_> = script.case.scenes.iter().filter(|s| !s.replies.is_empty()).collect();
        assert!(!scenes.is_empty(), "{name}");
        for scene in scenes {
            let builds =
                |r: &practice::case::Reply| r.assessment().verdict == assess::Verdict::Builds;
            let breaks =
                |r: &practice::case::Reply| r.assessment().verdict == assess::Verdict::Breaks;
            assert!(scene.replies.iter().any(builds), "{name} {}", scene.id);
            assert!(scene.replies.iter().any(breaks), "{name} {}\n{case}", scene.id);
            assert!(scene.replies.len() >= 3, "{name} {}", scene.id);
        }
    }
}

#[test]
fn every_draft_plays_to_its_ending() {
    for (name, case) in drafts() {
        let (script, _) = topic::script::parse(&case, "draft");
        let mut encounter = Encounter::begin(&script.case, None, 7);
        for _ in 0..40 {
            let scene = encounter.moment(&script.case).scene;
            let Some(scene) = script.case.scene(&scene).filter(|s| !s.replies.is_empty()) else {
                break;
            };
            let builds = scene.replies.iter().position(|r| {
                let danger = scene.lines.iter().any(|l| l.danger.is_some());
                let safe = r.marks.iter().any(|m| m.label == assess::Label::Safety);
                r.assessment().verdict == assess::Verdict::Builds && (safe || !danger)
            });
            let number = builds.unwrap() + 1;
            encounter.answer(&script.case, Answer::Choose(number)).unwrap();
        }
        assert!(encounter.played(), "{name}\n{case}");
    }
}

/// The errors of a topic and of its draft.
fn errors(found: &Imported) -> Vec<topic::Diagnostic> {
    let (_, mut all) = topic::parse(&found.topic);
    let case = found.case.as_ref().map_or("", |(_, text)| text);
    let (script, diagnostics) = topic::script::parse(case, "draft");
    all.extend(diagnostics);
    all.extend(topic::check::case(&script, case));
    all.retain(|d| d.severity == Severity::Error);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_lesson_gives_a_topic_or_a_draft_with_an_error(
        lines in prop::collection::vec(crate::kept::line(), 1..40)
    ) {
        let text = lines.join("\n");
        if let Ok(found) = import::document(text.as_bytes(), "lesson.txt") {
            let errors = errors(&found);
            prop_assert!(errors.is_empty(), "{:#?}\n{}", errors, found.topic);
        }
    }
}
