//! The file that a model comes in; little endian throughout.
//!
//! ```text
//! magic    16 bytes "holdspace-model\0"
//! version  u32 = 1
//! inputs   32 bytes, SHA-256 of what it was trained from
//! sizes    10 × u32: vocabulary V, places P, layers L, width W, heads H, inner I, labels 17,
//!          verdicts 4, meaning M, group 32
//! pieces   V × (u8 length, UTF-8); [PAD] [UNK] [CLS] [SEP] first; "##" before what goes on
//! words    rounded matrix [V × W]
//! places   rounded matrix [P × W]
//! sides    f32 [2 × W]
//! norm     f32 weight[W], bias[W]
//! layers   L × (query, key, value, out: rounded matrix [W × W], f32 bias[W];
//!          norm weight[W], bias[W]; widen [I × W], bias[I]; narrow [W × I], bias[W];
//!          norm weight[W], bias[W])
//! heads    f32 attend [21 × W], judge [21 × W], bias [21]
//! mean     f32 [M × W]
//! decide   f32: for each label slope, offset, found at, clear at; then the verdict's slope and
//!          weight, unsure below, alike at
//! end      the magic again
//! ```
//!
//! A rounded matrix: f32 scale[rows]; then for each group of 32 inputs its step less 1, and for
//! each input its value + 8, both as half bytes, the lower half first.
//! Weight = value · step · scale, and value · step fits eight bits.

use super::Model;
use super::fault::ModelFault;
use super::heads::{HEADS, Heads};
use super::layer::{Layer, Norm};
use super::linear::Linear;
use super::network::{MOST_TOKENS, Network, Rows};
use crate::Label;
use crate::arithmetic::LANES;
use crate::decision::{Decision, Threshold};
use crate::kernel::{Kernel, Packed};
use crate::pieces::{SPECIAL, Vocabulary};

const MAGIC: &[u8; 16] = b"holdspace-model\0";
pub(super) const VERSION: u32 = 1;
/// Inputs that share a step.
const GROUP: usize = 32;

/// Reads a whole file.
pub(super) fn read(bytes: &[u8]) -> Result<Model, ModelFault> {
    let Some(rest) = bytes.strip_prefix(MAGIC) else { return Err(ModelFault::NotAModel) };
    let mut file = File { rest };
    let version = file.whole("version")?;
    if version != VERSION {
        return Err(ModelFault::Version { found: version });
    }
    let mut inputs = [0; 32];
    inputs.copy_from_slice(file.take("inputs", 32)?);
    let sizes = Sizes::read(&mut file)?;
    let vocabulary = file.vocabulary(sizes.vocabulary)?;
    let width = sizes.width;
    let words = file.rows("words", sizes.vocabulary, width)?;
    let places = file.rows("places", sizes.places, width)?;
    let sides = file.floats("sides", 2 * width)?;
    let norm = file.norm(width)?;
    let layers = (0..sizes.layers).map(|_| file.layer(&sizes)).collect::<Result<_, _>>()?;
    let heads = Heads {
        attend: file.floats("heads", HEADS * width)?,
        judge: file.floats("heads", HEADS * width)?,
        bias: file.floats("heads", HEADS)?,
        mean: file.floats("meaning", sizes.meaning * width)?,
    };
    let decision = file.decision()?;
    if file.rest != MAGIC {
        return Err(ModelFault::End { found: file.rest.len() });
    }
    let network = Network { width, heads: sizes.heads, words, places, sides, norm, layers };
    Ok(Model { inputs, vocabulary, network, heads, decision, kernel: Kernel::best() })
}

/// How large the parts are.
struct Sizes {
    vocabulary: usize,
    places: usize,
    layers: usize,
    width: usize,
    heads: usize,
    inner: usize,
    meaning: usize,
}

impl Sizes {
    fn read(file: &mut File<'_>) -> Result<Self, ModelFault> {
        let mut size = |of, expected, fits: &dyn Fn(usize) -> bool| {
            let found = file.whole("sizes")?;
            match usize::try_from(found) {
                Ok(size) if fits(size) => Ok(size),
                _ => Err(ModelFault::Size { of, found, expected }),
            }
        };
        // Steps lie two a byte, so a row has an even number of groups.
        let groups =
            |most: usize| move |n: usize| n > 0 && n <= most && n.is_multiple_of(2 * GROUP);
        let vocabulary = size("vocabulary", "4 to 65,536", &|n| (4..=65_536).contains(&n))?;
        let places = size("places", "227 to 4,096", &|n| (MOST_TOKENS..=4_096).contains(&n))?;
        let layers = size("layers", "1 to 48", &|n| (1..=48).contains(&n))?;
        let width = size("width", "a multiple of 64 up to 4,096", &groups(4_096))?;
        let heads = size("heads", "a divisor of the width that leaves a multiple of 8", &|n| {
            n > 0 && width.is_multiple_of(n) && (width / n).is_multiple_of(LANES)
        })?;
        let inner = size("inner width", "a multiple of 64 up to 16,384", &groups(16_384))?;
        size("labels", "17", &|n| n == Label::ALL.len())?;
        size("verdicts", "4", &|n| n == HEADS - Label::ALL.len())?;
        let meaning = size("meaning", "1 to 4,096", &|n| (1..=4_096).contains(&n))?;
        size("group", "32", &|n| n == GROUP)?;
        Ok(Self { vocabulary, places, layers, width, heads, inner, meaning })
    }
}

