//! A linear map of whole numbers: weights of eight bits, inputs rounded to eight bits a token.

use crate::arithmetic::{largest, nearest};
use crate::kernel::{Kernel, Packed};

/// Weight = whole number × the row's scale.
#[derive(Clone, Debug)]
pub(super) struct Linear {
    pub(super) matrix: Packed,
    pub(super) scale: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// Tokens whose values are whole steps.
#[derive(Default)]
pub(super) struct Rounded {
    steps: Vec<i8>,
    /// A token's step.
    step: Vec<f32>,
}

impl Rounded {
    /// Rounds tokens of `width` values to steps of their largest / 127, ties to even.
    #[inline(always)]
    pub(super) fn round(&mut self, x: &[f32], width: usize) {
        self.steps.resize(x.len(), 0);
        self.step.clear();
        for (x, steps) in x.chunks_exact(width).zip(self.steps.chunks_exact_mut(width)) {
            let step = largest(x, 0.0, f32::abs) / 127.0;
            let step = if step > 1e-12 { step } else { 1e-12 };
            for (steps, x) in steps.iter_mut().zip(x) {
                *steps = nearest(x / step) as i8;
            }
            self.step.push(step);
        }
    }
}

impl Linear {
    /// `out[token][row] = then(…)`; `sums` is room that is used again.
    #[inline(always)]
    pub(super) fn run(
        &self,
        kernel: Kernel,
        x: &Rounded,
        sums: &mut Vec<i32>,
        out: &mut Vec<f32>,
        then: impl Fn(f32) -> f32,
    ) {
        let rows = self.matrix.rows;
        sums.resize(x.step.len() * rows, 0);
        out.resize(x.step.len() * rows, 0.0);
        kernel.product(&self.matrix, &x.steps, sums);
        let tokens = sums.chunks_exact(rows).zip(out.chunks_exact_mut(rows)).zip(&x.step);
        for ((sums, out), step) in tokens {
            let parts = out.iter_mut().zip(sums).zip(self.scale.iter().zip(&self.bias));
            for ((out, sum), (scale, bias)) in parts {
                *out = then(*sum as f32 * step * scale + bias);
            }
        }
    }
}
