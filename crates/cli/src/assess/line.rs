//! One line: a reply as JSON in, what it does as JSON out.

use assess::{Label, Model, Span, Tier, Verdict};
use serde::Serialize;
use serde_json::value::RawValue;
use std::{borrow::Cow, collections::BTreeMap};

use super::lines::{LONGEST, Raw};

/// What a reply does; `id` as it came, byte for byte.
#[derive(Serialize)]
struct Assessed<'l> {
    id: &'l RawValue,
    verdict: Verdict,
    unsure: bool,
    labels: Vec<Found<'l>>,
}

#[derive(Serialize)]
struct Found<'l> {
    label: Label,
    tier: Tier,
    confidence: f64,
    spans: &'l [Span],
    because: &'l str,
}

#[derive(Serialize)]
struct Fault<'l> {
    line: usize,
    error: &'l str,
}

/// The line to print, and whether it is an answer rather than a fault.
pub(super) fn answer(model: &Model, raw: &Raw) -> (String, bool) {
    match assessed(model, raw) {
        Ok(line) => (line + "\n", true),
        Err(error) => {
            let fault = Fault { line: raw.number, error: &error };
            (serde_json::to_string(&fault).unwrap_or_default() + "\n", false)
        }
    }
}

/// An error says what was expected, and never repeats what somebody wrote.
fn assessed(model: &Model, raw: &Raw) -> Result<String, String> {
    let keys = keys(raw)?;
    let id = *keys.get("id").ok_or("expected `id`, a string or a number, found no such key")?;
    if !matches!(kind(id), "a string" | "a number") {
        return Err(format!("expected a string or a number as `id`, found {}", kind(id)));
    }
    let peer = text(&keys, "peer")?;
    let reply = text(&keys, "reply")?;
    let assessment = model.reading(&peer, &reply).assessment;
    let labels = assessment.labels.iter().map(|found| Found {
        label: found.label,
        tier: found.tier,
        confidence: (found.confidence * 1e6).round() / 1e6,
        spans: &found.spans,
        because: &found.because,
    });
    let assessed = Assessed {
        id,
        verdict: assessment.verdict,
        unsure: assessment.unsure,
        labels: labels.collect(),
    };
    serde_json::to_string(&assessed).map_err(|error| error.to_string())
}

/// The keys of the object that a line holds.
fn keys(raw: &Raw) -> Result<BTreeMap<Cow<'_, str>, &RawValue>, String> {
    if raw.cut {
        return Err(format!("expected a line of at most {LONGEST} bytes, found a longer one"));
    }
    let text = std::str::from_utf8(&raw.bytes).map_err(|e| {
        format!("expected UTF-8, found another byte after {} bytes", e.valid_up_to())
    })?;
    let text = if raw.number == 1 { text.trim_start_matches('\u{feff}') } else { text };
    const OBJECT: &str = "expected an object {\"id\", \"peer\", \"reply\"}";
    if text.trim().is_empty() {
        return Err(format!("{OBJECT}, found an empty line"));
    }
    let whole: &RawValue = serde_json::from_str(text)
        .map_err(|e| format!("{OBJECT}, found no JSON: it is broken at column {}", e.column()))?;
    if kind(whole) != "an object" {
        return Err(format!("{OBJECT}, found {}", kind(whole)));
    }
    serde_json::from_str(whole.get())
        .map_err(|e| format!("{OBJECT}, found a key that cannot be read at column {}", e.column()))
}

fn text(keys: &BTreeMap<Cow<'_, str>, &RawValue>, key: &str) -> Result<String, String> {
    let value =
        keys.get(key).ok_or_else(|| format!("expected `{key}`, a string, found no such key"))?;
    if kind(value) != "a string" {
        return Err(format!("expected a string as `{key}`, found {}", kind(value)));
    }
    serde_json::from_str(value.get()).map_err(|_| {
        format!(
            "expected Unicode text as `{key}`, found half of a character (`\\ud800` and the like)"
        )
    })
}

/// What a piece of JSON is, by its first letter.
fn kind(value: &RawValue) -> &'static str {
    match value.get().trim_start().as_bytes().first() {
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    }
}
