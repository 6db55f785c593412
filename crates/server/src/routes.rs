//! All addresses, in one list.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{get, post};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::timeout::RequestBodyDeadlineLayer;

use crate::app::App;
use crate::error::{MAX_BODY, from_another_site};
use crate::{events, files, form, guard, pages, record};

/// How long a body may take to arrive: a megabyte over a weak line.
const SLOWEST_BODY: Duration = Duration::from_secs(120);

pub(crate) fn routes(app: App) -> Router {
    Router::new()
        .route("/", get(pages::course))
        .route("/topics/{slug}", get(pages::topic))
        .route("/topics/{slug}/read", post(form::read_topic))
        .route("/cases/{slug}", get(pages::case))
        .route("/cases/{slug}/transcript", get(pages::transcript).post(form::read_transcript))
        .route("/lessons/{slug}/end", get(pages::lesson_end))
        .route("/record", get(record::show).post(record::keep))
        .route("/record.json", get(record::give))
        .route("/record/delete", post(record::delete))
        .route("/finish", get(record::finished).post(record::finish))
        .route("/assets/{*path}", get(files::asset))
        .route("/files/{*path}", get(files::file))
        .route("/events", get(events::events))
        .route("/health", get(record::health))
        .fallback(pages::missing)
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .with_state(app)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(RequestBodyDeadlineLayer::new(SLOWEST_BODY))
        .layer(CsrfLayer::new().with_rejection_response(|_: ProtectionError| from_another_site()))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(guard::headers))
}
