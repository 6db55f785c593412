//! The rules. `a|b` is either word, `*` up to three words, `=` one, `kill%` begins so.
//!
//! Words are as [`super::words`] makes them: "I'm" is `i am`, "don't" `do not`, "gonna" `going to`.

/// A way of saying that one is in danger.
pub(super) struct Rule {
    pub(super) words: &'static str,
    pub(super) subject: Subject,
    /// "Not" before it takes it back.
    pub(super) deniable: bool,
    /// Told of the past it is no hint.
    pub(super) passes: bool,
}

/// Of whom the words speak.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    /// Of whoever stands before them, which must be the writer.
    Writer,
    /// The words themselves name the writer.
    Said,
}

/// The writer's, deniable.
const fn own(words: &'static str) -> Rule {
    Rule { words, subject: Subject::Writer, deniable: true, passes: true }
}

/// The writer's; "not" belongs to it.
const fn flat(words: &'static str) -> Rule {
    Rule { words, subject: Subject::Writer, deniable: false, passes: true }
}

/// What the words alone say.
const fn said(words: &'static str) -> Rule {
    Rule { words, subject: Subject::Said, deniable: true, passes: true }
}

pub(super) const RULES: &[Rule] = &[
    // Suicide and self-harm, as acts on oneself.
    own(
        "kill|killed|killing|hurt|hurting|harm|harming|harmed|cut|cutting|hang|hanging|shoot|shooting|drown|stab|stabbing|starve|poison|off|burn|burning|burned|end|ending myself",
    ),
    own("end|ending my life"),
    own("end|ending|take|taking my own life"),
    own("end|ending it all|tonight|today|now"),
    own("thinking|think|thoughts|plan|planning|decided * ending|end it"),
    own("slit|slitting|slice|cut|cutting my wrists|wrist|arms|throat|veins|legs"),
    own("jump|jumping off|from a|the|my bridge|roof|building|balcony|window"),
    own("on the|a bridge|roof|ledge"),
    own("self harm|harmed|harming"),
    own("am|been|started|start|keep|be cutting"),
    flat("can not|never keep myself safe"),
    own("suicidal"),
    own("suicide note"),
    own("thinking|thought|thoughts|think|considering|planning|contemplating * suicide|dying"),
    own("commit|committing suicide"),
    own("thinking about|of dying|suicide"),
    // A wish to be dead.
    own("want|wants|wish|hope|hoping|ready|like|should|rather|going to|i|just die"),
    own("want|ready|going|rather|wish|like|about * die tonight"),
    own("want|ready|going|deserve|need to * die"),
    own("have|been wanted|wanting to * die|dead"),
    own("wanting to die"),
    own("could|might end it"),
    own("want|going to end it"),
    own("going to jump tonight|now"),
    own("hope * i die"),
    own("wish i was|were|am dead|gone"),
    own("wish * dead"),
    own("wish * never been born"),
    own("wish|hope|want|rather * not|never wake up"),
    own("hope i do not|never wake up"),
    flat("not want|wanting to * wake up"),
    flat("not want to * live"),
    flat("not want to * be alive"),
    flat("not want to * be here any more"),
    flat("not want to * exist"),
    flat("not want|see * live any"),
    own("better off dead"),
    said("better off without me"),
    said("better off if i was|were dead|gone"),
    said("no reason * me to live"),
    own("no reason * to live"),
    own("nothing|nobody * to live for"),
    own("rather|wish|want * be|was|were dead"),
    own("ready to die"),
    own("tired|sick of living"),
    own("tired|sick of * being alive"),
    flat("can not go on"),
    said("no point * living|live"),
    said("why should i live"),
    own("wish * not here|alive"),
    flat("not see|no * point * living|live"),
    own("want|going to disappear forever"),
    said("i will|would be dead"),
    said("goodbye forever"),
    flat("will not be here tomorrow"),
    flat("will not be alive"),
    said("gun|knife to|at|in my head|mouth|throat"),
    own("have * rope|noose|gun|pills|knife ready|loaded"),
    own("take|taking them all"),
    said("if i killed|kill myself"),
    // An overdose.
    own("took|taken|swallowed|taking|take all my|the|of pills|meds|tablets|medication|medicine"),
    own(
        "took|taken|swallowed|take * all|whole|entire|too|bunch * pills|meds|tablets|bottle|tylenol|medication|medicine|insulin|xanax",
    ),
    own("took|taken|swallowed|used|shot|drank * way|far too much"),
    own("took|taken|swallowed * too many|much"),
    own("took|taken|swallowed * 10|12|15|20|24|25|30|35|40|45|50|60|70|80|90|100 *"),
    own("overdosed|overdosing"),
    own("want|going|am|think|try|trying|planning|might|will to|i overdose"),
    own("want|going|planning|might|will * overdose"),
    own("need an ambulance"),
    // Being hurt by somebody.
    said(
        "hits|hit|hitting|beats|beat|beating|chokes|choked|choking|strangled|punched|punches|kicked|rapes|raped|raping|stabbed|slapped|attacked|attacking me",
    ),
    said(
        "he|she|they|somebody|someone|dad|father|mom|mother|husband|wife|partner|boyfriend|girlfriend|ex|brother|uncle|stepdad is|was|keeps hurting|abusing|hitting|beating|threatening|stalking|following me",
    ),
    own("being|been abused|beaten|hit|hurt|threatened|raped|stalked|held|trafficked"),
    own("was raped|beaten|attacked|assaulted"),
    flat("not safe at|here|in|with|right|now"),
    flat("not feel|feeling safe"),
    own("afraid|scared|frightened|terrified * * kill|hit|hurt|beat me"),
    said("he|she|they|ex|husband|boyfriend|partner|wife|dad said|says * kill me"),
    said("threatened|threatening|threatens to * kill|hurt|beat|shoot me"),
    said("will hit|kill|hurt|beat|shoot me"),
    said("not let me leave|go"),
    own("am in danger"),
    said("he|she has a gun|knife"),
];

