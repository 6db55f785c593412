//! Runs the readable suites in `tests/suite`, and holds the registry of ids against them and against
//! the author's guide. `HOLDSPACE_SUITE=write cargo test -p topic --test suite` writes what is found.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use topic::check::{self, Aim};
use topic::diagnostic::ALL;
use topic::language::Language;
use topic::{Diagnostic, Position, Severity};

/// One case of a suite.
struct Case {
    heading: String,
    info: String,
    source: String,
    expected: String,
    /// The lines of the file that hold what is expected.
    lines: std::ops::Range<usize>,
}

#[test]
fn every_case_of_the_suites_gives_what_stands_below_it() {
    let write = std::env::var("HOLDSPACE_SUITE").is_ok_and(|v| v == "write");
    let mut wrong = String::new();
    let mut provoked = BTreeSet::new();
    for file in files(&root().join("tests/suite")) {
        let text = fs::read_to_string(&file).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for case in cases(&text).into_iter().rev() {
            let found = run(&case);
            provoked.extend(found.iter().map(|d| d.id));
            let shown = shown(&found, &case.source);
            if shown != case.expected {
                let name = file.file_name().unwrap().to_string_lossy().into_owned();
                let heading = &case.heading;
                writeln!(wrong, "{name}, {heading}:\nexpected\n{}found\n{shown}", case.expected)
                    .unwrap();
                lines.splice(case.lines, shown.lines().map(str::to_owned));
            }
        }
        if write {
            fs::write(&file, lines.join("\n") + "\n").unwrap();
        }
    }
    assert!(wrong.is_empty() || write, "{wrong}");
    let ours: BTreeSet<_> = ALL.iter().filter(|k| k.by.contains(&"topic")).map(|k| k.id).collect();
    assert_eq!(ours.difference(&provoked).collect::<Vec<_>>(), Vec::<&&str>::new(), "not provoked");
    assert_eq!(provoked.difference(&ours).collect::<Vec<_>>(), Vec::<&&str>::new(), "not listed");
}

#[test]
fn every_id_has_a_section_in_the_guide() {
    let guide = fs::read_to_string(root().join("docs/diagnostics.md")).unwrap();
    let sections: Vec<&str> =
        guide.lines().filter_map(|l| l.strip_prefix("## `")?.strip_suffix('`')).collect();
    let ids: Vec<&str> = ALL.iter().map(|k| k.id).collect();
    assert_eq!(sections, ids, "one section each, in alphabetical order");
    assert!(ids.is_sorted());
}

#[test]
fn the_examples_of_the_guides_are_read_without_an_error() {
    for name in ["topic-format.md", "case-format.md"] {
        let guide = fs::read_to_string(root().join("docs").join(name)).unwrap();
        let examples: Vec<_> =
            fences(&guide).into_iter().filter(|f| f.0.starts_with("holdspace")).collect();
        assert!(examples.len() > 3, "{name} shows examples");
        for (info, source, _) in examples {
            let kind = info.trim_start_matches("holdspace").trim();
            let case = Case {
                heading: String::new(),
                info: format!("{kind} part"),
                source,
                expected: String::new(),
                lines: 0..0,
            };
            let found = run(&case);
            let heavy: Vec<_> = found.iter().filter(|d| d.severity > Severity::Note).collect();
            assert!(heavy.is_empty(), "{name}:\n{}\n{heavy:#?}", case.source);
        }
    }
}

/// All diagnostics of a case, as its info line asks for them.
fn run(case: &Case) -> Vec<Diagnostic> {
    let mut words = case.info.split_whitespace();
    let kind = words.next().unwrap_or_default();
    let words: Vec<&str> = words.collect();
    let practice = words.iter().find_map(|w| w.strip_prefix("practice=")?.split_once('-'));
    let practice = practice.map(|(low, high)| (low.parse().unwrap(), high.parse().unwrap()));
    let source = &case.source;
    let mut found = match kind {
        "topic" => {
            let (topic, mut found) = topic::parse(source);
            found.extend(check::topic(&topic, source, &Aim { practice, ..Aim::default() }));
            found
        }
        "case" => {
            let (script, mut found) = topic::script::parse(source, "case");
            found.extend(check::case(&script, source));
            found
        }
        "course" => topic::outline::parse(source).1,
        "language" => Language::built_in().with(source).1,
        other => panic!("expected topic, case, course or language, found `{other}`"),
    };
    let (part, voice) = (words.contains(&"part"), words.contains(&"voice"));
    found.retain(|d| !part || !d.id.starts_with("missing-") || (voice && d.id == "missing-voice"));
    found.sort_by_key(|d| d.span.start);
    found
}

fn shown(found: &[Diagnostic], source: &str) -> String {
    found.iter().fold(String::new(), |mut out, d| {
        assert!(source.get(d.span.clone()).is_some(), "{d:?} lies within the source");
        assert!(!d.message.ends_with('.') && d.help.is_some(), "{d:?} says what to do");
        let Position { line, column } = Position::of(source, d.span.start);
        let severity = match d.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        writeln!(out, "{line}:{column} {severity} {}", d.id).unwrap();
        out
    })
}

fn cases(text: &str) -> Vec<Case> {
    let headings: Vec<(usize, &str)> =
        text.lines().enumerate().filter_map(|(n, l)| Some((n, l.strip_prefix("## ")?))).collect();
    let fences = fences(text);
    let (pairs, rest) = fences.as_chunks::<2>();
    assert!(rest.is_empty(), "each source has its diagnostics");
    pairs
        .iter()
        .map(|[source, expected]| {
            assert_eq!(expected.0, "diagnostics", "below {}", source.0);
            let heading = headings.iter().rev().find(|h| h.0 < source.2.start).unwrap().1;
            Case {
                heading: heading.to_owned(),
                info: source.0.clone(),
                source: source.1.clone(),
                expected: expected.1.clone(),
                lines: expected.2.clone(),
            }
        })
        .collect()
}

/// Fenced blocks: info, content, and the lines of the content.
fn fences(text: &str) -> Vec<(String, String, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let mut open: Option<(usize, String, String, usize)> = None;
    for (n, line) in text.lines().enumerate() {
        let run = line.len() - line.trim_start_matches('`').len();
        match &mut open {
            None if run >= 3 => {
                open = Some((run, line[run..].trim().to_owned(), String::new(), n + 1));
            }
            Some((length, info, content, start)) if run >= *length && line.len() == run => {
                out.push((std::mem::take(info), std::mem::take(content), *start..n));
                open = None;
            }
            Some((_, _, content, _)) => {
                content.push_str(line);
                content.push('\n');
            }
            None => {}
        }
    }
    out
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
