//! Where replies lead, which scenes are met, and which lines can be heard.

use practice::case::{Band, Line, Reply, SceneKind};
use practice::reach::{Reach, best_trust};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::unless_draft;
use crate::Script;
use crate::diagnostic::{Diagnostic, Severity};
use crate::labels::nearest;
use crate::script::ReplySource;

const BANDS: [(Band, &str); 3] =
    [(Band::Closed, "closed"), (Band::Careful, "careful"), (Band::Open, "open")];

pub(super) fn check(script: &Script, out: &mut Vec<Diagnostic>) {
    exits(script, out);
    reached(script, out);
    disclosures(script, out);
}

/// All replies of a case with the index of their scene and where they stand.
fn replies(script: &Script) -> impl Iterator<Item = (usize, &Reply, &ReplySource)> {
    script.case.scenes.iter().zip(&script.scenes).enumerate().flat_map(|(n, (scene, at))| {
        let written = scene.replies.iter().zip(&at.replies);
        written.chain(scene.silence.iter().zip(&at.silence)).map(move |(r, a)| (n, r, a))
    })
}

/// Where each scene stands among the scenes, by its id.
fn places(script: &Script) -> BTreeMap<&str, usize> {
    script.case.scenes.iter().enumerate().map(|(n, s)| (s.id.as_str(), n)).collect()
}

fn exits(script: &Script, out: &mut Vec<Diagnostic>) {
    let scenes = &script.case.scenes;
    let places = places(script);
    for (n, reply, at) in replies(script) {
        if !matches!(scenes[n].kind, SceneKind::Talk | SceneKind::Leaving) {
            continue;
        }
        for (exit, span) in reply.to.iter().zip(&at.exits) {
            let target = places.get(exit.scene.as_str()).map(|at| &scenes[*at]);
            let found = match target.map(|s| s.kind) {
                None => format!("expected a scene, found `#{}` that names none", exit.scene),
                Some(SceneKind::Before | SceneKind::Transfer) => format!(
                    "expected a scene of the talk, found `#{}`, which stands outside of it",
                    exit.scene
                ),
                Some(_) => continue,
            };
            let help = nearest(&exit.scene, scenes.iter().map(|s| s.id.as_str())).map_or_else(
                || "the id of a scene is its heading in lower case with hyphens".to_owned(),
                |near| format!("did you mean `#{near}`?"),
            );
            out.push(nowhere(Severity::Error, span.clone(), found).help(help));
        }
        let uncovered: Vec<&str> = BANDS
            .into_iter()
            .filter(|(b, _)| !reply.to.iter().any(|e| e.bands.is_empty() || e.bands.contains(b)))
            .map(|(_, name)| name)
            .collect();
        // A silence without an exit stays in its scene, as the voice's does.
        let stays = reply.to.is_empty() && scenes[n].silence.as_ref() == Some(reply);
        if uncovered.is_empty() || stays {
            continue;
        }
        let found = if reply.to.is_empty() {
            "expected where the reply leads, found nothing".to_owned()
        } else {
            format!("expected an exit for each band, found none for {}", uncovered.join(" and "))
        };
        let severity = unless_draft(script, Severity::Error);
        out.push(
            nowhere(severity, at.text.clone(), found)
                .help("write `→ [Scene](#scene)` behind the labels"),
        );
    }
}

fn nowhere(severity: Severity, span: Range<usize>, found: String) -> Diagnostic {
    Diagnostic::new("reply-leads-nowhere", severity, span).found(found)
}

fn reached(script: &Script, out: &mut Vec<Diagnostic>) {
    let scenes = &script.case.scenes;
    let places = places(script);
    let first = scenes.iter().position(|s| s.kind == SceneKind::Talk);
    let mut open: Vec<usize> = first.into_iter().collect();
    // The peer may get up at any time.
    open.extend((0..scenes.len()).filter(|n| scenes[*n].kind == SceneKind::Leaving));
    let mut met: BTreeSet<usize> = BTreeSet::new();
    while let Some(n) = open.pop() {
        if !met.insert(n) {
            continue;
        }
        let exits = scenes[n].replies.iter().chain(&scenes[n].silence).flat_map(|r| &r.to);
        open.extend(exits.filter_map(|e| places.get(e.scene.as_str()).copied()));
    }
    for (n, (scene, at)) in scenes.iter().zip(&script.scenes).enumerate() {
        let in_talk = matches!(scene.kind, SceneKind::Talk | SceneKind::Ending);
        if in_talk && !met.contains(&n) {
            out.push(
                Diagnostic::new(
                    "unreachable-scene",
                    unless_draft(script, Severity::Warning),
                    at.heading.clone(),
                )
                .found(format!("expected a reply that leads to `#{}`, found none", scene.id))
                .help(format!(
                    "lead a reply here with `→ [{}](#{})`, or take the scene out",
                    scene.title, scene.id
                )),
            );
        }
    }
}

/// What the peer tells only in a band that no path brings, by upper bound.
fn disclosures(script: &Script, out: &mut Vec<Diagnostic>) {
    let reach = best_trust(&script.case);
    let reach: BTreeMap<&str, &Reach> = reach.iter().map(|r| (r.scene.as_str(), r)).collect();
    for (scene, at) in script.case.scenes.iter().zip(&script.scenes) {
        let Some(best) = reach.get(scene.id.as_str()) else { continue };
        for (line, span) in scene.lines.iter().zip(&at.lines) {
            out_of_reach(line, span, best.band, out);
        }
        let after = scene.replies.iter().zip(&at.replies).zip(&best.after);
        for ((reply, at), band) in after {
            for (line, span) in reply.reaction.iter().zip(&at.reaction) {
                out_of_reach(line, span, *band, out);
            }
        }
        if let (Some(wait), Some(at), Some(band)) = (&scene.silence, &at.silence, best.after_wait) {
            for (line, span) in wait.reaction.iter().zip(&at.reaction) {
                out_of_reach(line, span, band, out);
            }
        }
    }
}

fn out_of_reach(line: &Line, span: &Range<usize>, best: Band, out: &mut Vec<Diagnostic>) {
    let (Some(tells), Some(least)) = (&line.tells, line.bands.iter().min()) else { return };
    if *least <= best {
        return;
    }
    let name = |band: Band| BANDS.iter().find(|(b, _)| *b == band).map_or("", |(_, n)| n);
    out.push(
        Diagnostic::new("disclosure-out-of-reach", Severity::Warning, span.clone())
            .found(format!(
                "expected trust that can become {} here, found that the best path is {}: \
                 nobody hears `{tells}`",
                name(*least),
                name(best)
            ))
            .help("tell it later, in a lower band, or give the scenes before it more that builds"),
    );
}
