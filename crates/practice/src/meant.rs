//! Whether words of one's own may be answered as an authored reply is.
//!
//! The model says which authored reply they mean. Its answer was written for that reply's very words,
//! so it is kept only where it follows from what was said: the words ask where the reply asks, do the
//! same to trust, have a word of substance in common with it, and hold whatever the answer takes up
//! ("Coffee. Okay.").

use assess::{Assessment, Verdict};

use crate::case::{Reply, Scene};
use crate::moment;
use crate::question::Question;
use crate::repair;
use crate::wording::{Wording, ends};

/// Whether the answer to a reply follows from these words.
pub(crate) fn follows(text: &str, assessment: &Assessment, heard: Verdict, reply: &Reply) -> bool {
    // A question waits for an answer, and an answer for a question.
    let asks = |text, found| Question::of(text, found).is_some_and(Question::waits);
    let authored = reply.assessment();
    if asks(text, assessment) != asks(&reply.text, &authored) {
        return false;
    }
    let owns = reply.repair.is_some() && repair::owns(text).is_some();
    if !owns && heard != authored.verdict {
        return false;
    }
    let said = Words::of(text);
    let authored = Words::of(&reply.text);
    let common = authored.0.is_empty() || authored.0.iter().any(|word| said.has(word));
    let mut answers = reply.reaction.iter();
    // What is right and costs trust is known by what it does.
    (owns || reply.costs.is_some() || common)
        && answers.all(|line| {
            let spoken = Words::of(&moment::asked([line.text.as_str()]));
            let mut taken_up = spoken.0.iter().filter(|word| authored.has(word));
            taken_up.all(|word| said.has(word))
        })
}

/// Whether at least half of the words take up what a moment is about; what holds plain words alone
/// ("you don’t have to be") can be about nothing else.
pub(crate) fn touches(text: &str, scene: &Scene) -> bool {
    let lines = scene.lines.iter().map(|line| line.text.as_str());
    let texts = lines.chain(scene.replies.iter().map(|reply| reply.text.as_str()));
    let about: Vec<Words> = texts.map(Words::of).collect();
    let said = Words::of(text).0;
    let touched = said.iter().filter(|word| about.iter().any(|text| text.has(word)));
    touched.count() * 2 >= said.len()
}

/// The words of substance in a text.
struct Words(Vec<String>);

impl Words {
    fn of(text: &str) -> Self {
        let wording = Wording::of(text);
        let words = wording.words().into_iter();
        let substance = words.filter(|word| !ends(word) && word.len() > 2 && !PLAIN.contains(word));
        Self(substance.map(str::to_owned).collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.iter().any(|other| same(word, other))
    }
}

/// "promise" and "promised" are one word, "nine" and "nineteen" are two.
fn same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let ending = long.len() - short.len();
    a == b || short.len() > 3 && ending < 4 && long.starts_with(short)
}

