//! `cargo xtask bench`: what the code in `benches/` measures, as a table.

use crate::{run::cargo, train};
use anyhow::bail;

/// Runs the measurements in the release profile; `assess` those of the model.
///
/// # Errors
/// Where they do not build or one of them fails.
pub(crate) fn run(words: &[String]) -> anyhow::Result<()> {
    let (bench, words) = match words.split_first() {
        Some((first, rest)) if first == "assess" => ("assess", rest),
        _ => ("measure", words),
    };
    let mut command = cargo();
    command.args(["bench", "--quiet", "--package", "cli", "--bench", bench, "--"]).args(words);
    if let Some(python) = train::python() {
        command.env("HOLDSPACE_PYTHON", python);
    }
    if command.status()?.success() { Ok(()) } else { bail!("the measurements did not end well") }
}
