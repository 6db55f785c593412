//! What is refused: forged cookies, posts from elsewhere, bodies without end, paths out of the course.

use crate::client::{ask, get, get_as, post};
use crate::fixture::{opened, start};

#[test]
fn a_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let server = start();
    let plain = get(server.at, "/");
    let set = plain.header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Secure"), "over plain HTTP a Secure cookie would never come back");
    let proxied = ask(server.at, "GET", "/", "x-forwarded-proto: https\r\n", b"");
    assert!(proxied.header("set-cookie").unwrap().contains("; Secure"));
}

#[test]
fn a_changed_cookie_is_a_new_learner_and_not_another() {
    let server = start();
    let (ana, dee) = (get(server.at, "/").cookie(), get(server.at, "/").cookie());
    assert_ne!(ana, dee);
    post(server.at, &ana, &format!("[{}]", opened()));
    let (name, _) = ana.split_once('.').unwrap();
    let (_, signature) = dee.split_once('.').unwrap();
    for forged in
        [format!("{name}.{signature}"), format!("{name}."), name.to_owned(), format!("{ana}0")]
    {
        let answer = get_as(server.at, "/record", &forged);
        assert_ne!(answer.cookie(), ana, "a new learner");
        let record = get_as(server.at, "/record.json", &forged).json();
        assert!(record["statements"].as_array().unwrap().is_empty(), "{forged}");
    }
    let posted = post(server.at, &format!("{name}.{signature}"), &format!("[{}]", opened()));
    assert_eq!(posted.status, 200);
    let record = get_as(server.at, "/record.json", &ana).json();
    assert_eq!(record["statements"].as_array().unwrap().len(), 1, "nobody writes for another");
}

#[test]
fn a_post_from_another_site_is_refused() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    post(server.at, &cookie, &format!("[{}]", opened()));
    let evil = [
        "origin: https://elsewhere.example\r\n",
        "sec-fetch-site: cross-site\r\n",
        "origin: null\r\n",
    ];
    for from in evil {
        let head = format!("content-type: application/json\r\ncookie: {cookie}\r\n{from}");
        for path in ["/record", "/record/delete", "/finish", "/cases/the-chair/transcript"] {
            let body = format!("[{}]", opened());
            let answer = ask(server.at, "POST", path, &head, body.as_bytes());
            assert_eq!(answer.status, 403, "{path} {from}");
            assert!(answer.header("set-cookie").is_none());
        }
    }
    let record = get_as(server.at, "/record.json", &cookie).json();
    assert_eq!(record["statements"].as_array().unwrap().len(), 1);
    let ours = format!(
        "content-type: application/json\r\ncookie: {cookie}\r\norigin: http://{}\r\n",
        server.at
    );
    assert_eq!(ask(server.at, "POST", "/record", &ours, b"[]").status, 200, "our own page");
}

#[test]
fn a_body_without_end_is_refused() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    let answer = post(server.at, &cookie, &format!("[{}]", " ".repeat(2 * 1024 * 1024)));
    assert_eq!(answer.status, 413);
    assert!(answer.json()["error"].as_str().unwrap().contains("at most 1048576 bytes"));
    let many = format!("[{}]", vec![opened(); xapi::MAX_BATCH + 1].join(","));
    let answer = post(server.at, &cookie, &many);
    assert_eq!(answer.status, 400);
    assert!(answer.json()["error"].as_str().unwrap().contains("statements in one post"));
    let deep = post(server.at, &cookie, &"[".repeat(500_000));
    assert_eq!(deep.status, 400);
}

#[test]
fn a_body_of_another_kind_is_refused() {
    let server = start();
    for kind in
        ["", "content-type: text/plain\r\n", "content-type: application/x-www-form-urlencoded\r\n"]
    {
        let answer = ask(server.at, "POST", "/record", kind, b"[]");
        assert_eq!(answer.status, 415, "{kind}");
        assert!(answer.json()["error"].as_str().unwrap().contains("application/json"));
    }
}

#[test]
fn no_path_leads_out_of_the_course() {
    let server = start();
    std::fs::write(server.folder.parent().unwrap().join("secret.png"), "secret").unwrap();
    #[cfg(unix)]
    {
        let outside = server.folder.parent().unwrap();
        std::os::unix::fs::symlink(outside, server.folder.join("out")).unwrap();
        std::os::unix::fs::symlink(outside.join("secret.png"), server.folder.join("link.png"))
            .unwrap();
    }
    for path in [
        "/files/../secret.png",
        "/files/pictures/../../secret.png",
        "/files/..%2fsecret.png",
        "/files/%2e%2e/secret.png",
        "/files/..%5csecret.png",
        "/files//secret.png",
        "/files/out/secret.png",
        "/files/link.png",
        "/files/%00.png",
        "/files/course.md",
        "/files/the-chair.md",
        "/files/",
        "/assets/../../Cargo.toml",
        "/assets/%2e%2e%2fCargo.toml",
    ] {
        let answer = get(server.at, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
    let absolute = server.folder.join("pictures/chair.png");
    assert_eq!(get(server.at, &format!("/files/{}", absolute.display())).status, 404);
    let picture = get(server.at, "/files/pictures/chair.png");
    assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/png")));
}

#[test]
fn a_drawing_runs_no_script() {
    let server = start();
    let drawing = get(server.at, "/files/pictures/drawing.svg");
    assert_eq!(drawing.header("content-type"), Some("image/svg+xml"));
    let policy = drawing.header("content-security-policy").unwrap();
    assert!(policy.contains("sandbox") && !policy.contains("script-src"), "{policy}");
}
