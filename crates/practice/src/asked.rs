//! What a peer says who is asked something that the case has no answer for.
//!
//! Nothing is made up about the peer, and nobody is refused rudely: people put such questions off,
//! leave them for another day, or answer with a shrug.

use crate::case::Band;
use crate::question::Question;

/// Lines of the default voice for a kind of question.
pub(crate) const fn lines(question: Question, band: Band) -> &'static [&'static str] {
    use Band::{Careful, Closed, Open};
    match (question, band) {
        (Question::Open, Closed) => &[
            "*A shrug.* I wouldn’t know where to start.",
            "Hm. I’d have to think about that.",
            "*A while goes by.* Don’t know how to put it.",
            "*Thinks about it, and leaves it at that.*",
            "That’s a lot to answer.",
        ],
        (Question::Open, Careful) => &[
            "Hm. Let me think about that.",
            "*A pause.* I don’t have the words for that yet.",
            "That’s not a quick one to answer.",
            "There’s a lot in that. I’d have to think.",
            "*Looks at you for a moment.* I don’t know yet how to put it.",
        ],
        (Question::Open, Open) => &[
            "*Thinks for a moment.* I want to give you a real answer. Give me a bit.",
            "There’s a lot to say to that. I hardly know where to begin.",
            "It’s good that you ask. I’m still working it out.",
            "Hm. *A long breath.* I have to find the words for that first.",
            "I’ll need a while with that one. I’d like to tell you.",
        ],
        // Whatever yes, no or one fact would answer: nobody can make that up for the peer.
        (Question::Closed | Question::Fact | Question::Either, Closed) => &[
            "*A shrug.*",
            "I’d rather leave that.",
            "*A look away.* Can we leave that?",
            "Hm. Some other time.",
            "Not now, okay?",
        ],
        (Question::Closed | Question::Fact | Question::Either, Careful) => &[
            "Hm. Can we come back to that?",
            "*A small shrug.* Some other time.",
            "Let me leave that one for now.",
            "*A pause.* I’ll get to that. Not yet.",
            "I’d rather come back to that.",
        ],
        (Question::Closed | Question::Fact | Question::Either, Open) => &[
            "Let’s come back to that. I’d like to tell you.",
            "Ask me that again in a bit?",
            "*A half smile.* That’s for another day.",
            "I’ll tell you about that another time.",
            "Hm. Remind me of that one later, okay?",
        ],
        (Question::Offer, Closed) => {
            &["Maybe. Not right now.", "I guess. Later.", "We’ll see.", "*A shrug.* Maybe later."]
        }
        (Question::Offer, Careful) => &[
            "Okay. In a bit.",
            "Maybe. Not just yet.",
            "Could be. Let me see.",
            "I think so. In a minute.",
        ],
        (Question::Offer, Open) => &[
            "I’d like that. In a bit.",
            "Yeah. In a minute, okay?",
            "Yes. Let me take a breath first.",
            "Okay, yeah. Give me a moment.",
        ],
        (Question::Leave, Closed) => {
            &["I guess.", "If you want.", "*A shrug.* Go on, then.", "Okay."]
        }
        (Question::Leave, Careful) => {
            &["Okay. Go ahead.", "Sure, I guess.", "*A nod.* Go ahead.", "All right."]
        }
        (Question::Leave, Open) => &["Sure.", "Go ahead.", "*A nod.* Yes, go ahead.", "Yes, okay."],
        (Question::Greeting, Closed) => {
            &["I’m here.", "Getting by.", "*A shrug.* You know.", "Okay, I guess."]
        }
        (Question::Greeting, Careful) => {
            &["All right, I guess.", "I’m here. So, okay.", "Up and down.", "Okay. Getting by."]
        }
        (Question::Greeting, Open) => &[
            "Up and down, to be honest.",
            "Okay. Thanks for asking.",
            "I’m here, and that’s all right.",
            "Getting by. Thanks.",
        ],
        (Question::Again, Closed) => &[
            "Never mind.",
            "*A shrug.* Doesn’t matter.",
            "It’s nothing. Skip it.",
            "*A breath.* Let’s leave it.",
        ],
        (Question::Again, Careful) => &[
            "Never mind. It’s all right.",
            "It wasn’t that important.",
            "*A small shrug.* Let’s leave it.",
            "Hm. Skip it, it’s okay.",
        ],
        (Question::Again, Open) => &[
            "*Half a smile.* Never mind. It’ll come up again.",
            "It’s all right. I’ll get back to it.",
            "*A breath.* Let’s go on. I’ll say it another time.",
            "No matter. Let’s go on.",
        ],
        (Question::Agree, Closed) => &["I guess.", "If you want.", "*A shrug.* Fine.", "Okay."],
        (Question::Agree, Careful) => {
            &["Sure, I guess.", "All right.", "*A nod.* That’s okay.", "Okay. Fine by me."]
        }
        (Question::Agree, Open) => &["Yes, okay.", "Sure.", "*A nod.* Yeah.", "That’s fine by me."],
        (Question::Me, Closed) => {
            &["*A shrug.* It’s fine.", "Don’t worry about it.", "It’s nothing.", "*A shrug.*"]
        }
        (Question::Me, Careful) => &[
            "*A small shrug.* It’s all right.",
            "Don’t worry. It’s okay.",
            "Maybe a little. It’s all right.",
            "Hm. It’s fine.",
        ],
        (Question::Me, Open) => &[
            "It’s all right. Good that you ask.",
            "*A half smile.* Don’t worry.",
            "Maybe a little. I don’t mind.",
            "It’s okay. Really.",
        ],
        (Question::Danger, Closed) => &[
            "*A long look.* You just come out and ask.",
            "*No answer, and no look away either.*",
            "*A long pause.* You’re really asking that.",
            "*The jaw works.* You said it straight out.",
        ],
        (Question::Danger, Careful) => &[
            "*A long breath.* You’re really asking.",
            "*It takes a while.* I didn’t think anybody would ask.",
            "*A long look.* It’s hard to talk about. I’m glad you asked.",
            "*Both hands over the face for a moment.* Okay. You asked.",
        ],
        (Question::Danger, Open) => &[
            "*A long look.* Thank you for asking me straight.",
            "*A long breath.* It helps that you just ask.",
            "*A while goes by.* I’m glad that you ask. It’s hard to say out loud.",
            "*A slow nod.* You asked me straight out.",
        ],
        // What only checks is answered like a statement.
        (Question::Check, Closed) => &["Mm.", "Sort of.", "I guess.", "*A small nod.*"],
        (Question::Check, Careful) => {
            &["More or less, yeah.", "Yeah, about.", "Sort of, yeah.", "*A nod.* I guess so."]
        }
        (Question::Check, Open) => &[
            "Yeah. That’s about it.",
            "Yes, more or less.",
            "*A nod.* Pretty much.",
            "Yeah, about like that.",
        ],
    }
}

