//! The record: kept once, shown, given whole, and gone when its learner says so.

use serde_json::{Value, json};
use uuid::Uuid;
use xapi::verb;

use crate::client::{ask, get, get_as, post};
use crate::fixture::{COURSE, opened, start, statement, statement_with};

#[test]
fn what_is_posted_is_kept_once_and_given_whole() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    let id = Uuid::new_v4();
    let one = statement_with(id, verb::INITIALIZED, "/topics/listening");
    for _ in 0..3 {
        let answer = post(server.at, &cookie, &format!("[{one}]"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.json(), json!({"stored": [id]}));
    }
    let answer = get_as(server.at, "/record.json", &cookie);
    assert!(answer.header("content-disposition").unwrap().starts_with("attachment"));
    let record = answer.json();
    let kept = record["statements"].as_array().unwrap();
    assert_eq!(kept.len(), 1);
    let sent: Value = serde_json::from_str(&one).unwrap();
    for (key, value) in sent.as_object().unwrap() {
        assert_eq!(&kept[0][key], value, "{key}");
    }
    assert!(kept[0]["actor"]["account"]["name"].is_string());
    assert!(kept[0]["stored"].is_string());
}

#[test]
fn a_post_without_a_cookie_begins_a_learner() {
    let server = start();
    let head = "content-type: application/json\r\n";
    let body = format!("[{}]", opened());
    let answer = ask(server.at, "POST", "/record", head, body.as_bytes());
    assert_eq!(answer.status, 200);
    let record = get_as(server.at, "/record.json", &answer.cookie()).json();
    assert_eq!(record["statements"].as_array().unwrap().len(), 1);
    assert_eq!(post(server.at, &answer.cookie(), "[]").json(), json!({"stored": []}));
}

#[test]
fn another_statement_under_an_id_is_a_conflict() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    let id = Uuid::new_v4();
    post(
        server.at,
        &cookie,
        &format!("[{}]", statement_with(id, verb::INITIALIZED, "/topics/listening")),
    );
    let other = statement_with(id, verb::COMPLETED, "/topics/listening/reading");
    let answer = post(server.at, &cookie, &format!("[{},{other}]", opened()));
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains(&id.to_string()));
    let record = get_as(server.at, "/record.json", &cookie).json();
    assert_eq!(record["statements"].as_array().unwrap().len(), 1, "no half list");
}

#[test]
fn a_fault_is_told_by_its_property() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    let with_actor = opened().replacen('{', r#"{"actor":{"mbox":"mailto:a@b.example"},"#, 1);
    let with_words = opened().replacen('{', r#"{"result":{"response":"what I typed"},"#, 1);
    for (body, property, wanted) in [
        (format!("[{with_actor}]"), json!("[0].actor"), "expected no actor"),
        (
            format!("[{},{}]", opened(), statement("done", "/x")),
            json!("[1].verb.id"),
            "one of http://adlnet.gov/expapi/verbs/initialized",
        ),
        (
            format!(
                "[{}]",
                opened().replace(COURSE, "urn:what I typed".replace(' ', "-").as_str())
            ),
            json!("[0].object.id"),
            "a part of this course",
        ),
        (
            format!("[{},{}]", opened(), statement(verb::INITIALIZED, "/what-I-typed/x")),
            json!("[1].object.id"),
            "/topics/",
        ),
        (format!("[{with_words}]"), json!("[0].result.response"), "expected no words"),
        (opened(), json!(""), "expected a list of statements"),
        ("[{".to_owned(), Value::Null, "expected JSON"),
        ("what I typed".to_owned(), Value::Null, "expected JSON"),
    ] {
        let answer = post(server.at, &cookie, &body);
        assert_eq!(answer.status, 400, "{body}");
        let told = answer.json();
        assert!(told["error"].as_str().unwrap().contains(wanted), "{told}");
        assert_eq!(told["property"], property, "{told}");
        assert!(
            !answer.text().replace('-', " ").contains("what I typed"),
            "no learner's words in an error"
        );
    }
    let record = get_as(server.at, "/record.json", &cookie).json();
    assert!(record["statements"].as_array().unwrap().is_empty(), "nothing of it is kept");
}

#[test]
fn what_a_learner_deletes_is_gone_and_does_not_come_back() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    let body =
        format!("[{},{}]", opened(), statement(verb::COMPLETED, "/topics/listening/reading"));
    post(server.at, &cookie, &body);
    let head = format!("cookie: {cookie}\r\n");
    let answer = ask(server.at, "POST", "/record/delete", &head, b"");
    assert_eq!((answer.status, answer.header("location")), (303, Some("/record")));
    assert!(answer.header("set-cookie").unwrap().contains("Max-Age=0"));
    let record = get_as(server.at, "/record.json", &cookie).json();
    assert!(record["statements"].as_array().unwrap().is_empty());
    // A page that was left open, with the old cookie and a queue.
    let late = post(server.at, &cookie, &body);
    assert_eq!(late.status, 410);
    assert!(late.header("set-cookie").unwrap().contains("Max-Age=0"));
}

