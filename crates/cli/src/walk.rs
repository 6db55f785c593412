//! `holdspace check --walk CASE`: what learners of several kinds would meet in a case.

use practice::walk::{Strategy, Walk};
use std::{fmt::Write as _, path::Path, process::ExitCode};

use crate::{
    format::{self, Format},
    play,
};

/// Walks the case and prints what was found.
///
/// # Errors
/// Where there is no case in the file.
pub(crate) fn run(file: &Path, how: Format) -> anyhow::Result<ExitCode> {
    let case = play::read_case(file)?;
    let walk = practice::walk(&case, course::settings(file).pace);
    format::print(&match how {
        Format::Json => serde_json::to_string_pretty(&walk)? + "\n",
        Format::Human => table(&case.title, &walk),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn table(title: &str, walk: &Walk) -> String {
    let how = if walk.exhaustive { "every path" } else { "paths drawn from fixed seeds" };
    let mut out = format!("{title}: {} paths walked ({how})\n\n", walk.paths);
    let mut row = |name: &str, value: String| {
        let _ = writeln!(out, "  {name:<12} {value}");
    };
    row("minutes", format!("{:.1} to {:.1}", walk.minutes_low, walk.minutes_high));
    row("turns", format!("{} to {}", walk.turns_low, walk.turns_high));
    let bands: Vec<String> = walk.bands.iter().map(|b| format!("{b:?}").to_lowercase()).collect();
    row("bands", bands.join(", "));
    row("leaves", format!("on {} of {} paths", walk.left, walk.paths));
    for (n, (ending, paths)) in walk.endings.iter().enumerate() {
        row(if n == 0 { "endings" } else { "" }, format!("{paths:>8}  {ending}"));
    }
    for (n, (told, paths)) in walk.disclosures.iter().enumerate() {
        row(if n == 0 { "told" } else { "" }, format!("{paths:>8}  {told}"));
    }
    if !walk.strategies.is_empty() {
        out += "\n  a learner who…     runs  trust  leaves  endings\n";
    }
    for strategy in &walk.strategies {
        out += &kind(strategy);
    }
    out
}

fn kind(strategy: &Strategy) -> String {
    let does = match strategy.name.as_str() {
        "random" => "draws at random",
        "builds" => "always builds",
        "advises" => "always advises",
        "longest" => "takes the longest",
        "first" => "takes the first",
        other => other,
    };
    let endings = strategy.endings.iter().filter(|(_, rate)| *rate > 0.0);
    let endings: Vec<String> =
        endings.map(|(name, rate)| format!("{name} {}", percent(*rate))).collect();
    format!(
        "  {does:<18} {:>4}  {:>5.2}  {:>6}  {}\n",
        strategy.runs,
        strategy.trust,
        percent(strategy.left),
        endings.join(", ")
    )
}

fn percent(rate: f64) -> String {
    format!("{:.0} %", rate * 100.0)
}
