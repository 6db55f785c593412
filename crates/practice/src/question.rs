//! A question to the peer, as far as plain rules can tell what kind it is.
//!
//! A case cannot answer every question. What a person says who is asked, and does not answer, depends
//! on how they were asked: "Yes and no" fits "Did you sleep?", and "Go ahead" fits "May I ask?".
//! Dictated text has no question marks, so the words that open a question count as well.

use assess::{Assessment, Label, Tier};

use crate::wording::{Wording, ends};

/// What kind of answer a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// A reflection with a question mark, or a tag: "Right?"
    Check,
    /// "How are you?"
    Greeting,
    /// "Can I ask you something?"
    Leave,
    /// "Do you want to talk about it?"
    Offer,
    /// One of two: "Tea, or coffee?"
    Either,
    /// "Did you sleep?"
    Closed,
    /// "Where do you live?"
    Fact,
    /// "What was that like?"
    Open,
    /// "Can you say that again?"
    Again,
    /// "Is that okay?", "How does that sound?"
    Agree,
    /// "Did I say something wrong?"
    Me,
    /// About danger: "Are you thinking of killing yourself?"
    Danger,
}

/// After so many words a question is no longer what is answered.
const PASSED: usize = 14;

impl Question {
    /// The last question of a reply, where it still waits for an answer.
    pub(crate) fn of(text: &str, assessment: &Assessment) -> Option<Self> {
        let clear =
            |label| assessment.labels.iter().any(|f| f.label == label && f.tier == Tier::Clear);
        let wording = Wording::of(text);
        let words = wording.words();
        let marked = words.contains(&"?");
        let stops = words.iter().any(|word| ends(word));

        // The sentences from the last, until one asks.
        let mut end = words.len();
        let mut after = 0;
        let mut found = None;
        while end > 0 {
            let mark = ends(words[end - 1]).then(|| words[end - 1]);
            let last = end - usize::from(mark.is_some());
            let first = words[..last].iter().rposition(|word| ends(word)).map_or(0, |at| at + 1);
            let sentence = &words[first..last];
            let kind = match mark {
                Some("?") => Some(marked_kind(sentence)),
                _ if !marked && !stops => unmarked_kind(sentence),
                _ => opening_kind(sentence),
            };
            if let Some(kind) = kind.filter(|_| !sentence.is_empty()) {
                found = Some(kind);
                break;
            }
            after += sentence.len();
            end = first;
        }
        let found = found.filter(|_| after <= PASSED);
        match found {
            Some(Self::Check | Self::Greeting) => found,
            Some(_) if clear(Label::Safety) => Some(Self::Danger),
            // A model that hears an open question in words without a mark knows better.
            None if !marked && !stops && clear(Label::OpenQuestion) => Some(Self::Open),
            other => other,
        }
    }

    /// Whether it waits for an answer that only the peer has.
    pub(crate) fn waits(self) -> bool {
        self.closed() || matches!(self, Self::Open | Self::Danger | Self::Greeting)
    }

    /// Whether yes, no or one fact answers it.
    pub(crate) fn closed(self) -> bool {
        matches!(self, Self::Closed | Self::Fact | Self::Either)
    }
}

/// A sentence with a question mark: what its last opening asks for.
fn marked_kind(sentence: &[&str]) -> Question {
    let tags = [
        "right",
        "yeah",
        "yes",
        "no",
        "huh",
        "ok",
        "okay",
        "really",
        "eh",
        "correct",
        "sorry",
        "pardon",
        "true",
        "hm",
        "hmm",
        "mm",
        "seriously",
    ];
    let begun = start(sentence).and_then(|at| opening(sentence, at));
    if begun == Some(Question::Agree) {
        return Question::Agree;
    }
    if sentence.last().is_none_or(|word| tags.contains(word)) || check(sentence) {
        return Question::Check;
    }
    begun.or_else(|| last_opening(sentence, |_| true)).unwrap_or(Question::Check)
}

/// The first word that is no mere run-up to a question.
fn start(sentence: &[&str]) -> Option<usize> {
    let skip = [
        "so", "and", "but", "well", "ok", "okay", "um", "uh", "hey", "hi", "oh", "now", "then",
        "yeah", "right", "mm", "hmm",
    ];
    sentence.iter().position(|word| !skip.contains(word))
}

