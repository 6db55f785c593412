//! The best trust with which each scene can be reached: an upper bound, carried along the graph.
//!
//! No sampling: each reply's rule is monotone in trust, so a bound on entering a scene gives a
//! bound on entering the next, and the bounds grow to a fixed point. What lies above the bound
//! cannot be reached; what lies below may be.

use assess::{Label, Verdict};
use serde::{Deserialize, Serialize};

use crate::case::{Band, Case, Exit, Reply, Scene, SceneKind};
use crate::debrief::talk_lines;
use crate::leaving;
use crate::trust::{self, CAREFUL, Heard, OPEN, Trust};

/// The best trust with which one scene can be reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reach {
    /// The scene's id.
    pub scene: String,
    /// No path comes here with more trust.
    pub trust: f64,
    /// No path is here in a better band.
    pub band: Band,
    /// The best band after each of the scene's replies, in written order.
    pub after: Vec<Band>,
    /// The best band after waiting, where the author wrote what that does.
    pub after_wait: Option<Band>,
}

/// Rounds that settle any graph: loops add less and less.
const ROUNDS: usize = 400;
/// Bounds that differ by less are the same.
const SAME: f64 = 1e-7;

/// What can be said of all paths into a scene.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bound {
    /// The most trust of a path on which nothing is left to repair.
    whole: Option<f64>,
    /// The most trust of a path with something to repair.
    hurt: Option<f64>,
    /// On such a path, the most of trust and half of what can be given back.
    mended: f64,
    /// The most trust that any path into here ever had.
    peak: f64,
}

/// The best trust for each scene that can be reached by written replies, in written order; scenes
/// that no path reaches are absent. Every loop is taken to be worth going round.
#[must_use]
pub fn best_trust(case: &Case) -> Vec<Reach> {
    let begin = Trust::begin(case.peer.temperament);
    let mut bounds: Vec<Option<Bound>> = vec![None; case.scenes.len()];
    let at = |id: &str| case.scenes.iter().position(|s| s.id == id);
    let leaving = case.scenes.iter().position(|s| s.kind == SceneKind::Leaving);
    if let Some(first) = case.scenes.iter().position(|s| s.kind == SceneKind::Talk) {
        let (trust, peak) = (begin.trust, begin.trust);
        bounds[first] = Some(Bound { whole: Some(trust), hurt: None, mended: 0.0, peak });
    }
    let danger = talk_lines(case).any(|line| line.danger.is_some());
    let built_in = case.scene(leaving::ID).is_none() && leaving.is_none();
    for _ in 0..ROUNDS {
        let mut grew = false;
        for i in 0..case.scenes.len() {
            let Some(bound) = bounds[i] else { continue };
            let scene = &case.scenes[i];
            for reply in scene.replies.iter().chain(&scene.silence) {
                let after = bound.after(case, reply);
                if danger && stays(scene, reply) {
                    grew |= join(&mut bounds[i], after);
                }
                for exit in &reply.to {
                    let scene = at(&exit.scene);
                    if let (Some(to), Some(best)) = (scene, after.best_band(exit)) {
                        grew |= join(&mut bounds[to], after.capped(best));
                    }
                }
                if reply.assessment().labels.iter().all(|f| f.label.builds()) {
                    continue;
                }
                // Out of the door, and by the built-in way back in again.
                let door = after.at_most(case.peer.temperament.constants().leave);
                if let Some(to) = leaving {
                    grew |= join(&mut bounds[to], door);
                } else if built_in {
                    let way_back = leaving::scene(&scene.id);
                    if let Some(owns) = way_back.replies.first() {
                        grew |= join(&mut bounds[i], door.after(case, owns));
                    }
                }
            }
        }
        if !grew {
            break;
        }
    }
    let reached = case.scenes.iter().zip(&bounds).filter_map(|(s, b)| b.map(|b| (s, b)));
    reached
        .map(|(scene, bound)| Reach {
            scene: scene.id.clone(),
            trust: bound.trust(),
            band: bound.band(),
            after: scene.replies.iter().map(|r| bound.after(case, r).band()).collect(),
            after_wait: scene.silence.as_ref().map(|r| bound.after(case, r).band()),
        })
        .collect()
}

impl Bound {
    fn trust(&self) -> f64 {
        most(self.whole.unwrap_or(0.0), self.hurt.unwrap_or(0.0))
    }

