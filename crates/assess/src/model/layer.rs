//! One layer of the transformer, as BERT has it.

use super::linear::{Linear, Rounded};
use crate::arithmetic::{gelu, softmax, sum};
use crate::kernel::Kernel;

#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) query: Linear,
    pub(super) key: Linear,
    pub(super) value: Linear,
    pub(super) out: Linear,
    pub(super) norm_attention: Norm,
    pub(super) widen: Linear,
    pub(super) narrow: Linear,
    pub(super) norm_output: Norm,
}

/// Brings a token to mean 0 and variance 1, then to weight and bias.
#[derive(Clone, Debug)]
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

/// Room that all layers use in turn.
#[derive(Default)]
pub(super) struct Room {
    rounded: Rounded,
    sums: Vec<i32>,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    mixed: Vec<f32>,
    wide: Vec<f32>,
    heads: Attention,
}

impl Layer {
    /// Changes the tokens `x`, each of as many values as the norms have.
    pub(super) fn run(&self, kernel: Kernel, heads: usize, x: &mut [f32], room: &mut Room) {
        let width = self.norm_attention.weight.len();
        let Room { rounded, sums, query, key, value, mixed, wide, heads: attention } = room;
        rounded.round(x, width);
        self.query.run(kernel, rounded, sums, query);
        self.key.run(kernel, rounded, sums, key);
        self.value.run(kernel, rounded, sums, value);
        mixed.resize(x.len(), 0.0);
        attention.run(width, heads, [query, key, value], mixed);
        rounded.round(mixed, width);
        self.out.run(kernel, rounded, sums, query);
        self.norm_attention.add(x, query);

        rounded.round(x, width);
        self.widen.run(kernel, rounded, sums, wide);
        wide.iter_mut().for_each(|value| *value = gelu(*value));
        rounded.round(wide, self.widen.matrix.rows);
        self.narrow.run(kernel, rounded, sums, query);
        self.norm_output.add(x, query);
    }
}

impl Norm {
    /// x = norm(x + change), for each token.
    fn add(&self, x: &mut [f32], change: &[f32]) {
        let width = self.weight.len();
        for (x, change) in x.chunks_exact_mut(width).zip(change.chunks_exact(width)) {
            x.iter_mut().zip(change).for_each(|(x, change)| *x += change);
            self.token(x);
        }
    }

    /// x = norm(x), for one token.
    pub(super) fn token(&self, x: &mut [f32]) {
        let width = x.len() as f32;
        let mean = sum(x) / width;
        x.iter_mut().for_each(|x| *x -= mean);
        let variance = crate::arithmetic::dot(x, x) / width;
        let scale = 1.0 / (variance + 1e-12).sqrt();
        for (x, (weight, bias)) in x.iter_mut().zip(self.weight.iter().zip(&self.bias)) {
            *x = *x * scale * weight + bias;
        }
    }
}

/// What attention needs for one head.
#[derive(Default)]
struct Attention {
    /// `[value of the head][token]`, tokens filled up to whole lanes.
    keys: Vec<f32>,
    scores: Vec<f32>,
}

impl Attention {
    /// Each token takes what it attends to; sums go over values and tokens in their order.
    fn run(
        &mut self,
        width: usize,
        heads: usize,
        [query, key, value]: [&[f32]; 3],
        out: &mut [f32],
    ) {
        let (tokens, size) = (query.len() / width, width / heads);
        let scale = 1.0 / (size as f32).sqrt();
        self.scores.resize(tokens, 0.0);
        self.keys.resize(size * tokens, 0.0);
        for from in (0..width).step_by(size) {
            for (token, key) in key.chunks_exact(width).enumerate() {
                for (at, key) in key[from..from + size].iter().enumerate() {
                    self.keys[at * tokens + token] = *key;
                }
            }
            for (query, out) in query.chunks_exact(width).zip(out.chunks_exact_mut(width)) {
                self.scores.fill(0.0);
                let parts = query[from..from + size].iter().zip(self.keys.chunks_exact(tokens));
                for (query, keys) in parts {
                    for (score, key) in self.scores.iter_mut().zip(keys) {
                        *score += query * key;
                    }
                }
                self.scores.iter_mut().for_each(|score| *score *= scale);
                softmax(&mut self.scores);
                let out = &mut out[from..from + size];
                out.fill(0.0);
                for (share, value) in self.scores.iter().zip(value.chunks_exact(width)) {
                    for (out, value) in out.iter_mut().zip(&value[from..from + size]) {
                        *out += share * value;
                    }
                }
            }
        }
    }
}
