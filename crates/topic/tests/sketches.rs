//! The sketches of the design, read as an author would write them.

use assess::{Label, Span};
use practice::case::{Band, Danger, SceneKind, Temperament};
use practice::voice::Occasion;
use topic::document::BlockKind;
use topic::{Diagnostic, Severity};

const CASE: &str = r#"---
title: The chair by the door
peer: Jordan
pronouns: they/them
about: 34, three weeks out of detox. Somebody made them come.
temperament: guarded
content-note: talk of relapse, without detail
---

# The chair by the door

Jordan has sat down closest to the exit, coat on.

> They said I had to come. So. I'm here.

- "Thanks for coming, even though it wasn't your idea. What would make this half hour worth it?" `perspective` `open-question` → [Not a lecture](#not-a-lecture)

  > Huh. Nobody's asked me that. Just… not a lecture, I guess.

- “You really should give this programme a chance.” `advice: you really should` `judgment!` -> {open} [Not a lecture](#not-a-lecture) {careful, closed} [The hallway](#leaving-the-hallway) {#push}
  > Right. That's what everyone says.
  > {open; tells: about the programme} *shrugs* I tried.

  why: Telling comes before asking.

  better: “What have you heard about it?”
- *Stay quiet and wait* `listening` → [Not a lecture](#not-a-lecture)

# Not a lecture

> {open; danger: overdose} I used again. Tuesday. Nobody knows.
> {careful} It's been a rough week.
> {closed} I'm fine.

1. "Sorry. I pushed." `repair: I pushed` `costs` `verdict: mixed` → [The coat comes off](#the-coat-comes-off)

# Ending: The coat comes off

# Leaving: The hallway

* "Before you go…" `autonomy` → [Not a lecture](#not-a-lecture)

# Transfer: Dee {#dee}

> Is this seat taken?

+ "It's free." 

# Voice

| when | closed | careful | open |
|---|---|---|---|
| builds | Mm. / Okay. | Yeah. / Huh. *nods* | That helps. |
| off track | | What? | |
| sits | The coat is buttoned. | One shoulder has turned. | The coat is off. |
"#;

fn ids(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|d| d.id).collect()
}

#[test]
fn the_sketch_of_a_case_is_read() {
    let (script, diagnostics) = topic::script::parse(CASE, "the-chair");
    assert_eq!(ids(&diagnostics), Vec::<&str>::new());
    let case = &script.case;
    assert_eq!((case.id.as_str(), case.title.as_str()), ("the-chair", "The chair by the door"));
    assert_eq!(case.hash.len(), 16);
    assert_eq!(case.peer.temperament, Temperament::Guarded);
    assert_eq!(case.peer.pronouns.possessive, "their");
    let ids: Vec<_> = case.scenes.iter().map(|s| (s.id.as_str(), s.kind)).collect();
    assert_eq!(
        ids,
        [
            ("the-chair-by-the-door", SceneKind::Talk),
            ("not-a-lecture", SceneKind::Talk),
            ("the-coat-comes-off", SceneKind::Ending),
            ("the-hallway", SceneKind::Leaving),
            ("dee", SceneKind::Transfer),
        ]
    );
    let first = &case.scenes[0];
    assert_eq!(first.stage, ["Jordan has sat down closest to the exit, coat on."]);
    assert_eq!(first.lines[0].text, "They said I had to come. So. I'm here.");
    assert_eq!(first.replies.len(), 2);
    let thanks = &first.replies[0];
    assert!(thanks.text.starts_with("Thanks for coming") && thanks.text.ends_with("worth it?"));
    assert_eq!(thanks.id, "the-chair-by-the-door.1");
    assert_eq!(thanks.marks.len(), 2);
    assert_eq!(thanks.to[0].scene, "not-a-lecture");
    assert_eq!(
        thanks.reaction[0].text,
        "Huh. Nobody's asked me that. Just… not a lecture, I guess."
    );
    let push = &first.replies[1];
    assert_eq!(push.id, "push");
    assert_eq!(push.text, "You really should give this programme a chance.");
    assert_eq!(push.marks[0].words, [Span { start: 0, end: 17 }]);
    assert!(push.marks[1].grave && push.marks[1].label == Label::Judgment);
    assert_eq!(push.to.len(), 2);
    assert_eq!(push.to[0].bands, [Band::Open]);
    assert_eq!(push.to[1].bands, [Band::Careful, Band::Closed]);
    assert_eq!(push.to[1].scene, "the-hallway");
    assert_eq!(push.reaction.len(), 2);
    assert_eq!(push.reaction[1].tells.as_deref(), Some("about the programme"));
    assert_eq!(push.reaction[1].text, "*shrugs* I tried.");
    assert_eq!(push.why.as_deref(), Some("Telling comes before asking."));
    assert_eq!(push.better.as_deref(), Some("What have you heard about it?"));
    let silence = first.silence.as_ref().unwrap();
    assert_eq!((silence.text.as_str(), silence.to.len()), ("Stay quiet and wait", 1));
    let second = &case.scenes[1];
    assert_eq!(second.lines.len(), 3);
    assert_eq!(second.lines[0].danger, Some(Danger::Overdose));
    assert_eq!(second.lines[2].bands, [Band::Closed]);
    let sorry = &second.replies[0];
    assert_eq!(sorry.repair.as_deref(), Some(&[Span { start: 7, end: 15 }][..]));
    assert_eq!(sorry.costs.as_deref(), Some(&[][..]));
    assert!(sorry.verdict.is_some());
    assert_eq!(case.scenes[4].replies[0].text, "It's free.");
    assert_eq!(case.voice.rows.len(), 7);
    assert_eq!(case.voice.rows[1].lines, ["Yeah.", "Huh. *nods*"]);
    assert_eq!(script.occasions[1].0, Occasion::OffTrack);
    assert_eq!(script.cells.len(), case.voice.rows.len());
    assert_eq!(&CASE[script.scenes[0].replies[1].text.clone()], push.text);
    assert_eq!(
        &CASE[script.scenes[0].replies[1].exits[1].clone()],
        "[The hallway](#leaving-the-hallway)"
    );
    assert_eq!(&CASE[script.cells[2].clone()], "That helps.");
}

const TOPIC: &str = "---
title: Initiating & building trust: a start
lesson: Building effective peer relationships
competencies: [samhsa-1, samhsa-9]
---

:::objectives
You will be able to:

- Say why trust is the ground of a peer relationship `samhsa-1`
:::

## What builds trust

:::builds
- **Keeping your word** – you are there when you said four `consistency`
- Open questions: ask what cannot be answered by yes `open-question` `empathi`
:::

:::example
A peer tells you that they are struggling with depression.

> instead of: You just need to stay positive. `minimizing`

> try: \u{201c}That sounds really hard. Do you want to say more?\u{201d} `empathy` `autonomy`
>
> It takes the feeling in first.

And then you wait.
:::

:::quotation
> Listening is a verb.
> \u{2014} a peer
:::

:::case the-chair-by-the-door.md
Meet Jordan.
:::

:::takeaways
- Trust is slow.
:::

:::references
- A Book, 1999, example.org
- A rumour
:::

<script>alert(1)</script> and prose
";

#[test]
fn the_sketch_of_a_topic_is_read() {
    let (topic, diagnostics) = topic::parse(TOPIC);
    assert_eq!(ids(&diagnostics), ["unknown-label", "reference-without-locator"]);
    assert_eq!(diagnostics[0].severity, Severity::Error);
    assert_eq!(&TOPIC[diagnostics[0].span.clone()], "`empathi`");
    assert_eq!(topic.front.get("title"), Some("Initiating & building trust: a start"));
    assert_eq!(topic.front.list("competencies"), ["samhsa-1", "samhsa-9"]);
    let kinds: Vec<_> = topic.blocks.iter().map(|b| &b.kind).collect();
    let BlockKind::Objectives { lead, items } = kinds[0] else { panic!("{kinds:?}") };
    assert_eq!((lead.len(), items.len()), (1, 1));
    assert_eq!(items[0].competencies, ["samhsa-1"]);
    assert_eq!(items[0].text.plain(), "Say why trust is the ground of a peer relationship");
    let BlockKind::Builds(builds) = kinds[2] else { panic!("{kinds:?}") };
    assert_eq!(builds[0].name.plain(), "Keeping your word");
    assert_eq!(builds[0].explanation.plain(), "you are there when you said four");
    assert_eq!(builds[0].labels, [Label::Consistency]);
    assert_eq!(builds[1].name.plain(), "Open questions");
    let BlockKind::Example(example) = kinds[3] else { panic!("{kinds:?}") };
    assert_eq!(example.lines.len(), 2);
    assert!(!example.lines[0].try_this && example.lines[1].try_this);
    assert!(example.lines[1].text.plain().starts_with("That sounds"));
    assert!(example.lines[1].note.is_some());
    assert_eq!((example.situation.len(), example.after.len()), (1, 1));
    let BlockKind::Quotation { text, source } = kinds[4] else { panic!("{kinds:?}") };
    assert_eq!((text.len(), source.as_ref().unwrap().plain().as_str()), (1, "a peer"));
    let BlockKind::Case { file, file_span, lead } = kinds[5] else { panic!("{kinds:?}") };
    assert_eq!((file.as_str(), lead.len()), ("the-chair-by-the-door.md", 1));
    assert_eq!(&TOPIC[file_span.clone()], file);
    assert!(matches!(kinds[6], BlockKind::Takeaways(t) if t.len() == 1));
    assert!(matches!(kinds[7], BlockKind::References(r) if r.len() == 2));
    assert!(topic.plain().contains("<script>alert(1)</script> and prose"));
}

#[test]
fn an_unclosed_block_ends_before_the_next_part_and_nothing_is_lost() {
    let source = ":::\n\n:::builds\n- **One** - two\n\n## Three\n\n:::breaks\n- four\n:::\n\n:::custom five\nsix\n:::\n";
    let (topic, diagnostics) = topic::parse(source);
    assert_eq!(ids(&diagnostics), ["stray-close", "unclosed-block", "unknown-block"]);
    let kinds: Vec<_> = topic.blocks.iter().map(|b| &b.kind).collect();
    assert!(matches!(kinds[0], BlockKind::Builds(b) if b.len() == 1), "{kinds:?}");
    assert!(matches!(kinds[1], BlockKind::Heading { .. }));
    assert!(matches!(kinds[2], BlockKind::Breaks(_)));
    assert!(
        matches!(kinds[3], BlockKind::Unknown { name, content } if name == "custom" && content.len() == 2)
    );
}

#[test]
fn a_course_lists_its_lessons() {
    let source = "---\ntitle: A course\nid: urn:holdspace:course:1\n---\n\nHello.\n\n## One\n\n1. [First](first/topic.md)\n2. [Second](second.md)\n\n## Two\n\nAbout two.\n\n1. [Third](third.md)\n";
    let (outline, diagnostics) = topic::outline::parse(source);
    assert_eq!(ids(&diagnostics), Vec::<&str>::new());
    assert_eq!((outline.lessons.len(), outline.prose.len()), (2, 1));
    assert_eq!(outline.lessons[0].topics[1].href, "second.md");
    assert_eq!(&source[outline.lessons[1].topics[0].span.clone()], "[Third](third.md)");
}

#[test]
fn what_markdown_would_drop_is_kept() {
    let source = "[alpha]: beta\n\n| a | b |\n|---|---|\n| one | **two** | three | four |\n\nSee [it][x].\n\n[x]: y.md\n";
    let (topic, _) = topic::parse(source);
    let plain = topic.plain();
    for word in ["[alpha]: beta", "three | four", "See it."] {
        assert!(plain.contains(word), "{word} in {plain}");
    }
    assert!(!plain.contains("y.md"), "a definition that a link uses is no text");
}
