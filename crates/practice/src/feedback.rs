//! Feedback on one reply: what the peer heard, what worked, at most one thing to change.

use assess::{Finding, Label, Span, Tier, Verdict};
use serde::{Deserialize, Serialize};

use crate::brief::Brief;
use crate::case::Case;
use crate::chance::Chance;
use crate::manner;
use crate::phrases::{self, Filler};
use crate::question::Question;
use crate::trust;
use crate::turn::{Said, Turn};

/// Plain sentences about one reply. They quote its words in “…”, name no label and no number, and
/// never say what the learner is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// Said first: a hint of danger that the reply passed over.
    pub passed_over: Option<String>,
    /// What the peer heard.
    pub heard: String,
    /// What worked.
    pub worked: Option<String>,
    /// At most one thing to change.
    pub change: Option<String>,
}

/// At most so many labels of one side are spoken of.
const MOST: usize = 2;
/// A whole reply is quoted by its first words.
const QUOTED: usize = 12;

/// A doubt is worth a question from this confidence on.
const WORTH_ASKING: f64 = 0.3;

/// What feedback on a turn is made of, beside the turn.
pub(crate) struct Lesson<'a> {
    /// The author's reason, of a reply that was chosen.
    pub(crate) why: Option<&'a str>,
    /// The words that owned what went wrong, where that mended something.
    pub(crate) owns: Option<Vec<Span>>,
    /// The words that were right and cost trust.
    pub(crate) costs: Option<Vec<Span>>,
    /// Next to nothing was said.
    pub(crate) brief: Option<Brief>,
    /// The peer was asked something.
    pub(crate) question: Option<Question>,
    /// The peer waits for more.
    pub(crate) waits: bool,
}

pub(crate) fn feedback(case: &Case, lesson: &Lesson<'_>, turn: &Turn, seed: u64) -> Feedback {
    let name = format!("{}.{}.{}", turn.scene, turn.number, turn.attempt);
    let mut fill = Filler {
        name: &case.peer.name,
        pronouns: &case.peer.pronouns,
        chance: Chance::of(seed, &name),
    };
    let why = lesson.why.map(str::to_owned);
    let (builders, breakers) = (clear(turn, true), clear(turn, false));
    let warm = !turn.costs && turn.assessment.verdict != Verdict::Breaks;

    let mut heard: Vec<String> = vec![];
    if turn.disputed {
        heard.push(TAKEN_BACK.to_owned());
    }
    let before = heard.len();
    if turn.said == Said::Wait {
        heard.push(fill.one_of(quiet(turn.assessment.verdict), ""));
    } else if turn.assessment.unsure {
        heard.push(match turn.text.trim() {
            "" => UNSURE.to_owned() + ".",
            _ => format!("{UNSURE}: {}.", quote(&turn.text, &[])),
        });
    } else {
        if warm || breakers.is_empty() {
            for finding in builders.iter().take(MOST) {
                let said = quote(&turn.text, &finding.spans);
                heard.push(fill.one_of(manner::heard(finding.label, &said), &said));
            }
        }
        for finding in breakers.iter().take(MOST) {
            let said = quote(&turn.text, &finding.spans);
            heard.push(fill.one_of(manner::heard(finding.label, &said), &said));
        }
        if heard.len() == before && lesson.owns.is_none() {
            let plain = match lesson.brief {
                Some(brief) => short(brief, lesson.waits),
                None => plain(turn, lesson.question),
            };
            heard.push(fill.one_of(plain, &quote(asking(turn, lesson.question), &[])));
        }
    }
    if let Some(spans) = &lesson.owns {
        heard.push(fill.one_of(OWNED, &quote(&turn.text, spans)));
    }
    if let Some(spans) = &lesson.costs {
        heard.push(fill.one_of(COST, &quote(&turn.text, spans)));
    }
    // What we are unsure of is a question.
    let maybe = turn.assessment.labels.iter().filter(|f| f.tier == Tier::Maybe);
    // Nobody is asked whether the words of an apology hurt.
    let maybe = maybe.filter(|f| f.label.builds() || lesson.owns.is_none());
    let maybe = maybe.filter(|f| f.confidence >= WORTH_ASKING);
    for finding in maybe.filter(|_| !turn.assessment.unsure).take(1) {
        let said = quote(&turn.text, &finding.spans);
        heard.push(format!(
            "Was there {} in {said}? We can’t tell for sure.",
            phrases::noun(finding.label)
        ));
    }

    let broke = !breakers.is_empty() && !turn.assessment.unsure;
    let mut worked = None;
    let mut change = None;
    if turn.assessment.unsure {
        // Nothing is claimed; the better line stands by itself.
    } else if let (true, Some(first)) = (warm || !broke, builders.first()) {
        let by_author = why.clone().filter(|_| !broke);
        worked = Some(by_author.unwrap_or_else(|| fill.one_of(phrases::then(first.label), "")));
    } else if lesson.owns.is_some() {
        worked = Some(fill.one_of(MENDED, ""));
    }
    if let Some(first) = breakers.first().filter(|_| broke) {
        heard.extend(why);
        let said = trust::words(&turn.text, &first.spans);
        change = Some(fill.one_of(manner::then(first.label, &said), ""));
    } else if worked.is_none() {
        heard.extend(why);
        change = match lesson.brief {
            Some(Brief::Hello) => None,
            Some(_) => Some(fill.one_of(SAY_MORE, "")),
            None if turn.said == Said::Write => {
                let closed = lesson.question.is_some_and(Question::closed);
                closed.then(|| fill.one_of(WIDER, ""))
            }
            None => {
                let question = turn.said != Said::Wait && turn.text.contains('?');
                question.then(|| fill.one_of(WIDER, ""))
            }
        };
    }
    if turn.copied && change.is_none() && !turn.assessment.unsure {
        change = Some(fill.one_of(COPIED, ""));
    }
    let mut passed_over = None;
    if let Some(danger) = turn.passed_over {
        passed_over = Some(fill.fill(phrases::passed_over(danger), ""));
        change = Some(fill.fill(phrases::instead(danger), ""));
    }
    Feedback { passed_over, heard: heard.join(" "), worked, change }
}

