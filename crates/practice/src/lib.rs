//! A conversation that answers to how it is led: trust, case, encounter, debrief.
//!
//! Enter at [`encounter::Encounter`]; [`case::Case`] is what it runs on.
//! A pure value machine: the same case, seed and replies give the same encounter.
//! It knows no clock, file or network, and no model of language.

mod asked;
mod better;
mod brief;
pub mod case;
mod chance;
pub mod debrief;
mod deed;
pub mod encounter;
mod exit;
pub mod feedback;
mod given;
mod kind;
pub mod leaving;
mod manner;
mod mattered;
mod meant;
pub mod moment;
pub mod novelty;
mod path;
mod phrases;
mod place;
mod question;
pub mod reach;
mod repair;
mod side;
pub mod skill;
mod spoken;
mod step;
mod summary;
mod temperament;
pub mod trust;
pub mod turn;
pub mod voice;
pub mod walk;
mod wording;

pub use debrief::{Cold, Debrief, debrief};
pub use encounter::{Encounter, Refused};
pub use feedback::Feedback;
pub use moment::{Choice, Moment};
pub use reach::{Reach, best_trust};
pub use trust::{Move, MoveKind, Standing, Trust};
pub use turn::{Answer, Ending, Phase, Said, Spoken, Turn};
pub use walk::{Strategy, Walk, walk};
