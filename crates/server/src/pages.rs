//! Handlers of pages: who asks, one look at the course, one view.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use course::pages;

use crate::page;
use crate::visitor::Visitor;

/// `/`
pub(crate) async fn course(visitor: Visitor) -> Response {
    visitor.page(pages::course(&visitor.visit()))
}

/// `/topics/<slug>`
pub(crate) async fn topic(visitor: Visitor, Path(slug): Path<String>) -> Response {
    match visitor.course.topic(&slug) {
        Some(topic) => visitor.page(pages::topic(&visitor.visit(), topic)),
        None => visitor.missing(),
    }
}

/// `/cases/<slug>`, and `/cases/<slug>.json` for the player.
pub(crate) async fn case(visitor: Visitor, Path(slug): Path<String>) -> Response {
    if let Some(slug) = slug.strip_suffix(".json") {
        return case_json(&visitor, slug);
    }
    match visitor.course.case(&slug) {
        Some((topic, case)) => visitor.page(pages::practice(&visitor.visit(), topic, case)),
        None => visitor.missing(),
    }
}

fn case_json(visitor: &Visitor, slug: &str) -> Response {
    let case = visitor.course.case(slug).map(|(_, case)| serde_json::to_vec(&case.case));
    match case {
        Some(Ok(json)) => {
            let kind =
                [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
            (kind, [(header::ETAG, page::tag(&json))], json).into_response()
        }
        _ => visitor.missing(),
    }
}

/// `/cases/<slug>/transcript`: the other way.
pub(crate) async fn transcript(visitor: Visitor, Path(slug): Path<String>) -> Response {
    match visitor.course.case(&slug) {
        Some((topic, case)) => visitor.page(pages::transcript(&visitor.visit(), topic, case)),
        None => visitor.missing(),
    }
}

/// `/lessons/<slug>/end`
pub(crate) async fn lesson_end(visitor: Visitor, Path(slug): Path<String>) -> Response {
    match visitor.course.lesson(&slug) {
        Some(lesson) => visitor.page(pages::lesson_end(&visitor.visit(), lesson)),
        None => visitor.missing(),
    }
}

/// Any address that has no page.
pub(crate) async fn missing(visitor: Visitor) -> Response {
    visitor.missing()
}
