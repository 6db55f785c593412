//! What a case has to hold: a talk, an ending, a way back, a voice.

use practice::case::{Band, SceneKind};
use practice::voice::Occasion;

use super::unless_draft;
use crate::Script;
use crate::diagnostic::{Diagnostic, Severity};
use crate::script::OCCASIONS;

pub(super) fn check(script: &Script, out: &mut Vec<Diagnostic>) {
    let case = &script.case;
    let has = |kind| case.scenes_of(kind).next().is_some();
    if !has(SceneKind::Talk) {
        out.push(
            Diagnostic::new("empty-case", Severity::Error, 0..0)
                .found("expected a scene of the talk, found none")
                .help("write a heading, what the peer says as `> …`, and replies as `- \"…\" → [Next](#next)`"),
        );
        return;
    }
    if !has(SceneKind::Ending) {
        out.push(
            Diagnostic::new("missing-ending", unless_draft(script, Severity::Warning), 0..0)
                .found("expected a scene that ends the talk, found none")
                .help("write a heading such as `# Ending: The coat comes off`"),
        );
    }
    for (kind, id, what, such_as) in [
        (
            SceneKind::Leaving,
            "missing-leaving",
            "a scene for the peer's leaving, with a way back",
            "# Leaving: The hallway",
        ),
        (
            SceneKind::Before,
            "missing-before",
            "a moment to be asked before the reading",
            "# Before: Ana",
        ),
        (
            SceneKind::Transfer,
            "missing-transfer",
            "a moment with a new person after the talk",
            "# Transfer: Dee",
        ),
    ] {
        if !has(kind) {
            out.push(
                Diagnostic::new(id, Severity::Note, 0..0)
                    .found(format!("expected {what}, found none"))
                    .help(format!("write a heading such as `{such_as}`")),
            );
        }
    }
    endings(script, out);
    voice(script, out);
}

fn endings(script: &Script, out: &mut Vec<Diagnostic>) {
    for (scene, at) in script.case.scenes.iter().zip(&script.scenes) {
        let answers = !scene.replies.is_empty() || scene.silence.is_some();
        match scene.kind {
            SceneKind::Ending if answers => out.push(
                Diagnostic::new("ending-with-replies", Severity::Warning, at.heading.clone())
                    .found(
                        "expected an ending without replies, found replies that nobody can choose",
                    )
                    .help("take them out, or take `Ending:` off the heading"),
            ),
            SceneKind::Talk | SceneKind::Leaving | SceneKind::Transfer | SceneKind::Before
                if !answers =>
            {
                out.push(
                    Diagnostic::new("scene-without-replies", unless_draft(script, Severity::Error), at.heading.clone())
                        .found("expected replies, found none: the talk stops here")
                        .help("write replies as `- \"…\" → [Next](#next)`, or begin the heading with `Ending:`"),
                );
            }
            _ => {}
        }
    }
}

fn voice(script: &Script, out: &mut Vec<Diagnostic>) {
    let span = script.voice.clone().unwrap_or(0..0);
    let severity = unless_draft(script, Severity::Error);
    let danger = super::safety::lines(script).any(|(line, _)| line.danger.is_some());
    let rows = &script.case.voice.rows;
    if rows.is_empty() {
        out.push(
            Diagnostic::new("missing-voice", severity, span)
                .found("expected a table of the peer's voice, found none")
                .help("write it under a heading `# Voice`; until then the peer speaks with the default voice"),
        );
        return;
    }
    for (name, occasion) in OCCASIONS {
        let asked = match occasion {
            Occasion::Bridge | Occasion::Question => false,
            Occasion::PassedOver => danger,
            _ => true,
        };
        let missing: Vec<&str> =
            [(Band::Closed, "closed"), (Band::Careful, "careful"), (Band::Open, "open")]
                .into_iter()
                .filter(|(band, _)| !rows.iter().any(|r| r.occasion == occasion && r.band == *band))
                .map(|(_, name)| name)
                .collect();
        if !asked || missing.is_empty() {
            continue;
        }
        let written = script.occasions.iter().find(|(o, _)| *o == occasion);
        let found = if written.is_none() {
            format!("expected a row `{name}` in the voice, found none")
        } else {
            format!(
                "expected lines for `{name}` in each band, found none for {}",
                missing.join(" and ")
            )
        };
        out.push(
            Diagnostic::new("missing-voice", severity, written.map_or(span.clone(), |(_, s)| s.clone()))
                .found(found)
                .help("write lines that fit any wording of a reply, parted by ` / `; until then the default voice speaks"),
        );
    }
}
