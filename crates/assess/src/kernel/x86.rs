//! AVX2 and AVX-512 with VNNI, chosen while running.

// Instructions beyond the target's own have no other way; the bounds stand beside each use.
#![allow(unsafe_code)]

use super::{Deed, Packed, ROWS, RUN};
use std::arch::x86_64::*;

/// What one step over four inputs reads of a block.
const STRIDE: usize = ROWS * RUN;

pub(super) fn avx2_is_here() -> bool {
    is_x86_feature_detected!("avx2")
}

pub(super) fn avx512_is_here() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni")
}

#[inline(always)]
pub(super) fn wide_avx2(deed: impl Deed) {
    #[target_feature(enable = "avx2")]
    fn wide(deed: impl Deed) {
        deed.act();
    }
    assert!(avx2_is_here(), "expected a processor with AVX2");
    // SAFETY: the processor has AVX2.
    unsafe { wide(deed) }
}

#[inline(always)]
pub(super) fn wide_avx512(deed: impl Deed) {
    #[target_feature(enable = "avx2,avx512f,avx512bw,avx512dq,avx512vl")]
    fn wide(deed: impl Deed) {
        deed.act();
    }
    assert!(avx512_is_here(), "expected a processor with AVX-512 and VNNI");
    // SAFETY: the processor has AVX-512.
    unsafe { wide(deed) }
}

pub(super) fn product_avx2(matrix: &Packed, steps: &[i8], out: &mut [i32]) {
    assert!(avx2_is_here(), "expected a processor with AVX2");
    // Widened once, since every block reads them.
    let wide: Vec<i16> = steps.iter().map(|step| i16::from(*step)).collect();
    // SAFETY: the processor has AVX2.
    unsafe { blocks_avx2(matrix, &wide, out) }
}

pub(super) fn product_avx512(matrix: &Packed, steps: &[i8], out: &mut [i32]) {
    assert!(avx512_is_here(), "expected a processor with AVX-512 and VNNI");
    // The instruction takes one side without sign: 128 is added, and taken off the sums.
    let shifted: Vec<u8> = steps.iter().map(|step| step.cast_unsigned() ^ 0x80).collect();
    // SAFETY: the processor has AVX-512 with VNNI.
    unsafe { blocks_avx512(matrix, &shifted, out) }
}

#[target_feature(enable = "avx2")]
fn blocks_avx2(matrix: &Packed, steps: &[i16], out: &mut [i32]) {
    let Packed { rows, cols, .. } = *matrix;
    for (block, weights) in matrix.weights.chunks_exact(ROWS * cols).enumerate() {
        let tiles = steps.chunks(2 * cols).zip(out.chunks_mut(2 * rows));
        for (steps, out) in tiles {
            let out = &mut out[block * ROWS..];
            if steps.len() == 2 * cols {
                tile_avx2::<2>(weights, steps, cols, out, rows);
            } else {
                tile_avx2::<1>(weights, steps, cols, out, rows);
            }
        }
    }
}

