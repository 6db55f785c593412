//! Where the model reads an authored reply otherwise than its author.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use course::{FileDiagnostic, check};

/// The findings about a scene with these replies.
fn disagreements(lines: &str, replies: &[&str]) -> Vec<FileDiagnostic> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talk.md");
    let replies: String =
        replies.iter().map(|reply| format!("- {reply} → [End](#end)\n")).collect();
    let case =
        format!("---\ntitle: T\npeer: Ro\n---\n\n# A\n\n{lines}\n\n{replies}\n# Ending: End\n");
    std::fs::write(&path, case).unwrap();
    let mut found = check(&path).unwrap();
    found.retain(|f| f.id == "reply-label-disagrees");
    found
}

const LINE: &str = "> I lost my job on Monday and I haven't told anyone.";

#[test]
fn a_breaker_that_nobody_wrote_is_said_with_its_words() {
    let found = disagreements(LINE, &["\"You should just get over it and move on.\" `empathy`"]);
    assert!(!found.is_empty());
    let said = &found[0].message;
    assert!(said.contains("expected `empathy` in the reply, found `"), "{said}");
    assert!(said.contains('“') && said.contains(" %"), "{said}");
    assert!(found[0].help.as_ref().unwrap().contains("`sure`"));
    assert_eq!((found[0].line, found[0].column), (10, 4), "at the words");
}

#[test]
fn a_label_of_which_nothing_is_there_is_said_at_the_label() {
    let reply = "\"What has this week been like for you?\" `open-question` `oversharing`";
    let found = disagreements(LINE, &[reply]);
    assert_eq!(found.len(), 1, "{found:#?}");
    let f = &found[0];
    assert!(f.source[f.span.clone()].contains("oversharing"), "{f:?}");
    let harmless = "\"What has this week been like for you?\" `judgment`";
    assert_eq!(disagreements(LINE, &[harmless]).len(), 1);
}

#[test]
fn an_author_may_insist() {
    let reply = "\"You should just get over it and move on.\" `empathy` `sure`";
    assert!(disagreements(LINE, &[reply]).is_empty());
}

#[test]
fn what_is_as_it_is_written_is_not_mentioned() {
    let replies = [
        "\"What has this week been like for you?\" `open-question`",
        "\"You should just get over it and move on.\" `advice` `minimizing`",
        "\"Ok.\"",
    ];
    assert!(disagreements(LINE, &replies).is_empty());
    let bands = "> {open} I lost my job.\n\n> {closed} *looks away*";
    assert!(disagreements(bands, &replies).is_empty());
    assert!(disagreements("", &replies).is_empty());
}
