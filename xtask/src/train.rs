//! `cargo xtask train`: the model that reads replies, made anew from `training/`.

use crate::run::{self, command, find};
use anyhow::{Context, bail};
use std::path::PathBuf;

/// Makes a Python environment with what is pinned in `training/requirements.txt`, and trains.
/// What follows the chore's name goes to `training/train.py`.
///
/// # Errors
/// Where there is no Python, something cannot be installed, or training fails.
pub(crate) fn run(words: &[String]) -> anyhow::Result<()> {
    let python = environment()?;
    let out = run::root().join("crates/assess/model/replies.model");
    let mut train = command(python);
    train.arg("training/train.py").arg("--out").arg(&out).args(words);
    if !train.status().context("cannot start Python")?.success() {
        bail!("the training did not end well");
    }
    println!("{}: `cargo xtask bench assess` says how good it is", out.display());
    Ok(())
}

/// The environment's Python, where it is there.
pub(crate) fn python() -> Option<PathBuf> {
    let named = std::env::var_os("HOLDSPACE_PYTHON").map(PathBuf::from);
    named.or_else(|| Some(home().join("bin/python")).filter(|python| python.is_file()))
}

/// Beside what training keeps, in a folder that git ignores.
fn home() -> PathBuf {
    run::root().join("target/train/venv")
}

/// The environment, with exactly what is pinned.
fn environment() -> anyhow::Result<PathBuf> {
    let wanted = run::root().join("training/requirements.txt");
    let wanted = std::fs::read(&wanted)
        .with_context(|| format!("expected what to install in {}", wanted.display()))?;
    let (home, python) = (home(), home().join("bin/python"));
    let mark = home.join("requirements.txt");
    if python.is_file() && std::fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    let base = ["python3.11", "python3"].into_iter().find_map(|name| find(name, &[]));
    let base =
        base.context("expected python3 on the path, found none; install it with its venv")?;
    let mut make = command(base);
    make.args(["-m", "venv"]).arg(&home);
    if !make.status()?.success() {
        bail!("cannot make a Python environment; on Debian it needs the package python3-venv");
    }
    let mut install = command(&python);
    install.args(["-m", "pip", "install", "--quiet", "--requirement", "training/requirements.txt"]);
    if !install.status()?.success() {
        bail!("pip could not install what training/requirements.txt names");
    }
    std::fs::write(mark, wanted)?;
    Ok(python)
}
