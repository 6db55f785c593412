//! Repair in one's own words: owning what went wrong, without an excuse.
//!
//! Plain rules, which miss some repairs and must not take an excuse or a condolence for one. They
//! are asked only where something has been lost and not yet mended.

use assess::Span;

use crate::wording::{Wording, ends};

/// The words that own something, where some do and no excuse follows.
pub(crate) fn owns(text: &str) -> Option<Vec<Span>> {
    let wording = Wording::of(text);
    let words = wording.words();
    let mut owned: Vec<Span> = vec![];
    let mut from = None;
    let whole = OWNING.iter().map(|phrase| (*phrase).to_owned());
    let made = WRONG.iter().flat_map(|wrong| {
        let was = |to_be: &str| format!("{to_be} {wrong}");
        let of_me = |to_be: &str| format!("{to_be} {wrong} of me");
        ["that was", "it was", "this was"].map(of_me).into_iter().chain([was("i was")])
    });
    let apologies =
        SORRY.iter().flat_map(|sorry| FOR.iter().map(move |what| format!("{sorry} {what}")));
    for phrase in whole.chain(made).chain(apologies) {
        let Some(first) = wording.find(&phrase) else { continue };
        if denied(&words, first) {
            continue;
        }
        // The words are quoted to the end of their sentence.
        let last = words.iter().skip(first).position(|word| ends(word));
        let last = last.map_or(words.len(), |n| first + n).saturating_sub(1);
        if asked(&words, last) || asides(&words[first..=last]) {
            continue;
        }
        from = Some(from.map_or(first, |from: usize| from.min(first)));
        if let Some((start, end)) = wording.place(first, last) {
            owned.push(Span { start, end });
        }
    }
    let from = from?;
    if excuse(&words[from..]) {
        return None;
    }
    owned.sort_unstable();
    // Of stretches that share words the first, which is the longest.
    owned.dedup_by(|next, span| next.start < span.end);
    Some(owned)
}

/// Whether a text takes the owning back, wherever that stands.
pub(crate) fn excuses(text: &str) -> bool {
    excuse(&Wording::of(text).words())
}

fn excuse(words: &[&str]) -> bool {
    let row = format!(" {} ", words.join(" "));
    EXCUSES.iter().any(|excuse| row.contains(&format!(" {excuse} ")))
}

/// "I don’t think I was wrong", "if I pushed you": said, and not owned.
fn denied(words: &[&str], first: usize) -> bool {
    let from = words[..first].iter().rposition(|word| ends(word)).map_or(0, |end| end + 1);
    let before = &words[from..first];
    let near = &before[before.len().saturating_sub(4)..];
    let no = [
        "if", "not", "dont", "didnt", "never", "where", "when", "why", "how", "whether", "he",
        "she", "unless", "says", "said", "told", "like",
    ];
    // "It wasn’t my fault"; but "that wasn’t my place, I shouldn’t have said it" is owned.
    let denies = before.last().is_some_and(|word| matches!(*word, "wasnt" | "isnt" | "arent"));
    denies || near.iter().any(|word| no.contains(word))
}

/// A question owns nothing, but for one that follows in the same breath ("I pushed you, didn’t I?").
fn asked(words: &[&str], last: usize) -> bool {
    words.get(last + 1) == Some(&"?") && !matches!(words.get(last), Some(&"i"))
}

/// An old story, somebody else, or a delay: owned, and another thing.
fn asides(words: &[&str]) -> bool {
    let row = format!(" {} ", words.join(" "));
    ASIDE.iter().any(|aside| row.contains(&format!(" {aside} ")))
}