/// The last opening of a sentence, from its question word on: "where do you live", not "do you live".
fn last_opening(sentence: &[&str], fits: impl Fn(usize) -> bool) -> Option<Question> {
    let opens = |at: usize| opening(sentence, at).is_some() && fits(at);
    let last = (0..sentence.len()).rev().find(|&at| opens(at))?;
    let wh =
        |at: usize| ["what", "how", "why", "where", "when", "who", "which"].contains(&sentence[at]);
    let from = (last.saturating_sub(4)..last).rev().find(|&at| wh(at) && opens(at));
    opening(sentence, from.unwrap_or(last))
}

/// A sentence without a question mark, in a text that has other marks: only its opening asks.
fn opening_kind(sentence: &[&str]) -> Option<Question> {
    let at = start(sentence)?;
    // "Did you hear that" asks; "What a week" and "How lovely" do not.
    opening(sentence, at).filter(|_| !exclaims(&sentence[at..]) && asks(sentence, at))
}

/// A text without any mark, as dictation leaves it: the last opening that nothing leads into.
fn unmarked_kind(sentence: &[&str]) -> Option<Question> {
    let leads = [
        "know",
        "knew",
        "see",
        "get",
        "hear",
        "heard",
        "about",
        "understand",
        "imagine",
        "wonder",
        "wondering",
        "is",
        "thats",
        "of",
        "to",
        "for",
        "with",
        "not",
        "matter",
        "tell",
        "me",
        "remember",
        "in",
        "on",
        "and",
        "if",
        "whatever",
        "like",
        "that",
        "just",
        "do",
        "did",
        "does",
        "doing",
        "understood",
        "sure",
        "told",
        "said",
        "saying",
        "think",
    ];
    let fits = |at: usize| {
        let led = at.checked_sub(1).is_some_and(|before| leads.contains(&sentence[before]));
        let told = at > 0 && sentence[at] == "tell" && sentence[at - 1] == "you";
        !led && !told && !states(sentence, at) && asks(sentence, at) && !exclaims(&sentence[at..])
    };
    let begun = start(sentence).filter(|&at| asks(sentence, at) && !exclaims(&sentence[at..]));
    begun.and_then(|at| opening(sentence, at)).or_else(|| last_opening(sentence, fits))
}

/// "They have this dog": who it is about stands before.
fn states(sentence: &[&str], at: usize) -> bool {
    let subjects = ["i", "you", "we", "they", "he", "she", "it", "that", "this", "there", "who"];
    let wh = ["what", "how", "why", "where", "when", "who", "which"];
    let before = at.checked_sub(1).is_some_and(|before| subjects.contains(&sentence[before]));
    let to_you = matches!(sentence.get(at + 1), Some(&"you" | &"u" | &"ya"));
    before && !to_you && !wh.contains(&sentence[at])
}

/// Whether the words from here on are in the order of a question: "what was", not "what I".
fn asks(sentence: &[&str], at: usize) -> bool {
    let next = sentence.get(at + 1).copied().unwrap_or_default();
    if sentence[at] == "want" {
        return at == 0 && next == "to";
    }
    let wh = ["what", "how", "why", "where", "when", "who", "which"];
    if !wh.contains(&sentence[at]) {
        return you(next)
            || matches!(
                sentence[at],
                "tell" | "mind" | "shall" | "hows" | "whats" | "wheres" | "whos" | "wanna"
            );
    }
    let verbs = [
        "is", "are", "was", "were", "do", "does", "did", "would", "could", "should", "can", "will",
        "have", "has", "had", "helps", "helped", "happened", "happens", "made", "makes", "makes",
        "got", "gets", "come", "about", "many", "much", "long", "often", "old", "else", "now",
        "next", "kind", "time", "day", "keeps", "brings", "brought",
    ];
    verbs.contains(&next)
}

fn you(word: &str) -> bool {
    matches!(
        word,
        "you"
            | "your"
            | "u"
            | "ur"
            | "i"
            | "we"
            | "it"
            | "that"
            | "this"
            | "he"
            | "she"
            | "they"
            | "there"
            | "anyone"
            | "anybody"
            | "someone"
            | "somebody"
            | "any"
            | "the"
            | "me"
            | "ok"
            | "okay"
            | "all"
    )
}

