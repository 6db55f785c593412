//! Loading a course: what is read, what is refused, and that nothing panics.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use course::{Course, FileDiagnostic, NoCourse};

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small")
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
    std::fs::write(folder.join(name), text).unwrap();
}

fn has(findings: &[FileDiagnostic], id: &str, file: &str) -> bool {
    findings.iter().any(|f| f.id == id && f.file.ends_with(file))
}

#[test]
fn a_course_is_read_in_its_order() {
    let (course, _) = Course::load(&fixture()).unwrap();
    assert_eq!(course.title, "A <b>small</b> course");
    assert_eq!(course.settings.crisis, "113");
    let slugs: Vec<_> = course.topics.iter().map(|t| t.slug.as_str()).collect();
    assert_eq!(slugs, ["one", "second", "three"], "a folder's `topic.md` has the folder's name");
    let lessons: Vec<_> =
        course.lessons.iter().map(|l| (l.slug.as_str(), l.topics.clone())).collect();
    assert_eq!(lessons, [("the-first-lesson", 0..2), ("the-second-lesson", 2..3)]);
    assert_eq!(course.topics[2].lesson, 1);
    let (topic, case) = course.case("talk").unwrap();
    assert_eq!((topic.slug.as_str(), case.case.id.as_str()), ("one", "talk"));
    assert_eq!(course.topics[2].cases[0].slug, "talk", "one case may serve two topics");
    assert_eq!(course.case_id(case), format!("{}/cases/talk", course.id));
    assert!(course.activity(&format!("{}/topics/none", course.id)).is_none());
}

#[test]
fn one_topic_alone_is_a_course_of_one() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "alone.md", "---\ntitle: Alone\n---\n\n:::case talk.md\n:::\n");
    write(folder.path(), "talk.md", "---\ntitle: T\npeer: Ro\n---\n\n# Hello\n\n> Hi.\n");
    for path in [folder.path().join("alone.md"), folder.path().to_path_buf()] {
        let (course, findings) = Course::load(&path).unwrap();
        assert_eq!(course.topics.len(), 1, "a case is no topic");
        assert_eq!((course.title.as_str(), course.topics[0].cases.len()), ("Alone", 1));
        assert!(course.id.starts_with("urn:holdspace:course:"));
        assert!(has(&findings, "no-course-file", "alone.md"));
        assert_eq!(Course::load(&path).unwrap().0.id, course.id, "the id stays");
    }
}

#[test]
fn topics_without_a_course_file_are_gathered_by_their_lesson() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "README.md", "# Not a topic\n");
    for (name, lesson) in [("a", "First"), ("b", "First"), ("c", "Second")] {
        let text = format!("---\ntitle: {name}\nlesson: {lesson}\n---\n\nText.\n");
        write(folder.path(), &format!("{name}.md"), &text);
    }
    let (course, _) = Course::load(folder.path()).unwrap();
    let lessons: Vec<_> =
        course.lessons.iter().map(|l| (l.title.as_str(), l.topics.clone())).collect();
    assert_eq!(lessons, [("First", 0..2), ("Second", 2..3)]);
    assert_eq!(course.topics[2].lesson, 1);
}

#[test]
fn what_is_missing_is_said_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let text = "---\ntitle: C\nid: urn:x\npace: fast\n---\n\n## L\n\n1. [A](a.md)\n2. [B](../b.md)\n3. [D](d.md)\n4. [D](d.md)\n5. [W](https://example.org)\n";
    write(folder.path(), "course.md", text);
    write(
        folder.path(),
        "d.md",
        "---\ntitle: D\n---\n\n:::case none.md\n:::\n\n:::case ../../etc/passwd\n:::\n",
    );
    let (course, findings) = Course::load(folder.path()).unwrap();
    assert_eq!(course.topics.len(), 1);
    assert!(has(&findings, "bad-setting", "course.md"));
    assert!(has(&findings, "repeated-topic", "course.md"));
    let broken = findings.iter().filter(|f| f.id == "broken-link" && f.is_error());
    assert_eq!(broken.count(), 3, "{findings:#?}");
    assert_eq!(findings.iter().filter(|f| f.id == "missing-case").count(), 2);
    let first = findings.iter().find(|f| f.id == "broken-link").unwrap();
    assert_eq!((first.line, first.column), (9, 4), "{first:?}");
}

#[test]
fn where_there_is_no_course_the_message_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let Err(error) = Course::load(folder.path()) else { panic!("expected no course") };
    assert!(matches!(error, NoCourse::Empty(_)));
    assert!(error.to_string().contains("holdspace new"), "{error}");
    let Err(error) = Course::load(&folder.path().join("none")) else {
        panic!("expected no course")
    };
    assert!(matches!(error, NoCourse::Unreadable { .. }));
}

#[test]
#[cfg(unix)]
fn a_link_in_the_file_system_does_not_lead_out() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret.md", "---\ntitle: Secret\n---\n\nSecret.\n");
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "course.md", "---\ntitle: C\nid: urn:x\n---\n\n1. [A](a.md)\n");
    std::os::unix::fs::symlink(outside.path().join("secret.md"), folder.path().join("a.md"))
        .unwrap();
    let (course, findings) = Course::load(folder.path()).unwrap();
    assert!(course.topics.is_empty());
    assert!(has(&findings, "broken-link", "course.md"), "{findings:?}");
}

#[test]
fn bytes_that_are_no_text_are_an_error_and_nothing_to_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("course.md"), b"\xef\xbb\xbf---\ntitle: \xff\xfe\n").unwrap();
    std::fs::write(folder.path().join("x.md"), b"\x00\xff:::builds\n- \xc3").unwrap();
    let (course, findings) = Course::load(folder.path()).unwrap();
    assert!(course.topics.is_empty() && findings.iter().any(FileDiagnostic::is_error));
    let (course, findings) = Course::load(&folder.path().join("x.md")).unwrap();
    assert!(course.topics.is_empty() && has(&findings, "unreadable-file", "x.md"));
}

#[test]
fn the_built_in_course_is_read_without_an_error() {
    let (course, findings) = Course::built_in();
    let errors: Vec<_> = findings.iter().filter(|f| f.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(course.topics.len() >= 2 && course.topics.iter().any(|t| !t.cases.is_empty()));
}
