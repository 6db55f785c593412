//! `cargo xtask tidy`: the rules of the house that no compiler holds.

mod house;
mod licences;
mod sources;
mod words;

use crate::run;
use anyhow::bail;
use std::path::{Path, PathBuf};

/// A rule gives what breaks it, a line each.
type Rule = fn(&Tree) -> anyhow::Result<Vec<String>>;

const RULES: &[Rule] = &[
    house::directions,
    house::names,
    house::pure,
    licences::allowed,
    sources::queries,
    sources::unfinished,
    sources::long,
    words::machine,
    words::seed,
];

/// The tree as the rules see it.
struct Tree {
    root: PathBuf,
    /// `cargo metadata`.
    metadata: serde_json::Value,
    /// Every file that git keeps or would keep, relative to the root, with its text; files that
    /// are no text are left out.
    files: Vec<(PathBuf, String)>,
}

/// Prints what breaks a rule.
///
/// # Errors
/// Where something does.
pub(crate) fn run(_: &[String]) -> anyhow::Result<()> {
    let broken = broken()?;
    for line in &broken {
        println!("{line}");
    }
    if broken.is_empty() { Ok(()) } else { bail!("the house breaks {} of its rules", broken.len()) }
}

/// The same, printed into a log.
///
/// # Errors
/// Where something breaks a rule.
pub(crate) fn logged(log: &Path) -> anyhow::Result<()> {
    let broken = broken()?;
    std::fs::write(log, broken.join("\n"))?;
    if broken.is_empty() { Ok(()) } else { bail!("the house breaks {} of its rules", broken.len()) }
}

fn broken() -> anyhow::Result<Vec<String>> {
    let tree = Tree::read()?;
    let mut broken = Vec::new();
    for rule in RULES {
        broken.extend(rule(&tree)?);
    }
    Ok(broken)
}

impl Tree {
    fn read() -> anyhow::Result<Self> {
        let root = run::root();
        let metadata = run::output(run::cargo().args(["metadata", "--format-version", "1"]))?;
        let mut git = run::command("git");
        git.args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]);
        let mut names: Vec<PathBuf> =
            run::output(&mut git)?.split_terminator('\0').map(PathBuf::from).collect();
        names.sort();
        names.dedup();
        let files = names
            .into_iter()
            .filter_map(|name| Some((name.clone(), std::fs::read_to_string(root.join(name)).ok()?)))
            .collect();
        Ok(Self { metadata: serde_json::from_str(&metadata)?, root, files })
    }

    /// The files whose name has one of these endings.
    fn with_ending(&self, endings: &[&str]) -> impl Iterator<Item = (&Path, &str)> {
        let endings: Vec<String> = endings.iter().map(|&e| e.to_owned()).collect();
        self.files.iter().filter_map(move |(name, text)| {
            let ending = name.extension()?.to_str()?;
            endings.iter().any(|e| e == ending).then_some((name.as_path(), text.as_str()))
        })
    }

    /// The packages of the workspace.
    fn packages(&self) -> Vec<&serde_json::Value> {
        let members: Vec<&str> = array(&self.metadata["workspace_members"])
            .iter()
            .filter_map(serde_json::Value::as_str)
            .collect();
        array(&self.metadata["packages"])
            .iter()
            .filter(|p| p["id"].as_str().is_some_and(|id| members.contains(&id)))
            .collect()
    }
}

fn array(value: &serde_json::Value) -> &[serde_json::Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The code of a Rust file before its unit tests.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}
