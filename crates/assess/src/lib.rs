//! What one reply does to trust: the labels of the codebook, the words that show them, and the
//! verdict of the whole reply.
//!
//! Enter at [`Assessment`]; a [`Model`] makes one from a reply and what the peer said before.
//! This crate reads no file, opens no socket and knows no case: a reply goes in, an assessment
//! comes out, and the same one natively and in the page.

mod arithmetic;
mod assessment;
mod because;
mod decision;
mod evidence;
mod kernel;
mod label;
mod model;
mod own_danger;
mod pieces;
mod windows;

pub use assessment::{Assessment, Finding, Span, Tier, Verdict};
pub use kernel::Kernel;
pub use label::{Label, UnknownLabel};
pub use model::{Meaning, Model, ModelFault, Reading};
pub use own_danger::own_danger;
