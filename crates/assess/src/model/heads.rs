//! What a reply's vectors say: each label and verdict looks at the reply's pieces by itself.

use crate::arithmetic::{dot, softmax};
use crate::pieces::Piece;
use crate::windows::Window;

/// Labels and verdicts together.
pub(super) const HEADS: usize = 21;

#[derive(Clone, Debug)]
pub(crate) struct Heads {
    pub(super) attend: Vec<f32>,
    pub(super) judge: Vec<f32>,
    pub(super) bias: Vec<f32>,
    /// From the mean of the pieces to a meaning.
    pub(super) mean: Vec<f32>,
}

impl Heads {
    /// What a window of a reply says; `x` holds the vectors of its pieces, and at its end that of
    /// the closing mark, which speaks for an empty reply.
    pub(crate) fn judge(&self, window: &[Piece], x: &[f32], width: usize) -> Window {
        let x = &x[..window.len().max(1) * width];
        let mut logits = [0.0; HEADS];
        let mut shares = Vec::with_capacity(HEADS);
        let heads = self.attend.chunks_exact(width).zip(self.judge.chunks_exact(width));
        for ((logit, bias), (attend, judge)) in logits.iter_mut().zip(&self.bias).zip(heads) {
            let mut share: Vec<f32> = x.chunks_exact(width).map(|x| dot(x, attend)).collect();
            softmax(&mut share);
            for (share, x) in share.iter_mut().zip(x.chunks_exact(width)) {
                *share *= dot(x, judge);
            }
            *logit = share.iter().sum::<f32>() + bias;
            shares.push(share);
        }
        Window { pieces: window.to_vec(), logits, shares, meaning: self.meaning(x, width) }
    }

    /// The direction of the mean, of length 1.
    fn meaning(&self, x: &[f32], width: usize) -> Vec<f32> {
        let mut mean = vec![0.0; width];
        for x in x.chunks_exact(width) {
            mean.iter_mut().zip(x).for_each(|(mean, x)| *mean += x);
        }
        let count = (x.len() / width) as f32;
        mean.iter_mut().for_each(|mean| *mean /= count);
        let mut out: Vec<f32> = self.mean.chunks_exact(width).map(|row| dot(row, &mean)).collect();
        let length = dot(&out, &out).sqrt();
        let length = if length > 1e-12 { length } else { 1e-12 };
        out.iter_mut().for_each(|part| *part /= length);
        out
    }
}
