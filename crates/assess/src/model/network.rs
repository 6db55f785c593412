//! The transformer: pieces in, a vector for each piece out.

use super::layer::{Layer, Norm, Room};
use crate::kernel::Kernel;
use crate::pieces::{END, FIRST, Piece};
use crate::windows::{PEER_MOST, REPLY_MOST};

/// Places that the longest input takes: its three marks, the peer's side and the reply's.
pub(super) const MOST_TOKENS: usize = 3 + PEER_MOST + REPLY_MOST;

#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub(super) width: usize,
    pub(super) heads: usize,
    pub(super) words: Rows,
    pub(super) places: Rows,
    /// The peer's side and the reply's, one after the other.
    pub(super) sides: Vec<f32>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer>,
}

/// A table of rows of whole numbers, each with its scale.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub(super) steps: Vec<i8>,
    pub(super) scale: Vec<f32>,
}

impl Network {
    /// The tokens' vectors, one after another, and which is the reply's first.
    /// An empty reply is read by the mark that closes it.
    pub(crate) fn run(&self, kernel: Kernel, peer: &[Piece], reply: &[Piece]) -> (Vec<f32>, usize) {
        let peer = &peer[peer.len().saturating_sub(PEER_MOST)..];
        let reply = &reply[..reply.len().min(REPLY_MOST)];
        let first = peer.len() + 2;
        let ids = std::iter::once(FIRST)
            .chain(peer.iter().map(|piece| piece.id))
            .chain([END])
            .chain(reply.iter().map(|piece| piece.id))
            .chain([END]);
        let mut x = Vec::with_capacity((first + reply.len() + 1) * self.width);
        for (place, id) in ids.enumerate() {
            let side = if place < first { 0 } else { self.width };
            let sides = &self.sides[side..side + self.width];
            let (word, word_scale) = self.words.row(id as usize, self.width);
            let (at, at_scale) = self.places.row(place, self.width);
            let from = x.len();
            for ((word, at), side) in word.iter().zip(at).zip(sides) {
                x.push(f32::from(*word) * word_scale + f32::from(*at) * at_scale + side);
            }
            self.norm.token(&mut x[from..]);
        }
        let mut room = Room::default();
        for layer in &self.layers {
            layer.run(kernel, self.heads, &mut x, &mut room);
        }
        (x, first)
    }
}

impl Rows {
    fn row(&self, number: usize, width: usize) -> (&[i8], f32) {
        (&self.steps[number * width..][..width], self.scale[number])
    }
}
