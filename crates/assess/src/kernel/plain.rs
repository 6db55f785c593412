//! For processors that we know nothing of.

use super::{Packed, ROWS, RUN};

pub(super) fn product(matrix: &Packed, steps: &[i8], out: &mut [i32]) {
    let block_size = ROWS * matrix.cols;
    for (block, weights) in matrix.weights.chunks_exact(block_size).enumerate() {
        let tokens = steps.chunks_exact(matrix.cols).zip(out.chunks_exact_mut(matrix.rows));
        for (steps, out) in tokens {
            let mut sums = [0_i32; ROWS];
            for (run, steps) in weights.chunks_exact(ROWS * RUN).zip(steps.chunks_exact(RUN)) {
                for (sum, run) in sums.iter_mut().zip(run.chunks_exact(RUN)) {
                    for (weight, step) in run.iter().zip(steps) {
                        *sum += i32::from(*weight) * i32::from(*step);
                    }
                }
            }
            out[block * ROWS..][..ROWS].copy_from_slice(&sums);
        }
    }
}