    /// The best band: to be open now, a path must have been above the higher threshold once.
    fn band(&self) -> Band {
        let within =
            |(enter, stay): (f64, f64)| self.peak + SAME >= enter && self.trust() + SAME >= stay;
        match () {
            () if within(OPEN) => Band::Open,
            () if within(CAREFUL) => Band::Careful,
            () => Band::Closed,
        }
    }

    /// The bound after a reply, in new words and with nothing held against it.
    fn after(&self, case: &Case, reply: &Reply) -> Self {
        let heard = |trust: f64| step(case, reply, trust);
        let breaks = matches!(reply.assessment().verdict, Verdict::Breaks | Verdict::Mixed)
            && reply.marks.iter().any(|m| !m.label.builds());
        let mut after = Self { whole: None, hurt: None, mended: 0.0, peak: self.peak };
        if let Some(trust) = self.whole {
            let now = heard(trust);
            if breaks {
                after.hurt = Some(now);
                // A gain in the same reply hides part of the loss; it never reaches what was.
                let mixed = reply.marks.iter().any(|m| m.label.builds());
                let half = now + trust::REPAIR * (trust - now);
                after.mended = if mixed { trust } else { half };
            } else {
                after.whole = Some(now);
            }
        }
        if let Some(trust) = self.hurt {
            let now = heard(trust);
            let gain = gain_below(case, reply, trust);
            let mended = if breaks { self.mended } else { self.mended + gain };
            after.hurt = Some(most(after.hurt.unwrap_or(0.0), now));
            if reply.repair.is_some() {
                let whole = most(now, self.mended);
                after.whole = Some(most(after.whole.unwrap_or(0.0), whole));
                after.hurt = Some(most(now, self.mended));
            }
            after.mended = most(after.mended, mended);
        }
        let ceiling = case.peer.temperament.constants().ceiling;
        after.mended = if after.mended > ceiling { ceiling } else { after.mended };
        after.peak = most(after.peak, after.trust());
        after
    }

    /// The best band in which an exit can be taken; none where it cannot.
    fn best_band(&self, exit: &Exit) -> Option<Band> {
        let best = self.band();
        let bands = Band::ALL.into_iter().rev();
        bands.filter(|&b| b <= best).find(|b| exit.bands.is_empty() || exit.bands.contains(b))
    }

    /// The bound of those paths that are in `band` or a worse one.
    fn capped(&self, band: Band) -> Self {
        match band {
            Band::Open => *self,
            Band::Careful => self.at_most(OPEN.0),
            Band::Closed => self.at_most(CAREFUL.0),
        }
    }

    fn at_most(&self, trust: f64) -> Self {
        let cap = |t: f64| if t > trust { trust } else { t };
        Self { whole: self.whole.map(cap), hurt: self.hurt.map(cap), ..*self }
    }
}

/// Where one reply takes trust.
fn step(case: &Case, reply: &Reply, trust: f64) -> f64 {
    let mut state = Trust::begin(case.peer.temperament);
    state.trust = trust;
    state.hear(&Heard {
        text: "",
        assessment: &reply.assessment(),
        novelty: 1.0,
        costs: reply.costs.as_deref(),
        repair: None,
    });
    state.trust
}

/// The most that a reply gains from any trust up to `trust`. The gain rises to a single top and
/// falls again.
fn gain_below(case: &Case, reply: &Reply, trust: f64) -> f64 {
    let top = (case.peer.temperament.constants().ceiling - 0.3) / 2.0;
    let from = if trust < top { trust } else { top };
    most(step(case, reply, from) - from, 0.0)
}

/// Whether a reply may leave the story where it is: it passes over a danger.
fn stays(scene: &Scene, reply: &Reply) -> bool {
    let safe = reply.marks.iter().any(|m| m.label == Label::Safety);
    scene.asks_for_safety() && !safe
}

/// Widens a bound by another; whether it grew.
fn join(into: &mut Option<Bound>, other: Bound) -> bool {
    let Some(bound) = into else {
        *into = Some(other);
        return true;
    };
    let was = *bound;
    let wider = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => Some(most(a, b)),
        (a, b) => a.or(b),
    };
    bound.whole = wider(bound.whole, other.whole);
    bound.hurt = wider(bound.hurt, other.hurt);
    bound.mended = most(bound.mended, other.mended);
    bound.peak = most(bound.peak, other.peak);
    let grown = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => b > a + SAME,
        (a, b) => a.is_none() && b.is_some(),
    };
    grown(was.whole, bound.whole)
        || grown(was.hurt, bound.hurt)
        || bound.mended > was.mended + SAME
        || bound.peak > was.peak + SAME
}

fn most(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}
