//! The crates: what each may use, what they may be called, what the pure ones leave alone.

use std::path::PathBuf;

use super::{Tree, array, without_tests};

/// The table of ARCHITECTURE.md: a crate and which of ours it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("assess", &[]),
    ("practice", &["assess"]),
    ("topic", &["practice", "assess"]),
    ("import", &["topic", "practice", "assess"]),
    ("course", &["topic", "practice", "assess"]),
    ("xapi", &[]),
    ("store", &["xapi"]),
    ("export", &["course", "topic", "xapi"]),
    ("server", &["course", "topic", "practice", "store", "xapi", "export"]),
    (
        "cli",
        &["assess", "practice", "topic", "import", "course", "xapi", "store", "export", "server"],
    ),
    ("player", &["practice", "assess"]),
    ("xtask", &["course"]),
];

/// Crates that know no clock, file, network or process.
const PURE: &[&str] = &["assess", "practice", "topic", "xapi"];

/// What the pure crates leave alone, in their code and among their dependencies.
const WORLD: &[&str] =
    &["std::fs", "std::net", "std::env", "std::process", "SystemTime", "Instant"];
const WORLDLY: &[&str] = &["tokio", "axum", "sqlx", "notify", "tracing", "rand", "getrandom"];

/// Names that say nothing.
const EMPTY_NAMES: &[&str] =
    &["core", "common", "types", "utils", "util", "helpers", "manager", "misc"];

/// One direction: a crate uses only those of ours that the table names. What only tests use is free.
pub(super) fn directions(tree: &Tree) -> anyhow::Result<Vec<String>> {
    let packages = tree.packages();
    let ours: Vec<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
    let mut broken = Vec::new();
    for package in &packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            broken.push(format!("expected `{name}` in the table of crates; add it to the design"));
            continue;
        };
        for used in array(&package["dependencies"]) {
            let other = used["name"].as_str().unwrap_or_default();
            let in_tests = used["kind"] == "dev";
            if ours.contains(&other) && !in_tests && !allowed.contains(&other) {
                broken.push(format!("`{name}` uses `{other}`; the table allows {allowed:?}"));
            }
            if other == "sqlx" && name != "store" && !in_tests {
                broken.push(format!("`{name}` uses sqlx; only `store` may"));
            }
            if name == "player" && other == "regex" {
                broken.push("`player` uses regex, which is too large for a page".to_owned());
            }
            if array(&used["features"]).iter().any(|f| f == "arbitrary_precision") {
                broken.push(format!("`{name}` asks for `arbitrary_precision`, which spreads"));
            }
        }
    }
    Ok(broken)
}

/// Crates and modules are nouns of the field.
pub(super) fn names(tree: &Tree) -> anyhow::Result<Vec<String>> {
    let mut broken = Vec::new();
    for package in tree.packages() {
        let name = package["name"].as_str().unwrap_or_default();
        if EMPTY_NAMES.contains(&name) {
            broken.push(format!("a crate called `{name}` says nothing of what it holds"));
        }
    }
    for (file, _) in tree.with_ending(&["rs"]) {
        let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        if EMPTY_NAMES.contains(&stem) {
            broken.push(format!("{}: a module of that name says nothing", file.display()));
        }
    }
    Ok(broken)
}

/// I/O stays at the rim.
pub(super) fn pure(tree: &Tree) -> anyhow::Result<Vec<String>> {
    let mut broken = Vec::new();
    for package in tree.packages() {
        let name = package["name"].as_str().unwrap_or_default();
        if !PURE.contains(&name) {
            continue;
        }
        for used in array(&package["dependencies"]) {
            let other = used["name"].as_str().unwrap_or_default();
            if used["kind"] != "dev" && WORLDLY.contains(&other) {
                broken.push(format!("`{name}` is pure and uses `{other}`"));
            }
        }
    }
    let tests = test_modules(tree);
    for (file, text) in tree.with_ending(&["rs"]) {
        let pure = PURE.iter().any(|name| file.starts_with(format!("crates/{name}/src")));
        if !pure || tests.iter().any(|test| test == file) {
            continue;
        }
        for (number, line) in without_tests(text).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in WORLD.iter().filter(|word| code.contains(**word)) {
                let place = format!("{}:{}", file.display(), number + 1);
                broken.push(format!("{place}: `{word}` in a pure crate"));
            }
        }
    }
    Ok(broken)
}

/// Files that their parent declares for tests alone (`#[cfg(test)] mod real;`): they may read what
/// they test with.
fn test_modules(tree: &Tree) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for (file, text) in tree.with_ending(&["rs"]) {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for pair in lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]") {
            let Some(name) = pair[1].strip_prefix("mod ").and_then(|m| m.strip_suffix(';')) else {
                continue;
            };
            let root = file.ends_with("lib.rs") || file.ends_with("main.rs");
            let folder = if root { file.with_file_name("") } else { file.with_extension("") };
            found.push(folder.join(format!("{name}.rs")));
        }
    }
    found
}
