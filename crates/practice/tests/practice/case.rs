//! A small case, written for these tests, and the means to build others.

use assess::{Assessment, Finding, Label, Span, Tier, Verdict};
use practice::case::*;
use practice::voice::Voice;
use practice::{Encounter, MoveKind};
use std::fmt::Write;

/// A reply: its words, its labels with the words that show them, where it leads.
pub(crate) fn reply(text: &str, marks: &[(&str, &str)], to: &str) -> Reply {
    let marks = marks.iter().map(|(label, words)| Mark {
        label: label.trim_end_matches('!').parse().unwrap(),
        grave: label.ends_with('!') || *label == "breach",
        words: spans(text, words),
    });
    Reply { text: text.into(), marks: marks.collect(), to: exits(to), ..Reply::default() }
}

/// `scene`, or `open:a careful,closed:b`, or nothing.
pub(crate) fn exits(to: &str) -> Vec<Exit> {
    to.split_whitespace()
        .map(|exit| {
            let (bands, scene) = exit.split_once(':').unwrap_or(("", exit));
            Exit { bands: self::bands(bands), scene: scene.into() }
        })
        .collect()
}

pub(crate) fn spans(text: &str, words: &str) -> Vec<Span> {
    if words.is_empty() {
        return vec![];
    }
    let start = text[..text.find(words).unwrap()].chars().count();
    vec![Span { start, end: start + words.chars().count() }]
}

pub(crate) fn line(bands: &str, text: &str) -> Line {
    Line { bands: self::bands(bands), text: text.into(), tells: None, danger: None }
}

fn bands(names: &str) -> Vec<Band> {
    names.split(',').filter_map(|n| Band::ALL.into_iter().find(|b| b.id() == n)).collect()
}

pub(crate) fn scene(id: &str, kind: SceneKind, lines: Vec<Line>, mut replies: Vec<Reply>) -> Scene {
    for (i, reply) in replies.iter_mut().enumerate() {
        reply.id = format!("{id}.{}", i + 1);
    }
    let stage = vec![];
    Scene { id: id.into(), title: id.into(), kind, stage, lines, replies, silence: None }
}

pub(crate) fn case(temperament: Temperament, scenes: Vec<Scene>) -> Case {
    Case {
        id: "small".into(),
        title: "Small".into(),
        hash: "0".repeat(16),
        draft: false,
        peer: Peer {
            name: "Sam".into(),
            pronouns: Pronouns {
                subject: "she".into(),
                object: "her".into(),
                possessive: "her".into(),
                plural: false,
            },
            about: "Waits for a bus.".into(),
            temperament,
        },
        content_note: None,
        scenes,
        voice: Voice::default(),
    }
}

/// One scene that leads to itself, with the replies given: trust and nothing else.
pub(crate) fn treadmill(temperament: Temperament, replies: Vec<Reply>) -> Case {
    case(temperament, vec![scene("here", SceneKind::Talk, vec![line("", "So.")], replies)])
}