/// "What a week", "how lovely".
fn exclaims(words: &[&str]) -> bool {
    matches!(
        words,
        ["what", "a" | "an", ..]
            | ["how", "nice" | "lovely" | "awful" | "hard" | "sad" | "great", ..]
    )
}

fn check(sentence: &[&str]) -> bool {
    let row = format!(" {} ", sentence.join(" "));
    let checks = [
        "is that right",
        "is that it",
        "is that fair",
        "is that close",
        "did i get that",
        "do i have that",
        "does that sound right",
        "does that make sense",
        "does that sound about right",
        "am i right",
        "am i hearing",
        "am i getting",
        "have i got that",
        "did i hear",
        "do you know what i mean",
        "you know what i mean",
        "is that about right",
        "you know",
    ];
    let tags = [
        "isnt it",
        "doesnt it",
        "wasnt it",
        "dont you",
        "arent you",
        "isnt that",
        "wouldnt it",
        "hasnt it",
        "didnt it",
        "havent you",
        "does it",
        "is it",
        "was it",
        "didnt you",
        "werent you",
        "did i",
        "didnt i",
    ];
    // "Do you know him?" asks; "it was cold, you know?" does not.
    let asks = row.contains(" do you know ") && !row.contains(" you know what i mean ");
    !asks && checks.iter().any(|phrase| row.contains(&format!(" {phrase} ")))
        || sentence.len() > 3 && tags.iter().any(|tag| row.ends_with(&format!(" {tag} ")))
}

