//! The seventeen labels of the codebook: what a reply does.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a reply does, from the codebook.
/// Its identifier (`open-question`) is the same in cases, records and reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// Makes, keeps or accounts for a specific commitment; picks up what was said earlier.
    Consistency,
    /// Takes in something hard without criticism, surprise or pressure.
    Nonjudgment,
    /// Reflects, paraphrases or sums up (MITI SR, CR; EPITOME IP).
    Listening,
    /// Leaves the peer's limits alone, or holds the helper's own role kindly.
    Boundaries,
    /// Names or validates a feeling (EPITOME ER, IP).
    Empathy,
    /// Says what stays private and where that ends, or asks leave before sharing.
    Confidentiality,
    /// Asks what yes, no or one fact cannot answer (MITI Q, open; EPITOME EX).
    OpenQuestion,
    /// Gives the lead to the peer (MITI Emphasize Autonomy, Seek Collaboration).
    Autonomy,
    /// Treats the peer as the expert on their own life (MITI AF).
    Perspective,
    /// Takes a hint of danger seriously: asks directly, stays, brings in help openly.
    Safety,
    /// Tells a little of the helper's own experience and hands the talk back.
    Sharing,
    /// Cancels, forgets or goes back on a commitment.
    Inconsistency,
    /// Tells what to do, unasked and without permission (MITI Persuade).
    Advice,
    /// Shrinks, denies, compares away or talks over what the peer feels.
    Minimizing,
    /// Turns the talk to the helper.
    Oversharing,
    /// Passes on what was said in confidence, or promises what nobody may keep.
    Breach,
    /// Blames, shames, warns, argues or presses (MITI Confront).
    Judgment,
}

impl Label {
    /// All of them, builders first, in the codebook's order.
    pub const ALL: [Self; 17] = [
        Self::Consistency,
        Self::Nonjudgment,
        Self::Listening,
        Self::Boundaries,
        Self::Empathy,
        Self::Confidentiality,
        Self::OpenQuestion,
        Self::Autonomy,
        Self::Perspective,
        Self::Safety,
        Self::Sharing,
        Self::Inconsistency,
        Self::Advice,
        Self::Minimizing,
        Self::Oversharing,
        Self::Breach,
        Self::Judgment,
    ];

    /// The identifier used in cases, records and reports.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Consistency => "consistency",
            Self::Nonjudgment => "nonjudgment",
            Self::Listening => "listening",
            Self::Boundaries => "boundaries",
            Self::Empathy => "empathy",
            Self::Confidentiality => "confidentiality",
            Self::OpenQuestion => "open-question",
            Self::Autonomy => "autonomy",
            Self::Perspective => "perspective",
            Self::Safety => "safety",
            Self::Sharing => "sharing",
            Self::Inconsistency => "inconsistency",
            Self::Advice => "advice",
            Self::Minimizing => "minimizing",
            Self::Oversharing => "oversharing",
            Self::Breach => "breach",
            Self::Judgment => "judgment",
        }
    }

    /// The name shown to a learner in the debrief.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consistency => "Keeping your word",
            Self::Nonjudgment => "Taking it as it comes",
            Self::Listening => "Saying back what you heard",
            Self::Boundaries => "Leaving room, and holding your role",
            Self::Empathy => "Feeling with them",
            Self::Confidentiality => "Being plain about privacy",
            Self::OpenQuestion => "Open questions",
            Self::Autonomy => "Giving them the lead",
            Self::Perspective => "Seeing their side and their strength",
            Self::Safety => "Taking danger seriously",
            Self::Sharing => "A little of your own story",
            Self::Inconsistency => "Not keeping your word",
            Self::Advice => "Advice nobody asked for",
            Self::Minimizing => "Making it small",
            Self::Oversharing => "Taking the floor",
            Self::Breach => "Passing it on",
            Self::Judgment => "Judging or pressing",
        }
    }

    /// Whether it builds trust; otherwise it breaks it.
    #[must_use]
    pub const fn builds(self) -> bool {
        (self as u8) < (Self::Inconsistency as u8)
    }

    /// Whether it is grave wherever it stands (codebook, decision 18).
    #[must_use]
    pub const fn grave(self) -> bool {
        matches!(self, Self::Breach)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A word that is no label of the codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabel(pub String);

impl fmt::Display for UnknownLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a label of the codebook, found `{}`", self.0)
    }
}

impl std::error::Error for UnknownLabel {}

impl FromStr for Label {
    type Err = UnknownLabel;

    fn from_str(id: &str) -> Result<Self, UnknownLabel> {
        Self::ALL.into_iter().find(|l| l.id() == id).ok_or_else(|| UnknownLabel(id.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_found_by_its_identifier_and_by_no_other() {
        for label in Label::ALL {
            assert_eq!(label.id().parse(), Ok(label));
            let json = serde_json::to_string(&label).unwrap();
            assert_eq!(json, format!("\"{}\"", label.id()));
        }
        assert_eq!("Advice".parse::<Label>(), Err(UnknownLabel("Advice".into())));
    }

    #[test]
    fn eleven_build_and_six_break() {
        assert_eq!(Label::ALL.iter().filter(|l| l.builds()).count(), 11);
    }
}
