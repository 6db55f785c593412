//! Products of whole numbers of eight bits: the inner loop of a model, for each kind of processor.
//!
//! A matrix lies in blocks of [`ROWS`] rows. Within a block, four inputs of each row stand
//! together: `[block][inputs / 4][row][4]`. So one load gives a register in which each lane
//! belongs to a row, and sums never cross lanes. Integer sums have no order: every kernel gives
//! the same bits.

mod plain;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

/// Rows of a block.
pub(crate) const ROWS: usize = 16;
/// Inputs of a row that stand together.
pub(crate) const RUN: usize = 4;

/// What a processor can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// Anything.
    Plain,
    /// WASM with 128-bit SIMD.
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Simd128,
    /// AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-512 with VNNI.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Kernel {
    /// The kernels that work here, the fastest last.
    #[must_use]
    pub fn here() -> Vec<Self> {
        #[allow(unused_mut, reason = "some targets have the plain one alone")]
        let mut out = vec![Self::Plain];
        #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
        out.push(Self::Simd128);
        #[cfg(target_arch = "x86_64")]
        {
            if x86::avx2_is_here() {
                out.push(Self::Avx2);
            }
            if x86::avx512_is_here() {
                out.push(Self::Avx512);
            }
        }
        out
    }

    /// The fastest that works here.
    #[must_use]
    pub fn best() -> Self {
        Self::here().pop().unwrap_or(Self::Plain)
    }

    /// Does a deed of floats with registers as wide as there are; the bits are the same, since
    /// each of its operations is exact in the same way in every width.
    #[inline(always)]
    pub(crate) fn wide(self, deed: impl Deed) {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => x86::wide_avx2(deed),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => x86::wide_avx512(deed),
            _ => deed.act(),
        }
    }

    /// `out[token][row]` = the sum over inputs of weight × step, for tokens of `cols` inputs each.
    pub(crate) fn product(self, weights: &Packed, steps: &[i8], out: &mut [i32]) {
        assert_eq!(steps.len() / weights.cols * weights.rows, out.len(), "room for the product");
        match self {
            Self::Plain => plain::product(weights, steps, out),
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Self::Simd128 => wasm::product(weights, steps, out),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => x86::product_avx2(weights, steps, out),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => x86::product_avx512(weights, steps, out),
        }
    }
}

/// Work on floats that is compiled for each kernel; `act` and all that it calls must be marked
/// `inline(always)`, since only what is inlined gets the kernel's registers.
pub(crate) trait Deed {
    fn act(self);
}

/// A matrix of weights in blocks.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(crate) rows: usize,
    pub(crate) cols: usize,
    pub(crate) weights: Vec<i8>,
}

impl Packed {
    /// From rows that lie one after another; as many rows as [`ROWS`] divides, and inputs as
    /// [`RUN`] does.
    pub(crate) fn new(rows: usize, cols: usize, plain: &[i8]) -> Self {
        let mut weights = Vec::with_capacity(plain.len());
        for block in plain.chunks_exact((ROWS * cols).max(1)) {
            for at in (0..cols).step_by(RUN) {
                for row in block.chunks_exact(cols) {
                    weights.extend_from_slice(&row[at..at + RUN]);
                }
            }
        }
        Self { rows, cols, weights }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kernel that works here gives what the definition gives.
    #[test]
    fn all_kernels_are_equal() {
        let mut seed = 7_u64;
        let mut draw = move || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 56) as i8
        };
        for (rows, cols) in [(16, 4), (32, 32), (48, 96), (384, 384), (64, 1536), (16, 100)] {
            for tokens in [0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 13, 24, 31] {
                let plain: Vec<i8> = (0..rows * cols).map(|_| draw()).collect();
                let steps: Vec<i8> = (0..tokens * cols).map(|_| draw().max(-127)).collect();
                let expected: Vec<i32> = steps
                    .chunks_exact(cols)
                    .flat_map(|s| {
                        plain.chunks_exact(cols).map(move |w| {
                            w.iter().zip(s).map(|(w, s)| i32::from(*w) * i32::from(*s)).sum::<i32>()
                        })
                    })
                    .collect();
                let packed = Packed::new(rows, cols, &plain);
                for kernel in Kernel::here() {
                    let mut out = vec![0; tokens * rows];
                    kernel.product(&packed, &steps, &mut out);
                    assert!(out == expected, "{kernel:?}: {rows} × {cols}, {tokens} tokens");
                }
            }
        }
    }
}
