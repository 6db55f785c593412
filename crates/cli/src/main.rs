//! The `holdspace` command: one file a subcommand, and nothing here that another crate could do.

mod assess;
mod check;
mod data;
mod format;
mod import;
mod new;
mod play;
mod serve;
mod snippet;
mod walk;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Lessons that people can practise in.
///
/// Without a subcommand it serves the built-in course.
#[derive(Parser)]
#[command(name = "holdspace", version, args_conflicts_with_subcommands = true)]
struct Holdspace {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Place,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Args),
    Import(import::Args),
    New(new::Args),
    Check(check::Args),
    Play(play::Args),
    Assess(assess::Args),
}

fn main() -> ExitCode {
    let result = match Holdspace::parse() {
        Holdspace { command: None, serve: place } => serve::built_in(place),
        Holdspace { command: Some(command), .. } => match command {
            Command::Serve(args) => serve::run(args),
            Command::Import(args) => import::run(&args),
            Command::New(args) => new::run(&args),
            Command::Check(args) => check::run(&args),
            Command::Play(args) => play::run(&args),
            Command::Assess(args) => assess::run(&args),
        },
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {}", chain(&error));
        // 1 says that something was found; 2 says that the command could not do its work.
        ExitCode::from(2)
    })
}

/// An error with its causes; a cause that the sentence so far already ends with is not said again.
fn chain(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if said.is_empty() {
            said = cause;
        } else if !said.ends_with(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cause_is_said_once() {
        let error = anyhow::anyhow!("pool timed out")
            .context("cannot ask: pool timed out")
            .context("cannot open the database");
        assert_eq!(super::chain(&error), "cannot open the database: cannot ask: pool timed out");
    }
}
