//! Trust: the peer's state as arithmetic that anyone can read.
//!
//! Small steps up, large steps down, half of a loss mended (Slovic 1993; Poortinga and Pidgeon
//! 2004). Only `+ − × ÷` and comparisons, so that it comes out the same natively and in the page.
//! All values stand on a grid of a thousand-millionth: they survive JSON to the last digit.

use assess::{Assessment, Finding, Label, Span, Tier, Verdict};
use serde::{Deserialize, Serialize};

use crate::case::{Band, Temperament};
pub use crate::temperament::Constants;

/// Trust at which a peer becomes careful, and below which a careful peer closes.
pub const CAREFUL: (f64, f64) = (0.34, 0.28);
/// Trust at which a peer opens, and below which an open peer becomes careful.
pub const OPEN: (f64, f64) = (0.68, 0.60);
/// The least that a breaking reply costs, as far as there is trust to lose.
pub const LEAST_LOSS: f64 = 0.02;
/// What a reply marked `costs` takes, as a part of trust.
pub const COST: f64 = 0.12;
/// What a grave breaker takes off the ceiling until it is repaired.
pub const GRAVE: f64 = 0.2;
/// The ceiling never falls below this.
pub const LOWEST_CEILING: f64 = 0.3;
/// The part of a rupture's loss that repair gives back.
pub const REPAIR: f64 = 0.5;
/// The first gain after a loss, without repair, gives back at most this part of it.
pub const AFTER_LOSS: f64 = 0.4;
/// What a builder that we are unsure of counts, against a sure one.
pub const MAYBE: f64 = 0.5;

/// A peer's trust in the middle of an encounter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trust {
    /// How it moves.
    pub temperament: Temperament,
    /// In [0, `ceiling`].
    pub trust: f64,
    /// In [0, 1].
    pub ceiling: f64,
    /// In words, with hysteresis.
    pub band: Band,
    /// What has been lost so far, in order.
    pub ruptures: Vec<Rupture>,
    /// A sign before leaving has been given, and trust has not recovered since.
    pub warned: bool,
    /// What has been lost since the last gain.
    pub shock: f64,
}

/// One turn in which trust was lost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rupture {
    /// How much.
    pub lost: f64,
    /// What it took off the ceiling.
    pub ceiling: f64,
    /// It has been owned, and half of it given back.
    pub repaired: bool,
}

/// Trust at one moment, as records show it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// In [0, 1].
    pub trust: f64,
    /// In [0, 1].
    pub ceiling: f64,
    /// In words.
    pub band: Band,
}

/// One change of trust: the label that caused it, and the words that showed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// What the reply did.
    pub label: Label,
    /// The change; all deltas of a turn add up to the change of trust.
    pub delta: f64,
    /// The words that show it, several stretches joined by ` … `.
    pub words: String,
    /// Why trust changed.
    pub kind: MoveKind,
}

/// Why trust changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MoveKind {
    /// A builder.
    Gain,
    /// A breaker.
    Loss,
    /// Right, and it cost something.
    Cost,
    /// A rupture was owned.
    Repair,
}

/// One reply as trust hears it.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// The reply's words.
    pub text: &'a str,
    /// What it was found to do.
    pub assessment: &'a Assessment,
    /// See [`crate::novelty`]; in [0, 1].
    pub novelty: f64,
    /// Right, and still loses a little trust.
    pub costs: Option<&'a [Span]>,
    /// Owns what went wrong.
    pub repair: Option<&'a [Span]>,
}

/// What a reply did to trust.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effect {
    /// The changes, losses first.
    pub moves: Vec<Move>,
    /// A breaker was heard, even where no trust was left to lose.
    pub broke: bool,
    /// A rupture was repaired.
    pub repaired: bool,
}

impl Band {
    /// All three, from closed to open.
    pub const ALL: [Self; 3] = [Self::Closed, Self::Careful, Self::Open];

    /// The word used in cases, records and on the screen.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Careful => "careful",
            Self::Open => "open",
        }
    }

    /// The band at `trust`, coming from this one: it takes more to enter a band than to stay.
    #[must_use]
    pub fn at(self, trust: f64) -> Self {
        let open = if self == Self::Open { OPEN.1 } else { OPEN.0 };
        let careful = if self == Self::Closed { CAREFUL.0 } else { CAREFUL.1 };
        match trust {
            t if t >= open => Self::Open,
            t if t >= careful => Self::Careful,
            _ => Self::Closed,
        }
    }
}

