//! `holdspace assess`: what replies do, from JSON lines to JSON lines.

mod line;
mod lines;

use anyhow::Context;
use indicatif::ProgressBar;
use std::{
    io::{self, BufReader, IsTerminal as _, Write},
    num::NonZero,
    process::ExitCode,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
    time::Duration,
};

use lines::{Lines, Raw};

/// So many lines wait for each thread; a thread that is ahead waits for the others.
const WAITING: usize = 16;

/// Say what replies do to trust: JSON lines in, JSON lines out.
///
/// Each line of standard input is an object with `id` (a string or a number), `peer` (what was said
/// to the learner; may be empty) and `reply`; other keys are ignored. Each line of standard output
/// is {id, verdict, unsure, labels}, with one entry {label, tier, confidence, spans, because} for
/// each label found; spans are [start, end) in Unicode characters of the reply. The lines come in
/// the order of the input, each as soon as it is there. A line that cannot be read gives
/// {line, error}, its number from 1 and what was expected, and the rest goes on.
///
/// Nothing is kept, and nothing is sent anywhere. Ends with 0 where all lines were read, with 1
/// where some were not, and with 2 where it could not run.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many threads read replies; as many as there are cores unless given.
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

/// Reads standard input to its end.
///
/// # Errors
/// Where the build has no model, or input or output fails.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let model = course::reader()?;
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = args.threads.map_or(cores, NonZero::get).min(64);
    let bar = progress();
    let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let all = pass(input, io::stdout(), threads, &bar, |raw| line::answer(model, raw))?;
    bar.finish_and_clear();
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Counts where a person waits for a file that is being written.
fn progress() -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() || io::stdin().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message("replies read");
    if let Ok(style) = indicatif::ProgressStyle::with_template("{spinner} {pos} {msg}, {per_sec}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Passes lines through `answer` on several threads and keeps their order: the threads take turns,
/// and what they give is taken in the same turns. Gives back whether all lines were good.
fn pass(
    input: impl io::BufRead,
    mut output: impl Write + Send,
    threads: usize,
    bar: &ProgressBar,
    answer: impl Fn(&Raw) -> (String, bool) + Sync,
) -> anyhow::Result<bool> {
    let answer = &answer;
    thread::scope(|scope| {
        let mut ways: Vec<SyncSender<Raw>> = Vec::new();
        let mut back: Vec<Receiver<(String, bool)>> = Vec::new();
        for _ in 0..threads {
            let (to, from) = sync_channel::<Raw>(WAITING);
            let (give, take) = sync_channel(WAITING);
            ways.push(to);
            back.push(take);
            scope.spawn(move || {
                for raw in from {
                    if give.send(answer(&raw)).is_err() {
                        break;
                    }
                }
            });
        }
        let writer = scope.spawn(move || -> io::Result<bool> {
            let mut all = true;
            for (text, good) in (0..back.len()).cycle().map_while(|turn| back[turn].recv().ok()) {
                all &= good;
                output.write_all(text.as_bytes())?;
                output.flush()?;
                bar.inc(1);
            }
            Ok(all)
        });
        let mut unread = None;
        for (raw, turn) in Lines::of(input).zip((0..threads).cycle()) {
            match raw.map(|raw| ways[turn].send(raw)) {
                Ok(Ok(())) => {}
                // Nobody takes it any more: the writer has ended, and says why.
                Ok(Err(_)) => break,
                Err(error) => {
                    unread = Some(error);
                    break;
                }
            }
        }
        drop(ways);
        let written = match writer.join() {
            Ok(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(true),
            Ok(written) => written.context("cannot write to standard output"),
            Err(_) => Err(anyhow::anyhow!("writing ended before its time")),
        };
        match unread {
            Some(error) => Err(error).context("cannot read standard input"),
            None => written,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_keeps_its_order_whatever_the_threads() {
        let input: String = (0..400).map(|n| format!("{n}\n")).collect();
        for threads in [1, 2, 3, 7] {
            let mut out = Vec::new();
            let all = pass(input.as_bytes(), &mut out, threads, &ProgressBar::hidden(), |raw| {
                if raw.number % 5 == 0 {
                    thread::sleep(Duration::from_micros(300));
                }
                let text = String::from_utf8(raw.bytes.clone()).unwrap_or_default();
                (format!("{} {text}\n", raw.number), raw.number != 400)
            });
            assert!(!all.unwrap());
            let said = String::from_utf8(out).unwrap();
            let lines: Vec<&str> = said.lines().collect();
            assert_eq!(lines.len(), 400);
            let right = |(n, line): (usize, &&str)| **line == format!("{} {n}", n + 1);
            assert!(lines.iter().enumerate().all(right), "{threads} threads");
        }
    }
}
