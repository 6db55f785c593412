//! The shapes that a value in a statement can have.
//!
//! Each of them is too narrow for a learner's words: a name out of a list, a number in a range, an
//! id. An error tells what is there by its kind and its length alone.

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Error;

type Check = fn(&Value, &str) -> Result<(), Error>;

/// The longest id of a label.
const LONGEST_LABEL: usize = 40;
/// The most labels of one reply.
const MOST_LABELS: usize = 40;
/// The highest number that a try of one moment can have.
const MOST_TRIES: u64 = 10_000;

/// What the result of an answer may hold in its extensions.
pub(crate) const OF_RESULT: &[(&str, Check)] = &[
    ("urn:holdspace:labels", labels),
    ("urn:holdspace:verdict", |v, p| one_of(v, p, &["builds", "breaks", "mixed", "neutral"])),
    ("urn:holdspace:trust", trust),
    ("urn:holdspace:attempt", attempt),
    ("urn:holdspace:phase", |v, p| one_of(v, p, &["talk", "transfer"])),
    ("urn:holdspace:said", |v, p| one_of(v, p, &["chosen", "written", "copied", "waited"])),
];

/// What the context of an encounter may hold in its extensions.
pub(crate) const OF_CONTEXT: &[(&str, Check)] = &[("urn:holdspace:case-hash", case_hash)];

/// Checks extensions against the keys that may stand there, each with its shape.
pub(crate) fn extensions(
    value: Option<&Value>,
    place: &str,
    known: &[(&str, Check)],
) -> Result<(), Error> {
    let Some(value) = value else { return Ok(()) };
    let map = object(value, place)?;
    let names: Vec<&str> = known.iter().map(|(key, _)| *key).collect();
    only(map, place, &names)?;
    known.iter().try_for_each(|(key, check)| match map.get(*key) {
        Some(value) => check(value, &format!("{place}[{key}]")),
        None => Ok(()),
    })
}

fn labels(value: &Value, place: &str) -> Result<(), Error> {
    let list = value.as_array().ok_or_else(|| Error::at(place, "a list", kind(value)))?;
    if list.len() > MOST_LABELS {
        return Err(Error::at(place, format!("at most {MOST_LABELS} labels"), kind(value)));
    }
    list.iter().enumerate().try_for_each(|(i, one)| {
        let place = format!("{place}[{i}]");
        let map = object(one, &place)?;
        only(map, &place, &["label", "tier", "confidence"])?;
        label(required(map, &place, "label")?, &format!("{place}.label"))?;
        one_of(required(map, &place, "tier")?, &format!("{place}.tier"), &["clear", "maybe"])?;
        share(required(map, &place, "confidence")?, &format!("{place}.confidence"))
    })
}

fn label(value: &Value, place: &str) -> Result<(), Error> {
    let text = string(value, place)?;
    let fits = (1..=LONGEST_LABEL).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let expected = || format!("a label's id (a to z and hyphens, at most {LONGEST_LABEL})");
    if fits { Ok(()) } else { Err(Error::at(place, expected(), kind(value))) }
}

fn trust(value: &Value, place: &str) -> Result<(), Error> {
    let map = object(value, place)?;
    only(map, place, &["before", "after", "ceiling", "band"])?;
    for name in ["before", "after", "ceiling"] {
        share(required(map, place, name)?, &format!("{place}.{name}"))?;
    }
    let bands = ["closed", "careful", "open"];
    one_of(required(map, place, "band")?, &format!("{place}.band"), &bands)
}

fn attempt(value: &Value, place: &str) -> Result<(), Error> {
    match value.as_u64() {
        Some(1..=MOST_TRIES) => Ok(()),
        _ => Err(Error::at(place, format!("a whole number from 1 to {MOST_TRIES}"), kind(value))),
    }
}

fn case_hash(value: &Value, place: &str) -> Result<(), Error> {
    let text = string(value, place)?;
    let fits = text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if fits { Ok(()) } else { Err(Error::at(place, "16 hexadecimal digits", kind(value))) }
}

/// A number in [0, 1].
fn share(value: &Value, place: &str) -> Result<(), Error> {
    match value.as_f64() {
        Some(number) if (0.0..=1.0).contains(&number) => Ok(()),
        _ => Err(Error::at(place, "a number from 0 to 1", kind(value))),
    }
}

pub(crate) fn one_of(value: &Value, place: &str, names: &[&str]) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if names.contains(&text) => Ok(()),
        _ => Err(Error::at(place, format!("one of {}", names.join(", ")), kind(value))),
    }
}

pub(crate) fn only(map: &Map<String, Value>, place: &str, names: &[&str]) -> Result<(), Error> {
    match map.keys().find(|key| !names.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => {
            let expected = format!("only {}", names.join(", "));
            Err(Error::at(place, expected, format!("another property, {}", kind_of_text(key))))
        }
    }
}

pub(crate) fn required<'a>(
    map: &'a Map<String, Value>,
    place: &str,
    name: &str,
) -> Result<&'a Value, Error> {
    let dot = if place.is_empty() { "" } else { "." };
    map.get(name).ok_or_else(|| Error::at(format!("{place}{dot}{name}"), "a value", "nothing"))
}

pub(crate) fn object<'a>(value: &'a Value, place: &str) -> Result<&'a Map<String, Value>, Error> {
    value.as_object().ok_or_else(|| Error::at(place, "an object", kind(value)))
}

pub(crate) fn string<'a>(value: &'a Value, place: &str) -> Result<&'a str, Error> {
    value.as_str().ok_or_else(|| Error::at(place, "text", kind(value)))
}

/// The form with hyphens is the only one that xAPI knows (xAPI 1.0.3 Data §4.1.1).
pub(crate) fn uuid(value: &Value, place: &str) -> Result<Uuid, Error> {
    let text = string(value, place)?;
    let parsed = Uuid::parse_str(text).ok().filter(|_| text.len() == 36);
    parsed.ok_or_else(|| Error::at(place, "a UUID in its form with hyphens", kind_of_text(text)))
}

pub(crate) fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "true or false".to_owned(),
        Value::Number(_) => "a number".to_owned(),
        Value::String(text) => kind_of_text(text),
        Value::Array(list) => format!("a list of {}", list.len()),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// Text is described by its length alone: it might be a learner's words in the wrong place.
pub(crate) fn kind_of_text(text: &str) -> String {
    match text.chars().count() {
        0 => "empty text".to_owned(),
        1 => "text of 1 character".to_owned(),
        n => format!("text of {n} characters"),
    }
}
