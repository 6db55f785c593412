//! What `play` prints for people: the talk as a script, with trust in words.

use practice::{
    Moment,
    case::{Band, Case},
};
use std::fmt::Write as _;

use super::line::{Kind, Line};

/// The talk from its first moment on.
pub(super) fn write(case: &Case, opening: &Moment, lines: &[Line]) -> String {
    let peer = &case.peer.name;
    let mut out = format!("{}\n\n", case.title);
    if let Some(note) = &case.content_note {
        out += &format!("Before you begin: {note}\n\n");
    }
    for direction in &opening.stage {
        let _ = writeln!(out, "  ({direction})");
    }
    for spoken in &opening.lines {
        let _ = writeln!(out, "{peer}: {}", spoken.text);
    }
    let mut band = opening.band;
    let _ = writeln!(out, "  [{peer} is {}]", word(band));
    for line in lines {
        match line.kind {
            Kind::Retry => out += "\n  [that moment again]\n",
            Kind::Misread => out += "\n  [read again without a label; it counts in no figure]\n",
            Kind::Wait => out += "\nYou: (stay quiet and wait)\n",
            Kind::Said => {
                let _ = writeln!(out, "\nYou: {}", line.reply);
            }
        }
        for spoken in &line.peer {
            let person = if line.transfer { "They" } else { peer.as_str() };
            let _ = writeln!(out, "{person}: {spoken}");
        }
        for sentence in &line.heard {
            let _ = writeln!(out, "  | {sentence}");
        }
        if line.band != band {
            band = line.band;
            let _ = writeln!(out, "  [{peer} is {} now]", word(band));
        }
        if let Some(ending) = &line.last_words {
            let _ = writeln!(out, "\n{}", ending.title);
            for direction in &ending.stage {
                let _ = writeln!(out, "  ({direction})");
            }
        }
    }
    out
}

const fn word(band: Band) -> &'static str {
    match band {
        Band::Closed => "closed",
        Band::Careful => "careful",
        Band::Open => "open",
    }
}
