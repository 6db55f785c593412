//! Arithmetic that gives the same bits on every machine.
//!
//! Only + − × ÷, `sqrt`, casts of integers and work on bits; sums in one order. Library functions
//! such as `exp` differ between targets in the last bit, and so would what a learner is told.

/// Sums go in so many lanes, which are then added in pairs.
pub(crate) const LANES: usize = 8;

/// Adding and taking this away rounds to the nearest whole number, ties to even.
const ROUND: f32 = 12_582_912.0;

/// The nearest whole number, ties to even, for |x| below 2²².
#[inline(always)]
pub(crate) fn nearest(x: f32) -> i32 {
    // The sum's lowest bits hold the number as it stands.
    (x + ROUND).to_bits().wrapping_sub(ROUND.to_bits()) as i32
}

/// e to the power of x, to about 1 part in 10⁷; beyond ±87 as at ±87.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x < 87.0 { x } else { 87.0 };
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    // ln 2 in two parts, so that what is left keeps its bits.
    let r = (x - whole * 0.693_359_4) + whole * 2.121_944_4e-4;
    let mut p = 1.987_569_1e-4;
    for c in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 0.5] {
        p = p * r + c;
    }
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    (p * (r * r) + r + 1.0) * power
}

/// The natural logarithm of a positive number; of anything else that of the smallest one.
pub(crate) fn ln(x: f32) -> f32 {
    let x = if x > f32::MIN_POSITIVE { x } else { f32::MIN_POSITIVE };
    let bits = x.to_bits();
    // The mantissa in [√½, √2), so that the series is short.
    let shifted = bits.wrapping_sub(0x3f35_04f3);
    let power = (shifted as i32) >> 23;
    let mantissa = f32::from_bits(bits.wrapping_sub((power << 23) as u32));
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let q = s * s;
    let mut p = 1.0 / 9.0;
    for c in [1.0 / 7.0, 1.0 / 5.0, 1.0 / 3.0, 1.0] {
        p = p * q + c;
    }
    2.0 * s * p + power as f32 * std::f32::consts::LN_2
}

/// The share that a logit stands for.
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// GELU in its tanh form.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    x / (1.0 + exp(-1.595_769 * (x + 0.044_715 * (x * x * x))))
}

/// The sum of products, in lanes; of what both have.
#[inline(always)]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    let (a8, a1) = a.as_chunks::<LANES>();
    let (b8, b1) = b.as_chunks::<LANES>();
    for (a, b) in a8.iter().zip(b8) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    for ((lane, a), b) in lanes.iter_mut().zip(a1).zip(b1) {
        *lane += a * b;
    }
    tree(lanes)
}

/// The sum, in lanes.
#[inline(always)]
pub(crate) fn sum(a: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    let (a8, a1) = a.as_chunks::<LANES>();
    for a in a8 {
        for (lane, a) in lanes.iter_mut().zip(a) {
            *lane += a;
        }
    }
    for (lane, a) in lanes.iter_mut().zip(a1) {
        *lane += a;
    }
    tree(lanes)
}

/// The largest of what `of` makes of them, at least `floor`.
#[inline(always)]
pub(crate) fn largest(a: &[f32], floor: f32, of: impl Fn(f32) -> f32) -> f32 {
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    let mut lanes = [floor; LANES];
    let (a8, a1) = a.as_chunks::<LANES>();
    for a in a8 {
        for (lane, a) in lanes.iter_mut().zip(a) {
            *lane = larger(of(*a), *lane);
        }
    }
    for (lane, a) in lanes.iter_mut().zip(a1) {
        *lane = larger(of(*a), *lane);
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    larger(larger(larger(a, b), larger(c, d)), larger(larger(e, f), larger(g, h)))
}

/// Scores to shares that add up to 1.
#[inline(always)]
pub(crate) fn softmax(scores: &mut [f32]) {
    let most = largest(scores, f32::MIN, |score| score);
    for score in scores.iter_mut() {
        *score = exp(*score - most);
    }
    let total = sum(scores);
    for score in scores.iter_mut() {
        *score /= total;
    }
}

/// Scores to the logarithms of their shares.
pub(crate) fn log_softmax(scores: &mut [f32]) {
    let most = largest(scores, f32::MIN, |score| score);
    let total: f32 = scores.iter().map(|score| exp(score - most)).sum();
    let all = most + ln(total);
    for score in scores.iter_mut() {
        *score -= all;
    }
}

#[inline(always)]
fn tree(l: [f32; LANES]) -> f32 {
    ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_ln_are_right_to_a_few_parts_in_ten_million() {
        for step in -86_000..86_000 {
            let x = step as f32 / 1000.0;
            let (ours, theirs) = (f64::from(exp(x)), f64::from(x).exp());
            assert!(((ours - theirs) / theirs).abs() < 5e-7, "{x}: {ours} {theirs}");
        }
        for step in 1..100_000 {
            let x = step as f32 / 500.0;
            let (ours, theirs) = (f64::from(ln(x)), f64::from(x).ln());
            assert!((ours - theirs).abs() < 1e-6 * theirs.abs().max(1.0), "{x}: {ours} {theirs}");
        }
    }

    #[test]
    fn rounding_goes_to_even() {
        for (x, whole) in [(0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (126.7, 127)] {
            assert_eq!(nearest(x), whole, "{x}");
        }
    }

    #[test]
    fn nothing_is_undefined_at_the_edges() {
        for x in [f32::INFINITY, f32::NEG_INFINITY, f32::NAN, f32::MAX, f32::MIN] {
            assert!(exp(x).is_finite());
            let _ = (ln(x), gelu(x), nearest(x));
        }
    }
}
