//! The real command, as people and programs call it.

// A helper of a test may fail as a test does.
#![allow(clippy::unwrap_used, clippy::panic)]

mod desk;

use desk::Desk;
use serde_json::Value;
use std::{
    path::Path,
    process::{Command, Stdio},
};

#[test]
fn a_new_course_passes_its_check_and_is_not_written_over() {
    let desk = Desk::with_course();
    let checked = desk.run(&["check", "course", "--format", "json"]);
    assert_eq!(checked.code, Some(0));
    let loud: Vec<_> = checked
        .json()
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["severity"] != "note")
        .cloned()
        .collect();
    assert_eq!(loud, Vec::<Value>::new());
    assert!(desk.read("course/course.md").contains("id: urn:holdspace:course:"));

    let made = desk.run(&["new", "another", "--format", "json"]).json();
    assert!(made["id"].as_str().unwrap().starts_with("urn:holdspace:course:"), "{made}");
    for file in made["files"].as_array().unwrap() {
        assert!(desk.path(file.as_str().unwrap()).is_file(), "{file}");
    }

    let again = desk.run(&["new", "course"]);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("expected an empty folder"), "{}", again.err);
}

#[test]
fn a_check_says_where_and_what_to_do_and_its_status_says_how_bad_it_is() {
    let desk = Desk::with_course();
    let topic = desk.read("course/saying-hello.md");
    desk.write("course/saying-hello.md", topic.replace("`advice`", "`advise`"));
    let human = desk.run(&["check", "course"]);
    assert_eq!(human.code, Some(1));
    assert!(human.out.contains("[unknown-label]"), "{}", human.out);
    assert!(human.out.contains("`advise`"), "the line is shown: {}", human.out);
    assert!(human.out.contains("help: "), "{}", human.out);

    let json = desk.run(&["check", "course", "--format", "json"]).json();
    let one = json.as_array().unwrap().iter().find(|d| d["id"] == "unknown-label").unwrap();
    for key in ["file", "line", "column", "id", "severity", "message", "help"] {
        assert!(!one[key].is_null(), "{key} in {one}");
    }
    assert_eq!(one.as_object().unwrap().len(), 7);

    assert_eq!(desk.run(&["check", "nowhere"]).code, Some(2));
}

#[test]
fn a_topic_is_not_walked_as_a_case() {
    let desk = Desk::with_course();
    desk.write("a.md", "---\ntitle: A\n---\n\n## Listen\n\n:::takeaways\n- Listen.\n:::\n");
    desk.write("b.md", "# A paper\n\n> Somebody said this.\n\n- One\n- Two\n");
    for name in ["a.md", "b.md"] {
        let walk = desk.run(&["check", "--walk", name]);
        assert_eq!(walk.code, Some(2), "{}", walk.out);
        assert!(walk.err.contains("expected a case, found a topic"), "{}", walk.err);
    }
}

#[test]
fn a_case_is_walked_at_the_pace_of_its_course() {
    let desk = Desk::with_course();
    let minutes = || {
        let walk = desk.run(&["check", "--walk", "course/the-last-seat.md", "--format", "json"]);
        walk.json()["minutes_high"].as_f64().unwrap()
    };
    let usual = minutes();
    let course = desk.read("course/course.md");
    let slow = course.lines().filter(|l| !l.starts_with("pace:")).collect::<Vec<_>>().join("\n");
    desk.write("course/course.md", slow.replacen("title:", "pace: 60\ntitle:", 1));
    assert!(minutes() > usual, "slower readers take longer");
}

#[test]
fn a_case_is_walked_as_a_table() {
    let desk = Desk::with_course();
    let walk = desk.run(&["check", "--walk", "course/the-last-seat.md"]);
    assert_eq!(walk.code, Some(0));
    assert!(walk.out.contains("always builds"), "{}", walk.out);
    let json = desk.run(&["check", "--walk", "course/the-last-seat.md", "--format", "json"]);
    assert!(json.json()["paths"].as_u64().unwrap() > 0);
}

#[test]
fn a_play_prints_how_trust_begins_and_then_one_line_a_turn() {
    let desk = Desk::with_course();
    let played = desk.play("[1, 2, \"wait\", \"retry\", 1, 1, 1, 1, 9]");
    assert_eq!(played.code, Some(0), "{}", played.err);
    let lines = played.lines();
    for key in ["trust", "ceiling", "band", "temperament"] {
        assert!(!lines[0][key].is_null(), "{key}");
    }
    let mut trust = lines[0]["trust"].as_f64().unwrap();
    for line in &lines[1..] {
        let moves = line["moves"].as_array().unwrap();
        let sum: f64 = moves.iter().map(|m| m["delta"].as_f64().unwrap()).sum();
        let after = line["trust"].as_f64().unwrap();
        assert!((after - trust - sum).abs() < 1e-9, "{line}");
        for one in moves {
            assert!(!one["label"].as_str().unwrap().is_empty());
            assert!(!one["words"].as_str().unwrap().is_empty(), "{line}");
        }
        trust = after;
    }
    assert!(lines[..lines.len() - 1].iter().all(|line| line.get("ending").is_none()));
    assert!(lines.last().unwrap()["ending"].is_string(), "what follows the end is ignored");
    assert_eq!(desk.play("[1, 2, \"wait\", \"retry\", 1, 1, 1, 1, 9]").out, played.out);
}

