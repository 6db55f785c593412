//! The `holdspace` command: one file a subcommand, and nothing here that another crate could do.

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
        },
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        // 1 says that something was found; 2 says that the command could not do its work.
        ExitCode::from(2)
    })
}
