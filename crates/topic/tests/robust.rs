//! Whatever the source, parsing gives a value, checks give spans that lie in it, and no word of a
//! topic's body is lost.

use proptest::prelude::*;
use topic::check::{self, Aim};
use topic::document::{Block, BlockKind};
use topic::{Diagnostic, Topic};

/// Lines as authors write and mistype them; `@` stands for a new word.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "@",
    "@ *@* **@** `@` @",
    "# @",
    "## @ {#@}",
    "- @",
    "- **@** – @ `empathy`",
    "- **@:** @ `@`",
    "- @: @",
    "  - @",
    "  @",
    "    @",
    "1. @",
    "> @",
    "> try: @ `empathy`",
    "> instead of: @",
    "> **Try:** @",
    "- try: @",
    "> — @",
    "– @",
    ">",
    "> > @",
    "| @ | @ |",
    "| @ | **@** | @ | @ |",
    "| @ | |",
    "[@]: @",
    "[@]: /@ \"@\"",
    "|---|---|",
    "```",
    "~~~ @",
    ":::",
    "::: ",
    ":::objectives",
    ":::builds",
    ":::breaks @",
    ":::strategies",
    ":::example",
    ":::quotation",
    ":::case @.md @",
    ":::case",
    ":::takeaways",
    ":::references",
    ":::@",
    ":::: @ @",
    ":::[@]",
    "<b>@</b> @",
    "<div>",
    "<!-- @",
    "---",
    "***",
    "“@”",
    "> “@”",
    "> {open} @",
    "> {careful; danger: overdose; tells: @} @ *@*",
    "- \"@ @\" `empathy: @` → [@](#@)",
    "- *@* → {open} [@](#@)",
    "  why: @",
    "  better: \"@\"",
    "# Ending: @",
    "# Voice",
    "| builds | @ / @ |",
    "\\@ @\\",
    "@&amp;@",
    "![@](@.png)",
];

fn sources() -> impl Strategy<Value = String> {
    proptest::collection::vec((0..LINES.len(), any::<bool>()), 0..40).prop_map(|lines| {
        let mut out = String::from("begin\n\n");
        let mut number = 0;
        for (at, crlf) in lines {
            for c in LINES[at].chars() {
                if c == '@' {
                    out.push_str(&word(number));
                    number += 1;
                } else {
                    out.push(c);
                }
            }
            out.push_str(if crlf && number % 7 == 0 { "\r\n" } else { "\n" });
        }
        out
    })
}

/// A word that nothing else in the source holds.
fn word(number: usize) -> String {
    let letter = |n: usize| char::from(b"abcdefghij"[n % 10]);
    format!("q{}{}{}z", letter(number / 100), letter(number / 10), letter(number))
}

/// Whatever bytes, as text.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(any::<u8>(), 0..300)
            .prop_map(|b| String::from_utf8_lossy(&b).into_owned()),
        proptest::collection::vec(
            prop_oneof![
                Just('\n'),
                Just(':'),
                Just('>'),
                Just('-'),
                Just('`'),
                Just('#'),
                Just('*'),
                Just('{'),
                Just('}'),
                Just('"'),
                Just('|'),
                Just('['),
                Just(']'),
                Just('('),
                Just(')'),
                Just('→'),
                Just('é'),
                Just(' '),
                Just('\t'),
                Just('a'),
                Just('/'),
                Just('5'),
                Just('\r'),
                Just('\u{feff}'),
                Just('<'),
                Just('!'),
                Just('&'),
                Just(';'),
            ],
            0..200
        )
        .prop_map(|c| c.into_iter().collect::<String>()),
        sources(),
    ]
}

fn lie_within(source: &str, found: &[Diagnostic]) -> Result<(), TestCaseError> {
    for d in found {
        prop_assert!(source.get(d.span.clone()).is_some(), "{d:?} in {source:?}");
        prop_assert!(!d.message.is_empty());
    }
    Ok(())
}

/// All that a topic keeps of its body: words, files of cases, ids, and where links lead.
fn kept(topic: &Topic) -> String {
    fn more(blocks: &[Block], out: &mut String) {
        for block in blocks {
            match &block.kind {
                BlockKind::Case { file, lead, .. } => {
                    out.push_str(file);
                    more(lead, out);
                }
                BlockKind::Heading { id, .. } => out.push_str(id),
                BlockKind::Unknown { content, .. } | BlockKind::Quote(content) => {
                    more(content, out)
                }
                BlockKind::List { items, .. } => items.iter().for_each(|i| more(i, out)),
                BlockKind::Example(e) => {
                    more(&e.situation, out);
                    more(&e.after, out);
                }
                BlockKind::Objectives { lead, .. } => more(lead, out),
                BlockKind::Quotation { text, .. } => more(text, out),
                _ => {}
            }
            out.push(' ');
        }
    }
    let mut out = topic.plain();
    more(&topic.blocks, &mut out);
    // Where links and pictures lead, and ids within joined texts, stand only in the debug form.
    out + &format!("{:?}", topic.blocks)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_panics_and_every_span_lies_in_the_source(source in texts()) {
        let (topic, found) = topic::parse(&source);
        lie_within(&source, &found)?;
        lie_within(&source, &check::topic(&topic, &source, &Aim::default()))?;
        let (script, found) = topic::script::parse(&source, "case");
        lie_within(&source, &found)?;
        lie_within(&source, &check::case(&script, &source))?;
        prop_assert_eq!(script.scenes.len(), script.case.scenes.len());
        prop_assert_eq!(script.cells.len(), script.case.voice.rows.len());
        for (scene, at) in script.case.scenes.iter().zip(&script.scenes) {
            prop_assert_eq!(scene.lines.len(), at.lines.len());
            prop_assert_eq!(scene.stage.len(), at.stage.len());
            prop_assert_eq!(scene.replies.len(), at.replies.len());
            for (reply, at) in scene.replies.iter().zip(&at.replies) {
                prop_assert_eq!(reply.to.len(), at.exits.len());
                prop_assert_eq!(reply.marks.len(), at.marks.len());
                prop_assert_eq!(reply.reaction.len(), at.reaction.len());
            }
        }
        lie_within(&source, &topic::outline::parse(&source).1)?;
        let _ = topic::language::Language::built_in().with(&source);
    }

    #[test]
    fn every_word_of_the_body_is_in_the_topic(source in sources()) {
        let (topic, _) = topic::parse(&source);
        let kept = kept(&topic);
        for number in 0..1000 {
            let word = word(number);
            if !source.contains(&word) {
                break;
            }
            prop_assert!(kept.contains(&word), "{word} of\n{source}\nin {:#?}", topic.blocks);
        }
    }

    #[test]
    fn a_source_of_one_kind_of_sign_is_read_in_good_time(sign in "[>*_`\\[\\]#:|-]|> |- |\\*\\*a|:::a\n|```\n", n in 1000usize..4000) {
        let source = sign.repeat(n);
        let _ = topic::parse(&source);
        let _ = topic::script::parse(&source, "case");
    }
}
