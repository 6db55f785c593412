//! The practice in the page: JSON in, JSON out, over `practice`.
//!
//! Enter at [`call`]; [`abi`] hands the same to the page's scripts as WASM modules: one holds the talk
//! (the feature `talk`), the other what reads replies (`reading`), which comes when somebody writes.
//! It only converts: every rule of a talk is in `practice`, and what reads a reply in `assess`. The
//! one thing kept here is the model, once [`load`] was given it. No clock is read and no number
//! drawn, so that a transcript is the same here and there.

pub mod abi;
mod reader;
#[cfg(feature = "reading")]
mod reading;
#[cfg(feature = "talk")]
mod request;

use serde::Serialize;
use serde_json::Value;

/// Answers one request, which names in `do` what it wants:
///
/// - `begin` with `case`, `seed` and perhaps `temperament`: a new encounter;
/// - `look` with `case` and `encounter`: where it stands;
/// - `answer` with `case`, `encounter` and `answer` (`{"choose": 2}`, `"wait"`, or `{"write": {…}}`
///   with `text`, `assessment` and `means`), and `opened` where the written replies stood open: one
///   turn on;
/// - `misread` with `case`, `encounter` and `label`: that label taken back from the last turn;
/// - `retry` with `case` and `encounter`: the last turn taken back;
/// - `stop` with `case` and `encounter`: stopped for now;
/// - `debrief` with `case`, `encounter` and perhaps `before`: what it showed;
/// - `labels`: the codebook's labels with their names;
/// - `read` with `peer`, `reply` and the moment's `options`: what the reply does (`assessment`), and
///   the number of the offered one that it means (`means`);
/// - `ahead` with `peer` and `reply`: an offered reply read before it is asked about;
/// - `hint` with `text`: whether whoever wrote it may be in danger, `true` or `false`.
///
/// The response is `{"ok": …}` or `{"error": "…"}`, which says what was expected and what was found.
/// All up to `stop` give `encounter`, `moment` and `played`.
#[must_use]
pub fn call(json: &str) -> String {
    as_json(match serde_json::from_str(json) {
        Ok(request) => answer(request),
        Err(error) => Err(format!("expected JSON, found {error}")),
    })
}

fn answer(request: Value) -> Result<String, String> {
    #[cfg(feature = "reading")]
    if ["read", "ahead", "hint"].iter().any(|one| request["do"] == *one) {
        return reading::answer(request);
    }
    #[cfg(feature = "talk")]
    return request::answer(request);
    #[cfg(not(feature = "talk"))]
    return Err(format!("expected read, ahead or hint, found `{}`", request["do"]));
}

/// Takes the model's file in, for `read` and `ahead`. The response is `{"ok":null}` or an error.
#[cfg(feature = "reading")]
#[must_use]
pub fn load(model: &[u8]) -> String {
    as_json(reading::load(model).map(|()| "null".to_owned()))
}

fn as_json(response: Result<String, String>) -> String {
    match response {
        Ok(text) => format!("{{\"ok\":{text}}}"),
        Err(message) => format!("{{\"error\":{}}}", json_of(&message)),
    }
}

/// A value as JSON; `null` where it has none, which no value of ours does.
fn json_of<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

fn lacks(part: &str) -> String {
    format!("expected `{part}` in the request, found none")
}

fn unread(error: &serde::de::value::Error) -> String {
    format!("in the request to the player {error}")
}
