//! `holdspace play CASE`: a case played in a terminal, or with replies from a file.
//!
//! The talk is played until it ends; with `--transfer`, and in a terminal, the round after it as well.

mod debrief;
mod entry;
mod line;
mod own;
mod page;
mod talk;
mod transcript;
mod typed;

use anyhow::{Context, bail};
use practice::{Encounter, Phase, case::Case};
use std::{
    io::{self, BufReader, IsTerminal as _, Read as _},
    path::{Path, PathBuf},
    process::ExitCode,
};
use topic::Severity;

use crate::format::{self, Format};
use entry::Entry;
use line::Line;
use page::Page;
use talk::Talk;

/// Practise a case in the terminal, or play it with replies from a file.
///
/// In a terminal you answer in your own words, and get the same feedback as in the page. What you
/// write stays on this device and is not kept. `?` shows the written replies, `help` the other words.
///
/// Where the input is no terminal, or with --replies, the replies are a JSON array: a reply's number
/// in the written order from 1, {"write": "words of your own"}, "wait", "retry", or
/// {"misread": "a label"}. A "retry" takes back the turn before it, and "misread" a label that was
/// found in it; one that has no such turn, as the first entry or right behind a retry, is an error
/// that names the entry. Entries beyond the end of the talk are ignored.
///
/// With --format json the first line is {trust, ceiling, band, temperament}, and then there is one
/// line a turn: scene, reply (the words, "wait", "retry" or "misread"), number, labels, verdict,
/// moves (a list of {label, delta, words}), trust, ceiling, band, peer (the lines that are said to
/// it), and ending in the last: the scene that it ended in, "unwritten", or null where the replies
/// ran out. Words of your own have unsure, means (the id of the authored reply that they mean, or
/// null), copied, disputed and found (a list of {label, tier, confidence, words}) as well.
/// The deltas of a line add up to the change of trust since the line before. The line of a "retry"
/// has the moves that it takes back, the other way round; that of a "misread" has those and then the
/// new ones.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The case's file.
    case: PathBuf,
    /// The replies, as a JSON array; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "talk")]
    replies: Option<PathBuf>,
    /// Practise as in a terminal, whatever the input is.
    #[arg(long)]
    talk: bool,
    /// What chance is drawn from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Go on into the transfer round after the talk.
    #[arg(long)]
    transfer: bool,
    /// A transcript, or one JSON object a line; for replies from a file.
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
    if args.talk || (args.replies.is_none() && io::stdin().is_terminal()) {
        let settings = course::settings(&args.case);
        let page = Page::of_terminal();
        return Talk::new(&case, &settings, args.seed, BufReader::new(io::stdin().lock()), page)
            .run();
    }
    let (text, name) = replies(args.replies.as_deref())?;
    let entries = entry::list(&text).with_context(|| format!("in the replies {name}"))?;

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

/// The replies' text, and what they are called in a message.
fn replies(file: Option<&Path>) -> anyhow::Result<(String, String)> {
    match file.filter(|file| *file != Path::new("-")) {
        Some(file) => {
            let name = format!("`{}`", file.display());
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("cannot read the replies {name}"))?;
            Ok((text, name))
        }
        None => {
            let mut text = String::new();
            io::stdin()
                .read_to_string(&mut text)
                .context("cannot read the replies from the input")?;
            Ok((text, "from the input".to_owned()))
        }
    }
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