/// A deed as a short note, such as "A push, in “you should”."
pub(crate) fn note(text: &str, finding: &Finding) -> String {
    let noun = phrases::noun(finding.label);
    let said = quote(text, &finding.spans);
    match finding.tier {
        Tier::Clear => format!("{}, in {said}.", phrases::capital(noun)),
        Tier::Maybe => format!("Perhaps {noun}, in {said}."),
    }
}

/// The words in quotation marks; of a whole long reply the first ones.
pub(crate) fn quote(text: &str, spans: &[Span]) -> String {
    let said = trust::words(text, spans);
    let mut words = said.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(QUOTED).collect();
    let cut = words.next().is_some();
    let end = [',', ';', ':', '.', '–', '—', '…', ' '];
    let first = first.join(" ");
    let bare = if cut {
        first.trim_end_matches(end)
    } else {
        first.trim_end_matches([',', ';', '.', ' '])
    };
    // Quotation marks within become single ones.
    let bare = bare.replace(['“', '”', '"'], "’");
    format!("“{bare}{}”", if cut { " …" } else { "" })
}

/// The sure findings of one side, heaviest first; of breakers grave ones before all.
fn clear(turn: &Turn, builds: bool) -> Vec<&Finding> {
    let mut found: Vec<&Finding> = turn
        .assessment
        .labels
        .iter()
        .filter(|f| f.tier == Tier::Clear && f.label.builds() == builds)
        .collect();
    found.sort_by_key(|f| !(f.grave || f.label.grave() || f.label == Label::Safety));
    found
}

const SHORT_ANSWER: &[&str] = &[
    "{name} heard a question with a short answer, in {q}.",
    "{name} could answer {q} with one word.",
];

const OWNED: &[&str] =
    &["You owned it, in {q}, and {name} heard that.", "{name} heard you put it right, in {q}."];

