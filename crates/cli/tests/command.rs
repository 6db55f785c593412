//! The real command, as people and programs call it.

// A helper of a test may fail as a test does.
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A folder in which the command is run.
struct Desk(tempfile::TempDir);

/// What a run of the command gave.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A desk with a new course in the folder `course`.
    fn with_course() -> Self {
        let desk = Self::new();
        assert_eq!(desk.run(&["new", "course"]).code, Some(0));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    fn run(&self, words: &[&str]) -> Ran {
        self.feed(words, b"")
    }

    /// Runs with something on its standard input.
    fn feed(&self, words: &[&str], input: impl AsRef<[u8]>) -> Ran {
        use std::io::Write as _;
        let mut child = Command::new(env!("CARGO_BIN_EXE_holdspace"))
            .args(words)
            .current_dir(self.0.path())
            .env("COLUMNS", "64")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_vec();
        // A command that ends before it has read all is no fault of the test.
        let feeding = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feeding.join().unwrap();
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Plays the new course's case.
    fn play(&self, replies: &str) -> Ran {
        self.write("replies.json", replies);
        let case = "course/the-last-seat.md";
        self.run(&["play", case, "--replies", "replies.json", "--format", "json"])
    }
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in {}", self.out))
    }

    fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

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
