//! Documents in many hands, and what must hold of every one of them.

#![allow(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

mod documents;
mod draft;
mod forms;
mod fuzz;
mod kept;
mod refused;
mod repair;
mod seed;
