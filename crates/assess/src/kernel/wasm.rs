//! WASM with 128-bit SIMD.

// Loads and stores of registers have no other way; the bounds stand beside each use.
#![allow(unsafe_code)]

use super::{Packed, ROWS, RUN};
use std::arch::wasm32::*;

/// What one step over four inputs reads of a block.
const STRIDE: usize = ROWS * RUN;
/// Tokens of a tile.
const TOKENS: usize = 4;
/// Registers of a tile's rows: two rows in each.
const PAIRS: usize = 2;

pub(super) fn product(matrix: &Packed, steps: &[i8], out: &mut [i32]) {
    let Packed { rows, cols, .. } = *matrix;
    // Widened once, since every block reads them.
    let wide: Vec<i16> = steps.iter().map(|step| i16::from(*step)).collect();
    for (block, weights) in matrix.weights.chunks_exact(ROWS * cols).enumerate() {
        for (steps, out) in wide.chunks(TOKENS * cols).zip(out.chunks_mut(TOKENS * rows)) {
            for first in (0..ROWS).step_by(2 * PAIRS) {
                let out = &mut out[block * ROWS + first..];
                match steps.len() / cols {
                    4 => tile::<4>(weights, first, steps, cols, out, rows),
                    3 => tile::<3>(weights, first, steps, cols, out, rows),
                    2 => tile::<2>(weights, first, steps, cols, out, rows),
                    _ => tile::<1>(weights, first, steps, cols, out, rows),
                }
            }
        }
    }
}

/// Four rows of a block, from `first` on, times `N` tokens.
#[inline(always)]
fn tile<const N: usize>(
    weights: &[i8],
    first: usize,
    steps: &[i16],
    cols: usize,
    out: &mut [i32],
    rows: usize,
) {
    assert!(weights.len() == ROWS * cols && steps.len() == N * cols && first <= ROWS - 2 * PAIRS);
    assert!(cols % RUN == 0 && out.len() >= (N - 1) * rows + 2 * PAIRS);
    let mut sums = [[i32x4_splat(0); PAIRS]; N];
    for run in 0..cols / RUN {
        let mut block = [i32x4_splat(0); PAIRS];
        for (pair, block) in block.iter_mut().enumerate() {
            let at = run * STRIDE + (first + 2 * pair) * RUN;
            // SAFETY: 8 bytes from there, two rows' runs, lie within `ROWS * cols`.
            *block = unsafe { i16x8_load_extend_i8x8(weights.as_ptr().add(at)) };
        }
        for (token, sums) in sums.iter_mut().enumerate() {
            // SAFETY: `RUN` steps from there lie within `N * cols`.
            let input =
                unsafe { v128_load64_splat(steps.as_ptr().add(token * cols + run * RUN).cast()) };
            for (sum, block) in sums.iter_mut().zip(block) {
                *sum = i32x4_add(*sum, i32x4_dot_i16x8(block, input));
            }
        }
    }
    for (token, [a, b]) in sums.into_iter().enumerate() {
        // Each register holds two sums of either row.
        let even = i32x4_shuffle::<0, 2, 4, 6>(a, b);
        let odd = i32x4_shuffle::<1, 3, 5, 7>(a, b);
        // SAFETY: four sums from `token * rows` lie within `out`, as asserted.
        unsafe { v128_store(out.as_mut_ptr().add(token * rows).cast(), i32x4_add(even, odd)) }
    }
}
