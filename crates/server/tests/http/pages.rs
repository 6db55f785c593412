//! Pages and files: what comes, how it is packed, and how long it may be kept.

use crate::client::{Answer, ask, get, get_as};
use crate::fixture::start;

#[test]
fn every_page_is_there() {
    let server = start();
    for path in [
        "/",
        "/topics/listening",
        "/topics/waiting",
        "/cases/the-chair",
        "/cases/the-chair/transcript",
        "/lessons/lesson-one/end",
        "/record",
    ] {
        let answer = get(server.at, path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
        assert!(answer.text().contains("<!DOCTYPE html>"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("private, no-cache"), "{path}");
    }
}

#[test]
fn an_address_without_a_page_says_so_on_a_page() {
    let server = start();
    for path in [
        "/nothing",
        "/topics/nothing",
        "/cases/nothing",
        "/cases/nothing.json",
        "/lessons/nothing/end",
        "/assets/00000000/nothing.js",
        "/files/nothing.png",
        "/events",
    ] {
        let answer = get(server.at, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("<!DOCTYPE html>"), "{path}");
    }
    assert_eq!(ask(server.at, "DELETE", "/record", "", b"").status, 405);
}

#[test]
fn head_tells_without_a_body() {
    let server = start();
    for path in ["/", "/topics/listening", "/record.json", "/health"] {
        let answer = ask(server.at, "HEAD", path, "", b"");
        assert_eq!((answer.status, answer.body.len()), (200, 0), "{path}");
    }
}

#[test]
fn every_answer_keeps_the_page_to_itself() {
    let server = start();
    for path in ["/", "/nothing", "/record.json", "/health", "/cases/the-chair.json"] {
        let answer = get(server.at, path);
        let policy = answer.header("content-security-policy").unwrap();
        for rule in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("http"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"), "{path}");
    }
    let refused = ask(server.at, "POST", "/finish", "origin: https://elsewhere.example\r\n", b"");
    assert!(refused.header("content-security-policy").is_some(), "refusals too");
}

#[test]
fn the_case_goes_to_the_player_as_json() {
    let server = start();
    let answer = get(server.at, "/cases/the-chair.json");
    assert_eq!(answer.status, 200);
    let case = answer.json();
    assert_eq!(case["peer"]["name"], "Jordan");
    assert_eq!(case["id"], "the-chair");
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    let first = get_as(server.at, "/topics/listening", &cookie);
    assert!(first.header("set-cookie").is_none(), "who is known gets no new cookie");
    let head = format!("cookie: {cookie}\r\nif-none-match: {}\r\n", first.header("etag").unwrap());
    let again = ask(server.at, "GET", "/topics/listening", &head, b"");
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn pages_and_files_travel_packed() {
    let server = start();
    let style = course::assets::url("holdspace.css");
    let packed = |path: &str, form: &str| -> Answer {
        ask(server.at, "GET", path, &format!("accept-encoding: {form}\r\n"), b"")
    };
    for form in ["gzip", "br"] {
        for path in ["/topics/listening", style.as_str()] {
            let answer = packed(path, form);
            assert_eq!(answer.header("content-encoding"), Some(form), "{path}");
        }
    }
    let plain = packed(&style, "identity");
    assert_eq!(plain.header("content-encoding"), None);
    assert!(plain.body.len() > packed(&style, "br").body.len());
    assert_eq!(
        plain.header("cache-control"),
        Some("public, max-age=31536000, immutable"),
        "its address names its content"
    );
}

#[test]
fn the_model_is_named_by_its_content_and_kept() {
    let server = start();
    let page = get(server.at, "/topics/listening").text();
    let Some(file) = course::assets::model_file() else {
        assert!(!page.contains("data-model"), "a build without the model names none");
        return;
    };
    assert!(page.contains(&format!("data-model=\"{}\"", file.url)), "the page knows where it is");
    assert!(page.contains(&format!("data-model-size=\"{}\"", file.size)), "and how large");
    let answer = ask(server.at, "GET", &file.url, "accept-encoding: br, gzip\r\n", b"");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(answer.header("content-encoding"), Some("gzip"), "packed quickly: somebody waits");
    assert!(answer.body.len() <= 8_000_000, "at most 8 MB as sent: {}", answer.body.len());
    let old = ask(server.at, "GET", "/assets/00000000/replies.model", "", b"");
    assert_eq!((old.header("cache-control"), old.body.len()), (Some("no-cache"), file.size));
}

#[test]
fn a_recording_can_be_asked_for_in_parts() {
    let server = start();
    let path = "/files/pictures/chair.png";
    let part = ask(server.at, "GET", path, "range: bytes=4-6\r\n", b"");
    assert_eq!((part.status, part.text().as_str()), (206, "muc"));
    assert_eq!(part.header("content-range"), Some("bytes 4-6/21"));
    assert_eq!(part.header("content-type"), Some("image/png"));
    assert_eq!(ask(server.at, "GET", path, "range: bytes=99-\r\n", b"").status, 416);
}

/// The first view of a topic: the page, its style and its scripts, in at most 100 KB.
#[test]
fn a_first_view_is_small() {
    let server = start();
    let packed = "accept-encoding: br\r\n";
    let page = ask(server.at, "GET", "/topics/listening", packed, b"").body.len();
    let names = course::assets::names();
    let files = names.iter().filter(|n| n.ends_with(".css") || n.ends_with(".js"));
    let sizes =
        files.map(|n| ask(server.at, "GET", &course::assets::url(n), packed, b"").body.len());
    let all = page + sizes.sum::<usize>();
    println!("a topic with all styles and scripts: {all} bytes");
    assert!(all < 100_000, "{all}");
}
