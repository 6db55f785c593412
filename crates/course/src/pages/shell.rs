//! What every page has: head, skip link, house, help, footer.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use super::{Visit, drawings};
use crate::assets;

/// A page to be put into its shell.
pub(super) struct Page<'a> {
    /// For the window's title, without the programme's name.
    pub(super) title: &'a str,
    /// One sentence for whoever lists the page.
    pub(super) description: &'a str,
    /// What scripts and style may go by: `data-page` of the body.
    pub(super) kind: &'static str,
    /// The page's own script, loaded where it is there.
    pub(super) script: Option<&'static str>,
    /// Beside the house: where one came from.
    pub(super) way_back: Option<(String, String)>,
    /// What the page's script needs beside its elements' data: `#data`, JSON.
    pub(super) data: Option<Value>,
    /// What `main` holds.
    pub(super) body: Markup,
}

/// The script of every page.
const EVERYWHERE: &str = "page.js";

/// The kinds of pages on which somebody talks; their style stands apart.
const WITH_TALK: [&str; 2] = ["practice", "transcript"];

/// Who the help is for.
const DANGER: &str = "Is somebody in danger, you or another person?";

pub(super) fn page(visit: &Visit<'_>, page: Page<'_>) -> String {
    let Page { title, description, kind, script, way_back, data, body } = page;
    let (there, model) = (assets::names(), assets::model_file());
    let scripts = [Some(EVERYWHERE), script].into_iter().flatten();
    let scripts = scripts.filter(|s| there.iter().any(|n| n == s));
    html! {
        (DOCTYPE)
        html lang=(visit.course.settings.lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Holdspace" }
                meta name="description" content=(description);
                meta name="color-scheme" content="light dark";
                meta name="theme-color" media="(prefers-color-scheme: light)" content="#f1f0ea";
                meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1c1b18";
                link rel="icon" type="image/svg+xml" href=(assets::url("icon.svg"));
                link rel="stylesheet" href=(assets::url("holdspace.css"));
                @if WITH_TALK.contains(&kind) {
                    link rel="stylesheet" href=(assets::url("talk.css"));
                }
                @for script in scripts {
                    script type="module" src=(assets::url(script)) {}
                }
            }
            body data-page=(kind) data-course=(visit.course.id) data-record="/record" data-events=[visit.watch.then_some("/events")]
                data-model=[model.map(|m| &m.url)] data-model-size=[model.map(|m| m.size)] {
                a class="skip unseen" href="#main" { "Skip to the page" }
                header class="top" {
                    a class="house" href="/" { (drawings::house()) "Holdspace" }
                    @if let Some((href, text)) = way_back {
                        nav aria-label="Course" { a href=(href) { (text) } }
                    }
                    (help(visit))
                }
                main id="main" tabindex="-1" { (body) }
                (foot())
                @if let Some(data) = data {
                    script type="application/json" id="data" { (PreEscaped(json(&data))) }
                }
            }
        }
    }
    .into_string()
}

/// The help, in the same place on every page, and readable without scripts.
fn help(visit: &Visit<'_>) -> Markup {
    let settings = &visit.course.settings;
    let number = settings.crisis.as_str();
    html! {
        details class="help" {
            summary { "Help: call " (number) }
            div {
                p {
                    @match settings.crisis_text.as_deref() {
                        // A question at the beginning is who the sentence is for.
                        Some(text) => @match text.find('?').map(|at| text.split_at(at + 1)) {
                            Some((question, answer)) => {
                                strong { (question) } (with_numbers(answer, &[number, "911"]))
                            },
                            None => {
                                strong { (DANGER) } " " (with_numbers(text, &[number, "911"]))
                            },
                        },
                        None => {
                            strong { (DANGER) }
                            @if number == "988" {
                                (with_numbers(" Call or text 988, day or night. In an emergency call 911.", &["988", "911"]))
                            } @else {
                                " Call " (telephone(number)) ", day or night."
                            }
                        },
                    }
                }
                p {
                    "Something on this page sits badly with you? You can stop at any point. "
                    "Your supervisor or your trainer is a good next person to talk to."
                }
                p {
                    @match &settings.duty_to_act {
                        Some(text) => (text),
                        None => "Somebody you support is in danger? Ask your supervisor what you have to do: rules differ.",
                    }
                }
                p class="note" { "The people in practice talks are characters. Nobody is watching you." }
            }
        }
    }
}

fn foot() -> Markup {
    html! {
        footer class="foot" {
            div {
                p {
                    "Peers in practice talks are characters, and nobody is watching. "
                    "What you write stays on this device unless you send it."
                }
                div class="deeds" {
                    a href="/record" { "What is kept about you" }
                    form method="post" action="/finish" data-do="finish" {
                        button class="button" type="submit" { "Finish and clear this device" }
                    }
                }
            }
        }
    }
}

/// The text with each of the numbers as a link that calls it.
fn with_numbers(text: &str, numbers: &[&str]) -> Markup {
    let first = numbers
        .iter()
        .filter(|n| !n.is_empty())
        .filter_map(|n| text.find(n).map(|at| (at, *n)))
        .min_by_key(|(at, _)| *at);
    let Some((at, number)) = first else { return html! { (text) } };
    let (before, rest) = text.split_at(at);
    let after = rest.strip_prefix(number).unwrap_or_default();
    html! { (before) (telephone(number)) (with_numbers(after, numbers)) }
}

fn telephone(number: &str) -> Markup {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    html! {
        @if digits.is_empty() { (number) } @else { a href={ "tel:" (digits) } { (number) } }
    }
}

/// JSON that cannot end its element: `<` never stands in it.
fn json(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
