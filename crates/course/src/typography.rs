//! Quotation marks as they are printed: straight ones become curly, one for one, so that spans
//! counted in characters stay right.

use practice::case::{Case, Reply, Scene};
use topic::document::{Block, BlockKind, Inline, Text};

/// Sets all text of a document.
pub(crate) fn document(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { text: t, .. } | BlockKind::Paragraph(t) => text(t),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| document(item)),
            BlockKind::Quote(content) | BlockKind::Unknown { content, .. } => document(content),
            BlockKind::Table(rows) => rows.iter_mut().flatten().for_each(text),
            BlockKind::Code(_) | BlockKind::Rule => {}
            BlockKind::Objectives { lead, items } => {
                document(lead);
                items.iter_mut().for_each(|item| text(&mut item.text));
            }
            BlockKind::Builds(items) | BlockKind::Breaks(items) | BlockKind::Strategies(items) => {
                for item in items {
                    text(&mut item.name);
                    text(&mut item.explanation);
                }
            }
            BlockKind::Example(example) => {
                document(&mut example.situation);
                for line in &mut example.lines {
                    text(&mut line.text);
                    line.note.iter_mut().for_each(text);
                }
                document(&mut example.after);
            }
            BlockKind::Quotation { text: content, source } => {
                document(content);
                source.iter_mut().for_each(text);
            }
            BlockKind::Case { lead, .. } => document(lead),
            BlockKind::Takeaways(items) | BlockKind::References(items) => {
                items.iter_mut().for_each(text);
            }
        }
    }
}

/// Sets all that a case shows.
pub(crate) fn case(case: &mut Case) {
    string(&mut case.title);
    string(&mut case.peer.about);
    case.content_note.iter_mut().for_each(string);
    case.scenes.iter_mut().for_each(scene);
    case.voice.rows.iter_mut().flat_map(|row| &mut row.lines).for_each(string);
}

fn scene(scene: &mut Scene) {
    string(&mut scene.title);
    scene.stage.iter_mut().for_each(string);
    scene.lines.iter_mut().for_each(|line| string(&mut line.text));
    scene.replies.iter_mut().chain(&mut scene.silence).for_each(reply);
}

fn reply(reply: &mut Reply) {
    string(&mut reply.text);
    reply.why.iter_mut().for_each(string);
    reply.better.iter_mut().for_each(string);
    reply.reaction.iter_mut().for_each(|line| string(&mut line.text));
}

/// Sets one text; what stands before it decides on its first mark.
pub(crate) fn string(words: &mut String) {
    if words.contains(['"', '\'']) {
        *words = curled(words, &mut None);
    }
}

fn text(text: &mut Text) {
    walk(text, &mut None);
}

fn walk(text: &mut Text, before: &mut Option<char>) {
    for inline in &mut text.0 {
        match inline {
            Inline::Plain(words) => *words = curled(words, before),
            Inline::Emphasis(t) | Inline::Strong(t) | Inline::Link { text: t, .. } => {
                walk(t, before);
            }
            Inline::Code(code) => *before = code.chars().last(),
            Inline::Image { .. } => *before = None,
            Inline::Break => *before = None,
        }
    }
}

fn curled(words: &str, before: &mut Option<char>) -> String {
    words
        .chars()
        .map(|c| {
            let opens = before.is_none_or(|b| b.is_whitespace() || "([{–—“‘*/".contains(b));
            let set = match (c, opens) {
                ('"', true) => '“',
                ('"', false) => '”',
                ('\'', true) => '‘',
                ('\'', false) => '’',
                (c, _) => c,
            };
            // An asterisk begins or ends a stage direction; what stood before it still counts.
            if !(c == '*' && before.is_some_and(|b| !b.is_whitespace())) {
                *before = Some(set);
            }
            set
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn straight_marks_become_curly_one_for_one() {
        for (straight, curly) in [
            ("\"It's 'fine',\" she said.", "“It’s ‘fine’,” she said."),
            ("*They nod.* \"Don't.\"", "*They nod.* “Don’t.”"),
            ("\"*Quietly.* No.\"", "“*Quietly.* No.”"),
            ("the peers' room", "the peers’ room"),
            ("“kept”", "“kept”"),
            ("(\"so\")", "(“so”)"),
        ] {
            let mut words = straight.to_owned();
            string(&mut words);
            assert_eq!(words, curly);
            assert_eq!(words.chars().count(), straight.chars().count());
        }
    }

    #[test]
    fn emphasis_does_not_part_a_quotation() {
        let mut t = Text(vec![
            Inline::Plain("say \"".into()),
            Inline::Emphasis(Text(vec![Inline::Plain("now".into())])),
            Inline::Plain("\" and don't".into()),
        ]);
        text(&mut t);
        assert_eq!(t.plain(), "say “now” and don’t");
    }
}
