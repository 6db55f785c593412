//! Handlers of pages: who asks, one look at the course, one view.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use course::{ids, pages};

use crate::app::App;
use crate::page;
use crate::record::finished_the_other_way;
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

/// The other way was taken: the same statement as after a talk, then back to the topic.
pub(crate) async fn read_transcript(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Response {
    let Some((topic, case)) = visitor.course.case(&slug) else { return visitor.missing() };
    let activity = visitor.course.case_id(case);
    match finished_the_other_way(&app, &visitor, case, &activity).await {
        Ok(()) => {
            let cookie = visitor.who.cookie.clone().map(|cookie| (header::SET_COOKIE, cookie));
            let mut response = Redirect::to(&ids::topic_url(topic)).into_response();
            response.headers_mut().extend(cookie);
            response
        }
        Err(e) => visitor.failed(&e),
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
