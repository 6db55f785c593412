//! How a command reports: for people or for programs.

use std::io::{self, Write as _};

/// For people, or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Sentences.
    Human,
    /// JSON.
    Json,
}

/// Prints text; a reader that has gone away (`… | head`) is no error.
///
/// # Errors
/// Where the output cannot be written for another reason.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
