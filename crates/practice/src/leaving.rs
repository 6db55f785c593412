//! The peer's leaving, for cases that do not write it: a moment at the door, and a way back.

use assess::{Label, Span};

use crate::case::{Exit, Line, Mark, Reply, Scene, SceneKind};

/// The built-in scene's id; no heading makes it.
pub const ID: &str = "~leaving";

/// How many replies the built-in scene has.
pub(crate) const REPLIES: usize = 2;

/// The built-in leaving scene, whose way back leads to the scene `from`.
#[must_use]
pub fn scene(from: &str) -> Scene {
    let owns =
        "I got that wrong, and I’m sorry. Would you give me one more minute? It’s fine if not.";
    let lets = "All right. I’ll be here at the same time next week, if you want to.";
    Scene {
        id: ID.into(),
        title: "At the door".into(),
        kind: SceneKind::Leaving,
        stage: vec!["The chair scrapes back.".into()],
        lines: vec![Line {
            bands: vec![],
            text: "I think I’m done for today.".into(),
            tells: None,
            danger: None,
        }],
        replies: vec![
            Reply {
                id: format!("{ID}.1"),
                text: owns.into(),
                marks: vec![mark(Label::Autonomy, owns, "It’s fine if not")],
                repair: Some(spans(owns, "I got that wrong, and I’m sorry")),
                to: vec![Exit { bands: vec![], scene: from.into() }],
                ..Reply::default()
            },
            Reply {
                id: format!("{ID}.2"),
                text: lets.into(),
                marks: vec![mark(Label::Boundaries, lets, "if you want to")],
                ..Reply::default()
            },
        ],
        silence: None,
    }
}

fn mark(label: Label, text: &str, words: &str) -> Mark {
    Mark { label, grave: false, words: spans(text, words) }
}

/// Where `words` stand in `text`, in characters.
fn spans(text: &str, words: &str) -> Vec<Span> {
    let start = text.find(words).map(|at| text[..at].chars().count());
    start.map(|start| Span { start, end: start + words.chars().count() }).into_iter().collect()
}
