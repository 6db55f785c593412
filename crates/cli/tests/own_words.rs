//! Words of one's own on the command line: `assess`, and `play` with words that were written.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod desk;

use desk::Desk;
use serde_json::Value;
use std::process::{Command, Stdio};

/// What `play` gives in words of one's own, and how the moves add up all the same.
#[test]
fn words_of_ones_own_are_read_as_they_are_in_the_page() {
    let desk = Desk::with_course();
    let played = desk.play(
        "[{\"write\": \"What is wrong with you? You people never listen.\"}, {\"misread\": \"nonjudgment\"}]",
    );
    assert_eq!(played.code, Some(2), "{}", played.out);
    assert!(played.err.contains("entry 2"), "a label that was not found: {}", played.err);
    let hurt = played.lines();
    assert_eq!(hurt[1]["verdict"], "breaks", "{}", hurt[1]);
    assert_eq!(hurt[1]["reply"], "What is wrong with you? You people never listen.");
    assert!(hurt[1]["trust"].as_f64() < hurt[0]["trust"].as_f64());
    let label = hurt[1]["labels"][0].as_str().unwrap().to_owned();

    let entries = format!(
        "[{{\"write\": \"What is wrong with you? You people never listen.\"}}, {{\"misread\": \"{label}\"}}, \
         \"retry\", {{\"write\": \"\"}}]"
    );
    let played = desk.play(&entries);
    assert_eq!(played.code, Some(0), "{}", played.err);
    let lines = played.lines();
    assert_eq!((&lines[2]["reply"], &lines[2]["disputed"]), (&"misread".into(), &true.into()));
    let mut trust = lines[0]["trust"].as_f64().unwrap();
    for line in &lines[1..] {
        let moves = line["moves"].as_array().unwrap();
        trust += moves.iter().map(|m| m["delta"].as_f64().unwrap()).sum::<f64>();
        assert!((line["trust"].as_f64().unwrap() - trust).abs() < 1e-9, "{line}");
    }
    assert_eq!(lines[3]["trust"], lines[0]["trust"], "the retry takes all of it back");
    assert!(!lines[4]["peer"].as_array().unwrap().is_empty(), "silence is answered too");
    assert_eq!(
        desk.feed(&["play", "course/the-last-seat.md", "--format", "json"], &entries).out,
        played.out
    );
}

#[test]
fn the_words_of_a_written_reply_are_taken_for_it() {
    let desk = Desk::with_course();
    let case = desk.read("course/the-last-seat.md");
    let first = case.lines().find_map(|line| line.strip_prefix("- \"")?.split_once('"')).unwrap().0;
    let entries = serde_json::json!([{ "write": first }]).to_string();
    let line = desk.play(&entries).lines()[1].clone();
    assert!(line["means"].as_str().is_some_and(|id| id.ends_with(".1")), "{line}");
}