/// Owned by themselves.
const OWNING: &[&str] = &[
    "i shouldnt have said",
    "i should not have said",
    "i shouldnt have asked",
    "i shouldnt have told",
    "i shouldnt have pushed",
    "i shouldnt have put",
    "i shouldnt have brought",
    "i shouldnt have jumped",
    "i shouldnt have assumed",
    "i shouldnt have compared",
    "i shouldnt have promised",
    "i shouldnt have laughed",
    "i shouldnt have offered",
    "i shouldnt have done that",
    "i shouldnt have made",
    "i shouldnt have gone",
    "i should never have",
    "i should have asked you",
    "i should have asked first",
    "i should have listened",
    "i should have let you",
    "i should have waited",
    "i should have stayed with",
    "i had no business",
    "i had no right",
    "i have no right to",
    "i take that back",
    "that wasnt my place",
    "it wasnt my place",
    "is none of my business",
    "wasnt mine to say",
    "i apologize .",
    "i apologise .",
    "i take it back",
    "ill take that back",
    "let me take that back",
    "i owe you an apology",
    "that ones on me",
    "that one is on me",
    "thats on me",
    "that is on me",
    "this ones on me",
    "my bad",
    "my fault",
    "my mistake",
    "that was a mistake",
    "i made a mistake",
    "i made it worse",
    "i made that worse",
    "i made this worse",
    "i made this harder",
    "i made it harder",
    "i made it about me",
    "i made that about me",
    "i made this about me",
    "i got that wrong",
    "i got this wrong",
    "i got it wrong",
    "i got you wrong",
    "i got some of that wrong",
    "i got some of it wrong",
    "i got ahead of",
    "i ran ahead of",
    "i jumped ahead",
    "i jumped in",
    "i jumped right in",
    "i jumped to",
    "i cut you off",
    "i said that too fast",
    "i said that too quickly",
    "that was nosy of me",
    "i kept telling you",
    "i kept pushing",
    "i talked over you",
    "i spoke over you",
    "i talked right over",
    "i interrupted you",
    "i pushed you",
    "i came on too strong",
    "i got carried away",
    "i went on and on",
    "i went on about my",
    "i was going on about",
    "i rambled",
    "i talked too much",
    "that was a lot about me",
    "that was all about me",
    "that was too much about me",
    "i took over",
    "i came on strong",
    "i pushed too",
    "i pushed there",
    "i was pushing",
    "i pressed you",
    "i pressured you",
    "i rushed you",
    "i rushed in",
    "i was rushing",
    "i lectured you",
    "i was lecturing",
    "i preached at you",
    "i judged you",
    "i was judging",
    "i overstepped",
    "i stepped over",
    "i crossed a line",
    "i went too far",
    "i wasnt listening",
    "i was not listening",
    "i didnt listen",
    "i did not listen",
    "i stopped listening",
    "i wasnt careful",
    "i was careless",
    "i didnt hear you",
    "i missed what you",
    "i missed that",
    "i brushed that off",
    "i brushed you off",
    "i brushed it off",
    "i brushed past",
    "i made light of",
    "i made it small",
    "i made that small",
    "i put my foot in",
    "i promised too much",
    "i spoke too soon",
    "i spoke too fast",
    "i messed that up",
    "i messed this up",
    "i messed up there",
    "i messed up just now",
    "i screwed that up",
    "i screwed up there",
    "i blew that",
    "i let you down",
    "i hurt you",
    "i broke your trust",
    "i forgot what you",
    "i assumed",
    "that came out wrong",
    "that came out badly",
    "that wasnt fair of me",
    "that wasnt right of me",
    "that wasnt okay of me",
    "that wasnt kind of me",
    "that was not fair of me",
    "that was not okay of me",
    "that was too much of me",
    "i turned it into my",
    "i turned this into my",
    "i turned that into my",
    "i did just what",
];

/// "That was … of me", "I was …".
const WRONG: &[&str] = &[
    "wrong",
    "unfair",
    "out of line",
    "rude",
    "thoughtless",
    "careless",
    "clumsy",
    "insensitive",
    "pushy",
    "harsh",
    "too quick",
    "too fast",
    "too pushy",
    "quick",
    "disrespectful",
    "unkind",
    "not fair",
    "dismissive",
    "judgmental",
    "presumptuous",
    "way out of line",
    "really unfair",
    "really wrong",
    "so wrong",
    "too harsh",
    "condescending",
    "stupid",
    "a bad call",
    "a dumb thing to say",
];

