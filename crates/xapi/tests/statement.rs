//! What a page may post, and what it is told otherwise.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use proptest::prelude::*;
use serde_json::{Value, json};
use xapi::{Error, MAX_BATCH, Statement, batch_from_page, same, verb};

fn turn() -> Value {
    json!({
        "id": "2f1c3a4e-5b6d-4c7e-8f90-a1b2c3d4e5f6",
        "verb": {"id": verb::ANSWERED},
        "object": {"id": "urn:holdspace:course:0f8b/cases/the-chair/scenes/not-a-lecture"},
        "result": {
            "duration": "PT12.5S",
            "extensions": {
                "urn:holdspace:labels": [{"label": "empathy", "tier": "clear", "confidence": 1.0}],
                "urn:holdspace:verdict": "builds",
                "urn:holdspace:trust": {"before": 0.2, "after": 0.25, "ceiling": 0.9, "band": "careful"},
                "urn:holdspace:attempt": 1,
                "urn:holdspace:phase": "talk",
                "urn:holdspace:said": "written"
            }
        },
        "context": {
            "registration": "8f0f6f0e-1111-4222-8333-444455556666",
            "extensions": {"urn:holdspace:case-hash": "0123456789abcdef"}
        },
        "timestamp": "2026-01-31T09:05:00.250Z"
    })
}

/// The statement with the value at a pointer replaced, or taken out by null.
fn turn_with(pointer: &str, value: Value) -> String {
    let mut statement = turn();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let map = statement.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        map.remove(key);
    } else {
        map.insert(key.to_owned(), value);
    }
    statement.to_string()
}

#[test]
fn a_turn_is_read() {
    let text = turn().to_string();
    let statement = Statement::from_page(&text).unwrap();
    assert_eq!(statement.id.to_string(), "2f1c3a4e-5b6d-4c7e-8f90-a1b2c3d4e5f6");
    assert_eq!(statement.verb, verb::ANSWERED);
    assert_eq!(statement.seconds, Some(12.5));
    assert!(statement.registration.is_some());
    assert_eq!(statement.json, text, "kept byte for byte");
}

#[test]
fn each_fault_names_its_property() {
    let cases: &[(&str, Value, &str)] = &[
        ("/id", Value::Null, "id: expected a value, found nothing"),
        ("/id", json!("2f1c3a4e5b6d4c7e8f90a1b2c3d4e5f6"), "id: expected a UUID"),
        ("/id", json!(7), "id: expected text, found a number"),
        ("/verb", Value::Null, "verb: expected a value"),
        ("/verb/id", json!("answered"), "verb.id: expected one of http://adlnet.gov/"),
        ("/verb/id", json!("urn:my:secret"), "verb.id: expected one of"),
        ("/verb/display", json!({"en": "my secret words"}), "verb.display.en: expected one of ans"),
        ("/verb/display", json!({"en": 3}), "verb.display.en: expected one of answered, found a n"),
        ("/verb/display", json!({"de": "answered"}), "verb.display: expected only en"),
        ("/object/id", json!("a b"), "object.id: expected an absolute IRI"),
        ("/object/objectType", json!("Agent"), "object.objectType: expected \"Activity\""),
        (
            "/object/definition",
            json!({"name": {"en": "my secret words"}}),
            "object.definition: expected no definition (the course has it), found an object",
        ),
        (
            "/result/response",
            json!("my secret words"),
            "result.response: expected no words of a reply (they stay in the page), found text of 15",
        ),
        ("/result/duration", json!("12 s"), "result.duration: expected an ISO 8601"),
        ("/result/completion", json!("yes"), "result.completion: expected true or false"),
        ("/result/success", json!(true), "result: expected only completion"),
        ("/result/score", json!({"raw": 1}), "result: expected only completion"),
        ("/result/extensions/labels", json!([]), "result.extensions: expected only urn:holdspace"),
        ("/context/registration", json!("x"), "context.registration: expected a UUID"),
        ("/context/extensions", json!([]), "context.extensions: expected an object"),
        (
            "/context/extensions/urn:holdspace:x",
            json!("my secret words"),
            "context.extensions: expected only urn:holdspace:case-hash",
        ),
        (
            "/context/extensions/urn:holdspace:case-hash",
            json!("my secret words!"),
            "[urn:holdspace:case-hash]: expected 16 hexadecimal digits, found text of 16",
        ),
        ("/context/instructor", json!({}), "expected only registration"),
        ("/context/platform", json!("my secret words"), "expected only registration"),
        ("/timestamp", json!("yesterday"), "timestamp: expected an RFC 3339"),
        ("/actor", json!({"name": "Ana"}), "actor: expected no actor"),
        ("/stored", json!("2026-01-31T09:05:00Z"), "stored: expected no stored time"),
        ("/authority", json!({}), "authority: expected no authority"),
        ("/note", json!("my secret words"), "expected only id"),
    ];
    for (pointer, value, wanted) in cases {
        let e = Statement::from_page(&turn_with(pointer, value.clone())).unwrap_err().to_string();
        assert!(e.contains(wanted), "{pointer}: {e}");
        assert!(!e.contains("secret"), "no words of a learner in an error: {e}");
    }
}