#[test]
fn a_talk_in_a_terminal_gives_feedback_on_each_turn_and_a_look_back() {
    let desk = Desk::with_course();
    let typed = [
        "skip",
        "?",
        "",
        "What is wrong with you? You people never listen.",
        "again",
        "How has this week been for you, so far?",
        "1",
        "wait",
        "misread",
        "help",
        "99",
        "stop",
    ];
    let talk = ["play", "course/the-last-seat.md", "--talk"];
    let ran = desk.feed(&talk, typed.join("\n"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let out = &ran.out;
    for said in [
        "  1. ",
        "[- ",
        "What worked: ",
        "One thing to change: ",
        "That moment again",
        "Looking back",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    assert!(!out.contains('\u{1b}'), "no colour where nobody looks: {out}");
    // Nobody ends the line of the prompt where the input is no terminal.
    let widest = out.lines().map(|line| line.trim_start_matches("> ").chars().count()).max();
    assert!(widest <= Some(64), "{widest:?}: {out}");

    let ended = desk.feed(&talk, "skip\n");
    assert_eq!(ended.code, Some(0), "an input that ends is a stop: {}", ended.err);
    let noise = [b"\xff\xfe\n\0\n".to_vec(), vec![b'x'; 200_000], b"\n2\n".to_vec()].concat();
    let ran = desk.feed(&talk, noise);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn replies_are_assessed_line_by_line_and_a_bad_line_stops_no_other() {
    let desk = Desk::new();
    let lines: [&[u8]; 14] = [
        br#"{"id": 12345678901234567890123, "peer": "I lost my job.", "reply": "That sounds hard \u2013 losing it."}"#,
        br#"{"id": "a\u00e9", "peer": "", "reply": "You should just move on.", "more": [1, {}]}"#,
        b"",
        b"{\"id\": 1, \"peer\": \"\", \"reply\": \"\xff\"}",
        br#"{"id": 1, "peer": ""}"#,
        br#"{"id": 1, "peer": 2, "reply": "a secret"}"#,
        br#"[1, "", "a secret"]"#,
        br#"{"id": null, "peer": "", "reply": "a secret"}"#,
        br#"{"id": 1, "peer": "", "reply": "a secret""#,
        br#"{"id": 1, "peer": "", "reply": "\ud800"}"#,
        br#"{"peer": "", "reply": ""}"#,
        br#"{"id": 1.0, "peer": "", "reply": ""}"#,
        br#"{"id": -0, "peer": "", "reply": "ok"} "#,
        br#"{"id": "last", "peer": "x", "reply": "Thursday at 4, I'll be there."}"#,
    ];
    let input = lines.join(&b'\n');
    let ran = desk.feed(&["assess"], &input);
    assert_eq!(ran.code, Some(1), "some lines were bad: {}", ran.err);
    assert!(!ran.out.contains("secret"), "an error repeats nobody's words: {}", ran.out);
    let out: Vec<&str> = ran.out.lines().collect();
    assert_eq!(out.len(), lines.len());
    for bad in [3, 4, 5, 6, 7, 8, 9, 10, 11] {
        let line: Value = serde_json::from_str(out[bad - 1]).unwrap();
        assert_eq!(line["line"], bad, "{line}");
        let error = line["error"].as_str().unwrap();
        assert!(error.starts_with("expected ") && error.contains(", found "), "{error}");
        assert_eq!(line.as_object().unwrap().len(), 2);
    }
    assert!(out[0].starts_with("{\"id\":12345678901234567890123,"), "{}", out[0]);
    assert!(out[1].starts_with("{\"id\":\"a\\u00e9\","), "{}", out[1]);
    assert!(out[11].starts_with("{\"id\":1.0,") && out[12].starts_with("{\"id\":-0,"));

    let moved: Value = serde_json::from_str(out[1]).unwrap();
    assert_eq!(moved["verdict"], "breaks", "{moved}");
    let keys: Vec<&String> = moved.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 4, "{moved}");
    for found in moved["labels"].as_array().unwrap() {
        assert_eq!(found.as_object().unwrap().len(), 5, "{found}");
        assert!(matches!(found["tier"].as_str(), Some("clear" | "maybe")), "{found}");
        assert!((0.0..=1.0).contains(&found["confidence"].as_f64().unwrap()), "{found}");
        assert!(!found["because"].as_str().unwrap().is_empty(), "{found}");
        for span in found["spans"].as_array().unwrap() {
            let [start, end] = [0, 1].map(|n| span[n].as_u64().unwrap());
            assert!(start < end && end <= "You should just move on.".len() as u64, "{found}");
        }
    }

    let one = desk.feed(&["assess", "--threads", "1"], &input);
    assert_eq!(one.out, ran.out, "the order is that of the input, whatever the threads");
    let good = desk.feed(&["assess"], lines[0]);
    assert_eq!((good.code, good.err.as_str()), (Some(0), ""));
    assert_eq!(desk.feed(&["assess"], "").out, "");
    let long =
        [b"{\"id\": 1, \"reply\": \"".to_vec(), vec![b'x'; 3_000_000], b"\n{}".to_vec()].concat();
    let ran = desk.feed(&["assess"], long);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(1), 2), "{}", ran.out);
    assert!(ran.out.contains("found a longer one"), "{}", ran.out);
}

#[test]
fn an_answer_comes_before_the_next_line_is_there() {
    use std::io::{BufRead as _, BufReader, Write as _};
    let desk = Desk::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_holdspace"))
        .arg("assess")
        .current_dir(desk.0.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for number in 0..4 {
        writeln!(stdin, "{{\"id\": {number}, \"peer\": \"\", \"reply\": \"What helped?\"}}")
            .unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["id"], number);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
