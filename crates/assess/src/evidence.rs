//! The words that show a label, by each piece's share of its logit.

use crate::Span;
use crate::pieces::{Piece, UNKNOWN};

/// Whole words that show it.
pub(crate) fn evidence(_reply: &str, pieces: &[Piece], shares: &[f32]) -> Vec<Span> {
    let mut best: Vec<(f32, Span)> =
        shares.iter().copied().zip(pieces.iter().map(|p| p.span)).collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut spans: Vec<Span> = best.into_iter().take(3).map(|(_, span)| span).collect();
    spans.sort();
    spans
}

/// Whether enough of a reply is words that the model knows.
pub(crate) fn recognised(reply: &str, pieces: &[Piece]) -> bool {
    let _ = reply;
    pieces.iter().any(|piece| piece.id != UNKNOWN)
}