/// Who may stand before the words.
pub(super) const PERSONS: &str = "i|my|me|myself|you|your|yourself|yours|he|him|his|himself|she|her|hers|herself|they|them|their|themselves|we|us|our|people|somebody|someone|anyone|anybody|brother|sister|mother|father|son|daughter|friend|man|woman|who|peer|client";

/// Words before a wish that make it nobody's.
pub(super) const OPENERS: &str = "to|of|the|about|from|on|who|that";

/// What says that it is over, before the act.
pub(super) const PAST_BEFORE: &[&str] = &[
    "tried|wanted|attempted to",
    "tried|wanted",
    "was|were going|about to",
    "was|were",
    "had been|a|thoughts",
    "used to",
    "thought about|of",
    "i had",
    "did not",
    "remember",
    "survived",
    "what it is|was like",
    "how it feels|felt",
    "know * like to",
    "have * been suicidal",
];

/// What says so anywhere in the clause.
pub(super) const PAST: &[&str] = &[
    "years|decades ago",
    "year|decade|while|time ago",
    "months|days|weeks ago",
    "ago",
    "last year|spring|summer|winter|fall",
    "back then|when|in",
    "used to",
    "once",
    "twice",
    "before",
    "when i was|got|first|came|lost|had",
    "after my",
    "in my teens|twenties|thirties|forties|fifties|youth|addiction",
    "as a kid|child|teen|teenager|young|boy|girl",
    "there was a time",
    "at my lowest|worst|bottom",
    "been there",
    "for years",
    "at the time",
    "i remember",
    "before i came|got",
    "my first husband|wife",
    "survived",
    "used to",
    "know what it",
    "know how it",
    "early recovery|sobriety",
    "any more and for",
];

/// What says that it is new, whatever else is told.
pub(super) const RECENT: &[&str] = &[
    "last night",
    "tonight",
    "today",
    "yesterday",
    "this morning|week|evening|afternoon",
    "again",
    "right now",
    "still",
    "hour|hours|minutes|minute ago",
    "these days",
    "lately",
    "just now",
];

/// What ends the past within a sentence.
pub(super) const NOW: &[&str] = &["now", "again", "still", "tonight", "today", "lately"];

/// Somebody else's words follow.
pub(super) const REPORTS: &[&str] = &[
    "you|he|she|they|who said|say|says|saying|told|mentioned|wrote|texted|mean|meant|think|thinking|feel|felt|want|wish",
    "you are|were|have * saying|telling|thinking",
    "your words|text|message|note",
    "hear|heard|hearing you",
    "sounds|sound|seems|looks like you",
    "the thought is",
    "part of you",
    "do|did|are|have you",
    "if you",
];

/// What is only supposed.
pub(super) const SUPPOSED: &[&str] =
    &["if i ever", "if i felt|feel|wanted|want|start|get|had|was", "in case", "whenever i"];

/// A way of speaking, right after the words.
pub(super) const IDIOMS_AFTER: &[&str] = &[
    "laughing",
    "of|from * laughing|laughter|embarrassment|boredom|shame|curiosity",
    "shaving",
    "cooking|chopping|slicing",
    "off from",
    "in the foot",
    "some slack",
    "out to dry",
    "than eat|go|sit|listen|wear|do|work|talk|read",
    "for a coffee|cigarette|smoke|drink|nap",
    "if i am late",
    "on a|my|the paper|finger|knife|glass|can",
    "trying to|over",
    "here|there for",
    "of your|our|the",
    "at work|the gym",
    "the call|session|talk|conversation|chat",
];

/// A way of speaking, in the words or before them.
pub(super) const IDIOMS: &[&str] = &[
    "nearly|almost killed|died",
    "could * died|die",
    "would die for",
    "dying to|for",
    "kick myself",
];
