//! What an import found, as values for the JSON report and for the person at the screen.

use serde::Serialize;
use topic::Severity;

/// Everything that was found in one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// The topic's title.
    pub title: Option<String>,
    /// The lesson that the topic belongs to.
    pub lesson: Option<String>,
    /// What a learner can do afterwards.
    pub objectives: Vec<String>,
    /// Behaviours that build trust.
    pub builds: Vec<Behaviour>,
    /// Behaviours that break it.
    pub breaks: Vec<Behaviour>,
    /// Things to do.
    pub strategies: Vec<Behaviour>,
    /// Situations with what to say in them.
    pub examples: Vec<Example>,
    /// Quotations that stand by themselves.
    pub quotations: Vec<Quotation>,
    /// What to remember.
    pub takeaways: Vec<String>,
    /// Where it comes from.
    pub references: Vec<String>,
    /// Runs in a wrong encoding that were put right.
    pub repaired: Vec<Repaired>,
    /// Words of the document that stand in the topic.
    pub words: usize,
    /// Minutes that they take at 175 words a minute, rounded up.
    pub reading_minutes: usize,
    /// Times that the document states of itself.
    pub stated: Stated,
    /// Lines of the document that are not in the topic.
    pub left_out: Vec<LeftOut>,
    /// What is worth knowing about the import.
    pub notes: Vec<Note>,
}

/// A behaviour or strategy.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Behaviour {
    /// Its name, or the whole sentence where it has none.
    pub name: String,
    /// The rest; may be empty.
    pub explanation: String,
}

/// A situation and what is said in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Example {
    /// What happens before anything is answered.
    pub situation: String,
    /// What not to say with what to say.
    pub pairs: Vec<Pair>,
}

/// What not to say with what to say; one of them may be missing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pair {
    /// What breaks trust here.
    pub instead: Option<String>,
    /// What builds it.
    pub r#try: Option<String>,
}

/// A quotation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Quotation {
    /// The words, without quotation marks.
    pub text: String,
    /// Who said them.
    pub source: Option<String>,
}

/// A run of characters that was put right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repaired {
    /// As it stood in the document.
    pub from: String,
    /// As it stands in the topic.
    pub to: String,
    /// Line from 1; in Word the paragraph's number.
    pub line: usize,
}

/// Times that a document states of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stated {
    /// Number of words.
    pub words: Option<Quantity>,
    /// Minutes of reading.
    pub reading_minutes: Option<Quantity>,
    /// Minutes of practice.
    pub activity_minutes: Option<Quantity>,
    /// Minutes in all.
    pub total_minutes: Option<Quantity>,
}

/// A number, or a range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Quantity {
    /// One whole number.
    Whole(u64),
    /// One number with a fraction.
    Part(f64),
    /// The lowest and the highest.
    Range([u64; 2]),
}

/// A line of the document that is not in the topic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// The line's words.
    pub text: String,
    /// Why.
    pub why: Why,
    /// Line from 1; in Word the paragraph's number.
    pub line: usize,
}

/// Why a line is not in the topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It states a time, which Holdspace computes.
    StatedTime,
    /// It tells the reader which button to press.
    PageControl,
}

/// A diagnostic about the document, in the shape that every command reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    /// The document's name.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// Column from 1.
    pub column: usize,
    /// A stable identifier; each has a section in `docs/import.md`.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was expected and what was found.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}
