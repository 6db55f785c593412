//! Time, computed and never believed: words at the course's pace, and the case's own minutes.

use topic::{Topic, reading};

use crate::course::CourseCase;

/// How long a topic takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Time {
    /// Words that are read.
    pub words: usize,
    /// Minutes of reading.
    pub reading: f64,
    /// Minutes of practice, from and to; `None` without a case.
    pub practice: Option<(f64, f64)>,
}

impl Time {
    /// The time of a topic with its cases, at `pace` words a minute.
    #[must_use]
    pub fn of(document: &Topic, cases: &[CourseCase], pace: f64) -> Self {
        let words = reading::topic_words(document);
        let reading = reading::minutes(words, pace);
        let (low, high) =
            cases.iter().fold((0.0, 0.0), |(l, h), c| (l + c.minutes.0, h + c.minutes.1));
        Self { words, reading, practice: (!cases.is_empty()).then_some((low, high)) }
    }

    /// "4 min reading, 5–7 min practice"
    #[must_use]
    pub fn short(&self) -> String {
        let reading = format!("{} min reading", whole(self.reading));
        match self.practice {
            Some(practice) => format!("{reading}, {} min practice", range(practice, "–")),
            None => reading,
        }
    }

    /// "4 minutes to read, then 5 to 7 to practise"
    #[must_use]
    pub fn sentence(&self) -> String {
        let n = whole(self.reading);
        let reading = format!("{n} {} to read", if n == 1 { "minute" } else { "minutes" });
        match self.practice {
            Some(practice) => format!("{reading}, then {} to practise", range(practice, " to ")),
            None => reading,
        }
    }

    /// Minutes in all, from and to, as whole numbers.
    #[must_use]
    pub fn total(&self) -> (u32, u32) {
        let (low, high) = self.practice.unwrap_or_default();
        let read = whole(self.reading);
        (read + rounded(low), read + rounded(high))
    }
}

impl std::ops::Add for Time {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let practice = match (self.practice, other.practice) {
            (Some(a), Some(b)) => Some((a.0 + b.0, a.1 + b.1)),
            (a, b) => a.or(b),
        };
        Self { words: self.words + other.words, reading: self.reading + other.reading, practice }
    }
}

impl std::iter::Sum for Time {
    fn sum<I: Iterator<Item = Self>>(times: I) -> Self {
        times.fold(Self::default(), |a, b| a + b)
    }
}

/// "14 minutes", "14 to 16 minutes".
#[must_use]
pub fn minutes((low, high): (u32, u32)) -> String {
    match (low, high) {
        (1, 1) => "1 minute".into(),
        (low, high) if low == high => format!("{high} minutes"),
        (low, high) => format!("{low} to {high} minutes"),
    }
}

/// Whole minutes, at least one where there is anything at all.
#[must_use]
pub fn whole(minutes: f64) -> u32 {
    rounded(minutes).max(1)
}

fn range((low, high): (f64, f64), to: &str) -> String {
    let (low, high) = (whole(low), whole(high));
    if low == high { low.to_string() } else { format!("{low}{to}{high}") }
}

fn rounded(minutes: f64) -> u32 {
    // A cast from a float saturates, and takes NaN to 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let n = minutes.round() as u32;
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_said_short_and_in_a_sentence() {
        let time = Time { words: 700, reading: 4.0, practice: Some((5.2, 6.8)) };
        assert_eq!(time.short(), "4 min reading, 5–7 min practice");
        assert_eq!(time.sentence(), "4 minutes to read, then 5 to 7 to practise");
        assert_eq!(time.total(), (9, 11));
        let short = Time { words: 20, reading: 0.1, practice: None };
        assert_eq!(short.sentence(), "1 minute to read");
        assert_eq!(minutes(short.total()), "1 minute");
        assert_eq!(minutes((time + short).total()), "9 to 11 minutes");
    }

    #[test]
    fn odd_numbers_never_panic() {
        let time = Time { words: 0, reading: f64::NAN, practice: Some((f64::INFINITY, -3.0)) };
        assert!(time.short().starts_with("1 min reading"));
    }
}
