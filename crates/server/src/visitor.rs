//! Who asks: the learner by the cookie, and for pages what they have done so far.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use course::pages::{self, Visit};
use course::{Course, Progress};
use std::convert::Infallible;
use std::sync::Arc;
use store::{Learner, Store};

use crate::app::App;
use crate::error::told;
use crate::{cookie, page};

/// The learner who asks. Without a cookie of ours it is a new one.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub(crate) learner: Learner,
    /// Nobody is known by the cookie yet.
    pub(crate) new: bool,
    /// The line is HTTPS on the learner's side.
    pub(crate) secure: bool,
    /// To be set with the answer, where the learner is new.
    pub(crate) cookie: Option<HeaderValue>,
}

/// A learner before a page.
pub(crate) struct Visitor {
    pub(crate) who: Who,
    pub(crate) course: Arc<Course>,
    progress: Progress,
    watched: bool,
    known: Option<HeaderValue>,
}

impl FromRequestParts<App> for Who {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let secure = cookie::is_secure(&parts.headers);
        let known = app.key().learner(&parts.headers);
        let learner = known.unwrap_or_else(Store::new_learner);
        let cookie = if known.is_none() { app.key().cookie(learner, secure) } else { None };
        Ok(Self { learner, new: known.is_none(), secure, cookie })
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Ok(who) = <Who as FromRequestParts<App>>::from_request_parts(parts, app).await;
        let course = app.course();
        let known = parts.headers.get(header::IF_NONE_MATCH).cloned();
        let done = if who.new {
            Ok(Progress::default())
        } else {
            app.progress(&course, who.learner).await
        };
        let (progress, failure) = match done {
            Ok(progress) => (progress, None),
            Err(e) => (Progress::default(), Some(e)),
        };
        let visitor = Self { who, course, progress, watched: app.watched(), known };
        match failure {
            None => Ok(visitor),
            Some(e) => Err(visitor.failed(&e)),
        }
    }
}

impl Visitor {
    /// Somebody of whom nothing is known or asked, for pages that only say that there is nothing.
    pub(crate) fn anybody(app: &App) -> Self {
        let who = Who { learner: Learner::nil(), new: true, secure: false, cookie: None };
        let (course, progress) = (app.course(), Progress::default());
        Self { who, course, progress, watched: app.watched(), known: None }
    }

    /// What a view needs.
    pub(crate) fn visit(&self) -> Visit<'_> {
        Visit { course: &self.course, progress: &self.progress, watch: self.watched }
    }

    /// What the learner has done.
    pub(crate) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// A page as an answer.
    pub(crate) fn page(&self, html: String) -> Response {
        page::answer(html, self.known.as_ref(), self.who.cookie.clone())
    }

    /// On to another page, after a form.
    pub(crate) fn to(&self, address: &str) -> Response {
        let mut response = Redirect::to(address).into_response();
        let cookie = self.who.cookie.clone().map(|cookie| (header::SET_COOKIE, cookie));
        response.headers_mut().extend(cookie);
        response
    }

    /// The page for an address that has none.
    pub(crate) fn missing(&self) -> Response {
        page::with_status(StatusCode::NOT_FOUND, pages::not_found(&self.visit()))
    }

    /// The page for a record that cannot be reached.
    pub(crate) fn failed(&self, error: &store::Error) -> Response {
        let text = told(error);
        page::with_status(StatusCode::SERVICE_UNAVAILABLE, pages::error(&self.visit(), &text))
    }
}
