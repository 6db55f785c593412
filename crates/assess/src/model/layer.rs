//! One layer of the transformer, as BERT has it.

use super::attention::Attention;
use super::linear::{Linear, Rounded};
use crate::arithmetic::{dot, gelu, sum};
use crate::kernel::{Deed, Kernel};

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
    attention: Attention,
}

impl Layer {
    /// Changes the tokens `x`, each of as many values as the norms have.
    pub(super) fn run(&self, kernel: Kernel, heads: usize, x: &mut [f32], room: &mut Room) {
        kernel.wide(Turn { layer: self, kernel, heads, x, room });
    }
}

/// One layer's work on one input.
struct Turn<'a> {
    layer: &'a Layer,
    kernel: Kernel,
    heads: usize,
    x: &'a mut [f32],
    room: &'a mut Room,
}

impl Deed for Turn<'_> {
    #[inline(always)]
    fn act(self) {
        let Turn { layer, kernel, heads, x, room } = self;
        let width = layer.norm_attention.weight.len();
        let Room { rounded, sums, query, key, value, mixed, wide, attention } = room;
        rounded.round(x, width);
        layer.query.run(kernel, rounded, sums, query, |y| y);
        layer.key.run(kernel, rounded, sums, key, |y| y);
        layer.value.run(kernel, rounded, sums, value, |y| y);
        mixed.resize(x.len(), 0.0);
        attention.run(width, width / heads, [query, key, value], mixed);
        rounded.round(mixed, width);
        layer.out.run(kernel, rounded, sums, query, |y| y);
        layer.norm_attention.add(x, query);

        rounded.round(x, width);
        layer.widen.run(kernel, rounded, sums, wide, gelu);
        rounded.round(wide, layer.widen.matrix.rows);
        layer.narrow.run(kernel, rounded, sums, query, |y| y);
        layer.norm_output.add(x, query);
    }
}

impl Norm {
    /// x = norm(x + change), for each token.
    #[inline(always)]
    fn add(&self, x: &mut [f32], change: &[f32]) {
        let width = self.weight.len();
        for (x, change) in x.chunks_exact_mut(width).zip(change.chunks_exact(width)) {
            for (x, change) in x.iter_mut().zip(change) {
                *x += change;
            }
            self.token(x);
        }
    }

    /// x = norm(x), for one token.
    #[inline(always)]
    pub(super) fn token(&self, x: &mut [f32]) {
        let width = x.len() as f32;
        let mean = sum(x) / width;
        for x in x.iter_mut() {
            *x -= mean;
        }
        let variance = dot(x, x) / width;
        let scale = 1.0 / (variance + 1e-12).sqrt();
        for (x, (weight, bias)) in x.iter_mut().zip(self.weight.iter().zip(&self.bias)) {
            *x = *x * scale * weight + bias;
        }
    }
}
