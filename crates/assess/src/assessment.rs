//! An assessment: what a reply was found to do.

use crate::Label;
use serde::{Deserialize, Serialize};

/// What a reply was found to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// The labels found, in the order in which they were found.
    pub labels: Vec<Finding>,
    /// The whole reply's verdict.
    pub verdict: Verdict,
    /// Too little was recognised to say anything.
    #[serde(default)]
    pub unsure: bool,
}

/// One label found in a reply, with the words that show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What the reply does.
    pub label: Label,
    /// Calibrated, in [0, 1]; 1 where an author wrote the label.
    pub confidence: f64,
    /// How sure we are.
    pub tier: Tier,
    /// A grave breaker lowers the ceiling of trust until it is repaired.
    #[serde(default)]
    pub grave: bool,
    /// The words that show it, as spans of the reply; empty where it is the whole reply.
    pub spans: Vec<Span>,
    /// A plain phrase for why; may be empty.
    #[serde(default)]
    pub because: String,
}

/// A stretch of a reply, `[start, end)`, in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "[usize; 2]", into = "[usize; 2]")]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// How sure an assessment is of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Said as a fact.
    Clear,
    /// Said as a question; a `maybe` breaker moves nothing.
    Maybe,
}

/// What a whole reply does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// At least one builder, no breaker.
    Builds,
    /// At least one breaker, and what builders there are do not carry it.
    Breaks,
    /// Both, and the peer would hear both.
    Mixed,
    /// Neither.
    Neutral,
}

impl Verdict {
    /// The codebook's rule for labels that are known: both sides are `mixed`, and a grave breaker
    /// is `breaks` whatever stands beside it (decision 18).
    #[must_use]
    pub fn of(findings: &[Finding]) -> Self {
        let builds = findings.iter().any(|f| f.label.builds());
        let breaks = findings.iter().any(|f| !f.label.builds());
        let grave = findings.iter().any(|f| !f.label.builds() && (f.grave || f.label.grave()));
        match (builds, breaks) {
            (true, false) => Self::Builds,
            (true, true) if !grave => Self::Mixed,
            (_, true) => Self::Breaks,
            (false, false) => Self::Neutral,
        }
    }

    /// The identifier used in cases, records and reports.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Builds => "builds",
            Self::Breaks => "breaks",
            Self::Mixed => "mixed",
            Self::Neutral => "neutral",
        }
    }
}

impl Span {
    /// The stretch's words in `text`; empty where the span lies outside.
    #[must_use]
    pub fn of(self, text: &str) -> String {
        text.chars().skip(self.start).take(self.end.saturating_sub(self.start)).collect()
    }
}

impl From<[usize; 2]> for Span {
    fn from([start, end]: [usize; 2]) -> Self {
        Self { start, end }
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(label: Label, grave: bool) -> Finding {
        Finding {
            label,
            confidence: 1.0,
            tier: Tier::Clear,
            grave,
            spans: vec![],
            because: String::new(),
        }
    }

    #[test]
    fn a_verdict_follows_the_codebook() {
        let of = |labels: &[(Label, bool)]| {
            Verdict::of(&labels.iter().map(|&(l, g)| finding(l, g)).collect::<Vec<_>>())
        };
        assert_eq!(of(&[]), Verdict::Neutral);
        assert_eq!(of(&[(Label::Empathy, false)]), Verdict::Builds);
        assert_eq!(of(&[(Label::Advice, false)]), Verdict::Breaks);
        assert_eq!(of(&[(Label::Empathy, false), (Label::Advice, false)]), Verdict::Mixed);
        assert_eq!(of(&[(Label::Empathy, false), (Label::Breach, false)]), Verdict::Breaks);
        assert_eq!(of(&[(Label::Empathy, false), (Label::Judgment, true)]), Verdict::Breaks);
    }

    #[test]
    fn a_span_counts_characters_and_never_panics() {
        let span = Span { start: 2, end: 4 };
        assert_eq!(span.of("é–ab"), "ab");
        assert_eq!(Span { start: 9, end: 3 }.of("ab"), "");
        assert_eq!(serde_json::to_string(&span).unwrap(), "[2,4]");
    }
}
