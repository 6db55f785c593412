//! Everything that is kept; the only crate with SQL.
//!
//! Enter at [`Store::open`]; then [`Store::append`] keeps what was done, and [`Store::statements_of`]
//! and [`Store::done`] give it back. One SQL text serves SQLite and PostgreSQL; what differs stands
//! in `sqlite.rs` and `postgres.rs`.
//!
//! What is acknowledged is on disk. The same id twice counts once. A list of statements is kept
//! whole or not at all.
//!
//! Never here: HTTP, HTML, what progress means (that is `course`'s), and a learner's words.

mod error;
mod learner;
mod migration;
mod postgres;
mod setting;
mod sqlite;
mod statement;
mod store;
mod writer;

pub use error::Error;
pub use statement::{Done, Kept};
pub use store::{Learner, Store, sqlite_url};