/// What the words at a place open, where they open a question.
fn opening(sentence: &[&str], at: usize) -> Option<Question> {
    let row = format!("{} ", sentence[at..].join(" "));
    let any = |phrases: &[&str]| phrases.iter().any(|p| row.starts_with(&format!("{p} ")));
    let or = row.contains(" or ");
    if AGAIN.iter().any(|again| format!(" {row}").contains(&format!(" {again} "))) {
        return Some(Question::Again);
    }
    if any(&[
        "how are you ?",
        "how are things",
        "hows it going",
        "how is it going",
        "whats up",
        "how are you doing",
        "how you doing",
        "how are you feeling",
        "how you feeling",
        "how are you holding up",
        "hows your day",
        "how is your day",
        "hows everything",
        "how have you been",
        "how do you do",
        "you good",
        "you okay",
        "you ok",
    ]) || row == "how are you "
        || row == "how are you today "
    {
        return Some(Question::Greeting);
    }
    if any(&[
        "tell me",
        "can you tell me",
        "could you tell me",
        "would you tell me",
        "will you tell me",
        "can you say",
        "could you say",
        "would you say more",
        "can you walk me",
        "could you walk me",
        "walk me through",
        "can you help me understand",
        "help me understand",
        "can you share",
        "could you share",
        "can you describe",
        "could you describe",
        "can you talk",
        "how come",
        "what about you",
        "how about you",
    ]) {
        return Some(Question::Open);
    }
    if any(&[
        "can i",
        "could i",
        "may i",
        "might i",
        "mind if i",
        "do you mind if i",
        "would you mind if i",
        "is it ok if i",
        "is it okay if i",
        "is it all right if i",
        "is it alright if i",
        "would it be ok if i",
        "would it be okay if i",
        "would it be all right if i",
        "would it be alright if i",
        "is it cool if i",
    ]) && !any(&["can i do", "could i do", "can i help", "can i get"])
    {
        // "May I ask what it is about that bus?" has asked it.
        let wh = ["what", "how", "why", "where", "when", "who", "which"];
        let mut rest = at + 3..sentence.len();
        let asked = rest.find(|&there| wh.contains(&sentence[there]));
        if let Some(there) = asked.filter(|_| row.contains(" ask ") || row.contains(" asking ")) {
            return opening(sentence, there);
        }
        return Some(if or { Question::Either } else { Question::Leave });
    }
    if !or && AGREE.iter().any(|agree| row == format!("{agree} ")) {
        return Some(Question::Agree);
    }
    if !or && any(&["should i", "shall i"]) {
        return Some(Question::Agree);
    }
    if any(&["am i", "was i", "did i", "have i"]) {
        return Some(Question::Me);
    }
    if any(&[
        "do you want",
        "would you like",
        "would you want",
        "want to",
        "wanna",
        "do you wanna",
        "do you feel like",
        "would it help",
        "would you be open",
        "are you open to",
        "are you up for",
        "would you be up for",
        "can we",
        "could we",
        "shall we",
        "should we",
        "may we",
        "how about",
        "what if we",
        "what if i",
        "can i help",
        "can i get",
        "is it okay",
        "is it ok",
        "would it be",
        "would you mind",
        "do you mind",
        "would you be willing",
        "you want",
    ]) {
        return Some(match or {
            true => Question::Either,
            false if wish(&row) => Question::Closed,
            false => Question::Offer,
        });
    }
    let first = sentence[at];
    let next = sentence.get(at + 1).copied().unwrap_or_default();
    match first {
        "what" | "whats"
            if matches!(
                next,
                "time" | "day" | "year" | "age" | "number" | "street" | "colour" | "color"
            ) =>
        {
            Some(Question::Fact)
        }
        "what" | "whats"
            if [" name ", " address ", " zip ", " number ", " date "]
                .iter()
                .any(|fact| row.contains(fact)) =>
        {
            Some(Question::Fact)
        }
        "how" | "hows"
            if matches!(
                next,
                "many" | "much" | "long" | "often" | "old" | "far" | "big" | "late" | "soon"
            ) =>
        {
            Some(Question::Fact)
        }
        "who" | "where" | "when" | "which"
            if any(&[
                "where would",
                "where do you want",
                "where should",
                "where shall",
                "who would",
                "when would",
                "which would",
                "which of",
                "where do you see",
                "who do you",
                "where does that leave",
                "where could",
            ]) =>
        {
            Some(Question::Open)
        }
        "who" | "whos" | "where" | "wheres" | "when" | "which" | "whose" => Some(Question::Fact),
        "what" | "whats" | "how" | "hows" | "why" => Some(Question::Open),
        "in" if any(&["in what way", "in what ways"]) => Some(Question::Open),
        "is" | "are" | "was" | "were" | "do" | "does" | "did" | "have" | "has" | "had" | "will"
        | "would" | "could" | "can" | "should" | "am" | "isnt" | "arent" | "dont" | "doesnt"
        | "didnt" | "havent" | "wont" | "wouldnt" | "couldnt" | "cant"
            if you(next) || at == 0 =>
        {
            Some(if or { Question::Either } else { Question::Closed })
        }
        _ => None,
    }
}

/// What is asked for once more.
const AGAIN: &[&str] = &[
    "say that again",
    "say it again",
    "say again",
    "repeat that",
    "repeat it",
    "what did you say",
    "what did you just say",
    "what was that again",
    "what were you saying",
    "what were we talking about",
    "come again",
];

/// What asks for leave to go on as was just said.
const AGREE: &[&str] = &[
    "is that ok",
    "is that okay",
    "is that fine",
    "is that alright",
    "is that all right",
    "is that ok with you",
    "is that okay with you",
    "how does that sound",
    "how does this sound",
    "hows that sound",
    "hows that",
    "what do you think",
    "what do you say",
    "does that work",
    "does that work for you",
    "would that work",
    "would that be ok",
    "would that be okay",
];

