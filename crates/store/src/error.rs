//! Why something could not be kept or given, and which of it is worth another try.

use std::path::PathBuf;
use uuid::Uuid;

/// What the store answers where it cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another statement with this id is kept already: another body, or another learner's.
    #[error("expected a new statement under {0}, found another one kept under the same id")]
    Conflict(Uuid),
    /// This learner's record was deleted, and stays so.
    #[error("expected a learner, found one whose record was deleted; begin a new one")]
    Deleted,
    /// The database is newer than this program.
    #[error(
        "expected a database of version {known} or older, found version {found}; use the program that made it, or a newer one"
    )]
    Newer {
        /// The newest that this program knows.
        known: i64,
        /// What is there.
        found: i64,
    },
    /// No address of a database.
    #[error(
        "expected sqlite:PATH or postgres://HOST/NAME, found an address that begins with `{0}`"
    )]
    Address(String),
    /// The database's file cannot be made.
    #[error("expected a file that can be read and written at {path}", path = path.display())]
    File {
        /// Where it should be.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database did not answer in time, or is not there.
    #[error("the database cannot be reached or is busy; try again: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// The database refuses: no room, no right, or a fault of ours.
    #[error("the database refused: {0}")]
    Database(#[source] sqlx::Error),
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
    /// The system gave no random bytes.
    #[error("the system gives no random bytes, which the key for cookies needs")]
    NoChance,
}

impl From<sqlx::Error> for Error {
    fn from(e: sqlx::Error) -> Self {
        if passes(&e) { Self::Unavailable(e) } else { Self::Database(e) }
    }
}

/// Whether the same again may succeed: locks, lost races, a server that is gone for a moment.
pub(crate) fn passes(e: &sqlx::Error) -> bool {
    match e {
        sqlx::Error::Io(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(e) => e
            .code()
            .is_some_and(|code| crate::sqlite::passes(&code) || crate::postgres::passes(&code)),
        _ => false,
    }
}
