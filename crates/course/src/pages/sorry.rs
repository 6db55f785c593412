//! Pages for when there is nothing to show, and for when all is cleared.

use maud::{Markup, html};

use super::Visit;
use super::shell::{self, Page};

/// What `POST /finish` answers, with the cookie gone.
#[must_use]
pub fn finished(visit: &Visit<'_>) -> String {
    let body = html! {
        p class="lead" { "Nothing of yours is left on this device. You can close the page, or hand the device on." }
        p class="note" { "Is JavaScript off here? Then nothing but the sign-in was ever kept on this device." }
        p class="deeds" { a class="button main" href="/" { "Begin anew" } }
    };
    plain(visit, "All clear", "finished", &body)
}

/// An address that has no page (404).
#[must_use]
pub fn not_found(visit: &Visit<'_>) -> String {
    let body = html! {
        p class="lead" { "There is nothing at this address. It may have moved, or been written a little differently." }
        p class="deeds" { a class="button main" href="/" { "To the course" } }
    };
    plain(visit, "This page is not here", "not-found", &body)
}

/// Anything else that went wrong; `message` is for the learner.
#[must_use]
pub fn error(visit: &Visit<'_>, message: &str) -> String {
    let body = html! {
        p class="lead" { (message) }
        p class="note" { "Nothing that you did is lost: what could not be sent waits on this device." }
        p class="deeds" { a class="button main" href="/" { "To the course" } }
    };
    plain(visit, "That did not go through", "error", &body)
}

fn plain(visit: &Visit<'_>, title: &str, kind: &'static str, body: &Markup) -> String {
    let page = Page {
        title,
        description: title,
        kind,
        script: None,
        way_back: None,
        data: None,
        body: html! { article class="plain" { header class="title" { h1 { (title) } } (body) } },
    };
    shell::page(visit, page)
}
