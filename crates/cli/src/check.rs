//! `holdspace check [PATH]`: what is wrong or could be better in topics and cases.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    format::{self, Format},
    snippet, walk,
};

/// Say what is wrong or could be better in topics and cases.
///
/// Ends with 1 where there are errors, with 0 where there are only warnings and notes, and with 2
/// where it could not run.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A file, a course, or a folder of courses.
    #[arg(default_value = ".")]
    path: PathBuf,
    /// Walk a case and print what learners of several kinds would meet in it.
    #[arg(long, value_name = "CASE", conflicts_with = "path")]
    walk: Option<PathBuf>,
    /// Snippets, or one JSON array.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Checks and prints.
///
/// # Errors
/// Where there is nothing to check.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if let Some(case) = &args.walk {
        return walk::run(case, args.format);
    }
    if let Err(none) = course::reader() {
        eprintln!("note: the labels of replies were not held against what is found: {none}");
    }
    let found = course::check(&args.path)?;
    format::print(&match args.format {
        Format::Json => serde_json::to_string_pretty(&found)? + "\n",
        Format::Human => snippet::render(&found) + &closing(&args.path, &found),
    })?;
    let errors = found.iter().any(course::FileDiagnostic::is_error);
    Ok(if errors { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn closing(path: &Path, found: &[course::FileDiagnostic]) -> String {
    match snippet::summary(found).as_str() {
        "" => format!("{}: nothing to say\n", path.display()),
        summary => format!("{}: {summary}\n", path.display()),
    }
}
