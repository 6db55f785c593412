//! What feedback says about each label, in plain words, with more than one way to say it.
//!
//! `{name}` is the peer, `{they}`, `{them}`, `{their}` the pronouns, `{is}`, `{was}`, `{has}`
//! agree with them, `{q}` is the reply's own words in quotation marks.

use assess::Label;

use crate::case::{Danger, Pronouns};
use crate::chance::Chance;

/// Fills a phrase for one peer and one reply.
pub(crate) struct Filler<'a> {
    pub(crate) name: &'a str,
    pub(crate) pronouns: &'a Pronouns,
    pub(crate) chance: Chance,
}

impl Filler<'_> {
    /// One of several phrases, filled.
    pub(crate) fn one_of(&mut self, phrases: &[&str], quoted: &str) -> String {
        let phrase = phrases.get(self.chance.below(phrases.len())).copied().unwrap_or_default();
        self.fill(phrase, quoted)
    }

    /// Fills one phrase.
    pub(crate) fn fill(&self, phrase: &str, quoted: &str) -> String {
        let p = self.pronouns;
        let agree = |plural, singular| if p.plural { plural } else { singular };
        let mut filled = String::with_capacity(phrase.len() + quoted.len());
        let mut rest = phrase;
        while let Some((before, after)) = rest.split_once('{') {
            let (key, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            match key {
                "name" => filled.push_str(self.name),
                "they" => filled.push_str(&p.subject),
                "them" => filled.push_str(&p.object),
                "their" => filled.push_str(&p.possessive),
                "They" => filled.push_str(&capital(&p.subject)),
                "is" => filled.push_str(agree("are", "is")),
                "was" => filled.push_str(agree("were", "was")),
                "has" => filled.push_str(agree("have", "has")),
                _ => filled.push_str(quoted),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// A sentence's first letter, large.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// A small number in words; larger ones in figures.
pub(crate) fn number(n: usize) -> String {
    const WORDS: [&str; 21] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What the peer heard.
pub(crate) fn heard(label: Label) -> &'static [&'static str] {
    match label {
        Label::Consistency => &[
            "{name} heard something to count on, in {q}.",
            "You gave {name} something to hold you to, in {q}.",
        ],
        Label::Nonjudgment => &[
            "{name} heard no blame, in {q}.",
            "You took it as it came, in {q}.",
            "{name} heard that it was all right to say, in {q}.",
        ],
        Label::Listening => &[
            "You said back what {name} meant, in {q}.",
            "{name} heard that it got through, in {q}.",
            "{name} heard somebody following along, in {q}.",
        ],
        Label::Boundaries => &[
            "{name} heard that a limit is all right here, in {q}.",
            "A limit was kept, kindly, in {q}.",
        ],
        Label::Empathy => &[
            "You felt it with {them}, in {q}.",
            "{name} heard warmth, in {q}.",
            "{name} heard that somebody felt the weight of it, in {q}.",
        ],
        Label::Confidentiality => &[
            "{name} heard what happens to {their} words, in {q}.",
            "You were plain about privacy, in {q}.",
        ],
        Label::OpenQuestion => {
            &["You asked to hear more, in {q}.", "{name} heard a question with room in it, in {q}."]
        }
        Label::Autonomy => {
            &["You left the lead with {name}, in {q}.", "{name} heard a choice, in {q}."]
        }
        Label::Perspective => {
            &["You saw what {name} brings, in {q}.", "{name} heard respect, in {q}."]
        }
        Label::Safety => &[
            "{name} heard that you take this seriously, in {q}.",
            "{name} heard that {they} {is} not alone with this, in {q}.",
        ],
        Label::Sharing => &[
            "{name} heard that you know a little of this yourself, in {q}.",
            "You told a little of your own, in {q}.",
        ],
        Label::Inconsistency => &[
            "{name} heard a promise slip, in {q}.",
            "{name} heard that the plan may not hold, in {q}.",
        ],
        Label::Advice => &[
            "{name} heard a push, in {q}.",
            "{name} heard a plan made for {them}, in {q}.",
            "{name} heard what to do before {they} had asked, in {q}.",
        ],
        Label::Minimizing => &[
            "{name} heard it being made small, in {q}.",
            "{name} heard that it should not weigh so much, in {q}.",
        ],
        Label::Oversharing => &[
            "{name} heard the talk turn away from {them}, in {q}.",
            "{name} heard the talk become yours, in {q}.",
        ],
        Label::Breach => &[
            "{name} heard that {their} words may travel, in {q}.",
            "{name} heard a door open behind {their} back, in {q}.",
        ],
        Label::Judgment => &[
            "{name} heard a reproach, in {q}.",
            "{name} heard something held against {them}, in {q}.",
        ],
    }
}

/// What a builder did to the peer; what could be done in place of a breaker.
pub(crate) fn then(label: Label) -> &'static [&'static str] {
    match label {
        Label::Consistency => &[
            "{name} has something to hold on to.",
            "A small promise that is kept says more to {them} than a large one.",
        ],
        Label::Nonjudgment => &[
            "{name} did not have to defend it.",
            "Nothing in it gave {them} a reason to take the words back.",
        ],
        Label::Listening => &[
            "{name} did not have to explain it twice.",
            "You stayed with what {they} said before anything else.",
        ],
        Label::Boundaries => {
            &["Nobody had to go further than they wanted to.", "{name} knows where you both stand."]
        }
        Label::Empathy => &[
            "The feeling got room before anything else.",
            "{name} did not have to carry the feeling alone just then.",
        ],
        Label::Confidentiality => &[
            "{name} can choose what to tell, knowing where it goes.",
            "Nothing about privacy is left for {them} to guess.",
        ],
        Label::OpenQuestion => {
            &["{name} could answer it in {their} own way.", "It let {them} choose where to begin."]
        }
        Label::Autonomy => {
            &["{name} could take it or leave it.", "What comes next stayed in {their} hands."]
        }
        Label::Perspective => {
            &["It started from something that {name} already has.", "{name} was the one who knows."]
        }
        Label::Safety => &[
            "You stayed with the hardest part and did not look away.",
            "It can be talked about now, and help can be part of it.",
        ],
        Label::Sharing => &[
            "It was short, and the talk went back to {name}.",
            "It put the two of you on more even ground.",
        ],
        Label::Inconsistency => &[
            "You could name what changed, say that you are sorry, and offer one time that you can keep.",
            "You could promise less, and only what is sure.",
        ],
        Label::Advice => &[
            "You could find out first whether a next step is wanted today.",
            "You could ask before you offer something, and wait for the answer.",
            "You could ask what {name} has in mind before a plan comes from you.",
        ],
        Label::Minimizing => &[
            "You could let it be as heavy as it is, and say so first.",
            "You could name the feeling before you bring any hope.",
        ],
        Label::Oversharing => &[
            "You could keep your own part to one sentence and hand the talk back.",
            "You could leave your own part for later and stay with {name}.",
        ],
        Label::Breach => &[
            "You could ask {name} before anything is passed on, and say plainly what cannot stay between you.",
            "You could say what stays here and what does not, before {they} {has} to wonder.",
        ],
        Label::Judgment => &[
            "You could say what you see, and leave out whose fault it is.",
            "You could ask how it was for {them} before you weigh it.",
        ],
    }
}

/// The deed as a noun, for short notes and for questions.
pub(crate) const fn noun(label: Label) -> &'static str {
    match label {
        Label::Consistency => "something to count on",
        Label::Nonjudgment => "acceptance",
        Label::Listening => "something said back",
        Label::Boundaries => "a limit kept",
        Label::Empathy => "a feeling named",
        Label::Confidentiality => "a plain word about privacy",
        Label::OpenQuestion => "a question with room in it",
        Label::Autonomy => "a choice left open",
        Label::Perspective => "respect for another’s view or effort",
        Label::Safety => "care about danger",
        Label::Sharing => "a little of your own story",
        Label::Inconsistency => "a promise slipping",
        Label::Advice => "a push",
        Label::Minimizing => "something made small",
        Label::Oversharing => "the talk turned to you",
        Label::Breach => "something private at risk",
        Label::Judgment => "blame or pressure",
    }
}

/// What went by when a hint of danger was passed over.
pub(crate) const fn passed_over(danger: Danger) -> &'static str {
    match danger {
        Danger::Suicide => {
            "{name} may have been talking about not wanting to live. That comes before everything else, and it went by."
        }
        Danger::SelfHarm => {
            "{name} may have been talking about self-harm. That comes before everything else, and it went by."
        }
        Danger::Violence => {
            "{name} may have been talking about somebody getting hurt. That comes before everything else, and it went by."
        }
        Danger::Abuse => {
            "{name} may have been talking about somebody being harmed who cannot get away. That comes before everything else, and it went by."
        }
        Danger::Overdose => {
            "{name} may have been talking about an overdose. That comes before everything else, and it went by."
        }
    }
}

/// What could be done about it.
pub(crate) const fn instead(danger: Danger) -> &'static str {
    match danger {
        Danger::Overdose => {
            "You could call for emergency help right now, and stay until it is there."
        }
        Danger::Suicide => {
            "You could ask straight out, in plain words, whether {they} {is} thinking of suicide, and stay."
        }
        _ => "You could ask straight out what is happening, and stay while you bring in help.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_keep_to_the_voice_of_the_page() {
        let dangers =
            [Danger::Suicide, Danger::SelfHarm, Danger::Violence, Danger::Abuse, Danger::Overdose];
        let all: Vec<&str> = Label::ALL
            .iter()
            .flat_map(|&l| heard(l).iter().chain(then(l)).copied())
            .chain(dangers.iter().flat_map(|&d| [passed_over(d), instead(d)]))
            .collect();
        for phrase in &all {
            let words = phrase.to_lowercase();
            for word in words.split(|c: char| !c.is_alphabetic()) {
                assert!(!["but", "unfortunately", "wrongly", "score"].contains(&word), "{phrase}");
            }
            assert!(!phrase.contains(['!', '0', '1', '2', '3']), "{phrase}");
            assert!(phrase.ends_with('.'), "{phrase}");
            for label in Label::ALL {
                assert!(!words.contains(&label.name().to_lowercase()), "{phrase}");
            }
        }
        for label in Label::ALL {
            assert!(heard(label).len() >= 2 && then(label).len() >= 2, "{label}");
            assert!(heard(label).iter().all(|p| p.contains("{q}")), "{label}");
        }
    }

    #[test]
    fn every_gap_is_filled_and_verbs_agree() {
        let they = Pronouns {
            subject: "they".into(),
            object: "them".into(),
            possessive: "their".into(),
            plural: true,
        };
        let she = Pronouns {
            subject: "she".into(),
            object: "her".into(),
            possessive: "her".into(),
            plural: false,
        };
        let fill = |pronouns, phrase| {
            Filler { name: "Jo", pronouns, chance: Chance::of(1, "") }.fill(phrase, "“x”")
        };
        assert_eq!(fill(&they, "{They} {was} there, {q}."), "They were there, “x”.");
        assert_eq!(fill(&she, "{name}: {They} {is} {their}."), "Jo: She is her.");
        let keys = ["name", "they", "them", "their", "They", "is", "was", "has", "q"];
        for phrase in Label::ALL.iter().flat_map(|&l| heard(l).iter().chain(then(l))) {
            for gap in phrase.split('{').skip(1) {
                assert!(keys.contains(&gap.split('}').next().unwrap()), "{phrase}");
            }
        }
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
