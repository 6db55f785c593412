//! How long one reading takes, beside onnxruntime's int8 build of the same network.

use assess::{Kernel, Model};
use std::{collections::BTreeMap, hint::black_box, path::Path, process::Command, time::Instant};

use crate::examples::Example;

/// Tokens, with the three that stand around the words; 45 is a reply of 30 words after a line.
const LENGTHS: [usize; 4] = [16, 32, 64, 128];
const ROUNDS: usize = 40;

/// Prints the times on one thread, best of several rounds.
pub(crate) fn print(model: &Model, all: &[Example]) {
    if let Some(bytes) = course::model() {
        let start = Instant::now();
        let _ = black_box(Model::read(&bytes));
        let took = start.elapsed().as_secs_f64();
        println!("the file: {} bytes, read in {:.0} ms", bytes.len(), took * 1e3);
    }
    let start = Instant::now();
    let some = &all[..all.len().min(200)];
    for example in some {
        black_box(model.reading(&example.peer, &example.reply));
    }
    let each = start.elapsed().as_secs_f64() / some.len().max(1) as f64;
    println!("a set-aside reply: {:.1} ms on average, one thread", each * 1e3);

    let theirs = onnxruntime().unwrap_or_default();
    for tokens in LENGTHS {
        let best = best(model, tokens, ROUNDS);
        let beside = theirs.get(&tokens.to_string()).map(|their| {
            format!(", onnxruntime int8 {their:.2} ms: {:.2} times as long", best / their)
        });
        println!("  {tokens:>3} tokens: {best:.2} ms{}", beside.unwrap_or_default());
    }
    for kernel in Kernel::here() {
        let model = model.clone().with_kernel(kernel);
        println!("  {kernel:?}: {:.2} ms for 32 tokens", best(&model, 32, 10));
    }
}

/// The shortest time of several readings of so many tokens, in milliseconds.
fn best(model: &Model, tokens: usize, rounds: usize) -> f64 {
    // Each of these words is one piece.
    let reply = "you ".repeat(tokens - 3);
    let times = (0..rounds).map(|_| {
        let start = Instant::now();
        black_box(model.reading("", &reply));
        start.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Milliseconds by tokens, where the training's Python is there.
fn onnxruntime() -> Option<BTreeMap<String, f64>> {
    let python = std::env::var_os("HOLDSPACE_PYTHON")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = Command::new(python)
        .arg(root.join("training/speed.py"))
        .arg(root.join("crates/assess/model/replies.model"))
        .args(LENGTHS.map(|tokens| tokens.to_string()))
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let last = said.lines().rfind(|line| line.starts_with('{'));
    let Some(report) = last.and_then(|line| serde_json::from_str::<serde_json::Value>(line).ok())
    else {
        println!("onnxruntime: {}", String::from_utf8_lossy(&output.stderr).trim());
        return None;
    };
    println!("onnxruntime {}", report["onnxruntime"].as_str().unwrap_or_default());
    serde_json::from_value(report["milliseconds"].clone()).ok()
}
