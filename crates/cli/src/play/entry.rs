//! One entry of the file of replies.

use anyhow::{Context, bail};
use assess::Label;
use practice::{Answer, Encounter, case::Case};
use serde_json::Value;

use super::{line::Line, own};

/// What an entry asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A reply by its number from 1, in written order.
    Choose(usize),
    /// A reply in one's own words.
    Write(String),
    /// Stay quiet and wait.
    Wait,
    /// Take the last turn back.
    Retry,
    /// Take a label back that was found in the last turn.
    Misread(Label),
}

/// What an entry may be, for messages.
const KINDS: &str =
    "a reply's number, {\"write\": \"…\"}, \"wait\", \"retry\" or {\"misread\": \"a label\"}";

/// The entries of a JSON array.
///
/// # Errors
/// Where it is no array, or an entry is of no kind that can be played; the error names the entry.
pub(super) fn list(text: &str) -> anyhow::Result<Vec<Entry>> {
    let text = text.trim_start_matches('\u{feff}');
    let values: Vec<Value> = serde_json::from_str(text).context(
        "expected a JSON array such as [1, \"wait\", {\"write\": \"That sounds hard.\"}]",
    )?;
    (1..)
        .zip(values)
        .map(|(number, value)| Entry::of(&value).with_context(|| format!("entry {number}")))
        .collect()
}

impl Entry {
    fn of(value: &Value) -> anyhow::Result<Self> {
        match value {
            Value::String(word) if word == "wait" => Ok(Self::Wait),
            Value::String(word) if word == "retry" => Ok(Self::Retry),
            Value::Number(number) => match number.as_u64().and_then(|n| usize::try_from(n).ok()) {
                Some(number) => Ok(Self::Choose(number)),
                None => bail!("expected a reply's number from 1, found {number}"),
            },
            Value::Object(object) if object.len() == 1 => Self::of_key(object),
            Value::Object(_) => bail!("expected {KINDS}, found an object of another shape"),
            other => bail!("expected {KINDS}, found {other}"),
        }
    }

    fn of_key(object: &serde_json::Map<String, Value>) -> anyhow::Result<Self> {
        let word = |key| object.get(key).map(|value| value.as_str());
        match (word("write"), word("misread")) {
            (Some(Some(text)), _) => Ok(Self::Write(text.to_owned())),
            (Some(None), _) => bail!("expected words as `write`, a string, found something else"),
            (_, Some(Some(label))) => Ok(Self::Misread(label.parse()?)),
            (_, Some(None)) => {
                bail!("expected a label as `misread`, a string, found something else")
            }
            (None, None) => bail!("expected {KINDS}, found an object with another key"),
        }
    }

    /// Plays it, and gives the line to print.
    pub(super) fn play(&self, case: &Case, encounter: &mut Encounter) -> anyhow::Result<Line> {
        let answer = match self {
            Self::Choose(number) => Answer::Choose(*number),
            Self::Write(text) => own::answer(course::reader()?, &encounter.moment(case), text),
            Self::Wait => Answer::Wait,
            Self::Retry => {
                encounter.retry(case)?;
                let taken_back = encounter.turns.last().context("a retry keeps its turn")?;
                return Ok(Line::retry(taken_back, encounter));
            }
            Self::Misread(label) => {
                let before = encounter.turns.last().cloned();
                encounter.misread(case, *label)?;
                let turn = encounter.turns.last().context("a turn that is read again stays")?;
                return Ok(Line::misread(before.as_ref().unwrap_or(turn), turn));
            }
        };
        let scene = encounter.now.scene.clone();
        encounter.answer(case, answer).with_context(|| format!("in the scene `{scene}`"))?;
        let turn = encounter.turns.last().context("an answer makes a turn")?;
        Ok(Line::turn(turn))
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, list};
    use assess::Label;

    #[test]
    fn entries_are_numbers_words_of_ones_own_and_two_words() {
        let entries =
            list("[1, \"wait\", \"retry\", {\"write\": \"wait\"}, {\"misread\": \"advice\"}]");
        let write = Entry::Write("wait".into());
        let misread = Entry::Misread(Label::Advice);
        assert_eq!(entries.unwrap(), [Entry::Choose(1), Entry::Wait, Entry::Retry, write, misread]);
    }

    #[test]
    fn an_entry_that_cannot_be_played_is_named() {
        for (text, said) in [
            ("[1, {\"write\": 3}]", "entry 2"),
            ("[{\"say\": \"Hi\"}]", "entry 1"),
            ("[{\"misread\": \"advise\"}]", "expected a label"),
            ("[{\"write\": \"a\", \"b\": 1}]", "entry 1"),
            ("[-1]", "entry 1"),
            ("[1.5]", "entry 1"),
            ("[1, 1, \"stay\"]", "entry 3"),
            ("{}", "JSON array"),
            ("", "JSON array"),
        ] {
            let error = format!("{:#}", list(text).unwrap_err());
            assert!(error.contains(said), "{error}");
        }
    }
}
