//! Lines with a hint of danger: never an ordinary turn.

use assess::Label;
use practice::case::{Line, Scene};
use std::ops::Range;

use crate::Script;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn check(script: &Script, out: &mut Vec<Diagnostic>) {
    let safe = |scene: &Scene| {
        scene.replies.iter().any(|r| r.marks.iter().any(|m| m.label == Label::Safety))
    };
    for (scene, at) in script.case.scenes.iter().zip(&script.scenes) {
        let said = scene.lines.iter().zip(&at.lines).find(|(l, _)| l.danger.is_some());
        if let Some((_, span)) = said
            && !safe(scene)
        {
            out.push(without(
                span.clone(),
                "expected a reply that takes the danger seriously, found none",
            ));
        }
        for (reply, at) in scene.replies.iter().zip(&at.replies) {
            let said = reply.reaction.iter().zip(&at.reaction).find(|(l, _)| l.danger.is_some());
            let next = reply.to.iter().filter_map(|e| script.case.scene(&e.scene));
            if let Some((_, span)) = said
                && !next.clone().all(safe)
            {
                out.push(without(span.clone(), "expected the next scene to take the danger seriously, found no reply there that does"));
            }
        }
    }
    if script.case.content_note.is_none()
        && let Some((_, span)) = lines(script).find(|(l, _)| l.danger.is_some())
    {
        out.push(
            Diagnostic::new("danger-without-content-note", Severity::Error, span.clone())
                .found("expected a content note that says what the talk touches, found none")
                .help("write `content-note: …` in the front matter, so that a learner can choose"),
        );
    }
}

/// Every line that the peer says, on entering a scene or in answer to a reply.
pub(super) fn lines(script: &Script) -> impl Iterator<Item = (&Line, &Range<usize>)> {
    script.case.scenes.iter().zip(&script.scenes).flat_map(|(scene, at)| {
        let replies = scene.replies.iter().zip(&at.replies);
        let replies = replies.chain(scene.silence.iter().zip(&at.silence));
        let reactions = replies.flat_map(|(r, a)| r.reaction.iter().zip(&a.reaction));
        scene.lines.iter().zip(&at.lines).chain(reactions)
    })
}

fn without(span: Range<usize>, found: &str) -> Diagnostic {
    Diagnostic::new("danger-without-safety", Severity::Error, span).found(found).help(
        "write a reply labelled `safety` that asks directly, stays, or brings help: the story waits for it",
    )
}
