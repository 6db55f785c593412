//! One transcript, played natively and by the committed modules, gives the same JSON to the letter.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::{Value, json};

/// A reply is the one of that number, or the last where the scene has fewer.
const TRANSCRIPT: &[&str] = &[
    "wait", "2", "retry", "1", "look", "3", "stop", "1", "2", "retry", "3", "1", "wait", "1", "2",
    "write", "misread", "write", "retry", "write", "copy", "write", "misread", "99", "1", "1", "3",
    "1", "2", "1", "debrief", "labels", "nonsense",
];

/// What was written, each as the page sends it once it is read.
const WRITTEN: &[(&str, &str)] = &[
    ("You should go to a meeting. What keeps you from it?", "advice"),
    ("That sounds heavy. Did you sleep?", "empathy"),
    ("", ""),
];

#[test]
fn the_committed_modules_answer_as_the_native_code_does() {
    let requests: Vec<String> =
        cases().iter().flat_map(|case| (0..3).flat_map(|seed| play(case, seed))).collect();
    assert!(requests.len() > 50, "expected talks to play, found {} requests", requests.len());
    same(&["player.wasm", "player-plain.wasm"], &requests, None);
}

/// Labels, tiers and spans are the same natively and in the modules, on every one of the labelled
/// replies that are set aside; the module without SIMD takes its time, and reads some of them.
#[test]
fn the_committed_modules_read_as_the_native_code_does() {
    let model = here().join("../assess/model/replies.model");
    let bytes = std::fs::read(&model);
    let bytes = bytes.expect("expected the model at crates/assess/model/replies.model, found none");
    assert_eq!(player::load(&bytes), r#"{"ok":null}"#);
    let replies = set_aside();
    let read = |one: &Value| {
        let options = json!([{ "number": 1, "text": "What has this week been like for you?" }]);
        json!({ "do": "read", "peer": one["peer"], "reply": one["reply"], "options": options })
    };
    let requests: Vec<String> = replies.iter().map(|one| read(one).to_string()).collect();
    let hint = |text: &str| json!({ "do": "hint", "text": text }).to_string();
    assert!(!requests.is_empty(), "expected labelled replies in training/replies, found none");
    let hints = replies.iter().filter_map(|one| Some(hint(one["reply"].as_str()?)));
    let requests: Vec<String> = requests.iter().cloned().chain(hints).collect();
    same(&["reader.wasm"], &requests, Some(&model));
    let some: Vec<String> = requests.into_iter().step_by(24).collect();
    same(&["reader-plain.wasm"], &some, Some(&model));
}

/// Holds the modules' answers against the native ones.
fn same(modules: &[&str], requests: &[String], model: Option<&Path>) {
    let native: Vec<String> = requests.iter().map(|request| player::call(request)).collect();
    for module in modules {
        let answers = by_module(module, requests, model);
        assert_eq!(answers.len(), native.len(), "{module} answered each request");
        for ((request, native), answer) in requests.iter().zip(&native).zip(&answers) {
            assert!(
                native == answer,
                "{module} is stale or differs: run `cargo xtask player`\n request: {}\n native: \
                 {native}\n module: {answer}",
                end(request)
            );
        }
    }
}

/// The lots that nothing is trained on (`training/DATA_CARD.md`).
fn set_aside() -> Vec<Value> {
    let lot = |n: u32| here().join(format!("../../training/replies/lot-{n}.jsonl"));
    let texts = [20, 21].map(|n| std::fs::read_to_string(lot(n)).unwrap_or_default());
    texts.iter().flat_map(|t| t.lines()).map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// The requests of one encounter, each with what the native code had made of the one before.
fn play(case: &Value, seed: u64) -> Vec<String> {
    let mut requests = vec![json!({ "do": "begin", "case": case, "seed": seed }).to_string()];
    let mut stand = response(&requests[0]);
    let mut written = WRITTEN.iter().cycle();
    for step in TRANSCRIPT {
        let mut request = json!({ "do": step, "case": case, "encounter": stand["encounter"] });
        let options = stand["moment"]["options"].as_array().map_or(0, Vec::len) as u64;
        match step.parse::<u64>() {
            Ok(number) => {
                let number = if number > 9 { number } else { number.min(options) };
                request["do"] = "answer".into();
                request["answer"] = json!({ "choose": number });
            }
            Err(_) if *step == "wait" => {
                request["do"] = "answer".into();
                request["answer"] = "wait".into();
            }
            Err(_) if *step == "write" => {
                let (text, label) = written.next().unwrap();
                request["do"] = "answer".into();
                request["answer"] = write(text, label);
            }
            Err(_) if *step == "copy" => {
                let shown = stand["moment"]["options"][0]["text"].as_str().unwrap_or("It is cold.");
                request["do"] = "answer".into();
                request["opened"] = true.into();
                request["answer"] = write(shown, "listening");
            }
            Err(_) => request["label"] = "advice".into(),
        }
        let request = request.to_string();
        let next = response(&request);
        if next.get("encounter").is_some() {
            stand = next;
        }
        requests.push(request);
    }
    requests
}

/// Own words, of which all shows the label; of no words too little is recognised.
fn write(text: &str, label: &str) -> Value {
    let finding = json!({
        "label": label, "confidence": 0.9, "tier": "clear", "grave": false,
        "spans": [[0, text.chars().count()]], "because": "",
    });
    let verdict = if label == "advice" { "breaks" } else { "builds" };
    let found = if label.is_empty() {
        json!({ "labels": [], "verdict": "neutral", "unsure": true })
    } else {
        json!({ "labels": [finding], "verdict": verdict, "unsure": false })
    };
    json!({ "write": { "text": text, "assessment": found, "means": null } })
}

fn response(request: &str) -> Value {
    let response: Value = serde_json::from_str(&player::call(request)).unwrap();
    response["ok"].clone()
}

/// The built-in course's cases, as the page gets them.
fn cases() -> Vec<Value> {
    let course = here().join("../../courses/building-peer-relationships");
    let mut files: Vec<PathBuf> =
        course.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let of = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap();
        let (script, _) = topic::script::parse(&text, &file.file_stem().unwrap().to_string_lossy());
        let talk = script.case.scenes.iter().any(|scene| !scene.replies.is_empty());
        talk.then(|| serde_json::to_value(&script.case).unwrap())
    };
    files.into_iter().filter(|f| f.extension().is_some_and(|e| e == "md")).filter_map(of).collect()
}

fn by_module(module: &str, requests: &[String], model: Option<&Path>) -> Vec<String> {
    let node = Command::new("node")
        .arg(here().join("tests/answers.mjs"))
        .arg(here().join("pkg").join(module))
        .args(model)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut node = node.expect("expected `node`, which runs the module in this test; install it");
    let mut stdin = node.stdin.take().unwrap();
    let lines = requests.join("\n");
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let out = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(out.status.success(), "{module} did not run to its end");
    String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a request asks for, without the case.
fn end(request: &str) -> String {
    let mut request: Value = serde_json::from_str(request).unwrap();
    request["case"] = request["case"]["id"].take();
    request.to_string()
}