/// A talk at a bus stop: three moments, a danger, a repair, two endings, a way back, a transfer.
pub(crate) fn bus_stop() -> Case {
    use SceneKind::{Before, Ending, Leaving, Talk, Transfer};
    let mut tells = line("open,careful", "I missed the hearing. On purpose.");
    tells.tells = Some("about the hearing".into());
    let mut deeper = line("open", "Some days I don’t want to wake up.");
    deeper.tells = Some("how bad the mornings are".into());
    deeper.danger = Some(Danger::Suicide);

    let mut lecture = reply(
        "You have to call them today, you know that.",
        &[("advice", "You have to call them today")],
        "hearing",
    );
    lecture.why = Some("She has not asked for a plan.".into());
    lecture.better = Some("What was that morning like?".into());
    let mut owns = reply(
        "I ran ahead of you there, sorry. What would you rather talk about?",
        &[("open-question", "What would you rather talk about?")],
        "last",
    );
    owns.repair = Some(spans(&owns.text, "I ran ahead of you there, sorry"));
    let mut first = scene(
        "bench",
        Talk,
        vec![line("", "You are the new one, then.")],
        vec![
            reply(
                "I am. You look cold, and you waited anyway. How come you stayed?",
                &[("perspective", "you waited anyway"), ("open-question", "How come you stayed?")],
                "hearing",
            ),
            reply("You should have brought a coat.", &[("advice", "You should")], "hearing"),
            reply("Is this the stop for the nine?", &[], "hearing"),
        ],
    );
    first.stage = vec!["Rain. Sam stands under the roof of the stop.".into()];
    first.replies[0].reaction = vec![line("", "*A short laugh.* The roof. I stayed for the roof.")];
    first.silence = Some(reply("Stay quiet and wait", &[("listening", "")], "hearing"));
    let mut asks = reply(
        "Are you thinking about killing yourself? I’m staying right here.",
        &[("safety", "Are you thinking about killing yourself?")],
        "open:good closed,careful:plain",
    );
    asks.reaction = vec![line("", "Sometimes. Not today.")];
    let mut report = reply(
        "I can’t keep that between us, and I’ll be there when I tell them.",
        &[("confidentiality", "I can’t keep that between us")],
        "plain",
    );
    report.costs = Some(spans(&report.text, "when I tell them"));
    case(
        Temperament::Easy,
        vec![
            scene(
                "ana",
                Before,
                vec![line("", "Nobody here ever calls back.")],
                vec![
                    reply("You should give us a chance.", &[("advice", "You should")], ""),
                    reply("Who didn’t call you back?", &[("open-question", "")], ""),
                ],
            ),
            first,
            scene(
                "hearing",
                Talk,
                vec![tells, line("closed", "Nothing to tell.")],
                vec![
                    lecture,
                    reply(
                        "That must have been a heavy morning.",
                        &[("empathy", "a heavy morning")],
                        "last",
                    ),
                    reply(
                        "It can’t have been that bad, and thanks for telling me.",
                        &[
                            ("minimizing", "can’t have been that bad"),
                            ("nonjudgment", "thanks for telling me"),
                        ],
                        "last",
                    ),
                    owns,
                ],
            ),
            scene(
                "last",
                Talk,
                vec![line("", "The bus is late."), deeper],
                vec![
                    asks,
                    reply(
                        "I’ll tell your brother about this.",
                        &[("breach", "tell your brother")],
                        "plain",
                    ),
                    reply(
                        "Late again, and you are still standing here with me.",
                        &[("perspective", "you are still standing here")],
                        "open:good closed,careful:plain",
                    ),
                    report,
                ],
            ),
            scene("good", Ending, vec![line("", "See you Thursday.")], vec![]),
            scene("plain", Ending, vec![line("", "That’s my bus.")], vec![]),
            scene(
                "curb",
                Leaving,
                vec![line("", "I’m walking.")],
                vec![
                    reply("I’m sorry I pushed. Walk safely.", &[("boundaries", "")], "plain"),
                    reply("Wait. Could I walk along?", &[("autonomy", "Could I")], "last"),
                ],
            ),
            scene(
                "Dee",
                Transfer,
                vec![line("", "You writing this down?")],
                vec![
                    reply("No. If I ever do, you’ll see it.", &[("confidentiality", "")], ""),
                    reply("Don’t worry about it.", &[("minimizing", "")], ""),
                ],
            ),
        ],
    )
}

/// An assessment of written words, each label at a confidence.
pub(crate) fn assessment(labels: &[(Label, f64, Tier)]) -> Assessment {
    let labels: Vec<_> = labels
        .iter()
        .map(|&(label, confidence, tier)| Finding {
            label,
            confidence,
            tier,
            grave: label.grave(),
            spans: vec![],
            because: String::new(),
        })
        .collect();
    Assessment { verdict: Verdict::of(&labels), labels, unsure: false }
}

/// An encounter as a script that can be read.
pub(crate) fn transcript(encounter: &Encounter) -> String {
    let mut script = String::new();
    for turn in &encounter.turns {
        let again = if turn.superseded { ", taken back" } else { "" };
        writeln!(script, "[{}.{} {}{again}]", turn.number, turn.attempt, turn.scene).unwrap();
        for said in &turn.asked {
            writeln!(script, "  > {}", said.text).unwrap();
        }
        let text = if turn.text.is_empty() { "(waits)" } else { &turn.text };
        writeln!(script, "  You: {text}").unwrap();
        for said in &turn.peer {
            writeln!(script, "  > {}", said.text).unwrap();
        }
        for m in &turn.moves {
            let kind = match m.kind {
                MoveKind::Gain => "gain",
                MoveKind::Loss => "loss",
                MoveKind::Cost => "cost",
                MoveKind::Repair => "repair",
            };
            writeln!(script, "  {kind} {:+.3} {}: {}", m.delta, m.label, m.words).unwrap();
        }
        let (before, after) = (turn.before, turn.after);
        writeln!(script, "  {:.3} → {:.3} {}", before.trust, after.trust, after.band.id()).unwrap();
        if let Some(feedback) = &turn.feedback {
            for (what, text) in [
                ("passed over", &feedback.passed_over),
                ("heard", &Some(feedback.heard.clone())),
                ("worked", &feedback.worked),
                ("change", &feedback.change),
                ("better", &turn.better),
            ] {
                if let Some(text) = text {
                    writeln!(script, "  {what}: {text}").unwrap();
                }
            }
        }
        if let Some(ending) = &turn.ending {
            writeln!(script, "  ENDING {}", ending.scene).unwrap();
        }
    }
    script
}
