//! What an import says at its end: what was found, what was not, and how to look at it.

use import::{
    Report,
    report::{Quantity, Why},
};
use serde::Serialize;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use super::files::Written;

type Results = [(PathBuf, anyhow::Result<Written>)];

/// One document in the JSON report.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Written {
        file: String,
        topic: String,
        case: Option<String>,
        #[serde(flatten)]
        report: &'a Report,
    },
    Refused {
        file: String,
        error: String,
    },
}

/// An object for one document, a list of them for several.
///
/// # Errors
/// Never in practice: all values can be JSON.
pub(super) fn json(results: &Results) -> anyhow::Result<String> {
    let shown = |path: &Path| path.display().to_string();
    let entries: Vec<Entry<'_>> = results
        .iter()
        .map(|(file, result)| match result {
            Ok(written) => Entry::Written {
                file: shown(file),
                topic: shown(&written.topic),
                case: written.case.as_deref().map(shown),
                report: &written.report,
            },
            Err(error) => Entry::Refused { file: shown(file), error: format!("{error:#}") },
        })
        .collect();
    let json = match entries.as_slice() {
        [one] => serde_json::to_string_pretty(one)?,
        several => serde_json::to_string_pretty(several)?,
    };
    Ok(json + "\n")
}

/// A few lines for each document, and the command that shows it in the browser.
pub(super) fn human(results: &Results, into: &Path) -> String {
    let mut out = String::new();
    let written: Vec<_> =
        results.iter().filter_map(|(file, r)| Some((file, r.as_ref().ok()?))).collect();
    for (file, one) in &written {
        out += &document(file, one);
    }
    let Some((_, first)) = written.first() else { return out };
    let course = into.join("course.md").is_file();
    if course {
        out += "To make it part of the course, add to course.md:\n";
        for (_, one) in &written {
            let title = one.report.title.as_deref().unwrap_or("A topic");
            let name = one.topic.file_name().unwrap_or_default().to_string_lossy();
            let _ = writeln!(out, "  1. [{title}]({name})");
        }
        out.push('\n');
    }
    let place = if written.len() > 1 && !course { into } else { &first.topic };
    let _ = writeln!(out, "See it with   holdspace serve {} --watch", quoted(place));
    out
}

fn document(file: &Path, written: &Written) -> String {
    let report = &written.report;
    let title = report.title.as_deref().unwrap_or("no title");
    let mut out = format!("{}: “{title}”\n", file.display());
    let mut row = |name: &str, text: String| {
        if !text.is_empty() {
            let _ = writeln!(out, "  {name:<10} {text}");
        }
    };
    row("lesson", report.lesson.clone().unwrap_or_default());
    let (found, missing): (Vec<_>, Vec<_>) = parts(report).into_iter().partition(|(n, _)| *n > 0);
    row("found", found.iter().map(|(n, name)| count(*n, name)).collect::<Vec<_>>().join(", "));
    let missing: Vec<_> = missing.iter().map(|(_, name)| plural(name)).collect();
    row("not found", missing.join(", "));
    row("repaired", repaired(report));
    row("left out", left_out(report));
    row("time", time(report));
    row("topic", written.topic.display().to_string());
    if let Some(case) = &written.case {
        row("case", format!("{}, a draft for a person to finish", case.display()));
    }
    for note in &report.notes {
        row("note", format!("line {}: {}", note.line, note.message));
    }
    out.push('\n');
    out
}

/// How many there are of each part; `|` parts the singular from the plural.
fn parts(report: &Report) -> [(usize, &'static str); 8] {
    [
        (report.objectives.len(), "objective|objectives"),
        (report.builds.len(), "behaviour that builds trust|behaviours that build trust"),
        (report.breaks.len(), "behaviour that breaks it|behaviours that break it"),
        (report.strategies.len(), "strategy|strategies"),
        (report.examples.len(), "example|examples"),
        (report.quotations.len(), "quotation|quotations"),
        (report.takeaways.len(), "takeaway|takeaways"),
        (report.references.len(), "reference|references"),
    ]
}

fn count(n: usize, name: &str) -> String {
    let singular = name.split('|').next().unwrap_or(name);
    if n == 1 { format!("1 {singular}") } else { format!("{n} {}", plural(name)) }
}

fn plural(name: &str) -> &str {
    name.split('|').nth(1).unwrap_or(name)
}

fn repaired(report: &Report) -> String {
    let runs = &report.repaired;
    let Some(first) = runs.first() else { return String::new() };
    let many = count(runs.len(), "run in a wrong encoding|runs in a wrong encoding");
    format!("{many}, such as {} → {} in line {}", first.from, first.to, first.line)
}

fn left_out(report: &Report) -> String {
    let of = |why| report.left_out.iter().filter(|line| line.why == why).count();
    let times = (of(Why::StatedTime), "line that states a time|lines that state times");
    let controls = (of(Why::PageControl), "page control|page controls");
    let parts: Vec<_> =
        [times, controls].iter().filter(|(n, _)| *n > 0).map(|(n, name)| count(*n, name)).collect();
    parts.join(", ")
}

fn time(report: &Report) -> String {
    let mut out = format!("{} words, {} min reading", report.words, report.reading_minutes);
    let stated = report.stated.total_minutes.or(report.stated.reading_minutes);
    if let Some(stated) = stated {
        let minutes = match stated {
            Quantity::Whole(n) => n.to_string(),
            Quantity::Part(n) => n.to_string(),
            Quantity::Range([low, high]) => format!("{low} to {high}"),
        };
        let _ = write!(out, " (the document says {minutes} min)");
    }
    out
}

/// A path that a shell takes as one word.
fn quoted(path: &Path) -> String {
    let shown = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "-_./~".contains(c);
    if shown.chars().all(plain) { shown } else { format!("'{}'", shown.replace('\'', "'\\''")) }
}
