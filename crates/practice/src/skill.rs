//! What was practised, skill by skill: before the reading, in the talk and on one's own, side by side
//! and in the learner's own words.
//!
//! Examples first. A figure is said only where there are [`ENOUGH`] turns of a kind, since two of three
//! is chance; and never a grade (MITI 4.2.1's thresholds are for twenty minutes, not for five).

use assess::{Assessment, Label, Tier, Verdict};
use serde::{Deserialize, Serialize};

use crate::debrief::words;
use crate::phrases::{capital, number};
use crate::question::Question;
use crate::side::Side;
use crate::trust;
use crate::turn::{Said, Spoken, Turn};

/// So many turns of a kind carry a figure.
pub const ENOUGH: usize = 6;
/// So many closed questions one after another are an interrogation (codebook, "The verdict").
pub const IN_A_ROW: usize = 3;
/// At most so many examples stand in one place.
const EXAMPLES: usize = 3;

/// One skill, wherever it was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// Which.
    pub id: SkillId,
    /// Its name, for a heading.
    pub name: String,
    /// What it is, a sentence.
    pub about: String,
    /// Whether there being none of it is what one hopes for.
    pub rather_not: bool,
    /// Asked cold, before the reading; none where nothing was asked.
    pub before: Option<Part>,
    /// In the talk.
    pub talk: Part,
    /// On one's own, with new people; none before that round.
    pub transfer: Option<Part>,
}

/// The skills that a debrief looks at, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkillId {
    /// `open-question`.
    OpenQuestions,
    /// `listening`, `empathy` or `perspective`.
    Reflections,
    /// `nonjudgment` or `perspective`.
    Validation,
    /// `advice`.
    Advice,
    /// Several closed questions, one after another.
    ClosedQuestions,
    /// Who talked more.
    Floor,
}

/// What was found of one skill in one part of the practice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The learner's own words, at most three stretches, sure ones first.
    pub examples: Vec<Quote>,
    /// A sentence with a figure, where there are turns enough; or who talked more, in words.
    pub figure: Option<String>,
}

/// Words of the learner, as an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The turn's number; none before the reading.
    pub turn: Option<usize>,
    /// The whole reply.
    pub text: String,
    /// The words that show it.
    pub words: String,
    /// We are not sure of it.
    pub maybe: bool,
    /// One of the written replies was chosen.
    pub chosen: bool,
}

/// One reply, wherever it was said.
struct Uttered<'a> {
    turn: Option<usize>,
    text: &'a str,
    assessment: &'a Assessment,
    chosen: bool,
    copied: bool,
}

/// The skills of an encounter; `talk` and `transfer` are the turns that stand.
pub(crate) fn skills(
    peer: &str,
    before: Option<&Side>,
    talk: &[&Turn],
    transfer: &[&Turn],
    said: &[&Spoken],
) -> Vec<Skill> {
    let cold: Option<Vec<Uttered<'_>>> = before.map(|side| {
        let found = side.assessment.as_ref();
        let reply = |assessment| Uttered {
            turn: None,
            text: &side.text,
            assessment,
            chosen: !side.written,
            copied: false,
        };
        found.map(reply).into_iter().collect()
    });
    let own = (!transfer.is_empty()).then(|| replies(transfer));
    let talk_replies = replies(talk);
    let skill = |id: SkillId| Skill {
        id,
        name: id.name().to_owned(),
        about: id.about().to_owned(),
        rather_not: matches!(id, SkillId::Advice | SkillId::ClosedQuestions),
        before: cold.as_ref().map(|replies| id.part(replies)),
        talk: match id {
            SkillId::Floor => floor(peer, talk, said),
            SkillId::ClosedQuestions => questions(talk),
            _ => id.part(&talk_replies),
        },
        transfer: own.as_ref().map(|replies| id.part(replies)),
    };
    SkillId::ALL.map(skill).to_vec()
}

/// The longest run of closed questions, one after another, where it is long enough to be noticed.
pub(crate) fn interrogation<'t, 'a>(talk: &'a [&'t Turn]) -> Option<&'a [&'t Turn]> {
    let closed = |turn: &&&Turn| !turn.disputed && closed(&turn.text, &turn.assessment, turn.said);
    let mut longest: &[&Turn] = &[];
    for start in 0..talk.len() {
        let run = talk[start..].iter().take_while(closed).count();
        if run > longest.len() {
            longest = &talk[start..start + run];
        }
    }
    (longest.len() >= IN_A_ROW).then_some(longest)
}

fn closed(text: &str, assessment: &Assessment, said: Said) -> bool {
    let asks = match said {
        Said::Wait => false,
        Said::Choose(_) => text.contains('?'),
        Said::Write => Question::of(text, assessment).is_some_and(Question::closed),
    };
    asks && assessment.verdict == Verdict::Neutral && !assessment.unsure
}

/// What counts: without what was disputed, and without silence.
fn replies<'a>(turns: &[&'a Turn]) -> Vec<Uttered<'a>> {
    let spoken = turns.iter().filter(|turn| !turn.disputed && turn.said != Said::Wait);
    spoken
        .map(|turn| Uttered {
            turn: Some(turn.number),
            text: &turn.text,
            assessment: &turn.assessment,
            chosen: matches!(turn.said, Said::Choose(_)),
            copied: turn.copied,
        })
        .collect()
}

