//! Whether two replies mean the same, on 400 pairs that nothing was trained on.
//!
//! Half of them are near in words and far in meaning, or the other way round, so that counting
//! words does no better here than a coin.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{collections::BTreeMap, fmt::Write, path::Path};

use assess::Model;
use serde_json::Value;

/// Of the pairs that are told apart rightly; a little below what was measured.
const RIGHT: f64 = 0.70;
/// Of the pairs that are called the same, those that are: a peer's answer to what nobody said
/// costs more than a voice line in place of an authored one.
const PRECISION: f64 = 0.70;

#[test]
fn a_reply_is_held_to_mean_an_authored_one_where_it_does() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(here.join("model/replies.model"));
    let bytes = bytes.expect("expected the model at crates/assess/model/replies.model, found none");
    let model = Model::read(&bytes).unwrap();
    let pairs = std::fs::read_to_string(here.join("../../training/pairs/test.jsonl")).unwrap();
    let mut kinds: BTreeMap<(bool, bool), (usize, usize)> = BTreeMap::new();
    for line in pairs.lines() {
        let pair: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| pair[key].as_str().unwrap();
        let read = |key: &str| model.reading(text("peer"), text(key));
        let same = pair["same"].as_bool().unwrap();
        let said = model.alike(&read("a"), &read("b"));
        let (right, all) = kinds.entry((same, pair["near"].as_bool().unwrap())).or_default();
        *right += usize::from(said == same);
        *all += 1;
    }
    let mut table = String::new();
    for ((same, near), (right, all)) in &kinds {
        let meaning = if *same { "same" } else { "other" };
        let words = if *near { "near" } else { "far" };
        writeln!(table, "{meaning} in meaning, {words} in words: {right} of {all} right").unwrap();
    }
    let of = |same: bool| {
        kinds
            .iter()
            .filter(|(kind, _)| kind.0 == same)
            .map(|(_, counts)| *counts)
            .fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1))
    };
    let ((yes, sames), (no, others)) = (of(true), of(false));
    let right = (yes + no) as f64 / (sames + others) as f64;
    let precision = yes as f64 / (yes + others - no) as f64;
    println!("{table}right {right:.3}, precision of `the same` {precision:.3}");
    assert_eq!(sames + others, 400, "expected 400 pairs");
    assert!(right >= RIGHT, "expected {RIGHT}, found {right:.3}\n{table}");
    assert!(
        precision >= PRECISION,
        "expected precision {PRECISION}, found {precision:.3}\n{table}"
    );
}
