//! A part of a file, for players of recordings: some play nothing that cannot be asked for in
//! parts (RFC 9110 §14).

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::ops::Range;

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Bytes(Range<usize>),
    Beyond,
}

/// The file, or the one part of it that is asked for. Several parts at once get the whole.
pub(crate) fn answer(asked: &HeaderMap, bytes: &[u8]) -> Response {
    let text = asked.get(header::RANGE).and_then(|range| range.to_str().ok()).unwrap_or_default();
    let size = bytes.len();
    let (status, place, body) = match part(text, size) {
        Part::Bytes(range) => {
            let place = format!("bytes {}-{}/{size}", range.start, range.end.saturating_sub(1));
            let body = bytes.get(range).unwrap_or_default().to_vec();
            (StatusCode::PARTIAL_CONTENT, Some(place), body)
        }
        Part::Beyond => {
            (StatusCode::RANGE_NOT_SATISFIABLE, Some(format!("bytes */{size}")), Vec::new())
        }
        Part::Whole => (StatusCode::OK, None, bytes.to_vec()),
    };
    let mut response = (status, [(header::ACCEPT_RANGES, "bytes")], body).into_response();
    let place = place.and_then(|place| HeaderValue::try_from(place).ok());
    response.headers_mut().extend(place.map(|place| (header::CONTENT_RANGE, place)));
    response
}

/// Reads `bytes=from-to`, `bytes=from-` and `bytes=-last`; anything else asks for the whole.
fn part(text: &str, size: usize) -> Part {
    let Some((from, to)) = text.strip_prefix("bytes=").and_then(|r| r.split_once('-')) else {
        return Part::Whole;
    };
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let range = match (number(from), number(to)) {
        (Some(from), Some(to)) if from <= to => from..to.saturating_add(1).min(size),
        (Some(from), None) if to.trim().is_empty() => from..size,
        (None, Some(last)) if from.trim().is_empty() => size.saturating_sub(last)..size,
        _ => return Part::Whole,
    };
    if range.is_empty() { Part::Beyond } else { Part::Bytes(range) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read() {
        for (text, wanted) in [
            ("", Part::Whole),
            ("bytes=0-1", Part::Bytes(0..2)),
            ("bytes=4-", Part::Bytes(4..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-30", Part::Bytes(0..10)),
            ("bytes=8-99999999999999999999", Part::Whole),
            ("bytes=8-18446744073709551615", Part::Bytes(8..10)),
            ("bytes=10-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=5-4", Part::Whole),
            ("bytes=0-1,4-5", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("bytes=-", Part::Whole),
        ] {
            assert_eq!(part(text, 10), wanted, "{text}");
        }
    }
}
