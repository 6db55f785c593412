//! Documents in many hands, and what must hold of every one of them.

mod documents;
mod draft;
mod fuzz;
mod kept;
mod refused;
mod repair;
mod seed;
