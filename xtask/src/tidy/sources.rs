//! The code: where SQL stands, what is unfinished, how long a file is.

use super::{Tree, without_tests};

/// Files over [`LONGEST`] lines, each with its reason.
const LONG: &[(&str, &str)] = &[
    ("crates/topic/src/markdown.rs", "one walk over Markdown's events builds every kind of block"),
    ("crates/practice/src/question.rs", "one table of how questions begin, each with its kind"),
    ("crates/player/page/practice.js", "one talk's state, and every step that changes it"),
];

/// More lines than this want a reason.
const LONGEST: usize = 500;

/// SQL as it stands in a string: a word that begins it and one that goes on.
const QUERIES: &[(&str, &str)] = &[
    ("select ", " from "),
    ("insert into ", " values"),
    ("delete from ", ""),
    ("create table ", ""),
    ("create index ", ""),
    ("alter table ", ""),
];

/// SQL stands only in `store`.
pub(super) fn queries(tree: &Tree) -> anyhow::Result<Vec<String>> {
    let mut broken = Vec::new();
    for (file, text) in tree.with_ending(&["rs"]) {
        if file.starts_with("crates/store") || file.ends_with("tidy/sources.rs") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let lower = line.to_lowercase();
            let found = QUERIES.iter().any(|(begin, then)| {
                lower.split_once(&format!("\"{begin}")).is_some_and(|(_, rest)| rest.contains(then))
            });
            if found {
                let place = format!("{}:{}", file.display(), number + 1);
                broken.push(format!("{place}: SQL outside of `store`"));
            }
        }
    }
    Ok(broken)
}

/// Nothing is left to do.
pub(super) fn unfinished(tree: &Tree) -> anyhow::Result<Vec<String>> {
    let marks = [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("dbg", "!(")];
    let mut broken = Vec::new();
    for (file, text) in tree.with_ending(&["rs"]) {
        for (number, line) in text.lines().enumerate() {
            for mark in marks.iter().filter(|mark| line.contains(**mark)) {
                broken.push(format!("{}:{}: `{mark}…`", file.display(), number + 1));
            }
        }
    }
    Ok(broken)
}

/// A file over 500 lines has a reason; unit tests at its end do not count.
pub(super) fn long(tree: &Tree) -> anyhow::Result<Vec<String>> {
    let mut broken = Vec::new();
    for (file, text) in tree.with_ending(&["rs", "js", "css"]) {
        let lines = without_tests(text).lines().count();
        let name = file.to_string_lossy();
        let reason = LONG.iter().find(|(known, _)| *known == name);
        if lines > LONGEST && reason.is_none() {
            broken.push(format!("{name}: {lines} lines and no reason; at most {LONGEST}"));
        }
        if lines <= LONGEST && reason.is_some() {
            broken.push(format!("{name}: {lines} lines need no reason any more"));
        }
    }
    let there = |name: &str| tree.files.iter().any(|(file, _)| file.to_string_lossy() == name);
    for (name, _) in LONG.iter().filter(|(name, _)| !there(name)) {
        broken.push(format!("{name}: a reason for a file that is not there"));
    }
    Ok(broken)
}