/// A question that hurt, or hurt in part: it is let stand.
pub(crate) const fn hard(band: Band) -> &'static [&'static str] {
    match band {
        Band::Closed => &[
            "*No answer.*",
            "*A shrug.*",
            "I’m not getting into that.",
            "*A look at the door.* Hm.",
        ],
        Band::Careful => &[
            "*A look away.* I’d rather not.",
            "Hm. Can we leave that?",
            "I don’t want to answer that.",
            "*A pause that gets long.*",
        ],
        Band::Open => &[
            "Hm. I don’t like how that one feels.",
            "*A frown.* Can we leave that?",
            "*A breath.* I’d rather not go there like this.",
            "That’s a hard thing to be asked.",
        ],
    }
}

/// An answer to "Hello".
pub(crate) const fn hello(band: Band) -> &'static [&'static str] {
    match band {
        Band::Closed => &["Hey.", "*A nod.*", "Hi.", "Mm. Hi."],
        Band::Careful => &["Hi.", "Hey. *A nod.*", "Hello.", "*A look up.* Hi."],
        Band::Open => &["Hey.", "Hi. *A small smile.*", "Hello.", "Hey. *A nod.*"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_four_ways_to_say_each_and_none_knows_who_says_it() {
        use Question::{
            Again, Agree, Check, Closed, Danger, Either, Fact, Greeting, Leave, Me, Offer, Open,
        };
        let kinds =
            [Again, Agree, Me, Check, Greeting, Leave, Offer, Either, Closed, Fact, Open, Danger];
        for band in Band::ALL {
            let asked = kinds.map(|kind| lines(kind, band));
            for pool in asked.into_iter().chain([hard(band), hello(band)]) {
                assert!(pool.len() >= 4, "{pool:?}");
                for line in pool {
                    let words = line.to_lowercase();
                    let mut words = words.split(|c: char| !c.is_alphabetic());
                    assert!(
                        words.all(|w| !["he", "she", "they", "him", "her", "his"].contains(&w)),
                        "{line}"
                    );
                }
            }
        }
    }
}
