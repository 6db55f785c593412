//! Attention: each token takes from the others what it asks for, in each head by itself.
//!
//! Sums go over values and over tokens in their order; what runs side by side, tokens in the one
//! case and values in the other, never meets in a sum. So the width of registers changes no bit.

use crate::arithmetic::{LANES, softmax};

/// Tokens that ask at the same time.
const ASKING: usize = 4;

/// Room for one head.
#[derive(Default)]
pub(super) struct Attention {
    /// `[tokens / 8][value][8]`: the keys, eight tokens side by side, the last ones filled up.
    keys: Vec<[f32; LANES]>,
    /// `[values / 8][token][8]`.
    values: Vec<[f32; LANES]>,
    /// `[asking][token]`, filled up.
    scores: Vec<f32>,
}

impl Attention {
    /// `size`: values of a head, a multiple of 8.
    #[inline(always)]
    pub(super) fn run(
        &mut self,
        width: usize,
        size: usize,
        [query, key, value]: [&[f32]; 3],
        out: &mut [f32],
    ) {
        let tokens = query.len() / width;
        for from in (0..width).step_by(size) {
            self.gather(key, value, width, from, size);
            let mut at = 0;
            while at + ASKING <= tokens {
                self.ask::<ASKING>(&query[at * width..], &mut out[at * width..], width, from, size);
                at += ASKING;
            }
            while at < tokens {
                self.ask::<1>(&query[at * width..], &mut out[at * width..], width, from, size);
                at += 1;
            }
        }
    }

    /// Lays out one head's keys and values.
    #[inline(always)]
    fn gather(&mut self, key: &[f32], value: &[f32], width: usize, from: usize, size: usize) {
        let tokens = key.len() / width;
        self.keys.clear();
        self.keys.resize(tokens.div_ceil(LANES) * size, [0.0; LANES]);
        self.values.resize(size / LANES * tokens, [0.0; LANES]);
        for (token, key) in key.chunks_exact(width).enumerate() {
            let keys = &mut self.keys[token / LANES * size..][..size];
            for (keys, key) in keys.iter_mut().zip(&key[from..from + size]) {
                keys[token % LANES] = *key;
            }
        }
        for (token, value) in value.chunks_exact(width).enumerate() {
            let (eights, _) = value[from..from + size].as_chunks::<LANES>();
            for (part, eight) in eights.iter().enumerate() {
                self.values[part * tokens + token] = *eight;
            }
        }
    }

    /// What the first `N` tokens of `query` get, in `out`.
    #[inline(always)]
    fn ask<const N: usize>(
        &mut self,
        query: &[f32],
        out: &mut [f32],
        width: usize,
        from: usize,
        size: usize,
    ) {
        let tokens = self.values.len() / (size / LANES);
        let filled = tokens.next_multiple_of(LANES);
        let scale = 1.0 / (size as f32).sqrt();
        let asked: [&[f32]; N] = std::array::from_fn(|n| &query[n * width + from..][..size]);
        self.scores.clear();
        // What fills up is never attended to.
        self.scores.resize(N * filled, f32::MIN);
        for (eight, keys) in self.keys.chunks_exact(size).enumerate() {
            let mut sums = [[0.0; LANES]; N];
            for (at, keys) in keys.iter().enumerate() {
                for (sums, asked) in sums.iter_mut().zip(asked) {
                    for (sum, key) in sums.iter_mut().zip(keys) {
                        *sum += asked[at] * key;
                    }
                }
            }
            let first = eight * LANES;
            for (scores, sums) in self.scores.chunks_exact_mut(filled).zip(sums) {
                let scores = &mut scores[first..tokens.min(first + LANES)];
                for (score, sum) in scores.iter_mut().zip(sums) {
                    *score = sum * scale;
                }
            }
        }
        for scores in self.scores.chunks_exact_mut(filled) {
            softmax(scores);
        }
        for (part, values) in self.values.chunks_exact(tokens).enumerate() {
            let mut sums = [[0.0; LANES]; N];
            for (token, values) in values.iter().enumerate() {
                for (n, sums) in sums.iter_mut().enumerate() {
                    let share = self.scores[n * filled + token];
                    for (sum, value) in sums.iter_mut().zip(values) {
                        *sum += share * value;
                    }
                }
            }
            for (n, sums) in sums.iter().enumerate() {
                out[n * width + from + part * LANES..][..LANES].copy_from_slice(sums);
            }
        }
    }
}
