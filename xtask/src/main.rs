//! Chores of the project: `cargo xtask CHORE`.
//!
//! Enter at [`CHORES`]: each chore is a name, a sentence and a function.
//! Nothing here is part of the product, and nothing of the product may use it.

mod bench;
mod machine;
mod player;
mod postgres;
mod run;
mod shots;
mod step;
mod test;
mod tidy;
mod train;

use std::process::ExitCode;

/// A chore: its name, what it does, and the function that does it with the words that follow.
type Chore = (&'static str, &'static str, fn(&[String]) -> anyhow::Result<()>);

const CHORES: &[Chore] = &[
    ("test", "install what the tests need and run all of them, or the steps named", test::run),
    ("list", "name the steps of `test`", test::list),
    ("player", "build the player's modules into crates/player/pkg", player_modules),
    ("postgres", "run a command with a PostgreSQL cluster to throw away", postgres::run),
    ("tidy", "hold the house against its rules", tidy::run),
    (
        "bench",
        "measure turns, start-up, sizes and rendering; `bench assess`: the model",
        bench::run,
    ),
    ("train", "make the model that reads replies anew (an hour or two)", train::run),
    ("shots", "take screenshots of the pages into shots/", shots::run),
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let Some((_, _, chore)) = CHORES.iter().find(|(known, ..)| *known == name) else {
        return usage(&name);
    };
    match chore(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the modules; with `--check` only says whether the committed ones are stale.
fn player_modules(words: &[String]) -> anyhow::Result<()> {
    player::run(words.iter().any(|word| word == "--check"))
}

fn usage(name: &str) -> ExitCode {
    if !matches!(name, "" | "help" | "--help" | "-h") {
        eprintln!("error: expected a chore, found `{name}`\n");
    }
    eprintln!("cargo xtask CHORE");
    for (name, what, _) in CHORES {
        eprintln!("  {name:<8} {what}");
    }
    if matches!(name, "help" | "--help" | "-h") { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
