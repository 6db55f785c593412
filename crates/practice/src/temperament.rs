//! The five temperaments: where trust begins, and how it moves.

use crate::case::Temperament;

/// How trust begins and moves in one temperament.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constants {
    /// Where trust begins.
    pub start: f64,
    /// Where the ceiling begins.
    pub ceiling: f64,
    /// `g`, how fast trust grows.
    pub gain: f64,
    /// `l`, how fast it falls; three times `g` or a little more.
    pub loss: f64,
    /// At this trust the peer gives a sign, and after it may leave.
    pub leave: f64,
}

impl Temperament {
    /// All five.
    pub const ALL: [Self; 5] =
        [Self::Guarded, Self::Testing, Self::Eager, Self::HurtBefore, Self::Easy];

    /// How trust begins and moves.
    #[must_use]
    pub const fn constants(self) -> Constants {
        let (start, ceiling, gain, loss, leave) = match self {
            Self::Guarded => (0.20, 0.92, 0.26, 0.80, 0.05),
            Self::Testing => (0.25, 0.94, 0.25, 0.78, 0.06),
            Self::Eager => (0.40, 0.96, 0.25, 0.82, 0.09),
            Self::HurtBefore => (0.16, 0.92, 0.28, 0.90, 0.06),
            Self::Easy => (0.42, 0.98, 0.26, 0.78, 0.04),
        };
        Constants { start, ceiling, gain, loss, leave }
    }

    /// The word used in cases and records.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Guarded => "guarded",
            Self::Testing => "testing",
            Self::Eager => "eager",
            Self::HurtBefore => "hurt-before",
            Self::Easy => "easy",
        }
    }
}
