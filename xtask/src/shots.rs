//! `cargo xtask shots`: the pages as pictures, on phone and desktop, light and dark.

use crate::{
    machine,
    run::{self, cargo, command},
};
use anyhow::bail;

/// Writes `shots/` and the picture of the README.
///
/// # Errors
/// Where the command does not build or the browser fails.
pub(crate) fn run(_: &[String]) -> anyhow::Result<()> {
    let log = run::target().join("shots.log");
    machine::install(&log)?;
    if !cargo().args(["build", "--quiet", "--package", "cli"]).status()?.success() {
        bail!("expected the `holdspace` command to build");
    }
    let status = command("node")
        .arg("tests/browser/shots.js")
        .env("HOLDSPACE", run::holdspace())
        .env("CHROMIUM", machine::chromium()?)
        .status()?;
    if status.success() { Ok(()) } else { bail!("the pictures were not all taken") }
}
