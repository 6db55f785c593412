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
    "99", "1", "1", "3", "1", "2", "1", "debrief", "labels", "nonsense",
];

#[test]
fn the_committed_modules_answer_as_the_native_code_does() {
    let requests: Vec<String> =
        cases().iter().flat_map(|case| (0..3).flat_map(|seed| play(case, seed))).collect();
    assert!(requests.len() > 50, "expected talks to play, found {} requests", requests.len());
    let native: Vec<String> = requests.iter().map(|request| player::call(request)).collect();
    for module in ["player.wasm", "player-plain.wasm"] {
        let answers = by_module(module, &requests);
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

/// The requests of one encounter, each with what the native code had made of the one before.
fn play(case: &Value, seed: u64) -> Vec<String> {
    let mut requests = vec![json!({ "do": "begin", "case": case, "seed": seed }).to_string()];
    let mut stand = response(&requests[0]);
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
            Err(_) => {}
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

fn by_module(module: &str, requests: &[String]) -> Vec<String> {
    let node = Command::new("node")
        .arg(here().join("tests/answers.mjs"))
        .arg(here().join("pkg").join(module))
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
