//! The practice in the page: JSON in, JSON out, over `practice`.
//!
//! Enter at [`call`]; [`abi`] hands the same to the page's scripts as a WASM module.
//! It only converts: every rule of a talk is in `practice`, and this crate keeps no state, reads no
//! clock and draws no numbers, so that a transcript is the same here and there.

pub mod abi;
mod reader;
mod request;

use reader::Reader;
use request::{Request, answer};
use serde::{Deserialize, Serialize};

/// Answers one request, which names in `do` what it wants:
///
/// - `begin` with `case`, `seed` and perhaps `temperament`: a new encounter;
/// - `look` with `case` and `encounter`: where it stands;
/// - `answer` with `case`, `encounter` and `answer` (`{"choose": 2}`, `"wait"`): one turn on;
/// - `retry` with `case` and `encounter`: the last turn taken back;
/// - `stop` with `case` and `encounter`: stopped for now;
/// - `debrief` with `case`, `encounter` and perhaps `before`: what it showed;
/// - `labels`: the codebook's labels with their names.
///
/// The response is `{"ok": …}`, where all but the last two give `encounter`, `moment` and `played`,
/// or `{"error": "…"}`, which says what was expected and what was found.
#[must_use]
pub fn call(json: &str) -> String {
    let response = match serde_json::from_str(json) {
        Ok(value) => match Request::deserialize(Reader(value)) {
            Ok(request) => answer(request),
            Err(error) => Err(format!("in the request to the player {error}")),
        },
        Err(error) => Err(format!("expected JSON, found {error}")),
    };
    match response {
        Ok(text) => format!("{{\"ok\":{text}}}"),
        Err(message) => format!("{{\"error\":{}}}", json_of(&message)),
    }
}

/// A value as JSON; `null` where it has none, which no value of ours does.
fn json_of<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
