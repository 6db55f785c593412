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

/// What can be said of all paths into a scene, for each of the three states that trust can be in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bound {
    /// Nothing is left to repair: the most trust.
    whole: Option<f64>,
    /// Something is left to repair, and trust has grown since.
    calm: Option<Hurt>,
    /// Something was lost, and nothing gained since.
    shocked: Option<Hurt>,
    /// The most trust that any path into here ever had.
    peak: f64,
}

/// Bounds on trust `T` where something is left to repair; each is sound by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hurt {
    /// On `T`.
    trust: f64,
    /// On `T + ½ Σ lost`, over what is not repaired: no repair gives more.
    mended: f64,
    /// On the same and what the first gain after a loss may give. A loss lowers it, the first gain
    /// after a loss and a repair leave it, and only a later gain raises it.
    hope: f64,
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
        let trust = begin.trust;
        bounds[first] = Some(Bound { whole: Some(trust), peak: trust, ..Bound::default() });
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
        let hurt = [self.calm, self.shocked].into_iter().flatten();
        hurt.fold(self.whole.unwrap_or(0.0), |trust, hurt| most(trust, hurt.trust))
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

    /// The bound after a reply, in new words.
    fn after(&self, case: &Case, reply: &Reply) -> Self {
        let assessment = reply.assessment();
        let side = |builds| assessment.labels.iter().any(|f| f.label.builds() == builds);
        let breaks = matches!(assessment.verdict, Verdict::Breaks | Verdict::Mixed) && side(false);
        let mixed = breaks && side(true);
        let moves = assessment.verdict != Verdict::Neutral;
        let repairs = moves && reply.repair.is_some() && reply.costs.is_none() && !breaks;
        let heard = |trust: f64| step(case, reply, trust, 0.0);
        let mut after = Self { peak: self.peak, ..Self::default() };

        if let Some(trust) = self.whole {
            let now = heard(trust);
            if breaks {
                let lost = trust - now;
                let hope = trust - (1.0 - trust::REPAIR - trust::AFTER_LOSS) * lost;
                let mended = if mixed { hope } else { now + trust::REPAIR * lost };
                after.shock(Hurt { trust: now, mended, hope });
            } else {
                after.whole = Some(now);
            }
        }
        if let Some(calm) = self.calm {
            let now = heard(calm.trust);
            let raised = calm.hope + gain_below(case, reply, calm.trust);
            if breaks {
                after.shock(Hurt { trust: now, mended: calm.hope, hope: calm.hope });
            } else if repairs {
                after.mend(most(now, calm.hope), raised);
            } else {
                after.calm_down(Hurt { trust: now, mended: raised, hope: raised });
            }
        }
        if let Some(shocked) = self.shocked {
            let Hurt { trust, mended, hope } = shocked;
            // So large a shock holds no gain back: a bound must not count on it.
            let now = step(case, reply, trust, 1.0);
            if breaks {
                after.shock(Hurt { trust: now, mended: if mixed { hope } else { mended }, hope });
            } else if repairs {
                after.mend(mended, hope);
            } else if now > trust {
                after.calm_down(Hurt { trust: now, mended: hope, hope });
            } else {
                after.shock(Hurt { trust: now, mended, hope });
            }
        }
        let ceiling = case.peer.temperament.constants().ceiling;
        after = after.at_most(ceiling);
        after.peak = most(after.peak, after.trust());
        after
    }

    fn shock(&mut self, hurt: Hurt) {
        self.shocked = wider(self.shocked, Some(hurt), Hurt::most);
    }

    fn calm_down(&mut self, hurt: Hurt) {
        self.calm = wider(self.calm, Some(hurt), Hurt::most);
    }

    /// A rupture is repaired: it was the last one, or others are left.
    fn mend(&mut self, trust: f64, hope: f64) {
        self.whole = wider(self.whole, Some(trust), most);
        self.calm_down(Hurt { trust, mended: hope, hope });
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

    /// The bound of those paths on which trust is at most so much.
    fn at_most(&self, trust: f64) -> Self {
        let cap = |t: f64| if t > trust { trust } else { t };
        let hurt = |hurt: Hurt| Hurt { trust: cap(hurt.trust), ..hurt };
        let Self { whole, calm, shocked, peak } = *self;
        Self { whole: whole.map(cap), calm: calm.map(hurt), shocked: shocked.map(hurt), peak }
    }
}

impl Hurt {
    fn most(self, other: Self) -> Self {
        Self {
            trust: most(self.trust, other.trust),
            mended: most(self.mended, other.mended),
            hope: most(self.hope, other.hope),
        }
    }

    fn above(self, other: Self) -> bool {
        self.trust > other.trust + SAME
            || self.mended > other.mended + SAME
            || self.hope > other.hope + SAME
    }
}

/// Where one reply takes trust.
fn step(case: &Case, reply: &Reply, trust: f64, shock: f64) -> f64 {
    let mut state = Trust::begin(case.peer.temperament);
    state.trust = trust;
    state.shock = shock;
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
    most(step(case, reply, from, 0.0) - from, 0.0)
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
    bound.whole = wider(was.whole, other.whole, most);
    bound.calm = wider(was.calm, other.calm, Hurt::most);
    bound.shocked = wider(was.shocked, other.shocked, Hurt::most);
    bound.peak = most(was.peak, other.peak);
    grown(was.whole, bound.whole, |now, was| now > was + SAME)
        || grown(was.calm, bound.calm, Hurt::above)
        || grown(was.shocked, bound.shocked, Hurt::above)
        || bound.peak > was.peak + SAME
}

fn wider<T>(a: Option<T>, b: Option<T>, most: fn(T, T) -> T) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(most(a, b)),
        (a, b) => a.or(b),
    }
}

fn grown<T>(was: Option<T>, now: Option<T>, above: fn(T, T) -> bool) -> bool {
    match (was, now) {
        (Some(was), Some(now)) => above(now, was),
        (was, now) => was.is_none() && now.is_some(),
    }
}

fn most(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}
