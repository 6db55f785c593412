//! A case: one written case study, as the value that a conversation runs on.
//!
//! The text format that it is written in belongs to `topic`; here it is only data.

use assess::{Assessment, Finding, Label, Span, Tier, Verdict};
use serde::{Deserialize, Serialize};

use crate::voice::Voice;

/// One written case study: the peer, the scenes, the replies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// The file's name without its ending.
    pub id: String,
    /// What the case is called.
    pub title: String,
    /// The first 16 hexadecimal digits of the SHA-256 of the source.
    pub hash: String,
    /// Made by a program, for a person to finish.
    pub draft: bool,
    /// Who is supported.
    pub peer: Peer,
    /// What a learner should know before the first line; shown before it.
    pub content_note: Option<String>,
    /// All scenes as written; the first [`SceneKind::Talk`] begins the talk.
    pub scenes: Vec<Scene>,
    /// The peer's lines where no authored reaction fits. Rows may be missing:
    /// [`Voice::line`] falls back to the default voice.
    pub voice: Voice,
}

/// The person who is supported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Peer {
    /// As the learner is to call them.
    pub name: String,
    /// As written, such as `they/them`.
    pub pronouns: Pronouns,
    /// One or two sentences that the learner reads before.
    pub about: String,
    /// Where trust begins and how it moves.
    pub temperament: Temperament,
}

/// Pronouns, with the forms that sentences need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pronouns {
    /// "they"
    pub subject: String,
    /// "them"
    pub object: String,
    /// "their"
    pub possessive: String,
    /// Whether verbs take the plural ("they are").
    pub plural: bool,
}

/// A named set of trust's constants; see [`crate::trust::Constants`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Temperament {
    /// Says little and waits to see.
    Guarded,
    /// Pushes, to find out what holds.
    Testing,
    /// Wants to like you, and is quickly let down.
    Eager,
    /// Has been let down by somebody in your chair.
    HurtBefore,
    /// Gives the benefit of the doubt.
    Easy,
}

/// Trust in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Answers are short, the person sits turned away.
    Closed,
    /// Some of it is told, and watched.
    Careful,
    /// What matters is told.
    Open,
}

/// One moment of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    /// Its heading's, or as written.
    pub id: String,
    /// The heading; for [`SceneKind::Before`] and [`SceneKind::Transfer`] the person's name.
    pub title: String,
    /// What part of the case it belongs to.
    pub kind: SceneKind,
    /// Stage directions, one entry a paragraph, before the lines.
    pub stage: Vec<String>,
    /// What the peer says on entering the scene: all lines whose bands fit, in order.
    pub lines: Vec<Line>,
    /// What can be answered; empty in an ending.
    pub replies: Vec<Reply>,
    /// "Stay quiet and wait", where the author wrote what it does here; else the voice answers
    /// and the scene stays.
    pub silence: Option<Reply>,
}

/// What part of the case a scene belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SceneKind {
    /// A moment of the talk.
    Talk,
    /// The talk ends here; it offers no replies.
    Ending,
    /// The peer has got up to go; its replies are the way back.
    Leaving,
    /// Asked cold, before the reading, of another person.
    Before,
    /// Asked after the talk, of a new person, with feedback off.
    Transfer,
}

/// One line that the peer says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The bands in which it is said; empty means any.
    pub bands: Vec<Band>,
    /// The words; `*…*` is a stage direction within them.
    pub text: String,
    /// What the peer tells with it, as a phrase that completes "told you …".
    pub tells: Option<String>,
    /// A hint of danger: the story waits here for `safety`.
    pub danger: Option<Danger>,
}

/// A hint of danger in a peer's line (codebook, "Safety comes first").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Danger {
    /// Thoughts of suicide.
    Suicide,
    /// Self-harm.
    SelfHarm,
    /// Harm to another.
    Violence,
    /// Abuse of a child or a dependent adult.
    Abuse,
    /// An overdose under way.
    Overdose,
}

/// One answer of the learner, as written by the author; by default it says and does nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// As written, else `<scene>.<number from 1>`; `<scene>.wait` for silence.
    pub id: String,
    /// The words, without quotation marks.
    pub text: String,
    /// What it does, with the words that show it.
    pub marks: Vec<Mark>,
    /// A written verdict overrules the one that follows from the marks.
    pub verdict: Option<Verdict>,
    /// Right, and still loses a little trust; spans as in [`Mark::words`].
    pub costs: Option<Vec<Span>>,
    /// Owns what went wrong, without excuse; spans as in [`Mark::words`].
    pub repair: Option<Vec<Span>>,
    /// The author's reason, one sentence.
    pub why: Option<String>,
    /// A better line for this very moment.
    pub better: Option<String>,
    /// What the peer says to it: all lines whose bands fit. Where none fits, the voice speaks.
    pub reaction: Vec<Line>,
    /// Where it leads: the first exit whose bands fit the trust after the reply.
    /// Empty in `before` and `transfer` moments.
    pub to: Vec<Exit>,
}

/// A label as an author writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What the reply does.
    pub label: Label,
    /// Marked grave with `!`, or grave by its label.
    pub grave: bool,
    /// The words that show it, as spans of the reply; empty means the whole reply.
    pub words: Vec<Span>,
}

/// Where a reply leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exit {
    /// The bands in which it is taken; empty means any.
    pub bands: Vec<Band>,
    /// The scene's id.
    pub scene: String,
}

impl Case {
    /// The scene of that id.
    #[must_use]
    pub fn scene(&self, id: &str) -> Option<&Scene> {
        self.scenes.iter().find(|s| s.id == id)
    }

    /// All scenes of one kind, in written order.
    pub fn scenes_of(&self, kind: SceneKind) -> impl Iterator<Item = &Scene> {
        self.scenes.iter().filter(move |s| s.kind == kind)
    }
}

impl Scene {
    /// Whether one of its replies takes danger seriously.
    #[must_use]
    pub fn asks_for_safety(&self) -> bool {
        self.replies.iter().any(|r| r.marks.iter().any(|m| m.label == Label::Safety))
    }
}

impl Scene {
    /// Whether the talk ends here: an ending, or a moment that nothing can be answered in, so that
    /// nobody is left sitting in one that its author has not finished.
    #[must_use]
    pub fn ends(&self) -> bool {
        let answers = !self.replies.is_empty() || self.silence.is_some();
        match self.kind {
            SceneKind::Ending => true,
            SceneKind::Talk | SceneKind::Leaving => !answers,
            SceneKind::Before | SceneKind::Transfer => false,
        }
    }
}

impl Reply {
    /// What the author says that it does, as an assessment: each label clear, at confidence 1.
    #[must_use]
    pub fn assessment(&self) -> Assessment {
        let labels: Vec<_> = self
            .marks
            .iter()
            .map(|m| Finding {
                label: m.label,
                confidence: 1.0,
                tier: Tier::Clear,
                grave: m.grave || m.label.grave(),
                spans: m.words.clone(),
                because: String::new(),
            })
            .collect();
        let verdict = self.verdict.unwrap_or_else(|| Verdict::of(&labels));
        Assessment { labels, verdict, unsure: false }
    }
}

impl Line {
    /// Whether it is said in that band.
    #[must_use]
    pub fn fits(&self, band: Band) -> bool {
        self.bands.is_empty() || self.bands.contains(&band)
    }
}
