//! `check`: what needs more than one file, and where it is said.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use course::{FileDiagnostic, check};

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small")
}

fn said(found: &[FileDiagnostic], id: &str) -> Vec<String> {
    let of = found.iter().filter(|f| f.id == id);
    of.map(|f| {
        let name = Path::new(&f.file).file_name().unwrap().to_string_lossy().into_owned();
        format!("{name}:{}: {}", f.line, f.message)
    })
    .collect()
}

#[test]
fn links_between_files_are_followed() {
    let found = check(&fixture()).unwrap();
    assert_eq!(
        said(&found, "broken-link"),
        [
            "one.md:10: expected a link to a page, found `javascript:`",
            "one.md:10: expected a file of this course, found `../../secret.md`, which leads out of it",
            "three.md:8: expected a file, found nothing at `nowhere.md`",
            "three.md:8: expected a heading `#nope` in `one.md`, found none",
            "three.md:8: expected a heading `#neither` on this page, found none",
        ]
    );
    assert_eq!(said(&found, "picture-elsewhere").len(), 2);
    let sorted = found.is_sorted_by(|a, b| (&a.file, a.span.start) <= (&b.file, b.span.start));
    assert!(sorted);
}

#[test]
fn one_file_is_checked_as_a_part_of_its_course() {
    let three = fixture().join("three.md");
    let found = check(&three).unwrap();
    assert!(found.iter().all(|f| Path::new(&f.file) == three), "{found:#?}");
    assert_eq!(said(&found, "broken-link").len(), 3, "the course is known");
    assert!(said(&found, "no-course-file").is_empty());
    let case = check(&fixture().join("cases/talk.md")).unwrap();
    assert!(case.iter().all(|f| f.file.ends_with("talk.md")), "{case:#?}");
    assert!(said(&case, "missing-objectives").is_empty(), "a case is no topic: {case:#?}");
}

#[test]
fn a_case_alone_is_checked_as_a_case() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talk.md");
    std::fs::write(
        &path,
        "---\ntitle: T\npeer: Ro\n---\n\n# A\n\n> Hi.\n\n- \"Yes.\" → [B](#none)\n",
    )
    .unwrap();
    let found = check(&path).unwrap();
    assert!(!found.is_empty());
    assert!(said(&found, "missing-objectives").is_empty(), "{found:#?}");
}

#[test]
fn a_folder_of_courses_is_checked_course_by_course() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b/c"] {
        let course = folder.path().join(name);
        std::fs::create_dir_all(&course).unwrap();
        std::fs::write(course.join("course.md"), "---\ntitle: C\n---\n").unwrap();
    }
    let found = check(folder.path()).unwrap();
    let missing: Vec<_> = found.iter().filter(|f| f.id == "missing-course-id").collect();
    assert_eq!(missing.len(), 2, "{found:#?}");
    assert!(check(&folder.path().join("none")).is_err());
}

#[test]
fn a_text_that_nobody_links_to_is_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let text = "---\ntitle: C\nid: urn:x\nlanguage: none.txt\n---\n\n## L\n\n1. [A](a.md)\n";
    for (name, text) in [
        ("course.md", text),
        ("a.md", "---\ntitle: A\n---\n\nText.\n"),
        ("b.md", "---\ntitle: B\n---\n\nText.\n"),
        ("README.md", "# Read me\n"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let found = check(folder.path()).unwrap();
    assert_eq!(
        said(&found, "unlisted-file"),
        [
            "b.md:1: expected every text of the course to be linked, found a topic that is in no lesson"
        ]
    );
    assert_eq!(said(&found, "broken-link").len(), 1, "the list of words is missing");
}

#[test]
fn a_file_that_is_no_text_is_one_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    let utf16: Vec<u8> =
        "---\ntitle: A\n---\n\nText.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&b"---\ntitle: A\n---\n\nCaf\xe9 \xff\xfe.\n"[..], b"a\0b\0\n", &utf16] {
        std::fs::write(&path, bytes).unwrap();
        for at in [path.as_path(), folder.path()] {
            let found = check(at).unwrap();
            assert!(found.len() == 1 && found[0].is_error(), "{found:#?}");
            assert_eq!(found[0].id, "unreadable-file");
            assert!(found[0].help.as_ref().unwrap().contains("holdspace import"));
        }
    }
    let course = "---\ntitle: C\nid: urn:x\n---\n\n## L\n\n1. [A](a.md)\n";
    std::fs::write(folder.path().join("course.md"), course).unwrap();
    let found = check(folder.path()).unwrap();
    assert_eq!(found.iter().filter(|f| f.is_error()).count(), 1, "{found:#?}");
    assert!(course::Course::load(folder.path()).unwrap().0.topics.is_empty());
    std::fs::write(folder.path().join("course.md"), b"\xff\xfe").unwrap();
    let found = check(folder.path()).unwrap();
    assert!(found.len() == 1 && found[0].id == "unreadable-file", "{found:#?}");
}

#[test]
fn a_text_of_a_course_without_topics_is_named_by_its_path() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("course.md"), "---\ntitle: C\nid: urn:x\n---\n").unwrap();
    std::fs::write(folder.path().join("b.md"), "---\ntitle: B\n---\n\nText.\n").unwrap();
    let found = check(folder.path()).unwrap();
    let note = found.iter().find(|f| f.id == "unlisted-file").unwrap();
    assert_eq!(Path::new(&note.file), folder.path().join("b.md"));
}

#[test]
fn courses_are_looked_for_in_folders_and_in_theirs_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let found = check(&root).unwrap();
    let courses = root.join("courses");
    assert!(found.iter().all(|f| Path::new(&f.file).starts_with(&courses)), "{found:#?}");
}

#[test]
fn a_stated_time_is_held_against_reading_and_practice() {
    let folder = tempfile::tempdir().unwrap();
    let topic = "---\ntitle: A\ntime: 90 minutes\n---\n\nText.\n\n:::case talk.md\n:::\n";
    let talk = std::fs::read_to_string(fixture().join("cases/talk.md")).unwrap();
    std::fs::write(folder.path().join("a.md"), topic).unwrap();
    std::fs::write(folder.path().join("talk.md"), talk).unwrap();
    let found = check(&folder.path().join("a.md")).unwrap();
    let stated = said(&found, "stated-time-differs");
    assert!(stated.len() == 1 && stated[0].starts_with("a.md:3: "), "{stated:?}");
}

#[test]
fn json_has_exactly_the_named_fields() {
    let found = check(&fixture()).unwrap();
    let json = serde_json::to_value(&found).unwrap();
    let fields: Vec<_> = json[0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(fields, ["column", "file", "help", "id", "line", "message", "severity"]);
}
