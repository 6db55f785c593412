//! The decision: which labels are said, how surely, and the verdict that agrees with them.

use crate::arithmetic::{exp, ln, log_softmax, sigmoid};
use crate::because::because;
use crate::evidence::evidence;
use crate::pieces::Piece;
use crate::windows::Window;
use crate::{Assessment, Finding, Label, Reading, Tier, Verdict, evidence};

const LABELS: usize = Label::ALL.len();
/// As the model gives them.
const VERDICTS: [Verdict; 4] = [Verdict::Builds, Verdict::Breaks, Verdict::Mixed, Verdict::Neutral];

#[derive(Clone, Debug)]
pub(crate) struct Decision {
    /// In the codebook's order.
    pub(crate) labels: Vec<Threshold>,
    pub(crate) verdict_slope: f32,
    pub(crate) verdict_weight: f32,
    /// The best verdict's share below which nothing is said.
    pub(crate) unsure_below: f32,
    /// The likeness from which two replies mean the same.
    pub(crate) alike_at: f32,
}

/// From a label's logit to what is said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threshold {
    /// Confidence = sigmoid(slope · logit + offset).
    slope: f32,
    offset: f32,
    /// The logit of the confidence from which the label is found.
    found: f32,
    /// The confidence from which it is said as a fact.
    clear_at: f32,
}

/// A label as it was found.
struct Said {
    /// The calibrated logit.
    logit: f32,
    /// The same less that from which it is found.
    above: f32,
    /// The window that says it most.
    window: usize,
}

impl Threshold {
    pub(crate) fn new([slope, offset, found_at, clear_at]: [f32; 4]) -> Self {
        Self { slope, offset, found: ln(found_at) - ln(1.0 - found_at), clear_at }
    }
}

impl Decision {
    /// What a reply does, by what the model says of its windows.
    pub(crate) fn assess(&self, reply: &str, pieces: &[Piece], windows: &[Window]) -> Assessment {
        let said: Vec<Said> = (0..LABELS).map(|label| self.said(label, windows)).collect();
        let (shares, sure) = self.verdicts(windows);
        let (verdict, found) = joint(&said, shares);
        let mut labels: Vec<Finding> = Vec::new();
        for (number, label) in Label::ALL.into_iter().enumerate().filter(|(n, _)| found[*n]) {
            let Said { logit, above, window } = said[number];
            let confidence = sigmoid(logit);
            let clear = above > 0.0 && confidence >= self.labels[number].clear_at;
            let window = &windows[window];
            labels.push(Finding {
                label,
                confidence: f64::from(confidence),
                tier: if clear { Tier::Clear } else { Tier::Maybe },
                grave: label.grave(),
                spans: evidence(reply, &window.pieces, &window.shares[number]),
                because: because(label).to_owned(),
            });
        }
        labels.sort_by_key(|finding| finding.spans.first().map(|span| span.start));
        let clear = labels.iter().any(|finding| finding.tier == Tier::Clear);
        let unsure = !evidence::recognised(reply, pieces) || (sure < self.unsure_below && !clear);
        Assessment { labels, verdict, unsure }
    }

    /// How sure the model is of each label.
    pub(crate) fn confidences(&self, windows: &[Window]) -> [f32; LABELS] {
        std::array::from_fn(|label| sigmoid(self.said(label, windows).logit))
    }

    /// Whether two replies to the same line mean the same and would get the same answer.
    pub(crate) fn alike(&self, a: &Reading, b: &Reading) -> bool {
        let (one, other) = (&a.assessment, &b.assessment);
        one.unsure == other.unsure
            && one.verdict == other.verdict
            && a.meaning.likeness(&b.meaning) >= self.alike_at
            && !deciding(one).any(|label| !other.labels.iter().any(|f| f.label == label))
            && !deciding(other).any(|label| !one.labels.iter().any(|f| f.label == label))
    }

    /// How surely a label would be said.
    #[cfg(test)]
    pub(crate) fn confidence(&self, label: Label, windows: &[Window]) -> f32 {
        sigmoid(self.said(label as usize, windows).logit)
    }

