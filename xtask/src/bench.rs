//! `cargo xtask bench`: what the code in `benches/` measures, as a table.

use crate::run::cargo;
use anyhow::bail;

/// Runs the measurements in the release profile.
///
/// # Errors
/// Where they do not build or one of them fails.
pub(crate) fn run(words: &[String]) -> anyhow::Result<()> {
    let mut command = cargo();
    command.args(["bench", "--quiet", "--package", "cli", "--bench", "measure", "--"]).args(words);
    if command.status()?.success() { Ok(()) } else { bail!("the measurements did not end well") }
}