/// "I am sorry …" and what is owned after it.
const SORRY: &[&str] = &[
    "im sorry",
    "i am sorry",
    "im so sorry",
    "i am so sorry",
    "im really sorry",
    "sorry",
    "so sorry",
    "im very sorry",
    "i apologize",
    "i apologise",
    "my apologies",
    "im truly sorry",
    "sorry that",
    "im sorry that",
    "i am sorry that",
    "i do apologize",
];
const FOR: &[&str] = &[
    "i said",
    "i asked you",
    "i asked",
    "i told",
    "i pushed",
    "i pressed",
    "i rushed",
    "i jumped",
    "i cut you",
    "i talked over",
    "i made",
    "i got that",
    "i got this",
    "i got it",
    "i went",
    "i judged",
    "i lectured",
    "i assumed",
    "i didnt",
    "i did not",
    "i wasnt",
    "i hurt",
    "i let you",
    "i forgot",
    "i broke",
    "i put",
    "i laughed",
    "i brushed",
    "i compared",
    "i brought",
    "i turned",
    "i interrupted",
    "i came at you",
    "i overstepped",
    "i did that",
    "i shut you",
    "i threw",
    "i scared",
    "i snapped",
    "i sounded",
    "i came across",
    "for what i",
    "for how i",
    "for the way i",
    "for pushing",
    "for pressing",
    "for saying",
    "for telling",
    "for asking",
    "for jumping",
    "for rushing",
    "for cutting",
    "for talking",
    "for making",
    "for judging",
    "for lecturing",
    "for assuming",
    "for not",
    "for going",
    "for my",
    "for letting",
    "for forgetting",
    "for breaking",
    "for putting",
    "for laughing",
    "for brushing",
    "for comparing",
    "for bringing",
    "for turning",
    "for interrupting",
    "for snapping",
    "for being",
    "for overstepping",
    "for giving you",
    "for throwing",
    "for preaching",
    "for dismissing",
    "for trying to fix",
    "about what i",
    "about how i",
    "about the way i",
    "about my",
];

/// What takes an apology back.
const EXCUSES: &[&str] = &[
    "but",
    "though",
    "although",
    "however",
    "you have to understand",
    "you need to understand",
    "you must understand",
    "you should understand",
    "i was only",
    "i was just",
    "i only meant",
    "i just meant",
    "i was trying",
    "i only wanted",
    "i just wanted",
    "i meant well",
    "i only said it because",
    "i didnt mean it like",
    "i didnt mean it that way",
    "its just that",
    "its only that",
    "in my defense",
    "in my defence",
    "to be fair",
    "because you",
    "cause you",
    "since you",
    "you made me",
    "you kept",
    "if you had",
    "if you hadnt",
    "if youd",
    "you were the one",
    "youre too sensitive",
    "you are too sensitive",
    "so sensitive",
    "too sensitive",
    "dont take it",
    "no offense",
    "no offence",
    "anyone would",
    "anybody would",
    "everyone does",
    "everybody does",
    "you took it",
    "you misunderstood",
    "its my job",
    "im only human",
    "i had a long",
    "ive had a long",
    "i was tired",
    "im just tired",
    "that said",
    "even so",
    "not my fault",
    "calm down",
    "get over it",
    "happy now",
    "i care about you so",
    "i only did it",
    "i just care",
    "i only want whats best",
    "as i said",
    "technically",
];

/// Owned, and not what went wrong here.
const ASIDE: &[&str] = &[
    "late",
    "when i was",
    "years ago",
    "back then",
    "back when",
    "in my twenties",
    "at your age",
    "as a kid",
    "growing up",
    "my dad",
    "my mom",
    "my mother",
    "my father",
    "my wife",
    "my husband",
    "my brother",
    "my sister",
    "my life",
    "my kids",
    "for your loss",
    "your loss",
    "about my dad",
    "my sponsor",
    "my ex",
    "in my first",
];

#[cfg(test)]
mod tests {
    use super::*;

