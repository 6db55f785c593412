//! `holdspace play CASE --replies FILE`: a case played with replies from a file.
//!
//! The talk is played until it ends; with `--transfer` the round after it as well.

mod entry;
mod line;
mod transcript;

use anyhow::{Context, bail};
use practice::{Encounter, Phase, case::Case};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use topic::Severity;

use crate::format::{self, Format};
use entry::Entry;
use line::Line;

/// Play a case with replies from a file.
///
/// FILE is a JSON array: a reply's number in the written order from 1, "wait", or "retry". A
/// "retry" takes back the turn before it; one that has none, as the first entry or right behind
/// another retry, is an error that names the entry. Entries beyond the end of the talk are ignored.
///
/// With --format json the first line is {trust, ceiling, band, temperament}, and then there is one
/// line a turn: scene, reply (the words, "wait" or "retry"), number, labels, verdict, moves (a list
/// of {label, delta, words}), trust, ceiling, band, peer (the lines that are said to it), and
/// ending in the last: the scene that it ended in, "unwritten", or null where the replies ran out.
/// The deltas of a line add up to the change of trust since the line before. The line of a "retry"
/// has the moves that it takes back, the other way round.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The case's file.
    case: PathBuf,
    /// The replies, as a JSON array.
    #[arg(long, value_name = "FILE")]
    replies: PathBuf,
    /// What chance is drawn from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Go on into the transfer round after the talk.
    #[arg(long)]
    transfer: bool,
    /// A transcript, or one JSON object a line.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Plays and prints.
///
/// # Errors
/// Where a file cannot be read, or an entry fits no reply: the error names the entry. What was
/// played until then has been printed.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let case = read_case(&args.case)?;
    let text = std::fs::read_to_string(&args.replies)
        .with_context(|| format!("cannot read the replies `{}`", args.replies.display()))?;
    let entries = entry::list(&text)
        .with_context(|| format!("in the replies `{}`", args.replies.display()))?;

    let mut encounter = Encounter::begin(&case, None, args.seed);
    let begin = line::Begin::of(&encounter);
    let opening = encounter.moment(&case);
    let mut lines = Vec::new();
    let played = play(&case, &mut encounter, &entries, args.transfer, &mut lines);
    if let Some(last) = lines.last_mut() {
        last.close(&encounter);
    }
    format::print(&match args.format {
        Format::Json => line::json(&begin, &lines)?,
        Format::Human => transcript::write(&case, &opening, &lines),
    })?;
    played?;
    Ok(ExitCode::SUCCESS)
}

/// The case in a file. What is wrong with it is said on standard error, and it plays all the same.
///
/// # Errors
/// Where there is no file, or no scene in it to begin with.
pub(crate) fn read_case(file: &Path) -> anyhow::Result<Case> {
    let bytes = std::fs::read(file)
        .with_context(|| format!("expected a case's file, found none at `{}`", file.display()))?;
    let name = file.display();
    let text = std::str::from_utf8(&bytes)
        .with_context(|| format!("expected a case in UTF-8, found something else in `{name}`"))?;
    if !course::is_case(text) && is_topic(text) {
        bail!(
            "expected a case, found a topic in `{name}`: a case names its `peer` and has scenes with replies"
        );
    }
    let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    let (script, found) = topic::script::parse(text.trim_start_matches('\u{feff}'), &stem);
    let errors = found.iter().filter(|d| d.severity == Severity::Error).count();
    if errors > 0 {
        let file = file.display();
        eprintln!("warning: the case has {errors} error(s); `holdspace check {file}` names them");
    }
    if script.case.scenes_of(practice::case::SceneKind::Talk).next().is_none() {
        bail!("expected a case with a scene (`# A heading`), found none in `{}`", file.display());
    }
    Ok(script.case)
}

/// Whether a text that names no peer is a topic: it has a topic's blocks, or no reply leads on.
fn is_topic(text: &str) -> bool {
    let leads = ["→", "->"].iter().any(|arrow| text.contains(arrow));
    text.contains("# ") && !leads || text.lines().any(|line| line.starts_with(":::"))
}

fn play(
    case: &Case,
    encounter: &mut Encounter,
    entries: &[Entry],
    transfer: bool,
    lines: &mut Vec<Line>,
) -> anyhow::Result<()> {
    for (number, entry) in (1..).zip(entries) {
        let over = match encounter.now.phase {
            Phase::Talk => false,
            Phase::Transfer => !transfer,
            Phase::Done => true,
        };
        if over {
            break;
        }
        lines.push(entry.play(case, encounter).with_context(|| format!("entry {number}"))?);
    }
    Ok(())
}
