//! The `holdspace` command: one file a subcommand, and nothing here that another crate could do.

mod format;
mod play;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Lessons that people can practise in.
#[derive(Parser)]
#[command(name = "holdspace", version)]
struct Holdspace {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Play a case with replies from a file.
    Play(play::Args),
}

fn main() -> ExitCode {
    let Command::Play(args) = Holdspace::parse().command;
    let result = play::run(&args);
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        // 1 says that something was found; 2 says that the command could not do its work.
        ExitCode::from(2)
    })
}