    fn said(&self, label: usize, windows: &[Window]) -> Said {
        let Threshold { slope, offset, found, .. } = self.labels[label];
        let mut said = Said { logit: f32::MIN, above: f32::MIN, window: 0 };
        for (window, logits) in windows.iter().map(|window| &window.logits).enumerate() {
            let logit = slope * logits[label] + offset;
            if logit > said.logit {
                said = Said { logit, above: logit - found, window };
            }
        }
        said
    }

    /// The logarithm of each verdict's share, weighted, and the share of the best.
    /// Of several windows: all neutral is neutral, some that build and none that breaks builds,
    /// the other way round breaks, and all else is mixed.
    fn verdicts(&self, windows: &[Window]) -> ([f32; 4], f32) {
        let mut logs = [0.0; 4];
        let mut products = [1.0_f32; 3];
        for window in windows {
            logs.copy_from_slice(&window.logits[LABELS..]);
            logs.iter_mut().for_each(|log| *log *= self.verdict_slope);
            log_softmax(&mut logs);
            let [builds, breaks, _, neutral] = logs.map(exp);
            for (product, share) in products.iter_mut().zip([builds, breaks, 0.0]) {
                *product *= share + neutral;
            }
        }
        if windows.len() > 1 {
            let [builds, breaks, neutral] = products;
            let (builds, breaks) = (builds - neutral, breaks - neutral);
            logs = [builds, breaks, 1.0 - builds - breaks - neutral, neutral].map(ln);
        }
        let best =
            logs.iter().copied().fold(f32::MIN, |best, log| if log > best { log } else { best });
        (logs.map(|log| self.verdict_weight * log), exp(best))
    }
}

/// The labels without which a peer would answer otherwise: what breaks trust, and `safety`.
fn deciding(assessment: &Assessment) -> impl Iterator<Item = Label> {
    let clear = assessment.labels.iter().filter(|finding| finding.tier == Tier::Clear);
    clear.map(|f| f.label).filter(|label| !label.builds() || *label == Label::Safety)
}

/// Verdict and labels that agree: the least cost of changing what each says by itself.
/// `breaks` may hold builders; they do not carry it.
fn joint(said: &[Said], verdicts: [f32; 4]) -> (Verdict, [bool; LABELS]) {
    let builds = |label: &usize| Label::ALL[*label].builds();
    let (builders, breakers): (Vec<usize>, Vec<usize>) = (0..LABELS).partition(builds);
    let best = |of: &[usize]| {
        let mut best = of[0];
        for label in of {
            best = if said[*label].above > said[best].above { *label } else { best };
        }
        best
    };
    let positive = |x: f32| if x > 0.0 { x } else { 0.0 };
    let on = |of: &[usize]| positive(-said[best(of)].above);
    let off = |of: &[usize]| of.iter().map(|label| positive(said[*label].above)).sum::<f32>();
    let costs = [
        on(&builders) + off(&breakers),
        on(&breakers),
        on(&builders) + on(&breakers),
        off(&builders) + off(&breakers),
    ];
    let mut chosen = 0;
    for verdict in 1..VERDICTS.len() {
        if verdicts[verdict] - costs[verdict] > verdicts[chosen] - costs[chosen] {
            chosen = verdict;
        }
    }
    let verdict = VERDICTS[chosen];
    let mut found = [false; LABELS];
    let (may_build, may_break) = match verdict {
        Verdict::Builds => (true, false),
        Verdict::Breaks | Verdict::Mixed => (true, true),
        Verdict::Neutral => (false, false),
    };
    for label in 0..LABELS {
        let may = if builds(&label) { may_build } else { may_break };
        found[label] = may && said[label].above > 0.0;
    }
    if matches!(verdict, Verdict::Builds | Verdict::Mixed) {
        found[best(&builders)] = true;
    }
    if may_break {
        found[best(&breakers)] = true;
    }
    (verdict, found)
}