#[test]
fn finishing_clears_the_device_and_keeps_the_record() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    post(server.at, &cookie, &format!("[{}]", opened()));
    let answer = ask(server.at, "POST", "/finish", &format!("cookie: {cookie}\r\n"), b"");
    assert_eq!(answer.status, 200);
    assert!(answer.header("set-cookie").unwrap().starts_with("holdspace=; "));
    assert_eq!(answer.header("clear-site-data"), Some("\"cache\", \"storage\""));
    let record = get_as(server.at, "/record.json", &cookie).json();
    assert_eq!(record["statements"].as_array().unwrap().len(), 1);
}

#[test]
fn another_tab_can_go_where_it_is_finished_and_clears_nothing() {
    let server = start();
    let answer = get(server.at, "/finish");
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("All clear"));
    assert_eq!((answer.header("set-cookie"), answer.header("clear-site-data")), (None, None));
}

#[test]
fn the_other_way_counts_once_and_looks_the_same() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    let head = format!("cookie: {cookie}\r\n");
    for _ in 0..2 {
        let answer = ask(server.at, "POST", "/cases/the-chair/transcript", &head, b"");
        assert_eq!((answer.status, answer.header("location")), (303, Some("/topics/listening")));
    }
    let record = get_as(server.at, "/record.json", &cookie).json();
    let kept = record["statements"].as_array().unwrap();
    let verbs: Vec<&str> = kept.iter().map(|k| k["verb"]["id"].as_str().unwrap()).collect();
    assert_eq!(verbs, [verb::ATTEMPTED, verb::COMPLETED]);
    assert_eq!(kept[1]["result"], json!({"completion": true}));
    assert_eq!(kept[0]["context"], kept[1]["context"], "one encounter, as after a talk");
    assert!(kept[1]["context"]["extensions"]["urn:holdspace:case-hash"].is_string());
    assert_eq!(ask(server.at, "POST", "/cases/nothing/transcript", &head, b"").status, 404);
}

#[test]
fn a_topic_can_be_read_to_the_end_without_scripts() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    let head = format!("cookie: {cookie}\r\n");
    for _ in 0..2 {
        let answer = ask(server.at, "POST", "/topics/listening/read", &head, b"");
        assert_eq!((answer.status, answer.header("location")), (303, Some("/topics/listening")));
    }
    let record = get_as(server.at, "/record.json", &cookie).json();
    let kept = record["statements"].as_array().unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["object"]["id"], format!("{COURSE}/topics/listening/reading"));
    assert_eq!(ask(server.at, "POST", "/topics/nothing/read", &head, b"").status, 404);
}

#[test]
fn progress_shows_on_the_pages() {
    let server = start();
    let cookie = get(server.at, "/").cookie();
    let before = get_as(server.at, "/topics/listening", &cookie).text();
    let done = [
        statement(verb::COMPLETED, "/topics/listening/reading"),
        statement(verb::COMPLETED, "/cases/the-chair"),
    ];
    post(server.at, &cookie, &format!("[{}]", done.join(",")));
    let after = get_as(server.at, "/topics/listening", &cookie).text();
    assert_ne!(before, after);
    let shown = get_as(server.at, "/record", &cookie).text();
    assert!(shown.contains("31 January 2026"), "{shown}");
}
