//! Statements and the rules of xAPI: what a thing that was done looks like when it is kept.
//!
//! Enter at [`batch_from_page`] for what a page posts, or [`Statement::from_page`] for one statement.
//!
//! Pure: no clock, no chance, no files, no network, no SQL.
//! Never here: who the learner is (the server knows, the page does not say), and words that a
//! learner wrote.

mod duration;
mod error;
mod iri;
mod json;
mod shape;
mod statement;
mod time;
pub mod verb;

pub use duration::seconds;
pub use error::{Error, Fault};
pub use iri::is_iri;
pub use statement::{MAX_BATCH, Statement, batch_from_page, same};
pub use time::is_timestamp;