#[test]
fn each_extension_has_a_shape_too_narrow_for_words() {
    let one = |label: Value, tier: Value, confidence: Value| json!([{"label": label, "tier": tier, "confidence": confidence}]);
    let trust = |after: Value, band: Value| json!({"before": 0, "after": after, "ceiling": 1, "band": band});
    let with_more = json!([
        {"label": "advice", "tier": "clear", "confidence": 1, "because": "my secret words"}
    ]);
    let cases: &[(&str, Value, &str)] = &[
        (
            "labels",
            json!([{"label": "my secret words"}]),
            "labels][0].label: expected a label's id",
        ),
        ("labels", one(json!("Advice"), json!("clear"), json!(1)), "[0].label: expected"),
        ("labels", one(json!("a".repeat(41)), json!("clear"), json!(1)), "[0].label: expected"),
        ("labels", one(json!("advice"), json!("my secret"), json!(1)), "[0].tier: expected one of"),
        ("labels", one(json!("advice"), json!("maybe"), json!(1.5)), "[0].confidence: expected"),
        ("labels", with_more, "[0]: expected only label, tier, confidence"),
        ("labels", json!("my secret words"), "labels]: expected a list"),
        ("labels", json!(vec![1; 41]), "labels]: expected at most 40 labels, found a list of 41"),
        ("verdict", json!("my secret words"), "verdict]: expected one of builds"),
        ("trust", trust(json!(-0.1), json!("open")), "trust].after: expected a number from 0 to 1"),
        ("trust", trust(json!("secret"), json!("open")), "trust].after: expected a number"),
        ("trust", trust(json!(0.5), json!("secret")), "trust].band: expected one of closed"),
        ("trust", json!({"before": 0}), "trust].after: expected a value, found nothing"),
        ("attempt", json!(0), "attempt]: expected a whole number from 1"),
        ("attempt", json!("secret"), "attempt]: expected a whole number from 1"),
        ("phase", json!("secret"), "phase]: expected one of talk, transfer"),
        ("said", json!("secret"), "said]: expected one of chosen, written, copied, waited"),
    ];
    for (key, value, wanted) in cases {
        let pointer = format!("/result/extensions/urn:holdspace:{key}");
        let e = Statement::from_page(&turn_with(&pointer, value.clone())).unwrap_err().to_string();
        assert!(e.contains(wanted), "{key}: {e}");
        assert!(!e.contains("secret"), "no words of a learner in an error: {e}");
    }
}

#[test]
fn a_statement_is_about_a_part_of_its_course() {
    let course = "urn:holdspace:course:0f8b";
    let of = |id: String| {
        let statement = Statement::from_page(&turn_with("/object/id", json!(id))).unwrap();
        statement.is_of(course)
    };
    for part in [
        "lessons/eins",
        "topics/vertrauen-schöpfen",
        "topics/a/reading",
        "cases/a",
        "cases/a/scenes/not-a-lecture-2",
    ] {
        assert_eq!(of(format!("{course}/{part}")), Ok(()), "{part}");
    }
    for id in [
        "urn:secret:words".to_owned(),
        course.to_owned(),
        format!("{course}1/topics/a"),
        format!("{course}/topics/"),
        format!("{course}/topics/my,secret,words"),
        format!("{course}/topics/{}", "a".repeat(121)),
        format!("{course}/secret/a"),
        format!("{course}/topics/a/secret"),
        format!("{course}/cases/a/scenes/b/c"),
    ] {
        let e = of(id).unwrap_err();
        assert_eq!(e.property(), Some("object.id"));
        assert!(!e.to_string().contains("secret"), "{e}");
    }
}

#[test]
fn a_list_says_which_item_is_at_fault() {
    let text = format!("[{}, {}]", turn(), turn_with("/verb/id", json!("answered")));
    let e = batch_from_page(text.as_bytes()).unwrap_err();
    assert_eq!(e.property(), Some("[1].verb.id"));
}

#[test]
fn a_list_keeps_each_text_as_it_came() {
    let odd = turn().to_string().replace("\"result\":", " \"result\" :  ");
    let list = batch_from_page(format!("[ {odd} ]").as_bytes()).unwrap();
    assert_eq!(list[0].json, odd);
}

#[test]
fn what_is_no_list_is_refused() {
    for (text, wanted) in [
        ("", "expected JSON, found its end"),
        ("{}", "expected a list of statements, found an object"),
        ("[1]", "[0]: expected an object, found a number"),
        ("[{\"id\":1,\"id\":2}]", "stands twice"),
    ] {
        let e = batch_from_page(text.as_bytes()).unwrap_err().to_string();
        assert!(e.contains(wanted), "{text}: {e}");
    }
    assert!(matches!(batch_from_page(&[b'[', 0xff]), Err(Error::NotJson { .. })));
    let many = format!("[{}]", vec!["1"; MAX_BATCH + 1].join(","));
    assert!(matches!(batch_from_page(many.as_bytes()), Err(Error::TooMany { .. })));
}

#[test]
fn the_same_in_another_order_is_the_same() {
    assert!(same(r#"{"a":1,"b":[2]}"#, r#"{ "b":[2], "a":1 }"#));
    assert!(!same(r#"{"a":1}"#, r#"{"a":2}"#));
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = batch_from_page(&bytes);
    }

    #[test]
    fn any_change_of_one_character_is_answered(at in 0usize..600, c in any::<char>()) {
        let text = turn().to_string();
        let mut chars: Vec<char> = text.chars().collect();
        let at = at % chars.len();
        chars[at] = c;
        let changed: String = chars.into_iter().collect();
        if let Ok(statement) = Statement::from_page(&changed) {
            prop_assert_eq!(statement.json, changed);
        }
    }
}
