//! What is wrong, or worth knowing, about a source: one type for everything.

use serde::Serialize;
use std::ops::Range;

/// One finding about a source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable identifier such as `unknown-label`; each has a section in `docs/diagnostics.md`.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Bytes of the source; an empty range at 0 where it is the whole file.
    pub span: Range<usize>,
    /// What was expected and what was found: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something worth knowing.
    Note,
    /// Works, and should be better.
    Warning,
    /// Does not work for a learner.
    Error,
}

impl Diagnostic {
    /// A finding without its sentences.
    #[must_use]
    pub const fn new(id: &'static str, severity: Severity, span: Range<usize>) -> Self {
        Self { id, severity, span, message: String::new(), help: None }
    }

    /// What was expected and what was found.
    #[must_use]
    pub fn found(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// What to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// An id that a diagnostic may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The id.
    pub id: &'static str,
    /// What it says, in a line.
    pub means: &'static str,
    /// The crates that raise it.
    pub by: &'static [&'static str],
}

impl Known {
    const fn topic(id: &'static str, means: &'static str) -> Self {
        Self { id, means, by: &["topic"] }
    }

    const fn elsewhere(id: &'static str, means: &'static str, by: &'static [&'static str]) -> Self {
        Self { id, means, by }
    }
}

/// Every id there is, in alphabetical order; each has a section in `docs/diagnostics.md`.
pub const ALL: &[Known] = &[
    Known::elsewhere("bad-setting", "a setting of the course that cannot be used", &["course"]),
    Known::elsewhere("broken-link", "a link to a file that is not there", &["course"]),
    Known::topic("case-without-file", "a `:::case` that names no file"),
    Known::topic(
        "danger-without-content-note",
        "a hint of danger in a case without a content note",
    ),
    Known::topic("danger-without-safety", "a hint of danger that no reply takes seriously"),
    Known::topic("disclosure-out-of-reach", "something told only where trust cannot come"),
    Known::topic("duplicate-id", "two scenes, replies or headings of the same id"),
    Known::topic("duplicate-key", "a key that stands twice in the front matter"),
    Known::topic("empty-case", "a case without a scene of the talk"),
    Known::topic("empty-course", "a course that lists no topic"),
    Known::topic("empty-reply", "a reply without words"),
    Known::topic("ending-with-replies", "an ending that offers replies"),
    Known::topic("entry-without-link", "an item of a course's list without a link"),
    Known::topic("example-without-alternative", "an example without a `try:` line"),
    Known::elsewhere("example-without-try", "an imported example without what to say", &["import"]),
    Known::topic("front-line", "a line of the front matter that is no `key: value`"),
    Known::topic("giveaway-length", "building replies that are nearly always the longest"),
    Known::topic("grade-above-aim", "prose that is harder to read than the course wants"),
    Known::topic("image-without-alternative", "a picture without words for it"),
    Known::topic("labelling-language", "words that label a person"),
    Known::topic("language-line", "a line of a language list that cannot be read"),
    Known::elsewhere(
        "link-without-page",
        "a link to a file of the course that has no page",
        &["course"],
    ),
    Known::topic("misplaced", "something in a case that has no place in a talk"),
    Known::topic("missing-before", "a case without a moment before the reading"),
    Known::elsewhere("missing-case", "a case that cannot be read", &["course"]),
    Known::topic("missing-course-id", "a course without its permanent id"),
    Known::topic("missing-ending", "a case without an ending"),
    Known::topic("missing-leaving", "a case without a way back"),
    Known::topic("missing-objectives", "a topic without objectives"),
    Known::topic("missing-peer", "a case whose peer has no name"),
    Known::topic("missing-takeaways", "a topic without takeaways"),
    Known::topic("missing-title", "a course, topic or case without a title"),
    Known::topic("missing-transfer", "a case without a moment with a new person"),
    Known::topic("missing-voice", "lines that the peer's voice lacks"),
    Known::topic("mojibake", "characters left over from a wrong encoding"),
    Known::elsewhere("no-course-file", "a folder without a `course.md`", &["course"]),
    Known::elsewhere("not-found", "a part that the importer looked for in vain", &["import"]),
    Known::elsewhere("not-taken", "something of a document that is not in the topic", &["import"]),
    Known::topic("one-sided-scene", "a scene whose replies all build, or all break"),
    Known::elsewhere("picture-elsewhere", "a picture on another host", &["course"]),
    Known::topic("reference-without-locator", "a reference that nobody can look up"),
    Known::elsewhere("repaired", "characters that the importer put right", &["import"]),
    Known::elsewhere("repeated-topic", "a topic that stands twice in a course", &["course"]),
    Known::elsewhere(
        "reply-label-disagrees",
        "labels of a reply that the model clearly finds otherwise",
        &["course"],
    ),
    Known::topic("reply-leads-nowhere", "a reply without an exit, or to no scene"),
    Known::topic("scene-without-replies", "a scene in which the talk stops"),
    Known::elsewhere("stated-time", "a time that the imported document states", &["import"]),
    Known::topic("stated-time-differs", "a stated time that is not the computed one"),
    Known::elsewhere(
        "stated-words",
        "a number of words that the imported document states",
        &["import"],
    ),
    Known::topic("stray-close", "a `:::` that closes nothing"),
    Known::topic("text-drawn-into-line", "text that Markdown joins to what the peer says"),
    Known::topic("text-outside-scene", "text of a case before its first heading"),
    Known::topic("unclosed-block", "a block without its closing `:::`"),
    Known::topic("unclosed-front", "front matter without its closing `---`"),
    Known::topic("unclosed-quote", "words of a reply without their closing quotation mark"),
    Known::topic("unknown-band", "a band that is none of closed, careful and open"),
    Known::topic("unknown-block", "a block whose name is unknown"),
    Known::topic("unknown-danger", "a danger that is none of the five"),
    Known::topic("unknown-key", "a key that a topic or case does not have"),
    Known::topic("unknown-label", "a label that is not in the codebook"),
    Known::topic("unknown-mark", "a mark that a line does not have"),
    Known::topic("unknown-occasion", "a row that the voice does not have"),
    Known::topic("unknown-pronouns", "pronouns whose forms are not known"),
    Known::topic("unknown-temperament", "a temperament that is none of the five"),
    Known::topic("unknown-verdict", "a verdict that is none of the four"),
    Known::elsewhere(
        "unlisted-file",
        "a file of the course's folder that nothing links to",
        &["course"],
    ),
    Known::topic("unmeasurable-objective", "an objective that nobody can see reached"),
    Known::topic("unreachable-scene", "a scene that no reply leads to"),
    Known::elsewhere("unreadable-file", "a file that cannot be read as text", &["course"]),
    Known::topic("words-after-reply", "words behind the closing quotation mark of a reply"),
    Known::topic("words-not-in-reply", "words behind a label that the reply does not hold"),
];