/// Who talked more: in words, and in figures where there are turns enough.
fn floor(peer: &str, talk: &[&Turn], said: &[&Spoken]) -> Part {
    let spoken: Vec<&&Turn> = talk.iter().filter(|turn| turn.said != Said::Wait).collect();
    let mine: usize = spoken.iter().map(|turn| words(&turn.text)).sum();
    let theirs: usize = said.iter().map(|spoken| words(&spoken.text)).sum();
    let longest = spoken.iter().rev().max_by_key(|turn| words(&turn.text));
    let examples = longest.map(|turn| Quote {
        turn: Some(turn.number),
        text: turn.text.clone(),
        words: turn.text.clone(),
        maybe: false,
        chosen: matches!(turn.said, Said::Choose(_)),
    });
    let figure = match () {
        () if mine + theirs == 0 => None,
        () if spoken.len() >= ENOUGH => {
            Some(format!("You spoke {mine} words, and {peer} {theirs}."))
        }
        () if mine * 4 > theirs * 5 => Some(format!("You talked more than {peer} did.")),
        () if theirs * 4 > mine * 5 => Some(format!("{peer} talked more than you did.")),
        () => Some("You both talked about as much.".to_owned()),
    };
    Part { examples: examples.into_iter().collect(), figure }
}

impl SkillId {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::OpenQuestions,
        Self::Reflections,
        Self::Validation,
        Self::Advice,
        Self::ClosedQuestions,
        Self::Floor,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::OpenQuestions => "Open questions",
            Self::Reflections => "Reflections",
            Self::Validation => "Validation",
            Self::Advice => "Unasked advice",
            Self::ClosedQuestions => "Closed questions in a row",
            Self::Floor => "Who talked more",
        }
    }

    const fn about(self) -> &'static str {
        match self {
            Self::OpenQuestions => "Questions that leave room for any answer.",
            Self::Reflections => "Saying back what you heard, felt or saw in it.",
            Self::Validation => {
                "Taking it as it comes, and seeing the sense and the strength in it."
            }
            Self::Advice => "What to do, before anybody had asked.",
            Self::ClosedQuestions => {
                "Three or more questions with short answers, one after another, feel like an interview."
            }
            Self::Floor => "Whoever talks more decides what the talk is about.",
        }
    }

    /// The labels that show it, the telling one first.
    const fn labels(self) -> &'static [Label] {
        match self {
            Self::OpenQuestions => &[Label::OpenQuestion],
            Self::Reflections => &[Label::Listening, Label::Empathy, Label::Perspective],
            Self::Validation => &[Label::Nonjudgment, Label::Perspective],
            Self::Advice => &[Label::Advice],
            Self::ClosedQuestions | Self::Floor => &[],
        }
    }

    fn part(self, replies: &[Uttered<'_>]) -> Part {
        match self {
            // These need a talk.
            Self::ClosedQuestions | Self::Floor => Part::default(),
            _ => self.shown(replies),
        }
    }

    /// The replies that show it. Copied words are no skill; what breaks is one thing all the same.
    fn shown(self, replies: &[Uttered<'_>]) -> Part {
        let builds = self.labels().iter().all(|label| label.builds());
        let mut found: Vec<(bool, usize, Quote)> = vec![];
        let counts = |reply: &&Uttered<'_>| match reply.copied && builds {
            true => false,
            false => !reply.assessment.unsure,
        };
        for reply in replies.iter().filter(counts) {
            let of = |label: &Label| reply.assessment.labels.iter().find(|f| f.label == *label);
            let findings =
                self.labels().iter().enumerate().filter_map(|(i, l)| of(l).map(|f| (i, f)));
            let best = findings.min_by_key(|(i, f)| (f.tier == Tier::Maybe, *i));
            let Some((nth, finding)) = best else { continue };
            let maybe = finding.tier == Tier::Maybe;
            let words = trust::words(reply.text, &finding.spans);
            found.push((maybe, nth, reply.quote(words, maybe)));
        }
        let sure = found.iter().filter(|(maybe, ..)| !maybe).count();
        let figure = (replies.len() >= ENOUGH).then(|| {
            let none = format!("In none of {} turns.", number(replies.len()));
            match sure {
                0 => none,
                sure => format!("In {} of {} turns.", number(sure), number(replies.len())),
            }
        });
        found.sort_by_key(|&(maybe, nth, _)| (maybe, nth));
        let examples = found.into_iter().map(|(.., quote)| quote).take(EXAMPLES).collect();
        Part { examples, figure }
    }
}

/// The longest run of closed questions, as examples.
fn questions(talk: &[&Turn]) -> Part {
    let run = interrogation(talk).unwrap_or_default();
    let enough = talk.len() >= ENOUGH && !run.is_empty();
    let figure = enough.then(|| capital(&format!("{} in a row.", number(run.len()))));
    let examples = replies(run).into_iter().map(|reply| reply.quote(reply.text.to_owned(), false));
    Part { examples: examples.take(EXAMPLES).collect(), figure }
}

impl Uttered<'_> {
    fn quote(&self, words: String, maybe: bool) -> Quote {
        let (turn, chosen) = (self.turn, self.chosen);
        Quote { turn, text: self.text.to_owned(), words, maybe, chosen }
    }
}