const COST: &[&str] = &[
    "It was right to say, and it cost some of {their} trust: {q}.",
    "{name} will need a while with {q}, and it was still right to say.",
];

const WIDER: &[&str] = &[
    "You could ask something that {name} can answer in {their} own words.",
    "You could ask what it was like, and let {them} choose where to begin.",
];

fn quiet(verdict: Verdict) -> &'static [&'static str] {
    match verdict {
        Verdict::Builds => &[
            "You left it quiet, and {name} heard that there was time.",
            "{name} heard that nobody was in a hurry.",
        ],
        Verdict::Breaks | Verdict::Mixed => &[
            "{name} heard the quiet as distance.",
            "{name} waited for something, and the quiet went on.",
        ],
        Verdict::Neutral => {
            &["You left it quiet, and {name} noticed.", "Neither of you said anything."]
        }
    }
}

/// What is said of words that cannot be read.
const UNSURE: &str = "I can’t tell what this one does";

/// What is said of a turn from which a label was taken back.
const TAKEN_BACK: &str = "That was misread, and is taken back.";

const MENDED: &[&str] = &[
    "It was said without an excuse, so there was nothing to argue with.",
    "{name} did not have to carry that part any more.",
];

const SAY_MORE: &[&str] = &[
    "You could say back what you heard, or ask one thing that you would like to know.",
    "You could pick up one word of what {name} said and stay with it.",
];

const COPIED: &[&str] = &[
    "These are nearly the words that were shown. You could find your own for it.",
    "{name} heard it, in words that were on the page. You could say the same in your own way.",
];

fn short(brief: Brief, waits: bool) -> &'static [&'static str] {
    match brief {
        Brief::Blank => {
            &["Nothing was said, and {name} waited.", "{name} heard nothing, and waited."]
        }
        Brief::Hello => &["You said hello, in {q}.", "{name} heard a hello, in {q}."],
        Brief::Word if waits => {
            &["{name} heard {q}, and waited for more.", "{name} heard {q}, and gave you time."]
        }
        Brief::Word => &[
            "{name} could tell from {q} that you were there, and not much else.",
            "{name} heard {q}, and went on alone.",
        ],
    }
}

/// What asks, where a question with a mark does; else the whole reply.
fn asking(turn: &Turn, question: Option<Question>) -> &str {
    let text = turn.text.trim();
    let asked = text.rfind('?').filter(|_| question.is_some()).map(|end| &text[..=end]);
    asked.map_or(text, |asked| {
        // "Ms. Dunn" is one name.
        let short = |at: usize| {
            let word = asked[..at].rsplit(|c: char| !c.is_alphabetic()).next();
            word.is_some_and(|word| matches!(word, "Ms" | "Mr" | "Mrs" | "Dr"))
        };
        let ends = asked.trim_end_matches('?').rmatch_indices(['.', '!', '?', '…', '\n']);
        let before = ends.map(|(at, _)| at).find(|&at| !short(at));
        before.map_or(asked, |at| asked[at..].trim_start_matches(['.', '!', '?', '…']).trim())
    })
}

fn plain(turn: &Turn, question: Option<Question>) -> &'static [&'static str] {
    if let (Said::Write, Some(question)) = (turn.said, question) {
        return match question {
            Question::Leave => &["{name} heard that you asked first, in {q}."],
            Question::Offer => {
                &["{name} heard an offer, in {q}.", "{name} could say yes or no to {q}."]
            }
            Question::Greeting => &["{name} heard a greeting, in {q}."],
            Question::Again => &["{name} heard you ask for it again, in {q}."],
            Question::Agree | Question::Me => &["{name} heard you ask, in {q}."],
            Question::Check => &["{name} heard you check, in {q}."],
            Question::Open | Question::Danger => &["{name} heard a question, in {q}."],
            Question::Closed | Question::Fact | Question::Either => SHORT_ANSWER,
        };
    }
    if turn.said != Said::Write && turn.text.contains('?') {
        SHORT_ANSWER
    } else {
        &["{name} heard plain talk, in {q}.", "{name} took {q} at face value."]
    }
}
