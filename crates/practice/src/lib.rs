//! A conversation that answers to how it is led: trust, case, encounter, debrief.
//!
//! Enter at [`encounter::Encounter`]; [`case::Case`] is what it runs on.
//! A pure value machine: the same case, seed and replies give the same encounter.
//! It knows no clock, file or network, and no model of language.

pub mod case;
pub mod voice;
