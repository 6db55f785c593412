//! The words: nothing about one machine, nothing that is not ours.

use super::Tree;
use std::collections::HashSet;

/// So many words in a row, the same in both, are copied.
const COPIED: usize = 8;

/// Titles of published works, which anybody may name.
const TITLES: &[&str] = &["core competencies for peer workers in behavioral health"];

/// No path of one machine and no host of a package registry.
pub(super) fn machine(tree: &Tree) -> anyhow::Result<Vec<String>> {
    let marks = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("registry.", "npmjs"),
        concat!("static.", "crates.io"),
        concat!("index.", "crates.io"),
        concat!("deb.", "debian.org"),
        concat!("pypi.", "org"),
    ];
    let mut broken = Vec::new();
    for (file, text) in &tree.files {
        for (number, line) in text.lines().enumerate() {
            for mark in marks.iter().filter(|mark| line.contains(**mark)) {
                broken.push(format!("{}:{}: mentions `{mark}`", file.display(), number + 1));
            }
        }
    }
    Ok(broken)
}

/// The document that the first topic covers is not ours to copy. Where it lies beside the
/// repository, nothing here may share eight words in a row with it.
pub(super) fn seed(tree: &Tree) -> anyhow::Result<Vec<String>> {
    let Ok(folder) = std::fs::read_dir(tree.root.join("../shared/seed")) else {
        return Ok(vec![]);
    };
    let mut runs = HashSet::new();
    for file in folder.filter_map(Result::ok) {
        let bytes = std::fs::read(file.path())?;
        for line in String::from_utf8_lossy(&bytes).lines().filter(|l| !names_a_work(l)) {
            runs.extend(words(line).windows(COPIED).map(|run| run.join(" ")));
        }
    }
    let mut broken = Vec::new();
    for (file, text) in &tree.files {
        let copied =
            words(text).windows(COPIED).map(|run| run.join(" ")).find(|r| runs.contains(r));
        if let Some(copied) = copied {
            broken.push(format!("{}: copied from the seed: “{copied}”", file.display()));
        }
    }
    Ok(broken)
}

/// A line with a year or a known title is a reference: a fact, which is nobody's.
fn names_a_work(line: &str) -> bool {
    let words = words(line).join(" ");
    let year = |word: &str| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    words.split(' ').any(year) || TITLES.iter().any(|title| words.contains(title))
}

/// Lower-case words without punctuation.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
