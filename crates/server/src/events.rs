//! `/events`: tells open pages that a file of the course has changed (`--watch`).

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;

use crate::app::{App, Change};
use crate::visitor::Visitor;

/// `/events`: an event `reload` for each change, until the server stops.
pub(crate) async fn events(State(app): State<App>) -> Response {
    if !app.watched() {
        return Visitor::anybody(&app).missing();
    }
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    Sse::new(reloads(app.changes())).keep_alive(alive).into_response()
}

fn reloads(
    mut changes: watch::Receiver<Change>,
) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    changes.mark_unchanged();
    stream::unfold(changes, |mut changes| async move {
        changes.changed().await.ok()?;
        let change = *changes.borrow_and_update();
        match change {
            Change::Read(count) => {
                let event = Event::default().event("reload").data(count.to_string());
                Some((Ok(event), changes))
            }
            Change::Stop => None,
        }
    })
}
