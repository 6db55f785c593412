//! What must hold of a talk, from outside the crate.
#![allow(
    clippy::unwrap_used,
    reason = "a test that finds nothing where there must be something fails"
)]

mod case;
mod debrief;
mod encounter;
mod properties;
mod walk;
mod written;
