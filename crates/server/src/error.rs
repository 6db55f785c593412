//! Which error goes where.
//!
//! | what | status | told |
//! |---|---|---|
//! | a statement that breaks a rule, no JSON, too many | 400 | what was expected and found, naming the property |
//! | another statement under the same id | 409 | the id |
//! | a learner whose record was deleted | 410 | that it was, and the cookie goes |
//! | a body that is too large | 413 | the limit |
//! | a body that is no JSON by its kind | 415 | the kind that is taken |
//! | a post from another site | 403 | that it was refused |
//! | a database that is busy, full or gone | 503 | to try again; the page keeps what it has |
//! | a panic | 500 | nothing more |
//!
//! `/record` and `/health` answer with `{"error": …}`, and `"property"` where one is at fault.
//! Pages answer with a page (`visitor.rs`). The database's own words go to the log alone, and no
//! error holds what a learner wrote.

use axum::Json;
use axum::extract::rejection::BytesRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::cookie;

/// The most bytes that are taken in one post.
pub(crate) const MAX_BODY: usize = 1024 * 1024;

/// Why `/record` did not take or give something.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{0}")]
    Statement(#[from] xapi::Error),
    #[error("{0}")]
    Store(#[from] store::Error),
    #[error("expected at most {MAX_BODY} bytes, found more; send them in parts")]
    TooLarge,
    #[error("expected a body of the kind application/json, found another kind")]
    Kind,
    #[error("expected a whole body, found one that ended early")]
    Broken,
}

impl From<BytesRejection> for Error {
    fn from(rejection: BytesRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::Broken,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let text = match &self {
            Self::Store(e) => told(e),
            other => other.to_string(),
        };
        let body = match &self {
            Self::Statement(e) => match e.property() {
                Some(property) => json!({"error": text, "property": property}),
                None => json!({"error": text}),
            },
            _ => json!({"error": text}),
        };
        let mut response = (status(&self), Json(body)).into_response();
        if let Self::Store(store::Error::Deleted) = &self
            && let Some(gone) = cookie::gone(false)
        {
            response.headers_mut().insert(header::SET_COOKIE, gone);
        }
        response
    }
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::Statement(_) | Error::Broken => StatusCode::BAD_REQUEST,
        Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::Store(store::Error::Conflict(_)) => StatusCode::CONFLICT,
        Error::Store(store::Error::Deleted) => StatusCode::GONE,
        Error::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// What a learner is told; what the database said is for whoever runs the server.
pub(crate) fn told(error: &store::Error) -> String {
    match error {
        store::Error::Conflict(_) | store::Error::Deleted => error.to_string(),
        other => {
            tracing::error!("{other}");
            "the record cannot be reached just now; nothing is lost, try again".to_owned()
        }
    }
}

/// A post that comes from another site.
pub(crate) fn from_another_site() -> Response {
    let text = "expected a post from a page of this server, found one from another site";
    (StatusCode::FORBIDDEN, Json(json!({"error": text}))).into_response()
}
