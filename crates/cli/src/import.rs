//! `holdspace import FILE…`: documents into topics and draft cases.

mod files;
mod report;

use indicatif::{ProgressBar, ProgressStyle};
use std::{io::IsTerminal as _, path::PathBuf, process::ExitCode};

use crate::format::{self, Format};
use files::{Written, import};

/// Make a topic and a draft case of a lesson document: text, Markdown, HTML or Word.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The documents.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = ".")]
    into: PathBuf,
    /// Write over files that are there.
    #[arg(long)]
    force: bool,
    /// Sentences, or JSON: an object, and a list of them for several documents.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Imports one document after the other, and goes on where one cannot be read.
///
/// # Errors
/// Where the report cannot be printed. A document that was refused is in the report, and the
/// command ends with 1.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let bar = progress(args.files.len());
    let mut results: Vec<(PathBuf, anyhow::Result<Written>)> = Vec::new();
    for file in &args.files {
        bar.set_message(file.display().to_string());
        let earlier: Vec<&PathBuf> =
            results.iter().filter_map(|(_, r)| r.as_ref().ok()).flat_map(Written::paths).collect();
        let result = import(file, &args.into, args.force, &earlier);
        results.push((file.clone(), result));
        bar.inc(1);
    }
    bar.finish_and_clear();

    format::print(&match args.format {
        Format::Json => report::json(&results)?,
        Format::Human => report::human(&results, &args.into),
    })?;
    for (file, result) in &results {
        if let Err(error) = result {
            eprintln!("error: {}: {error:#}", file.display());
        }
    }
    let failed = results.iter().any(|(_, result)| result.is_err());
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// A bar for several documents, where a person looks on.
fn progress(files: usize) -> ProgressBar {
    if files < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{pos} of {len}  {bar:30}  {msg}") {
        bar.set_style(style);
    }
    bar
}
