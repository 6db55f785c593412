//! HTML as an answer: not for keeping without asking, and not sent again where it is the same.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use sha2::{Digest, Sha256};

/// Pages show one learner's progress: a browser asks again each time, and nobody between keeps it.
const OURS_ALONE: HeaderValue = HeaderValue::from_static("private, no-cache");

/// A page; only that it is unchanged where the browser has it.
pub(crate) fn answer(
    html: String,
    known: Option<&HeaderValue>,
    cookie: Option<HeaderValue>,
) -> Response {
    let tag = tag(html.as_bytes());
    let mut response = match known {
        Some(known) if cookie.is_none() && has(known, &tag) => {
            StatusCode::NOT_MODIFIED.into_response()
        }
        _ => Html(html).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, OURS_ALONE);
    headers.extend(HeaderValue::try_from(tag).ok().map(|tag| (header::ETAG, tag)));
    headers.extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    response
}

/// A page that says that something is missing or went wrong.
pub(crate) fn with_status(status: StatusCode, html: String) -> Response {
    (status, [(header::CACHE_CONTROL, OURS_ALONE)], Html(html)).into_response()
}

/// A tag for content. It is weak, since the same content travels under several compressions.
pub(crate) fn tag(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let hex: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{hex}\"")
}

/// Whether an `if-none-match` header names the tag.
pub(crate) fn has(known: &HeaderValue, tag: &str) -> bool {
    let bare = |text: &str| text.trim().trim_start_matches("W/").to_owned();
    let known = known.to_str().unwrap_or_default();
    known.split(',').any(|one| one.trim() == "*" || bare(one) == bare(tag))
}
