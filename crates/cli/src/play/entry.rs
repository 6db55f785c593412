//! One entry of the file of replies.

use anyhow::{Context, bail};
use practice::{Answer, Encounter, case::Case};
use serde_json::Value;

use super::line::Line;

/// What an entry asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A reply by its number from 1, in written order.
    Choose(usize),
    /// Stay quiet and wait.
    Wait,
    /// Take the last turn back.
    Retry,
}

/// The entries of a JSON array.
///
/// # Errors
/// Where it is no array, or an entry is of no kind that can be played; the error names the entry.
pub(super) fn list(text: &str) -> anyhow::Result<Vec<Entry>> {
    let text = text.trim_start_matches('\u{feff}');
    let values: Vec<Value> =
        serde_json::from_str(text).context("expected a JSON array such as [1, \"wait\", 2]")?;
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
            Value::Object(object) if object.contains_key("write") => {
                bail!(
                    "expected a chosen reply, found `write`: this build assesses only replies that \
                     an author wrote; give a reply's number, \"wait\" or \"retry\""
                )
            }
            other => bail!("expected a reply's number, \"wait\" or \"retry\", found {other}"),
        }
    }

    /// Plays it, and gives the line to print.
    pub(super) fn play(self, case: &Case, encounter: &mut Encounter) -> anyhow::Result<Line> {
        let answer = match self {
            Self::Choose(number) => Answer::Choose(number),
            Self::Wait => Answer::Wait,
            Self::Retry => {
                encounter.retry(case)?;
                let taken_back = encounter.turns.last().context("a retry keeps its turn")?;
                return Ok(Line::retry(taken_back, encounter));
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

    #[test]
    fn entries_are_numbers_and_two_words() {
        let entries = list("[1, \"wait\", \"retry\", 3]").unwrap();
        assert_eq!(entries, [Entry::Choose(1), Entry::Wait, Entry::Retry, Entry::Choose(3)]);
    }

    #[test]
    fn an_entry_that_cannot_be_played_is_named() {
        for (text, said) in [
            ("[1, {\"write\": \"Hi\"}]", "entry 2"),
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
