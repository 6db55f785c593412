//! `cargo xtask test`: everything that has to hold, on a machine that may have nothing yet.

use crate::{
    machine, player, postgres,
    run::{self, cargo, command, logged},
    step::{Outcome, Step},
    tidy,
};
use anyhow::{Context, bail};
use std::{path::Path, time::Instant};

/// The steps, in the order in which a mistake shows soonest.
const STEPS: &[Step] = &[
    Step { name: "needs", what: "what the tests need is installed", run: machine::install },
    Step { name: "fmt", what: "the code is formatted", run: fmt },
    Step { name: "tidy", what: "the house keeps its rules", run: tidy::logged },
    Step { name: "player", what: "the player's modules are of these sources", run: modules },
    Step { name: "types", what: "the page scripts keep their types", run: types },
    Step { name: "clippy", what: "clippy has nothing to say", run: clippy },
    Step { name: "build", what: "the tests build", run: build },
    Step { name: "tests", what: "units, properties, suites; SQLite and PostgreSQL", run: tests },
    Step { name: "course", what: "the built-in course passes its check", run: course },
    Step { name: "browser", what: "the pages in a browser", run: browser },
];

/// Runs all steps, or those named, and goes on where one fails.
///
/// # Errors
/// Where a step does not hold, or a name is no step's.
pub(crate) fn run(names: &[String]) -> anyhow::Result<()> {
    if let Some(name) = names.iter().find(|name| STEPS.iter().all(|s| s.name != **name)) {
        bail!("expected a step, found `{name}`; `cargo xtask list` names them");
    }
    let logs = run::target().join("xtask");
    std::fs::create_dir_all(&logs).with_context(|| format!("cannot make {}", logs.display()))?;
    let start = Instant::now();
    let chosen = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    let outcomes: Vec<Outcome> = STEPS.iter().filter(chosen).map(|step| step.run(&logs)).collect();
    summary(&outcomes, start)
}

/// Names the steps.
///
/// # Errors
/// Never.
pub(crate) fn list(_: &[String]) -> anyhow::Result<()> {
    for step in STEPS {
        println!("{:<9} {}", step.name, step.what);
    }
    Ok(())
}

/// The last lines: what failed, the time, and how many passed (a step without tests counts as one).
fn summary(outcomes: &[Outcome], start: Instant) -> anyhow::Result<()> {
    let (mut passed, mut failed) = (0, 0);
    for outcome in outcomes {
        match (outcome.tests, outcome.held) {
            ((0, 0), true) => passed += 1,
            ((p, f), held) => {
                passed += p;
                failed += if held { f } else { f.max(1) };
            }
        }
    }
    println!("\n{:.0} s in all", start.elapsed().as_secs_f64());
    let failures: Vec<_> = outcomes.iter().filter(|o| !o.held).map(|o| o.name).collect();
    if !failures.is_empty() {
        println!("failed: {}", failures.join(", "));
    }
    println!("{passed} passed, {failed} failed");
    if failures.is_empty() { Ok(()) } else { bail!("not everything holds") }
}

fn modules(_: &Path) -> anyhow::Result<()> {
    player::run(true)
}

fn fmt(log: &Path) -> anyhow::Result<()> {
    logged(cargo().args(["fmt", "--all", "--check"]), log)
}

fn clippy(log: &Path) -> anyhow::Result<()> {
    let words = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    logged(cargo().args(words), log)
}

fn build(log: &Path) -> anyhow::Result<()> {
    logged(cargo().args(["test", "--workspace", "--no-run", "--quiet"]), log)
}

fn tests(log: &Path) -> anyhow::Result<()> {
    let cluster = postgres::Cluster::start(log)?;
    let mut command = cargo();
    command
        .args(["test", "--workspace", "--no-fail-fast"])
        .env("HOLDSPACE_TEST_POSTGRES", cluster.url())
        .env("INSTA_UPDATE", "no");
    logged(&mut command, log)
}

fn course(log: &Path) -> anyhow::Result<()> {
    let out =
        run::output(command(run::holdspace()).args(["check", "courses", "--format", "json"]))?;
    std::fs::write(log, &out)?;
    let found: Vec<serde_json::Value> = serde_json::from_str(&out)?;
    let loud = found.iter().filter(|d| d["severity"] != "note").count();
    if loud > 0 {
        bail!("expected no error and no warning in the built-in course, found {loud}");
    }
    Ok(())
}

fn types(log: &Path) -> anyhow::Result<()> {
    let tsc = run::root().join("tests/browser/node_modules/typescript/bin/tsc");
    logged(command("node").arg(tsc).args(["-p", "tests/browser/tsconfig.json"]), log)
}

/// The browser tests drive the real command, as the step `build` leaves it.
fn browser(log: &Path) -> anyhow::Result<()> {
    if !run::holdspace().is_file() {
        build(log)?;
    }
    let mut node = command("node");
    node.current_dir(run::root().join("tests/browser"))
        .args(["--test", "--test-reporter=tap", "--test-concurrency=2"])
        .env("HOLDSPACE", run::holdspace())
        .env("CHROMIUM", machine::chromium()?);
    for test in browser_tests()? {
        node.arg(test);
    }
    logged(&mut node, log)
}

fn browser_tests() -> anyhow::Result<Vec<std::ffi::OsString>> {
    let folder = run::root().join("tests/browser");
    let mut names: Vec<_> = std::fs::read_dir(&folder)?
        .filter_map(|entry| entry.ok().map(|e| e.file_name()))
        .filter(|name| name.to_string_lossy().ends_with(".test.js"))
        .collect();
    names.sort();
    Ok(names)
}
