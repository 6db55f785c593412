//! Handlers of the record: keeping, showing, giving and deleting what a learner did.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use course::pages::{self, Kept};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use crate::app::App;
use crate::cookie;
use crate::error::Error;
use crate::visitor::{Visitor, Who};

/// `POST /record`: statements without an actor, as a list; the cookie says who.
pub(crate) async fn keep(
    State(app): State<App>,
    who: Who,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Error> {
    is_json(&headers)?;
    let statements = xapi::batch_from_page(&body?)?;
    let course = app.course();
    for (i, statement) in statements.iter().enumerate() {
        statement.is_of(&course.id).map_err(|e| e.in_item(i))?;
    }
    let stored = app.store().append(who.learner, statements).await?;
    let mut response = Json(json!({"stored": stored})).into_response();
    response.headers_mut().extend(who.cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

/// `GET /record`: the page that shows what is kept.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Response {
    match app.store().statements_of(visitor.who.learner).await {
        Ok(kept) => {
            let kept: Vec<Kept> = kept.iter().filter_map(|k| in_words(&k.json)).collect();
            visitor.page(pages::record(&visitor.visit(), &kept))
        }
        Err(e) => visitor.failed(&e),
    }
}

/// `GET /record.json`: all of it as a file, each statement whole, oldest first.
pub(crate) async fn give(State(app): State<App>, who: Who) -> Result<Response, Error> {
    let kept = app.store().statements_of(who.learner).await?;
    let whole: Vec<String> = kept.iter().map(|k| k.whole(who.learner)).collect();
    let body = format!("{{\"statements\":[\n{}\n],\"more\":\"\"}}\n", whole.join(",\n"));
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"holdspace-record.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, body).into_response())
}

/// `POST /record/delete`: everything about this learner goes, and the cookie with it.
pub(crate) async fn delete(State(app): State<App>, visitor: Visitor) -> Response {
    if !visitor.who.new
        && let Err(e) = app.store().delete_learner(visitor.who.learner).await
    {
        return visitor.failed(&e);
    }
    let mut response = Redirect::to("/record").into_response();
    response.headers_mut().extend(without_cookie(&visitor.who));
    response
}

/// `POST /finish`: nothing stays on this device; what was done stays kept.
pub(crate) async fn finish(visitor: Visitor) -> Response {
    let html = pages::finished(&visitor.visit());
    let mut response = crate::page::answer(html, None, None);
    let headers = response.headers_mut();
    headers.extend(without_cookie(&visitor.who));
    // "cookies" is left out: it would take those of neighbours on the same domain, too.
    let clear = HeaderValue::from_static("\"cache\", \"storage\"");
    headers.insert(HeaderName::from_static("clear-site-data"), clear);
    response
}

/// `GET /finish`: where the other tabs of a device go when it was cleared in one. It clears nothing:
/// somebody else may sit there by now.
pub(crate) async fn finished(visitor: Visitor) -> Response {
    crate::page::answer(pages::finished(&visitor.visit()), None, None)
}

/// `GET /health`
pub(crate) async fn health(State(app): State<App>) -> Result<Json<serde_json::Value>, Error> {
    app.store().health().await?;
    Ok(Json(json!({"ok": true})))
}

fn is_json(headers: &HeaderMap) -> Result<(), Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") { Ok(()) } else { Err(Error::Kind) }
}

fn without_cookie(who: &Who) -> Option<(HeaderName, HeaderValue)> {
    cookie::gone(who.secure).map(|gone| (header::SET_COOKIE, gone))
}

#[derive(Deserialize)]
struct Told {
    timestamp: String,
    verb: WithId,
    object: WithId,
}

#[derive(Deserialize)]
struct WithId {
    id: String,
}

fn in_words(json: &str) -> Option<Kept> {
    let told: Told = serde_json::from_str(json).ok()?;
    let when = told.timestamp.parse::<Timestamp>().ok()?;
    let when = when.strftime("%-d %B %Y, %H:%M UTC").to_string();
    Some(Kept { when, verb: told.verb.id, object: told.object.id })
}