impl Trust {
    /// Trust as it begins.
    #[must_use]
    pub fn begin(temperament: Temperament) -> Self {
        let Constants { start, ceiling, .. } = temperament.constants();
        Self {
            temperament,
            trust: start,
            ceiling,
            band: Band::Closed.at(start),
            ruptures: vec![],
            warned: false,
            shock: 0.0,
        }
    }

    /// Trust as records show it.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        Standing { trust: self.trust, ceiling: self.ceiling, band: self.band }
    }

    /// Whether trust is so low that the peer thinks of leaving.
    #[must_use]
    pub fn at_the_door(&self) -> bool {
        self.trust <= self.temperament.constants().leave
    }

    /// Hears one reply: losses first, then a cost, then gains.
    /// The verdict says which side is heard: no builder carries a `breaks`, no breaker weighs in a
    /// `builds`, and a `neutral` or unsure reply moves nothing.
    pub fn hear(&mut self, heard: &Heard<'_>) -> Effect {
        let mut effect = Effect::default();
        let Assessment { labels, verdict, unsure } = heard.assessment;
        if *unsure || *verdict == Verdict::Neutral {
            return effect;
        }
        let side = |builds: bool| -> Vec<(&Finding, f64)> {
            let counted = labels.iter().filter(|f| f.label.builds() == builds);
            counted.map(|f| (f, weight(f))).filter(|&(_, w)| w > 0.0).collect()
        };
        if matches!(verdict, Verdict::Breaks | Verdict::Mixed) {
            self.lose(&side(false), heard, &mut effect);
        }
        if matches!(verdict, Verdict::Builds | Verdict::Mixed) {
            if let Some(spans) = heard.costs {
                self.pay(labels.first(), spans, heard, &mut effect);
            } else {
                self.win(&side(true), heard, &mut effect);
            }
        }
        self.band = self.band.at(self.trust);
        if !self.at_the_door() {
            self.warned = false;
        }
        effect
    }

    fn lose(&mut self, breakers: &[(&Finding, f64)], heard: &Heard<'_>, effect: &mut Effect) {
        if breakers.is_empty() {
            return;
        }
        effect.broke = true;
        let loss = self.temperament.constants().loss * strength(breakers) * self.trust;
        let loss = if loss < LEAST_LOSS { LEAST_LOSS } else { loss };
        let was = self.ceiling;
        if breakers.iter().any(|(f, _)| f.grave || f.label.grave()) {
            let lowered = grid(self.ceiling - GRAVE);
            self.ceiling = if lowered < LOWEST_CEILING { LOWEST_CEILING } else { lowered };
            self.ceiling = if self.ceiling > was { was } else { self.ceiling };
        }
        let delta = self.shift(-loss);
        let rupture = Rupture { lost: -delta, ceiling: grid(was - self.ceiling), repaired: false };
        if rupture.lost > 0.0 || rupture.ceiling > 0.0 {
            self.ruptures.push(rupture);
        }
        self.shock = grid(self.shock - delta);
        share(delta, breakers, heard.text, MoveKind::Loss, &mut effect.moves);
    }

    fn pay(&mut self, f: Option<&Finding>, spans: &[Span], heard: &Heard<'_>, effect: &mut Effect) {
        let delta = self.shift(-COST * self.trust);
        let label = f.map_or(Label::Safety, |f| f.label);
        let words = words(heard.text, spans);
        if delta != 0.0 {
            effect.moves.push(Move { label, delta, words, kind: MoveKind::Cost });
        }
    }

    fn win(&mut self, builders: &[(&Finding, f64)], heard: &Heard<'_>, effect: &mut Effect) {
        let Constants { gain: g, .. } = self.temperament.constants();
        let room = if self.ceiling > self.trust { self.ceiling - self.trust } else { 0.0 };
        let step = g * strength(builders) * heard.novelty * room * (0.3 + self.trust);
        let most = AFTER_LOSS * self.shock;
        let gain = if self.shock > 0.0 && step > most { most } else { step };
        let back = self.mend(builders, heard, effect);
        // What a reply that mends would have won by itself beyond that, it wins.
        let delta = self.shift(if gain > back { gain - back } else { 0.0 });
        // Within a mixed reply a gain uses up its part, and what is used up still holds the next
        // gain back; a reply that builds by itself ends the shock, whatever it won.
        if effect.broke && self.shock > 0.0 {
            let left = grid(self.shock - delta / AFTER_LOSS);
            self.shock = if left > 0.0 { left } else { 1.0 / GRID };
        } else if effect.repaired || step > 0.0 {
            self.shock = 0.0;
        }
        share(delta, builders, heard.text, MoveKind::Gain, &mut effect.moves);
    }

    /// Gives back half of what the last rupture lost, once, and says how much that was.
    /// A reply that breaks anew, or excuses, owns nothing.
    fn mend(
        &mut self,
        builders: &[(&Finding, f64)],
        heard: &Heard<'_>,
        effect: &mut Effect,
    ) -> f64 {
        let open = self.ruptures.iter_mut().rev().find(|r| !r.repaired);
        let (Some(spans), Some(rupture), false) = (heard.repair, open, effect.broke) else {
            return 0.0;
        };
        rupture.repaired = true;
        effect.repaired = true;
        let half = REPAIR * rupture.lost;
        self.ceiling = grid(self.ceiling + rupture.ceiling);
        let delta = self.shift(half);
        let kind = MoveKind::Repair;
        if builders.is_empty() && delta != 0.0 {
            let words = words(heard.text, spans);
            effect.moves.push(Move { label: Label::Consistency, delta, words, kind });
        } else {
            share(delta, builders, heard.text, kind, &mut effect.moves);
        }
        delta
    }

    /// Moves trust within [0, ceiling] and says by how much it moved.
    fn shift(&mut self, delta: f64) -> f64 {
        let before = self.trust;
        let moved = grid(before + delta);
        self.trust = match moved {
            t if t < 0.0 => 0.0,
            t if t > self.ceiling => self.ceiling,
            t => t,
        };
        grid(self.trust - before)
    }
}

