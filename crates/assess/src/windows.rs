//! Windows: a reply that is longer than a model reads at once, in parts that overlap.

use crate::pieces::Piece;
use std::ops::Range;

/// Pieces of the peer's side that are read, the last ones.
pub(crate) const PEER_MOST: usize = 64;
/// Pieces of a reply that are read at once.
pub(crate) const REPLY_MOST: usize = 160;
/// Windows that are read of one reply; about two thousand words.
const WINDOWS_MOST: usize = 20;
/// Pieces that two neighbouring windows share, at least.
const SHARED: usize = 24;

/// What the model says of a window.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    pub(crate) pieces: Vec<Piece>,
    /// Labels in the codebook's order, then verdicts.
    pub(crate) logits: [f32; 21],
    /// Of each logit, each piece's share; an empty reply has one for its end.
    pub(crate) shares: Vec<Vec<f32>>,
    pub(crate) meaning: Vec<f32>,
}

/// The windows of a reply, as ranges of its pieces; they end and begin with sentences where those
/// are short enough. An empty reply is one empty window.
pub(crate) fn cut(reply: &str, pieces: &[Piece]) -> Vec<Range<usize>> {
    let starts = sentences(reply, pieces);
    let mut out = Vec::new();
    let mut from = 0;
    while out.len() < WINDOWS_MOST {
        if pieces.len() - from <= REPLY_MOST {
            out.push(from..pieces.len());
            break;
        }
        let most = from + REPLY_MOST;
        let to =
            last_start(&starts, from + REPLY_MOST / 2, most).unwrap_or(word_start(pieces, most));
        out.push(from..to);
        from =
            last_start(&starts, from + 1, to - SHARED).unwrap_or(word_start(pieces, to - SHARED));
    }
    out
}

/// The last of the sentences that begin from `first` to `last`.
fn last_start(starts: &[usize], first: usize, last: usize) -> Option<usize> {
    starts.iter().rev().copied().find(|start| (first..=last).contains(start))
}

/// The beginning of the word that the piece belongs to.
/// A word of many pieces is cut rather than moving far.
fn word_start(pieces: &[Piece], at: usize) -> usize {
    let near = at.saturating_sub(SHARED / 2)..=at;
    near.rev().find(|at| !pieces[*at].continues).unwrap_or(at)
}

/// The pieces with which a sentence begins, but for the first.
pub(crate) fn sentences(reply: &str, pieces: &[Piece]) -> Vec<usize> {
    let letters: Vec<char> = reply.chars().collect();
    let ends = |piece: &Piece| matches!(letters[piece.span.start], '.' | '!' | '?' | '…' | '。');
    let apart = |a: &Piece, b: &Piece| {
        ends(a) && !ends(b) && letters.get(a.span.end).is_none_or(|c| c.is_whitespace())
            || letters[a.span.end..b.span.start].contains(&'\n')
    };
    let pairs = pieces.windows(2).enumerate();
    pairs.filter(|(_, pair)| apart(&pair[0], &pair[1])).map(|(at, _)| at + 1).collect()
}
