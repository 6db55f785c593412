//! Replies that say next to nothing: an empty one, "ok", "hmm", "hi".
//!
//! A person who is answered like this does not fail to understand. They wait, or go on by themselves.

use assess::{Assessment, Tier};

use crate::wording::{Wording, ends};

/// How little a reply says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Brief {
    /// No word at all.
    Blank,
    /// "Hi", "good morning".
    Hello,
    /// A sign that somebody is there: "mm", "ok", one word.
    Word,
}

impl Brief {
    /// How little a reply says; none where it says something, or something was found in it.
    pub(crate) fn of(text: &str, assessment: &Assessment) -> Option<Self> {
        let wording = Wording::of(text);
        let words: Vec<&str> = wording.words().into_iter().filter(|word| !ends(word)).collect();
        if words.is_empty() {
            return Some(Self::Blank);
        }
        if assessment.labels.iter().any(|f| f.tier == Tier::Clear) {
            return None;
        }
        let row = words.join(" ");
        let hellos = [
            "hi",
            "hello",
            "hey",
            "hiya",
            "hi there",
            "hello there",
            "hey there",
            "good morning",
            "good afternoon",
            "good evening",
            "morning",
            "yo",
            "howdy",
        ];
        if hellos.contains(&row.as_str()) {
            return Some(Self::Hello);
        }
        let signs = |word: &&str| SIGNS.contains(word);
        let sign = SIGNS.contains(&row.as_str()) || words.iter().all(signs);
        // One word that nobody knows is no sign: that is off the track.
        let one = words.len() == 1 && !assessment.unsure && !row_asks(&wording);
        (sign || one).then_some(Self::Word)
    }
}

fn row_asks(wording: &Wording) -> bool {
    wording.row().ends_with(" ? ")
}

/// What people say while they listen.
const SIGNS: &[&str] = &[
    "ok",
    "okay",
    "k",
    "kk",
    "yeah",
    "yea",
    "yep",
    "yes",
    "yup",
    "ya",
    "no",
    "nope",
    "nah",
    "mm",
    "mmm",
    "mhm",
    "mhmm",
    "mm hm",
    "mm hmm",
    "hm",
    "hmm",
    "hmmm",
    "uh",
    "um",
    "uh huh",
    "uhhuh",
    "huh",
    "ah",
    "ahh",
    "oh",
    "ohh",
    "right",
    "sure",
    "fine",
    "cool",
    "nice",
    "good",
    "great",
    "wow",
    "alright",
    "all right",
    "i see",
    "got it",
    "gotcha",
    "true",
    "well",
    "so",
    "and",
    "lol",
    "haha",
    "ha",
    "thanks",
    "thank you",
    "indeed",
    "really",
    "seriously",
    "go on",
    "for sure",
    "of course",
    "makes sense",
    "noted",
    "understood",
    "dunno",
    "idk",
    "i dont know",
    "no idea",
    "not sure",
    "maybe",
    "perhaps",
    "hmm ok",
    "oh ok",
    "oh wow",
    "sorry",
    "interesting",
];

#[cfg(test)]
mod tests {
    use super::*;
    use assess::Verdict;

    fn of(text: &str, unsure: bool) -> Option<Brief> {
        Brief::of(text, &Assessment { labels: vec![], verdict: Verdict::Neutral, unsure })
    }

    #[test]
    fn little_is_told_from_nothing_and_from_something() {
        for blank in ["", "  ", "…", "...", "?!", "\n"] {
            assert_eq!(of(blank, true), Some(Brief::Blank), "{blank:?}");
        }
        for word in [
            "ok",
            "Okay.",
            "yeah",
            "Hmm…",
            "uh huh",
            "mm-hm",
            "I see.",
            "Oh, ok.",
            "lol",
            "k",
            "Wow!",
            "Potatoes.",
        ] {
            assert_eq!(of(word, false), Some(Brief::Word), "{word}");
        }
        assert_eq!(of("ok", true), Some(Brief::Word), "known, however unsure the reading");
        assert_eq!(of("Hi!", false), Some(Brief::Hello));
        for said in
            ["That sounds hard.", "asdf qwer", "What happened?", "Thursday at four.", "Sleep?"]
        {
            assert_eq!(of(said, false), None, "{said}");
        }
        assert_eq!(of("asdf", true), None, "off the track");
    }
}
