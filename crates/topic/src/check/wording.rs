//! Words: language that labels, and what is left of a wrong encoding.

use assess::Label;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Block, BlockKind};
use crate::language::Language;
use crate::{Script, Topic, mojibake};

pub(super) fn topic(topic: &Topic, source: &str, language: &Language, out: &mut Vec<Diagnostic>) {
    encoding(source, out);
    for entry in &topic.front.entries {
        labelling(source, entry.span.clone(), language, Voice::Author, out);
    }
    let mut meant = Vec::new();
    shown_as_wrong(&topic.blocks, &mut meant);
    meant.sort_by_key(|r| r.start);
    let mut at = topic.blocks.first().map_or(source.len(), |b| b.span.start);
    for range in meant {
        if at < range.start {
            labelling(source, at..range.start, language, Voice::Author, out);
        }
        at = at.max(range.end);
    }
    labelling(source, at..source.len(), language, Voice::Author, out);
}

pub(super) fn case(script: &Script, source: &str, language: &Language, out: &mut Vec<Diagnostic>) {
    encoding(source, out);
    let mut look = |span: &Range<usize>, voice| {
        labelling(source, span.clone(), language, voice, out);
    };
    for entry in &script.front.entries {
        look(&entry.span, Voice::Author);
    }
    script.cells.iter().for_each(|cell| look(cell, Voice::Peer));
    for (scene, at) in script.case.scenes.iter().zip(&script.scenes) {
        look(&at.heading, Voice::Author);
        at.stage.iter().for_each(|s| look(s, Voice::Author));
        at.lines.iter().for_each(|l| look(l, Voice::Peer));
        let replies = scene.replies.iter().zip(&at.replies);
        for (reply, at) in replies.chain(scene.silence.iter().zip(&at.silence)) {
            // A reply that judges is written to show what judging does.
            let judges = reply.marks.iter().any(|m| m.label == Label::Judgment);
            look(&at.text, if judges { Voice::Peer } else { Voice::Author });
            at.reaction.iter().for_each(|l| look(l, Voice::Peer));
            at.why.iter().chain(&at.better).for_each(|s| look(s, Voice::Author));
        }
    }
}

/// Whose words they are.
#[derive(Clone, Copy, PartialEq)]
enum Voice {
    Author,
    /// What a peer says of themself is theirs.
    Peer,
}

fn labelling(
    source: &str,
    span: Range<usize>,
    language: &Language,
    voice: Voice,
    out: &mut Vec<Diagnostic>,
) {
    let Some(text) = source.get(span.clone()) else { return };
    for found in language.find(text) {
        let severity =
            if voice == Voice::Peer || found.quoted { Severity::Note } else { found.severity };
        let words = text[found.span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let help = match voice {
            Voice::Author => format!("say: {}", found.say),
            Voice::Peer => format!("a character may say it; elsewhere say: {}", found.say),
        };
        out.push(
            Diagnostic::new(
                "labelling-language",
                severity,
                span.start + found.span.start..span.start + found.span.end,
            )
            .found(format!("expected words that do not label a person, found `{words}`"))
            .help(help),
        );
    }
}

/// Lines of an example that show what not to say, and preformatted text.
fn shown_as_wrong(blocks: &[Block], out: &mut Vec<Range<usize>>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Example(example) => {
                let wrong = example.lines.iter().filter(|l| !l.try_this);
                out.extend(wrong.map(|l| l.span.clone()));
            }
            BlockKind::Code(_) => out.push(block.span.clone()),
            BlockKind::Unknown { content, .. } | BlockKind::Quote(content) => {
                shown_as_wrong(content, out);
            }
            _ => {}
        }
    }
}

fn encoding(source: &str, out: &mut Vec<Diagnostic>) {
    let (lost, left): (Vec<_>, Vec<_>) = mojibake::find(source)
        .into_iter()
        .partition(|span| source[span.clone()].contains('\u{fffd}'));
    // What is lost is lost everywhere for one reason, so it is said once.
    if let Some(first) = lost.into_iter().next() {
        let message = match source.matches('\u{fffd}').count() {
            1 => "expected a character, found the sign for a lost one".to_owned(),
            n => format!("expected characters, found the sign for a lost one {n} times"),
        };
        out.push(
            Diagnostic::new("mojibake", Severity::Warning, first)
                .found(message)
                .help("the characters are lost: save the text again from where it is right, or type them again"),
        );
    }
    for span in left {
        let found = &source[span.clone()];
        let help = "it was read in the wrong encoding; `holdspace import` repairs it, or type the character again";
        out.push(
            Diagnostic::new("mojibake", Severity::Warning, span.clone())
                .found(format!("expected a character, found `{found}`"))
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_characters_are_one_finding_with_their_number() {
        let mut out = Vec::new();
        encoding("caf\u{fffd} and\u{fffd}\u{fffd} so on, and donâ€™t", &mut out);
        let said: Vec<_> = out.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].ends_with("3 times"), "{said:?}");
    }
}
