//! One thing that was done, as a page tells it: who did it is not in it.

use serde_json::value::RawValue;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{Error, is_iri, is_timestamp, json, seconds};

/// The most statements that are taken in one post.
pub const MAX_BATCH: usize = 1000;

/// What a statement of a page may say.
const PROPERTIES: &[&str] = &["id", "verb", "object", "result", "context", "timestamp", "version"];
/// What its result may say. `response` would hold a learner's words, and those stay in the page.
const RESULT: &[&str] = &["score", "success", "completion", "duration", "extensions"];
/// What its context may say.
const CONTEXT: &[&str] =
    &["registration", "contextActivities", "language", "platform", "revision", "extensions"];

/// A statement that keeps all rules, without its actor.
///
/// The parts that are asked for again and again stand beside the whole, which is kept as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Made where it happened; the same id twice is the same statement.
    pub id: Uuid,
    /// The verb's id, an IRI.
    pub verb: String,
    /// The object's id, the IRI of an activity.
    pub activity: String,
    /// The encounter that it belongs to.
    pub registration: Option<Uuid>,
    /// When it happened, RFC 3339, as it was written.
    pub timestamp: String,
    /// How long it took, in seconds, where the result says so.
    pub seconds: Option<f64>,
    /// The whole as it came, byte for byte.
    pub json: String,
}

impl Statement {
    /// Checks one statement from a page.
    ///
    /// # Errors
    /// The first rule that it breaks, naming the property.
    pub fn from_page(text: &str) -> Result<Self, Error> {
        let value = json::parse(text)?;
        Self::check(&value, text)
    }

    fn check(value: &Value, text: &str) -> Result<Self, Error> {
        let whole = object(value, "")?;
        refuse_who(whole)?;
        only(whole, "", PROPERTIES)?;
        let verb = object(required(whole, "", "verb")?, "verb")?;
        if let Some(display) = verb.get("display") {
            language_map(display, "verb.display")?;
        }
        let activity = object(required(whole, "", "object")?, "object")?;
        activity_type(activity)?;
        let timestamp = string(required(whole, "", "timestamp")?, "timestamp")?;
        if !is_timestamp(timestamp) {
            let expected = "an RFC 3339 timestamp such as 2026-01-31T09:05:00Z";
            return Err(Error::at("timestamp", expected, kind_of_text(timestamp)));
        }
        Ok(Self {
            id: uuid(required(whole, "", "id")?, "id")?,
            verb: iri(required(verb, "verb", "id")?, "verb.id")?,
            activity: iri(required(activity, "object", "id")?, "object.id")?,
            registration: context(whole.get("context"))?,
            timestamp: timestamp.to_owned(),
            seconds: result(whole.get("result"))?,
            json: text.to_owned(),
        })
    }
}

/// Checks what a page posts: a list of statements.
///
/// # Errors
/// The first fault, with its place in the list, such as `[2].verb.id`; or more than [`MAX_BATCH`].
pub fn batch_from_page(body: &[u8]) -> Result<Vec<Statement>, Error> {
    let text = std::str::from_utf8(body).map_err(|e| {
        let found = format!("bytes that are not UTF-8 after {} bytes", e.valid_up_to());
        Error::NotJson { found, line: 1, column: 1 }
    })?;
    let value = json::parse(text)?;
    let Value::Array(values) = &value else {
        return Err(Error::at("", "a list of statements", kind(&value)));
    };
    if values.len() > MAX_BATCH {
        return Err(Error::TooMany { most: MAX_BATCH, found: values.len() });
    }
    let texts: Vec<&RawValue> = serde_json::from_str(text).map_err(|e| json::not_json(&e))?;
    let pairs = values.iter().zip(texts).enumerate();
    pairs
        .map(|(i, (value, text))| Statement::check(value, text.get()).map_err(|e| e.in_item(i)))
        .collect()
}

/// Whether two texts of JSON say the same, whatever their blanks and the order of properties.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a == b || matches!((json::parse(a), json::parse(b)), (Ok(a), Ok(b)) if a == b)
}

/// The server sets who did it and when it was kept, and refuses a page that tries to.
fn refuse_who(whole: &Map<String, Value>) -> Result<(), Error> {
    for (property, reason) in [
        ("actor", "no actor (the server knows who is learning)"),
        ("authority", "no authority (the server sets it)"),
        ("stored", "no stored time (the server sets it)"),
    ] {
        if whole.contains_key(property) {
            return Err(Error::at(property, reason, "one"));
        }
    }
    Ok(())
}

