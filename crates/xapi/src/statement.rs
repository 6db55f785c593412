//! One thing that was done, as a page tells it: who did it is not in it.

use serde_json::value::RawValue;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::shape::{self, kind, kind_of_text, object, only, required, string, uuid};
use crate::{Error, is_iri, is_timestamp, json, seconds, verb};

/// The most statements that are taken in one post.
pub const MAX_BATCH: usize = 1000;

/// What a statement of a page may say; nothing else is taken.
const PROPERTIES: &[&str] = &["id", "verb", "object", "result", "context", "timestamp"];
/// What its result may say. `response` would hold a learner's words, and those stay in the page.
const RESULT: &[&str] = &["completion", "duration", "extensions"];
/// What its context may say.
const CONTEXT: &[&str] = &["registration", "extensions"];
/// The longest part of an activity's id behind its course's, between two slashes.
const LONGEST_NAME: usize = 120;

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
        let done = done(object(required(whole, "", "verb")?, "verb")?)?;
        let activity = activity(object(required(whole, "", "object")?, "object")?)?;
        let timestamp = string(required(whole, "", "timestamp")?, "timestamp")?;
        if !is_timestamp(timestamp) {
            let expected = "an RFC 3339 timestamp such as 2026-01-31T09:05:00Z";
            return Err(Error::at("timestamp", expected, kind_of_text(timestamp)));
        }
        Ok(Self {
            id: uuid(required(whole, "", "id")?, "id")?,
            verb: done.to_owned(),
            activity: activity.to_owned(),
            registration: context(whole.get("context"))?,
            timestamp: timestamp.to_owned(),
            seconds: result(whole.get("result"))?,
            json: text.to_owned(),
        })
    }

    /// Checks that it is about a part of that course, by the ids in `docs/record.md`.
    ///
    /// # Errors
    /// Where its object is another's, or no part that a course can have.
    pub fn is_of(&self, course: &str) -> Result<(), Error> {
        let found = || kind_of_text(&self.activity);
        let Some(rest) = self.activity.strip_prefix(course).filter(|rest| rest.starts_with('/'))
        else {
            let expected = "the id of a part of this course, which begins with the course's own";
            return Err(Error::at("object.id", expected, found()));
        };
        let parts: Vec<&str> = rest.split('/').skip(1).collect();
        let fits = match parts.as_slice() {
            ["lessons" | "topics" | "cases", name] | ["topics", name, "reading"] => is_slug(name),
            // An author may give a scene an id of other letters.
            ["cases", name, "scenes", scene] => is_slug(name) && is_short(scene),
            _ => false,
        };
        if fits {
            return Ok(());
        }
        let expected = "/lessons/…, /topics/…, /topics/…/reading, /cases/… or /cases/…/scenes/… \
                        behind the course's id";
        Err(Error::at("object.id", expected, found()))
    }
}

fn is_slug(text: &str) -> bool {
    is_short(text) && text.chars().all(|c| c.is_alphanumeric() || c == '-')
}

fn is_short(text: &str) -> bool {
    (1..=LONGEST_NAME).contains(&text.chars().count())
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

/// Checks the verb, and gives its id.
fn done(map: &Map<String, Value>) -> Result<&str, Error> {
    only(map, "verb", &["id", "display"])?;
    shape::one_of(required(map, "verb", "id")?, "verb.id", verb::ALL)?;
    let id = string(required(map, "verb", "id")?, "verb.id")?;
    let Some(display) = map.get("display") else { return Ok(id) };
    let words = object(display, "verb.display")?;
    only(words, "verb.display", &["en"])?;
    let word = id.rsplit('/').next().unwrap_or_default();
    shape::one_of(required(words, "verb.display", "en")?, "verb.display.en", &[word])?;
    Ok(id)
}

/// Checks the object, and gives its id. Its definition stands in the course, and is not taken from
/// a page: it would be room for words.
fn activity(map: &Map<String, Value>) -> Result<&str, Error> {
    if let Some(definition) = map.get("definition") {
        let expected = "no definition (the course has it)";
        return Err(Error::at("object.definition", expected, kind(definition)));
    }
    only(map, "object", &["objectType", "id"])?;
    if let Some(other) = map.get("objectType").filter(|found| *found != "Activity") {
        return Err(Error::at("object.objectType", "\"Activity\"", kind(other)));
    }
    let id = string(required(map, "object", "id")?, "object.id")?;
    if is_iri(id) {
        return Ok(id);
    }
    let expected = "an absolute IRI (a scheme, a colon, no blanks)";
    Err(Error::at("object.id", expected, kind_of_text(id)))
}

/// Checks the result, and gives its duration in seconds.
fn result(value: Option<&Value>) -> Result<Option<f64>, Error> {
    let Some(value) = value else { return Ok(None) };
    let result = object(value, "result")?;
    if let Some(response) = result.get("response") {
        let expected = "no words of a reply (they stay in the page)";
        return Err(Error::at("result.response", expected, kind(response)));
    }
    only(result, "result", RESULT)?;
    shape::extensions(result.get("extensions"), "result.extensions", shape::OF_RESULT)?;
    if let Some(value) = result.get("completion").filter(|v| !v.is_boolean()) {
        return Err(Error::at("result.completion", "true or false", kind(value)));
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
    shape::extensions(context.get("extensions"), "context.extensions", shape::OF_CONTEXT)?;
    context.get("registration").map(|value| uuid(value, "context.registration")).transpose()
}
