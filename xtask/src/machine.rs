//! What the tests need of a machine: a browser, node, PostgreSQL's server programs.

use crate::run::{self, command, find, logged};
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};

/// A package of Debian's, and where the program is that tells whether it is there.
type Need = (&'static str, fn() -> Option<PathBuf>);

const NEEDS: &[Need] = &[
    ("postgresql", || postgres("initdb")),
    ("chromium", || chromium().ok()),
    ("nodejs", || find("node", &[])),
    ("npm", || find("npm", &[])),
];

/// Installs what is missing: Debian's packages, then what the browser tests ask of npm.
///
/// # Errors
/// Where something is missing and cannot be installed, saying what to install by hand.
pub(crate) fn install(log: &Path) -> anyhow::Result<()> {
    let missing: Vec<&str> =
        NEEDS.iter().filter(|(_, found)| found().is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        debian(&missing, log)?;
    }
    modules(log)
}

/// One of PostgreSQL's server programs, the newest where there are several versions.
pub(crate) fn postgres(program: &str) -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|dir| dir.filter_map(|entry| entry.ok().map(|e| e.path().join("bin"))).collect())
        .unwrap_or_default();
    versions.sort();
    versions.reverse();
    let debian = versions.into_iter().map(|dir| dir.join(program)).find(|file| file.is_file());
    debian.or_else(|| find(program, &[]))
}

/// The browser: `CHROMIUM`, or the first of the usual names on the path.
///
/// # Errors
/// Where there is none.
pub(crate) fn chromium() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(|name| find(name, &[]))
        .context("expected chromium on the path, found none; install it or name it in CHROMIUM")
}

fn debian(packages: &[&str], log: &Path) -> anyhow::Result<()> {
    let by_hand = format!("install by hand: {}", packages.join(" "));
    if find("apt-get", &[]).is_none() || !crate::postgres::root() {
        bail!("something is missing that only root can install with apt-get; {by_hand}");
    }
    let mut update = command("apt-get");
    logged(update.args(["update", "--quiet"]), log).context(by_hand.clone())?;
    let mut install = command("apt-get");
    install
        .args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    logged(&mut install, log).context(by_hand)
}

/// `npm ci`, where the installed modules are not those of the lock file.
fn modules(log: &Path) -> anyhow::Result<()> {
    let folder = run::root().join("tests/browser");
    let wanted = std::fs::read(folder.join("package-lock.json"))?;
    let mark = folder.join("node_modules/.lock");
    if std::fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = command("npm");
    npm.current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    logged(&mut npm, log)?;
    Ok(std::fs::write(mark, wanted)?)
}