fn activity_type(activity: &Map<String, Value>) -> Result<(), Error> {
    only(activity, "object", &["objectType", "id", "definition"])?;
    if let Some(definition) = activity.get("definition") {
        object(definition, "object.definition")?;
    }
    match activity.get("objectType") {
        None => Ok(()),
        Some(Value::String(text)) if text == "Activity" => Ok(()),
        Some(other) => Err(Error::at("object.objectType", "\"Activity\"", kind(other))),
    }
}

/// Checks the result, and gives its duration in seconds.
fn result(value: Option<&Value>) -> Result<Option<f64>, Error> {
    let Some(value) = value else { return Ok(None) };
    let result = object(value, "result")?;
    if result.contains_key("response") {
        return Err(Error::at(
            "result.response",
            "no words of a reply (they stay in the page)",
            "some",
        ));
    }
    only(result, "result", RESULT)?;
    extensions(result.get("extensions"), "result.extensions")?;
    for flag in ["success", "completion"] {
        if let Some(value) = result.get(flag).filter(|v| !v.is_boolean()) {
            return Err(Error::at(format!("result.{flag}"), "true or false", kind(value)));
        }
    }
    if let Some(score) = result.get("score") {
        object(score, "result.score")?;
    }
    let Some(duration) = result.get("duration") else { return Ok(None) };
    let text = string(duration, "result.duration")?;
    let seconds = seconds(text).ok_or_else(|| {
        let expected = "an ISO 8601 duration such as PT4M12S";
        Error::at("result.duration", expected, kind_of_text(text))
    })?;
    Ok(Some(seconds))
}

/// Checks the context, and gives its registration.
fn context(value: Option<&Value>) -> Result<Option<Uuid>, Error> {
    let Some(value) = value else { return Ok(None) };
    let context = object(value, "context")?;
    only(context, "context", CONTEXT)?;
    extensions(context.get("extensions"), "context.extensions")?;
    if let Some(activities) = context.get("contextActivities") {
        object(activities, "context.contextActivities")?;
    }
    for text in ["language", "platform", "revision"] {
        if let Some(value) = context.get(text) {
            string(value, &format!("context.{text}"))?;
        }
    }
    context.get("registration").map(|value| uuid(value, "context.registration")).transpose()
}

fn extensions(value: Option<&Value>, place: &str) -> Result<(), Error> {
    let Some(value) = value else { return Ok(()) };
    for key in object(value, place)?.keys() {
        if !is_iri(key) {
            return Err(Error::at(place, "keys that are IRIs", kind_of_text(key)));
        }
    }
    Ok(())
}

fn language_map(value: &Value, place: &str) -> Result<(), Error> {
    for (language, text) in object(value, place)? {
        if !text.is_string() {
            return Err(Error::at(place, "text for each language", kind(text)));
        }
        let fits = language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if language.is_empty() || !fits {
            return Err(Error::at(place, "keys that are language tags", kind_of_text(language)));
        }
    }
    Ok(())
}

fn only(map: &Map<String, Value>, place: &str, names: &[&str]) -> Result<(), Error> {
    match map.keys().find(|key| !names.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => {
            let expected = format!("only {}", names.join(", "));
            Err(Error::at(place, expected, format!("another property, {}", kind_of_text(key))))
        }
    }
}

fn required<'a>(map: &'a Map<String, Value>, place: &str, name: &str) -> Result<&'a Value, Error> {
    let dot = if place.is_empty() { "" } else { "." };
    map.get(name).ok_or_else(|| Error::at(format!("{place}{dot}{name}"), "a value", "nothing"))
}

fn object<'a>(value: &'a Value, place: &str) -> Result<&'a Map<String, Value>, Error> {
    value.as_object().ok_or_else(|| Error::at(place, "an object", kind(value)))
}

fn string<'a>(value: &'a Value, place: &str) -> Result<&'a str, Error> {
    value.as_str().ok_or_else(|| Error::at(place, "text", kind(value)))
}

fn iri(value: &Value, place: &str) -> Result<String, Error> {
    let text = string(value, place)?;
    if is_iri(text) {
        return Ok(text.to_owned());
    }
    Err(Error::at(place, "an absolute IRI (a scheme, a colon, no blanks)", kind_of_text(text)))
}

/// The form with hyphens is the only one that xAPI knows (xAPI 1.0.3 Data §4.1.1).
fn uuid(value: &Value, place: &str) -> Result<Uuid, Error> {
    let text = string(value, place)?;
    let parsed = Uuid::parse_str(text).ok().filter(|_| text.len() == 36);
    parsed.ok_or_else(|| Error::at(place, "a UUID in its form with hyphens", kind_of_text(text)))
}

fn kind(value: &Value) -> String {
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
fn kind_of_text(text: &str) -> String {
    match text.chars().count() {
        0 => "empty text".to_owned(),
        1 => "text of 1 character".to_owned(),
        n => format!("text of {n} characters"),
    }
}
