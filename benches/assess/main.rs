//! What `cargo xtask bench assess` prints: how well the shipped model reads replies, and how fast.
//!
//! The replies are lots 20 and 21 of `training/replies`, which were set aside before any model was
//! looked at. What is measured is what ships: the file, and this inference.

mod damage;
mod examples;
mod figures;
mod speed;

use assess::{Model, Reading};
use examples::Example;
use figures::Figures;
use std::{process::ExitCode, thread};

/// Lots that nothing was learned from.
const SET_ASIDE: [&str; 2] = ["lot-20.jsonl", "lot-21.jsonl"];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let model = course::reader()?;
    let lots = std::env::args().skip(1).filter(|word| word.ends_with(".jsonl")).collect::<Vec<_>>();
    let lots = if lots.is_empty() { SET_ASIDE.map(str::to_owned).to_vec() } else { lots };
    let mut all = Vec::new();
    for lot in &lots {
        all.extend(examples::read(lot)?);
    }
    println!("{} replies, from {}\n", all.len(), lots.join(" and "));

    let clean = readings(model, &all, str::to_owned);
    let figures = Figures::of(&all, &clean);
    figures.print();
    figures::calibration(&all, &clean);

    println!("the same replies, damaged        verdict  labels  verdict unchanged");
    let row = |name: &str, damaged: &[Reading]| {
        let figures = Figures::of(&all, damaged);
        let same = clean.iter().zip(damaged);
        let same = same.filter(|(a, b)| a.assessment.verdict == b.assessment.verdict).count();
        let same = same as f64 / all.len().max(1) as f64;
        println!("  {name:<30} {:>7.3} {:>7.3} {same:>9.3}", figures.accuracy(), figures.micro());
    };
    row("as written", &clean);
    row("no punctuation, no capitals", &readings(model, &all, damage::stripped));
    row("slips of the thumb", &readings(model, &all, damage::mistyped));
    println!();
    speed::print(model, &all);
    Ok(())
}

/// What the model makes of each reply, with its words and the peer's changed.
fn readings(model: &Model, all: &[Example], change: fn(&str) -> String) -> Vec<Reading> {
    let hands = thread::available_parallelism().map_or(1, usize::from);
    let share = all.len().div_ceil(hands).max(1);
    let one = move |e: &Example| model.reading(&change(&e.peer), &change(&e.reply));
    thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(one).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().filter_map(|part| part.join().ok()).flatten().collect()
    })
}
