//! Replies that make a choice worth making.

use assess::Verdict;
use practice::case::{Reply, SceneKind};

use super::unless_draft;
use crate::Script;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn check(script: &Script, out: &mut Vec<Diagnostic>) {
    let (mut scenes, mut given_away) = (0, 0);
    for (scene, at) in script.case.scenes.iter().zip(&script.scenes) {
        if scene.replies.is_empty() || scene.kind == SceneKind::Ending {
            continue;
        }
        let builds = scene.replies.iter().any(builds);
        let breaks = scene
            .replies
            .iter()
            .any(|r| matches!(r.assessment().verdict, Verdict::Breaks | Verdict::Mixed));
        // A choice gives itself away wherever a building reply stands beside another.
        if builds && !scene.replies.iter().all(self::builds) {
            scenes += 1;
            given_away += usize::from(longest_builds(&scene.replies));
        }
        if !(builds && breaks) {
            let missing = match (builds, breaks) {
                (true, false) => "one that breaks trust",
                (false, true) => "one that builds trust",
                _ => "one that builds and one that breaks trust",
            };
            out.push(
                Diagnostic::new(
                    "one-sided-scene",
                    unless_draft(script, Severity::Warning),
                    at.heading.clone(),
                )
                .found(
                    format!("expected replies on both sides, found no {missing}")
                        .replace("no one", "none"),
                )
                .help("give the scene a reply with a label of the other side"),
            );
        }
    }
    if scenes > 1 && given_away * 2 > scenes {
        out.push(
            Diagnostic::new("giveaway-length", unless_draft(script, Severity::Warning), 0..0)
                .found(format!(
                    "expected building replies of all lengths, found them longest in {given_away} of {scenes} scenes"
                ))
                .help("learners find the longest line without reading it: shorten some, or lengthen others"),
        );
    }
}

fn builds(reply: &Reply) -> bool {
    reply.assessment().verdict == Verdict::Builds
}

/// Whether the longest reply builds, by itself.
fn longest_builds(replies: &[Reply]) -> bool {
    let length = |r: &Reply| r.text.chars().count();
    let longest = |wanted: bool| {
        replies.iter().filter(|r| builds(r) == wanted).map(length).max().unwrap_or(0)
    };
    longest(true) > longest(false)
}
