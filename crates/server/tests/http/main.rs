//! The running server over real HTTP: what it gives, what it keeps and what it refuses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod client;
mod database;
mod fixture;
mod pages;
mod record;
mod safety;
mod shared;
mod watching;