/// How much a label can move trust, in [0, 1].
#[must_use]
pub const fn label_weight(label: Label) -> f64 {
    match label {
        Label::Safety => 0.9,
        Label::Consistency
        | Label::Nonjudgment
        | Label::Listening
        | Label::Empathy
        | Label::Autonomy
        | Label::Perspective => 0.85,
        Label::Boundaries | Label::Confidentiality | Label::OpenQuestion | Label::Sharing => 0.8,
        Label::Advice | Label::Oversharing => 0.8,
        Label::Inconsistency | Label::Minimizing | Label::Judgment => 0.85,
        Label::Breach => 0.95,
    }
}

/// What one finding weighs; a breaker that we are unsure of weighs nothing.
fn weight(finding: &Finding) -> f64 {
    let sure = match (finding.tier, finding.label.builds()) {
        (Tier::Clear, _) => 1.0,
        (Tier::Maybe, true) => MAYBE,
        (Tier::Maybe, false) => 0.0,
    };
    let confidence = match finding.confidence {
        c if c >= 1.0 => 1.0,
        c if c > 0.0 => c,
        _ => 0.0,
    };
    label_weight(finding.label) * sure * confidence
}

/// `e = 1 − Π(1 − w)`: a second label adds less than the first.
fn strength(findings: &[(&Finding, f64)]) -> f64 {
    1.0 - findings.iter().fold(1.0, |rest, &(_, w)| rest * (1.0 - w))
}

/// Shares a change out among the labels by their weights; the shares add up to it.
fn share(delta: f64, of: &[(&Finding, f64)], text: &str, kind: MoveKind, moves: &mut Vec<Move>) {
    let whole: f64 = of.iter().map(|&(_, w)| w).sum();
    let mut rest = delta;
    for (i, &(finding, w)) in of.iter().enumerate() {
        let part = if i + 1 == of.len() { rest } else { toward_zero(delta * w / whole) };
        rest = grid(rest - part);
        if part != 0.0 {
            let words = words(text, &finding.spans);
            moves.push(Move { label: finding.label, delta: part, words, kind });
        }
    }
}

/// The words of several stretches; the whole text where there are none.
pub(crate) fn words(text: &str, spans: &[Span]) -> String {
    let said: Vec<String> = spans.iter().map(|s| s.of(text)).filter(|w| !w.is_empty()).collect();
    if said.is_empty() { text.to_owned() } else { said.join(" … ") }
}

const GRID: f64 = 1e9;

/// The nearest point of the grid.
pub(crate) fn grid(x: f64) -> f64 {
    let up = |x: f64| (x * GRID + 0.5) as u64 as f64 / GRID;
    if x < 0.0 { -up(-x) } else { up(x) }
}

/// The next point of the grid toward zero.
fn toward_zero(x: f64) -> f64 {
    let down = |x: f64| (x * GRID) as u64 as f64 / GRID;
    if x < 0.0 { -down(-x) } else { down(x) }
}
