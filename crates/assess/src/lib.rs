//! What one reply does to trust: the labels of the codebook, the words that show them, and the
//! verdict of the whole reply.
//!
//! Enter at [`Assessment`].
//! This crate reads no file, opens no socket and knows no case: a reply goes in, an assessment
//! comes out, and the same one natively and in the page.

mod assessment;
mod label;

pub use assessment::{Assessment, Finding, Span, Tier, Verdict};
pub use label::{Label, UnknownLabel};
