//! The manner of a breaker: one label, and different things to hear in it.
//!
//! Pressing, warning and asking for an account are all `judgment`; passing on and promising too
//! much are both `breach`. The words tell which, and feedback says it as it was.

use assess::Label;

use crate::phrases;

/// What was heard in these very words.
pub(crate) fn heard(label: Label, words: &str) -> &'static [&'static str] {
    match Manner::of(label, words) {
        Some(Manner::Account) => &[
            "{name} heard that there was something to answer for, in {q}.",
            "{name} was put on the spot by {q}.",
        ],
        Some(Manner::Warning) => {
            &["{name} heard a warning, in {q}.", "{name} heard an “or else”, in {q}."]
        }
        Some(Manner::Pressure) => &["{name} heard pressure, in {q}.", "{name} felt pushed by {q}."],
        Some(Manner::Promise) => &[
            "{name} heard a promise that nobody can keep, in {q}.",
            "{name} heard that nothing would ever be passed on, in {q}, and that may not hold.",
        ],
        None => phrases::heard(label),
    }
}

/// What could be done in place of it.
pub(crate) fn then(label: Label, words: &str) -> &'static [&'static str] {
    match Manner::of(label, words) {
        Some(Manner::Account) => &[
            "You could ask how it was for {them}, without the “why”.",
            "You could ask about it in a way that leaves nothing to defend.",
        ],
        Some(Manner::Warning | Manner::Pressure) => &[
            "You could say it without the pressure and see what {name} does with it.",
            "You could say what you see, and leave the next step to {name}.",
        ],
        Some(Manner::Promise) => &[
            "You could promise only what you can keep: what stays private, and where that ends.",
            "You could say what stays here and what does not, before {they} {has} to wonder.",
        ],
        None => phrases::then(label),
    }
}

/// How a breaker is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// It asks the peer to explain themself.
    Account,
    /// It says what will happen otherwise.
    Warning,
    /// It presses.
    Pressure,
    /// It promises what nobody may keep.
    Promise,
}

impl Manner {
    /// By cues in the words that showed the label; `None` where they say nothing more.
    fn of(label: Label, words: &str) -> Option<Self> {
        let words = words.to_lowercase();
        let has = |cues: &[&str]| {
            cues.iter().any(|cue| {
                cue.contains(' ') && words.contains(cue)
                    || words.split(|c: char| !c.is_alphanumeric()).any(|word| word == *cue)
            })
        };
        match label {
            Label::Judgment if has(&["why", "how come"]) => Some(Self::Account),
            Label::Judgment if has(&["if you", "unless", "or else", "otherwise"]) => {
                Some(Self::Warning)
            }
            Label::Judgment if has(&["have to", "need to", "must", "should", "come on"]) => {
                Some(Self::Pressure)
            }
            Label::Breach if has(&["never", "secret", "whatever", "nobody"]) => Some(Self::Promise),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threat_is_no_reproach_and_a_promise_is_no_passing_on() {
        let of = Manner::of;
        let (judgment, breach) = (Label::Judgment, Label::Breach);
        assert_eq!(of(judgment, "If you walk out now, I can't sign"), Some(Manner::Warning));
        assert_eq!(of(judgment, "Why did you stop"), Some(Manner::Account));
        assert_eq!(of(judgment, "You have to try"), Some(Manner::Pressure));
        assert_eq!(of(judgment, "after all the work we put in"), None);
        assert_eq!(of(breach, "It never leaves this room"), Some(Manner::Promise));
        assert_eq!(of(breach, "I promise I'll only tell your mom"), None);
        assert_eq!(of(Label::Advice, "You should"), None);
    }
}
