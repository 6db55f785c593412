//! The model: a small transformer that reads what the peer said and the reply together.

mod attention;
mod fault;
mod file;
#[cfg(test)]
mod golden;
mod heads;
mod layer;
mod linear;
mod network;
#[cfg(test)]
mod real;

pub use fault::ModelFault;

use crate::decision::Decision;
use crate::kernel::Kernel;
use crate::pieces::{Piece, Vocabulary};
use crate::windows::Window;
use crate::{Assessment, Label, arithmetic, windows};
use heads::Heads;
use network::Network;

/// What a model makes of one reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What the reply does.
    pub assessment: Assessment,
    /// What it means.
    pub meaning: Meaning,
    /// How sure the model is of each label, found or not, in the codebook's order.
    pub confidences: [f32; Label::ALL.len()],
}

/// What a reply means: a direction, of length 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning(Vec<f32>);

/// A model that has been read; weights of eight bits in memory.
#[derive(Clone, Debug)]
pub struct Model {
    inputs: [u8; 32],
    vocabulary: Vocabulary,
    network: Network,
    heads: Heads,
    decision: Decision,
    kernel: Kernel,
}

impl Model {
    /// Reads a model from its file's bytes.
    ///
    /// # Errors
    /// Where they are no such file, or one that is broken or of another version.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelFault> {
        file::read(bytes)
    }

    /// The same model on another kernel; what it finds is the same.
    #[must_use]
    pub fn with_kernel(self, kernel: Kernel) -> Self {
        Self { kernel, ..self }
    }

    /// The hash of what the model was trained from.
    #[must_use]
    pub const fn inputs(&self) -> [u8; 32] {
        self.inputs
    }

    /// What `reply` does and means, after the peer said `peer` (may be empty).
    #[must_use]
    pub fn reading(&self, peer: &str, reply: &str) -> Reading {
        let peer = self.vocabulary.cut(peer);
        let pieces = self.vocabulary.cut(reply);
        let windows: Vec<Window> = windows::cut(reply, &pieces)
            .into_iter()
            .map(|range| self.window(&peer, &pieces[range]))
            .collect();
        let assessment = self.decision.assess(reply, &pieces, &windows);
        let confidences = self.decision.confidences(&windows);
        Reading { assessment, meaning: Meaning::of(&windows), confidences }
    }

    fn window(&self, peer: &[Piece], window: &[Piece]) -> Window {
        let (x, first) = self.network.run(self.kernel, peer, window);
        self.heads.judge(window, &x[first * self.network.width..], self.network.width)
    }

    /// Which of some replies to the same line means the same, as a number from 0: the one whose
    /// meaning is nearest, where one is near. A reply that is not understood means none.
    pub fn nearest<'r>(
        &self,
        reading: &Reading,
        others: impl IntoIterator<Item = &'r Reading>,
    ) -> Option<usize> {
        let mut nearest: Option<(f32, usize)> = None;
        for (number, other) in others.into_iter().enumerate() {
            let likeness = reading.meaning.likeness(&other.meaning);
            let nearer = nearest.is_none_or(|(most, _)| likeness > most);
            if nearer && !reading.assessment.unsure && self.alike(reading, other) {
                nearest = Some((likeness, number));
            }
        }
        nearest.map(|(_, number)| number)
    }

    /// Whether two readings of replies to the same line mean the same and do the same.
    #[must_use]
    pub fn alike(&self, a: &Reading, b: &Reading) -> bool {
        self.decision.alike(a, b)
    }
}

impl Meaning {
    /// How much two meanings are alike, from −1 to 1.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f32 {
        arithmetic::dot(&self.0, &other.0)
    }

    /// That of all windows together.
    fn of(windows: &[Window]) -> Self {
        let mut whole = vec![0.0; windows.first().map_or(0, |window| window.meaning.len())];
        for window in windows {
            for (all, one) in whole.iter_mut().zip(&window.meaning) {
                *all += one;
            }
        }
        let length = arithmetic::dot(&whole, &whole).sqrt();
        let length = if length > 1e-12 { length } else { 1e-12 };
        whole.iter_mut().for_each(|part| *part /= length);
        Self(whole)
    }
}