    const OWNED: &[&str] = &[
        "I'm sorry I pushed you.",
        "I’m sorry. I pushed too hard there.",
        "That was unfair of me.",
        "I shouldn't have said that.",
        "i shouldnt have said that im sorry",
        "Sorry, I got ahead of you.",
        "I ran ahead of you there, sorry.",
        "I'm sorry for telling you what to do.",
        "I'm really sorry for how I said that.",
        "I apologize for jumping in like that.",
        "You told me something hard and I talked over you. That was wrong of me.",
        "I was wrong to offer that.",
        "I was out of line.",
        "I take that back.",
        "You’re right, it isn’t, and I’m sorry I asked.",
        "I told you what to do about him and that wasn't my place, I shouldn't have said leave.",
        "That's on me.",
        "my bad, i cut you off",
        "That was careless of me, and I'm sorry.",
        "I made it about me. Sorry.",
        "Sorry, that was a lot about me.",
        "I had no business telling your brother.",
        "I should have asked you first.",
        "I got that wrong, didn't I?",
        "I wasn't listening. I'm sorry.",
        "I'm sorry, I wasn't really listening to you.",
        "I promised too much, and I can't keep it.",
        "I put my foot in it.",
        "im sorry i said that about your mom",
        "Sorry for pushing. We can leave it.",
        "I owe you an apology.",
        "I made that worse. I'm sorry.",
        "I judged you, and that hurt.",
        "I am sorry that I told Ms. Dunn.",
        "I went too far with that question.",
        "You were tired, but I kept asking. I'm sorry I pressed you.",
        "Okay. That came out wrong, and it landed on you.",
        "I apologise for what I said about your friends.",
        "It was pushy of me to ask that.",
        "Sorry about what I said a minute ago.",
        "I brushed that off, and it mattered to you.",
        "that's fair, i came on too strong. sorry for that.",
        "I got carried away with my own story there, sorry.",
        "Mmm. I crossed a line there. What would you need from me?",
    ];

    const NOT_OWNED: &[&str] = &[
        "",
        "I'm sorry.",
        "I'm sorry for your loss.",
        "I'm so sorry that happened to you.",
        "I'm sorry you're going through this.",
        "Sorry to hear that.",
        "I'm sorry you feel that way.",
        "I'm sorry if I hurt you.",
        "Sorry if that was rude of me.",
        "If I pushed you, tell me.",
        "I'm sorry I said that, but you have to understand my side.",
        "I'm sorry I pushed, but you weren't saying anything.",
        "I shouldn't have said that, though you did ask.",
        "That was wrong of me. But you make it hard.",
        "I'm sorry I snapped. You have to understand, I had a long day.",
        "I'm sorry I said it. I was only trying to help.",
        "Sorry I told her, I was just worried.",
        "I shouldn't have told you that because you can't handle it.",
        "I'm sorry I lectured you. You're too sensitive, you know.",
        "I'm sorry I'm late.",
        "Sorry, what did you say?",
        "I'm not sorry I told them.",
        "I don't think I was wrong.",
        "Was that unfair of me?",
        "Did I push you?",
        "Let me say that back, and you tell me where I got it wrong.",
        "He was wrong to do that.",
        "That was unfair of him.",
        "You shouldn't have said that.",
        "When I was wrong about it I drank more.",
        "I messed up my life too.",
        "I let you talk, so let me talk.",
        "My brother said sorry to me once.",
        "It wasn't my fault.",
        "That must have been hard.",
        "What would you rather talk about?",
        "I was wrong about my dad for years.",
        "I made a mistake back then as well, when I was using.",
        "I'm sorry I said anything, happy now?",
        "My bad. Anyway, it's just that you never answer.",
        "I take that back when you show me you mean it, but not before.",
    ];

    #[test]
    fn owning_is_known_and_excuses_are_not_taken_for_it() {
        for text in OWNED {
            let spans = owns(text).unwrap_or_else(|| panic!("owned: {text}"));
            assert!(!spans.is_empty() && spans.iter().all(|s| !s.of(text).is_empty()), "{text}");
        }
        for text in NOT_OWNED {
            assert_eq!(owns(text), None, "{text}");
        }
    }

    #[test]
    fn the_owning_words_are_quoted_to_the_end_of_their_sentence() {
        let text = "You trusted me. I’m sorry I told her. What would help now?";
        let spans = owns(text).unwrap();
        assert_eq!(spans[0].of(text), "I’m sorry I told her");
        assert_eq!(spans.len(), 1);
    }
}