/// Words that stand in any talk.
const PLAIN: &[&str] = &[
    "about",
    "all",
    "also",
    "and",
    "any",
    "anything",
    "are",
    "arent",
    "been",
    "but",
    "can",
    "cant",
    "could",
    "did",
    "didnt",
    "does",
    "doesnt",
    "doing",
    "dont",
    "down",
    "else",
    "ever",
    "every",
    "few",
    "for",
    "from",
    "get",
    "getting",
    "going",
    "gonna",
    "good",
    "got",
    "had",
    "has",
    "have",
    "havent",
    "her",
    "here",
    "hers",
    "hes",
    "him",
    "his",
    "how",
    "hows",
    "ill",
    "into",
    "isnt",
    "itll",
    "its",
    "ive",
    "just",
    "kind",
    "know",
    "let",
    "lets",
    "like",
    "little",
    "long",
    "look",
    "lot",
    "made",
    "make",
    "many",
    "maybe",
    "mean",
    "more",
    "most",
    "much",
    "nice",
    "not",
    "nothing",
    "now",
    "off",
    "okay",
    "once",
    "one",
    "only",
    "other",
    "our",
    "out",
    "over",
    "put",
    "really",
    "right",
    "said",
    "say",
    "saying",
    "see",
    "shall",
    "she",
    "shes",
    "should",
    "some",
    "something",
    "sorry",
    "sort",
    "sound",
    "sounds",
    "still",
    "such",
    "sure",
    "take",
    "talk",
    "tell",
    "than",
    "thank",
    "thanks",
    "that",
    "thatll",
    "thats",
    "the",
    "their",
    "them",
    "then",
    "there",
    "theres",
    "these",
    "they",
    "theyre",
    "theyve",
    "thing",
    "things",
    "think",
    "this",
    "those",
    "though",
    "time",
    "too",
    "upon",
    "very",
    "want",
    "wanted",
    "was",
    "wasnt",
    "way",
    "well",
    "went",
    "were",
    "weve",
    "what",
    "whats",
    "when",
    "where",
    "wheres",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "wont",
    "would",
    "wouldnt",
    "yeah",
    "yes",
    "yet",
    "you",
    "youd",
    "youll",
    "your",
    "youre",
    "yours",
    "youve",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Line, Mark};
    use assess::Label;

    fn authored(text: &str, labels: &[Label], answer: &str) -> Reply {
        let marks = labels.iter().map(|&label| Mark { label, grave: label.grave(), words: vec![] });
        let line = Line { bands: vec![], text: answer.into(), tells: None, danger: None };
        let reaction = vec![line];
        Reply { text: text.into(), marks: marks.collect(), reaction, ..Reply::default() }
    }

    #[test]
    fn an_answer_is_kept_only_where_it_follows_from_what_was_said() {
        use Verdict::{Breaks, Builds, Neutral};
        let follows = |text: &str, heard: Verdict, reply: &Reply| {
            let found = Assessment { labels: vec![], verdict: heard, unsure: false };
            super::follows(text, &found, heard, reply)
        };
        let coffee = authored("They talk, mostly. There's coffee, too.", &[], "Coffee. Okay.");
        assert!(follows("There is coffee, and people talk mostly.", Neutral, &coffee));
        assert!(!follows("Mostly people play cards.", Neutral, &coffee), "coffee is taken up");
        let halves = authored("Okay. Do you want them in quarters?", &[], "Halves.");
        assert!(follows("You want quarters?", Neutral, &halves));
        assert!(!follows("Is it a city that you like?", Neutral, &halves), "no word in common");
        let plan = authored(
            "You could just speak up a bit more, people would wait for you.",
            &[Label::Advice],
            "Could I.",
        );
        assert!(follows("just speak up and make them wait", Breaks, &plan));
        assert!(
            !follows("is it hard when they speak so fast", Neutral, &plan),
            "does another thing"
        );
        let week = authored("So it's been a week of people talking at you.", &[], "All week.");
        assert!(follows("They talked at you for a whole week.", Neutral, &week));
        assert!(
            !follows("What kind of week has it been?", Neutral, &week),
            "asks, and gets no answer"
        );
        let worth = authored(
            "Not your idea, then. What would make half an hour worth it?",
            &[Label::OpenQuestion],
            "Worth it. *They look at the clock.* Nobody's put it like that.",
        );
        assert!(follows("What would make the half hour worth it for you?", Builds, &worth));
        assert!(!follows("Whose idea was it, then?", Builds, &worth), "worth is taken up");
    }

    #[test]
    fn words_about_the_moment_are_told_from_words_about_nothing() {
        let replies = vec![authored("Sure, I'll sign.", &[], "")];
        let lines = vec![Line {
            bands: vec![],
            text: "There's a bus at nine.".into(),
            tells: None,
            danger: None,
        }];
        let (id, title, stage) = (String::new(), String::new(), vec![]);
        let kind = crate::case::SceneKind::Talk;
        let scene = Scene { id, title, kind, stage, lines, replies, silence: None };
        for said in ["I sign it, no problem.", "you dont have to be", "Which bus?"] {
            assert!(touches(said, &scene), "{said}");
        }
        for riddle in ["blorp blorp bus time", "my cat likes tuna"] {
            assert!(!touches(riddle, &scene), "{riddle}");
        }
    }

    #[test]
    fn a_word_is_known_by_its_beginning() {
        assert!(same("promise", "promised") && same("week", "weeks") && same("bus", "bus"));
        assert!(!same("nine", "nineteen") && !same("bus", "busy"));
    }
}