/// What of the file has not been read yet.
struct File<'a> {
    rest: &'a [u8],
}

impl<'a> File<'a> {
    fn take(&mut self, part: &'static str, expected: usize) -> Result<&'a [u8], ModelFault> {
        let found = self.rest.len();
        let (taken, rest) = self.rest.split_at_checked(expected).ok_or(ModelFault::Short {
            part,
            expected,
            found,
        })?;
        self.rest = rest;
        Ok(taken)
    }

    fn whole(&mut self, part: &'static str) -> Result<u32, ModelFault> {
        let bytes = self.take(part, 4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn floats(&mut self, part: &'static str, count: usize) -> Result<Vec<f32>, ModelFault> {
        let (fours, _) = self.take(part, count * 4)?.as_chunks::<4>();
        let floats: Vec<f32> = fours.iter().map(|four| f32::from_le_bytes(*four)).collect();
        let sound = floats.iter().all(|float| float.is_finite());
        if sound { Ok(floats) } else { Err(ModelFault::Number { part }) }
    }

    fn vocabulary(&mut self, count: usize) -> Result<Vocabulary, ModelFault> {
        let mut pieces = Vec::with_capacity(count);
        for number in 0..count {
            let length = self.take("vocabulary", 1)?[0];
            let piece = self.take("vocabulary", length.into())?;
            let Ok(piece) = std::str::from_utf8(piece) else {
                return Err(ModelFault::Piece { number, expected: "UTF-8" });
            };
            if let Some(expected) = SPECIAL.get(number)
                && piece != *expected
            {
                return Err(ModelFault::Piece { number, expected });
            }
            pieces.push(piece.into());
        }
        Ok(Vocabulary::new(pieces))
    }

    /// A rounded matrix: whole numbers, and each row's scale.
    fn rows(&mut self, part: &'static str, rows: usize, cols: usize) -> Result<Rows, ModelFault> {
        let scale = self.floats(part, rows)?;
        let steps = self.take(part, rows * cols / GROUP / 2)?;
        let values = self.take(part, rows * cols / 2)?;
        let steps = steps.iter().flat_map(|byte| [(byte & 15) + 1, (byte >> 4) + 1]);
        let mut out = Vec::with_capacity(rows * cols);
        for (group, step) in values.chunks_exact(GROUP / 2).zip(steps) {
            let step = step.cast_signed();
            for byte in group {
                out.push((byte & 15).cast_signed().wrapping_sub(8).wrapping_mul(step));
                out.push((byte >> 4).cast_signed().wrapping_sub(8).wrapping_mul(step));
            }
        }
        Ok(Rows { steps: out, scale })
    }

    fn linear(
        &mut self,
        part: &'static str,
        rows: usize,
        cols: usize,
    ) -> Result<Linear, ModelFault> {
        let Rows { steps, scale } = self.rows(part, rows, cols)?;
        let bias = self.floats(part, rows)?;
        Ok(Linear { matrix: Packed::new(rows, cols, &steps), scale, bias })
    }

    fn norm(&mut self, width: usize) -> Result<Norm, ModelFault> {
        Ok(Norm { weight: self.floats("norm", width)?, bias: self.floats("norm", width)? })
    }

    fn layer(&mut self, sizes: &Sizes) -> Result<Layer, ModelFault> {
        let Sizes { width, inner, .. } = *sizes;
        Ok(Layer {
            query: self.linear("query", width, width)?,
            key: self.linear("key", width, width)?,
            value: self.linear("value", width, width)?,
            out: self.linear("attention's output", width, width)?,
            norm_attention: self.norm(width)?,
            widen: self.linear("widening", inner, width)?,
            narrow: self.linear("narrowing", width, inner)?,
            norm_output: self.norm(width)?,
        })
    }

    fn decision(&mut self) -> Result<Decision, ModelFault> {
        let floats = self.floats("thresholds", 4 * Label::ALL.len() + 4)?;
        let (fours, rest) = floats.as_chunks::<4>();
        let labels = fours.iter().take(Label::ALL.len()).map(|four| Threshold::new(*four));
        let [verdict_slope, verdict_weight, unsure_below, alike_at] = fours[Label::ALL.len()];
        debug_assert!(rest.is_empty());
        Ok(Decision {
            labels: labels.collect(),
            verdict_slope,
            verdict_weight,
            unsure_below,
            alike_at,
        })
    }
}