#[test]
fn an_entry_that_cannot_be_played_is_named() {
    let desk = Desk::with_course();
    for (replies, said) in [
        ("[1, 7]", "entry 2"),
        ("[0]", "entry 1"),
        ("[\"retry\"]", "entry 1"),
        ("[1, {\"write\": 5}]", "entry 2"),
        ("[{\"misread\": \"advice\"}]", "entry 1"),
        ("nothing", "JSON array"),
    ] {
        let played = desk.play(replies);
        assert_eq!(played.code, Some(2), "{replies}");
        assert!(played.err.contains(said), "{replies}: {}", played.err);
    }
    let unfinished = desk.play("[1]").lines();
    assert!(unfinished[1]["ending"].is_null() && unfinished[1].get("ending").is_some());
}

const DOCUMENT: &str = "Asking well\n\nObjectives\n- Name two open questions\n\nWhat builds trust\n\
    - Patience: you wait until they are done\n\nTakeaways\n- Ask, then wait.\n";

#[test]
fn an_import_writes_nothing_over_unless_it_is_forced() {
    let desk = Desk::new();
    desk.write("lesson.txt", DOCUMENT);
    let first = desk.run(&["import", "lesson.txt", "--into", "out", "--format", "json"]);
    assert_eq!(first.code, Some(0), "{}", first.err);
    let report = first.json();
    let topic = report["topic"].as_str().unwrap().to_owned();
    assert!(desk.path(&topic).is_file());

    desk.write(&topic, "mine");
    let second = desk.run(&["import", "lesson.txt", "--into", "out"]);
    assert_eq!(second.code, Some(1));
    assert!(second.err.contains("--force"), "{}", second.err);
    assert_eq!(desk.read(&topic), "mine");

    let forced = desk.run(&["import", "lesson.txt", "--into", "out", "--force"]);
    assert_eq!(forced.code, Some(0), "{}", forced.err);
    assert!(forced.out.contains("holdspace serve out/"), "{}", forced.out);
    assert_ne!(desk.read(&topic), "mine");
}

#[test]
fn several_documents_are_reported_as_a_list_and_one_refused_stops_no_other() {
    let desk = Desk::new();
    desk.write("one.txt", DOCUMENT);
    desk.write("two.txt", DOCUMENT.replace("Asking well", "Waiting well"));
    desk.write("three.txt", DOCUMENT);
    let words = ["import", "one.txt", "gone.txt", "two.txt", "three.txt", "--format", "json"];
    let ran = desk.run(&words);
    assert_eq!(ran.code, Some(1));
    let json = ran.json();
    let list = json.as_array().unwrap();
    assert_eq!(list.len(), 4);
    assert!(list[0]["title"].is_string() && list[2]["title"].is_string());
    assert!(list[1]["error"].is_string(), "there is no such file");
    assert!(list[3]["error"].is_string(), "the same title as the first");
}

#[test]
fn bytes_of_any_kind_make_nothing_panic() {
    let desk = Desk::new();
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    for round in 0..12 {
        let mut bytes: Vec<u8> = (0..400).map(|_| noise()).collect();
        if round % 2 == 1 {
            bytes.splice(0..0, *b"---\ntitle: x\n---\n# A\n\n> {open} b\n\n- \"c\" `advice: c` ");
        }
        if round % 3 == 1 {
            bytes.splice(0..0, *b"PK\x03\x04");
        }
        desk.write("noise.md", &bytes);
        desk.write("noise.docx", &bytes);
        desk.write("replies.json", "[1]");
        let paths: [&[&str]; 5] = [
            &["check", "noise.md"],
            &["check", "--walk", "noise.md"],
            &["import", "noise.md", "--into", "out", "--force"],
            &["import", "noise.docx", "--into", "out", "--force"],
            &["play", "noise.md", "--replies", "replies.json"],
        ];
        for words in paths {
            let ran = desk.run(words);
            assert!(matches!(ran.code, Some(0..=2)), "{words:?}: {:?} {}", ran.code, ran.err);
            assert!(!ran.err.contains("panicked"), "{words:?}: {}", ran.err);
        }
    }
}

#[test]
fn a_server_says_where_it_is_and_takes_the_next_port() {
    use std::io::{BufRead as _, BufReader};
    let desk = Desk::with_course();
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut server = Command::new(env!("CARGO_BIN_EXE_holdspace"))
        .args(["serve", "course", "--port", &port, "--data", "data"])
        .current_dir(desk.0.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let said: Vec<String> = lines.take(5).map(Result::unwrap).collect();
    server.kill().unwrap();
    server.wait().unwrap();
    let said = said.join("\n");
    assert!(said.contains(&format!("Port {port} is taken")), "{said}");
    assert!(said.contains("http://127.0.0.1:") && said.contains("Ctrl-C"), "{said}");
    assert!(Path::new(&desk.path("data/holdspace.db")).is_file());
}

#[test]
fn a_server_says_where_it_is_to_a_program() {
    use std::io::{BufRead as _, BufReader};
    let desk = Desk::with_course();
    let mut server = Command::new(env!("CARGO_BIN_EXE_holdspace"))
        .args(["serve", "course", "--data", "data", "--watch", "--format", "json"])
        .current_dir(desk.0.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    let up: Value = serde_json::from_str(&line).unwrap();
    assert!(up["url"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{up}");
    assert!(Path::new(&desk.path(up["data"].as_str().unwrap())).is_file(), "{up}");
}