/// A block's rows times `N` tokens; a token's steps lie `cols` apart, its sums `rows`.
#[target_feature(enable = "avx2")]
fn tile_avx2<const N: usize>(
    weights: &[i8],
    steps: &[i16],
    cols: usize,
    out: &mut [i32],
    rows: usize,
) {
    assert!(weights.len() == ROWS * cols && steps.len() == N * cols);
    assert!(cols.is_multiple_of(RUN) && out.len() >= (N - 1) * rows + ROWS);
    // Four rows a register; two sums a row, of two inputs each.
    let mut sums = [[_mm256_setzero_si256(); 4]; N];
    for run in 0..cols / RUN {
        let mut inputs = [_mm256_setzero_si256(); N];
        for (token, input) in inputs.iter_mut().enumerate() {
            // SAFETY: `RUN` steps from `token * cols + run * RUN` lie within `N * cols`.
            let four = unsafe {
                steps.as_ptr().add(token * cols + run * RUN).cast::<i64>().read_unaligned()
            };
            *input = _mm256_set1_epi64x(four);
        }
        for quarter in 0..4 {
            // SAFETY: 16 bytes from `run * STRIDE + quarter * 16` lie within `ROWS * cols`.
            let weights = unsafe {
                _mm_loadu_si128(weights.as_ptr().add(run * STRIDE + quarter * 16).cast())
            };
            let weights = _mm256_cvtepi8_epi16(weights);
            for (sums, input) in sums.iter_mut().zip(inputs) {
                sums[quarter] = _mm256_add_epi32(sums[quarter], _mm256_madd_epi16(weights, input));
            }
        }
    }
    for (token, sums) in sums.iter().enumerate() {
        for half in 0..2 {
            let (a, b) = (sums[half * 2], sums[half * 2 + 1]);
            // Pairs are added within halves of 128 bits: rows 0 1 4 5 2 3 6 7.
            let rows8 = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_hadd_epi32(a, b));
            // SAFETY: 8 sums from `token * rows + half * 8` lie within `out`, as asserted.
            unsafe {
                _mm256_storeu_si256(out.as_mut_ptr().add(token * rows + half * 8).cast(), rows8);
            }
        }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn blocks_avx512(matrix: &Packed, steps: &[u8], out: &mut [i32]) {
    const MOST: usize = 12;
    let Packed { rows, cols, .. } = *matrix;
    let tokens = steps.len() / cols;
    // Tiles as alike as can be: 13 tokens are 7 and 6, never 12 and 1.
    let tiles = tokens.div_ceil(MOST).max(1);
    for (pair, weights) in matrix.weights.chunks(2 * ROWS * cols).enumerate() {
        for tile in 0..tiles {
            let (from, to) = (tile * tokens / tiles, (tile + 1) * tokens / tiles);
            let steps = &steps[from * cols..to * cols];
            let Some(out) = out.get_mut(from * rows + pair * 2 * ROWS..) else { continue };
            macro_rules! sizes {
                ($($n:literal)*) => {
                    match (to - from, weights.len() == 2 * ROWS * cols) {
                        $(($n, true) => tile_avx512::<$n, 2>(weights, steps, cols, out, rows),
                          ($n, false) => tile_avx512::<$n, 1>(weights, steps, cols, out, rows),)*
                        _ => {}
                    }
                };
            }
            sizes!(1 2 3 4 5 6 7 8 9 10 11 12);
        }
    }
}

/// `B` blocks' rows times `N` tokens.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn tile_avx512<const N: usize, const B: usize>(
    weights: &[i8],
    steps: &[u8],
    cols: usize,
    out: &mut [i32],
    rows: usize,
) {
    assert!(weights.len() == B * ROWS * cols && steps.len() == N * cols);
    assert!(cols.is_multiple_of(RUN) && out.len() >= (N - 1) * rows + B * ROWS);
    let ones = _mm512_set1_epi8(1);
    let mut sums = [[_mm512_setzero_si512(); B]; N];
    // The sums of the weights, which 128 times go off.
    let mut whole = [_mm512_setzero_si512(); B];
    for run in 0..cols / RUN {
        let mut block = [_mm512_setzero_si512(); B];
        for (b, block) in block.iter_mut().enumerate() {
            // SAFETY: 64 bytes from there lie within `B * ROWS * cols`.
            *block = unsafe {
                _mm512_loadu_si512(weights.as_ptr().add(b * ROWS * cols + run * STRIDE).cast())
            };
            whole[b] = _mm512_dpbusd_epi32(whole[b], ones, *block);
        }
        for (token, sums) in sums.iter_mut().enumerate() {
            // SAFETY: `RUN` steps from there lie within `N * cols`.
            let four = unsafe {
                steps.as_ptr().add(token * cols + run * RUN).cast::<i32>().read_unaligned()
            };
            let input = _mm512_set1_epi32(four);
            for (sum, block) in sums.iter_mut().zip(block) {
                *sum = _mm512_dpbusd_epi32(*sum, input, block);
            }
        }
    }
    for (token, sums) in sums.iter().enumerate() {
        for (b, sum) in sums.iter().enumerate() {
            let sum = _mm512_sub_epi32(*sum, _mm512_slli_epi32::<7>(whole[b]));
            // SAFETY: 16 sums from there lie within `out`, as asserted.
            unsafe {
                _mm512_storeu_si512(out.as_mut_ptr().add(token * rows + b * ROWS).cast(), sum);
            }
        }
    }
}