/// "Do you want to see her?" asks for a wish; nothing is offered here and now.
fn wish(row: &str) -> bool {
    let asks = ["do you want", "want to", "wanna", "do you wanna", "would you like", "you want"];
    let here = [
        "talk", "tell", "say", "share", "start", "begin", "go on", "sit", "stop", "pause", "break",
        "me to", "walk", "coffee", "tea", "water", "hear", "try", "help", "more", "look", "show",
        "think", "company", "go first", "keep", "take", "leave", "use", "do that", "do it",
        "write",
    ];
    asks.iter().any(|ask| row.starts_with(&format!("{ask} ")))
        && !here.iter().any(|here| row.contains(&format!(" {here} ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use assess::{Finding, Verdict};

    fn of(text: &str) -> Option<Question> {
        let nothing = Assessment { labels: vec![], verdict: Verdict::Neutral, unsure: false };
        Question::of(text, &nothing)
    }

    #[test]
    fn questions_are_told_apart_by_what_answers_them() {
        use Question::{
            Again, Agree, Check, Closed, Either, Fact, Greeting, Leave, Me, Offer, Open,
        };
        for (text, kind) in [
            ("Did you sleep?", Closed),
            ("May I ask what is it about that bus?", Open),
            ("Do you know the driver?", Closed),
            ("It's six years. Do you know what you'd like to happen?", Closed),
            ("do u wanna go see her", Closed),
            ("Would you like to live up there?", Closed),
            ("Can you say that again?", Again),
            ("I just write the date. Is that okay?", Agree),
            ("We can simply see how it goes, what do you think?", Agree),
            ("What do you think she will do?", Open),
            ("Should I sign it now?", Agree),
            ("Am I jumping in too?", Me),
            ("I will keep it short. How are you feeling today?", Greeting),
            ("did I say something wrong", Me),
            ("what were we talking about haha", Again),
            ("did you get any sleep last night", Closed),
            ("Is that your bag?", Closed),
            ("Okay. Have you eaten today?", Closed),
            ("are you from around here", Closed),
            ("Is there anyone at home?", Closed),
            ("Where do you live?", Fact),
            ("How long have you been here?", Fact),
            ("What's your sister's name? I mean, what is her name?", Fact),
            ("What's your name?", Fact),
            ("Who told you that?", Fact),
            ("What time is your bus?", Fact),
            ("What was that like for you?", Open),
            ("that sounds really hard what was that like for you", Open),
            ("So how did you manage that?", Open),
            ("You got here anyway. What got you through the door?", Open),
            ("You kept going, though; how?", Open),
            ("What would you like me to know.", Open),
            ("ok so what now", Open),
            ("Tell me about your sister.", Open),
            ("Can you tell me more about that?", Open),
            ("Where would you like to start?", Open),
            ("Why do you think that is?", Open),
            ("Can I ask you something?", Leave),
            ("Would it be okay if I told you what helped me?", Leave),
            ("mind if i sit here", Leave),
            ("Do you want to talk about it?", Offer),
            ("would you like a coffee", Offer),
            ("Shall we go outside?", Offer),
            ("Would you rather sit, or should we walk?", Either),
            ("Was it the morning or the night?", Either),
            ("Do you want to talk about it or leave it?", Either),
            ("So you waited all day, right?", Check),
            ("It wasn't about the bus, was it?", Check),
            ("Six years?", Check),
            ("And your brother?", Check),
            ("You felt left out. Is that right?", Check),
            ("Really?", Check),
            ("How are you?", Greeting),
            ("hows it going", Greeting),
        ] {
            assert_eq!(of(text), Some(kind), "{text}");
        }
    }

    #[test]
    fn a_statement_asks_nothing() {
        for text in [
            "",
            "…",
            "That sounds hard.",
            "I know what you mean.",
            "that's what I was thinking",
            "I get how you feel",
            "i can see how are things for you is hard",
            "What a week.",
            "they have this huge dog and i went there once",
            "how awful",
            "You did what you could.",
            "I hear what you're saying and it makes sense",
            "I don't know what happened there",
            "You do what is right for you",
            "Did you sleep? I ask because the last time we talked you said that the nights were the worst part of the week for you.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn what_the_model_heard_counts_too() {
        let found = |label| Assessment {
            labels: vec![Finding {
                label,
                confidence: 0.9,
                tier: Tier::Clear,
                grave: false,
                spans: vec![],
                because: String::new(),
            }],
            verdict: Verdict::Builds,
            unsure: false,
        };
        let asked = Question::of("I’d love to hear more about that", &found(Label::OpenQuestion));
        assert_eq!(asked, Some(Question::Open));
        let asked = Question::of("Are you thinking of killing yourself?", &found(Label::Safety));
        assert_eq!(asked, Some(Question::Danger));
        assert_eq!(Question::of("I’m staying here with you.", &found(Label::Safety)), None);
    }
}
