//! The pages of a small course: what holds for every one of them, and what each has to show.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeSet;
use std::path::Path;

use course::pages::{self, Kept};
use course::{Course, Progress, Visit, ids};

fn small() -> Course {
    Course::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small")).unwrap().0
}

/// Every page by its address.
fn all(course: &Course, progress: &Progress) -> Vec<(String, String)> {
    let visit = Visit { course, progress, watch: false };
    let mut all = vec![("/".to_owned(), pages::course(&visit))];
    for topic in &course.topics {
        all.push((ids::topic_url(topic), pages::topic(&visit, topic)));
        for case in &topic.cases {
            all.push((ids::case_url(case), pages::practice(&visit, topic, case)));
            all.push((ids::transcript_url(case), pages::transcript(&visit, topic, case)));
        }
    }
    for lesson in &course.lessons {
        all.push((ids::lesson_end_url(lesson), pages::lesson_end(&visit, lesson)));
    }
    let topic = &course.topics[0];
    let kept = [
        (ids::INITIALIZED, course.topic_id(topic)),
        (ids::ANSWERED, format!("{}/scenes/hello", course.case_id(&topic.cases[0]))),
        ("http://example.org/<b>", "<script>".to_owned()),
    ];
    let kept = kept.map(|(verb, object)| Kept { when: "today".into(), verb: verb.into(), object });
    all.push(("/record".into(), pages::record(&visit, &kept)));
    all.push(("/finish".into(), pages::finished(&visit)));
    all.push(("404".into(), pages::not_found(&visit)));
    all.push(("error".into(), pages::error(&visit, "<b>no</b>")));
    all
}

fn everything(course: &Course) -> Progress {
    let mut done = Vec::new();
    for topic in &course.topics {
        done.push((ids::INITIALIZED, course.topic_id(topic)));
        done.push((ids::COMPLETED, course.reading_id(topic)));
        for case in &topic.cases {
            done.push((ids::ATTEMPTED, course.case_id(case)));
            done.push((ids::COMPLETED, course.case_id(case)));
        }
    }
    Progress::of(course, done.iter().map(|(v, o)| (*v, o.as_str())))
}

/// All values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let open = format!(" {attribute}=\"");
    page.split(&open).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_page_is_whole_and_has_one_of_each() {
    let course = small();
    for progress in [Progress::default(), everything(&course)] {
        for (address, page) in all(&course, &progress) {
            assert!(page.starts_with("<!DOCTYPE html>"), "{address}");
            for once in
                ["<h1", "<main id=\"main\"", "<header class=\"top\"", "<footer", "class=\"skip"]
            {
                assert_eq!(page.matches(once).count(), 1, "{address}: {once}");
            }
            for has in [
                "<html lang=\"en\"",
                "<meta name=\"description\"",
                "name=\"color-scheme\"",
                "name=\"theme-color\"",
                "rel=\"icon\"",
                "href=\"#main\"",
                "<summary>Help: call 113</summary>",
                "action=\"/finish\"",
            ] {
                assert!(page.contains(has), "{address}: {has}");
            }
            let ids = values(&page, "id");
            let once: BTreeSet<_> = ids.iter().collect();
            assert_eq!(ids.len(), once.len(), "{address}: {ids:?}");
        }
    }
}

#[test]
fn nothing_in_a_page_needs_more_than_default_src_self() {
    let course = small();
    for (address, page) in all(&course, &Progress::default()) {
        assert!(!page.contains(" style=\"") && !page.contains("<style"), "{address}");
        for on in [" onclick=", " onload=", " onerror=\"", "javascript:"] {
            assert!(!page.contains(on), "{address}: {on}");
        }
        for script in page.split("<script").skip(1) {
            let fine = script.starts_with(" type=\"module\" src=\"/assets/")
                || script.starts_with(" type=\"application/json\" id=\"data\">");
            assert!(fine, "{address}: <script{}", &script[..40.min(script.len())]);
        }
        for src in values(&page, "src") {
            assert!(src.starts_with('/'), "{address}: {src}");
        }
    }
}

#[test]
fn what_an_author_writes_is_text_and_never_markup() {
    let course = small();
    let visit = Visit { course: &course, progress: &Progress::default(), watch: false };
    let topic = pages::topic(&visit, &course.topics[0]);
    assert!(topic.contains("&lt;script&gt;alert(3)&lt;/script&gt;"), "{topic}");
    assert!(topic.contains("&lt;script&gt;alert(5)&lt;/script&gt;"));
    assert!(topic.contains("&lt;img src=x onerror=alert(2)&gt;"));
    assert!(topic.contains("a bad one"), "the words of a refused link stay");
    for (address, page) in all(&course, &Progress::default()) {
        for no in ["<script>", "<b>", "<i>", "<em>two", "<img src=\"x", "<img src=\"http", "<came>"]
        {
            assert!(!page.contains(no), "{address}: {no}");
        }
    }
}

#[test]
fn what_scripts_read_cannot_end_its_element() {
    let mut course = small();
    let document = &mut course.topics[0].document;
    for block in &mut document.blocks {
        if let topic::document::BlockKind::Breaks(all) = &mut block.kind {
            let words = "</script><script>alert(1)</script>".to_owned();
            all[0].name.0 = vec![topic::document::Inline::Plain(words)];
        }
    }
    let visit = Visit { course: &course, progress: &Progress::default(), watch: false };
    let topic = &course.topics[0];
    let page = pages::practice(&visit, topic, &topic.cases[0]);
    let data = page.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["labels"]["advice"]["text"], "</script><script>alert(1)</script>");
    assert_eq!(data["labels"]["advice"]["href"], "/topics/one#label-advice");
}

#[test]
fn every_link_within_the_course_leads_to_a_page_and_a_place() {
    let course = small();
    let pages = all(&course, &Progress::default());
    let know = |address: &str| pages.iter().find(|(a, _)| a == address).map(|(_, page)| page);
    for (address, page) in &pages {
        for href in values(page, "href") {
            let (to, anchor) = href.split_once('#').map_or((href, None), |(t, a)| (t, Some(a)));
            let elsewhere = ["http", "tel:", "/assets/", "/files/", "/record.json"];
            if elsewhere.iter().any(|e| to.starts_with(e)) || href == "#neither" {
                continue;
            }
            let target = if to.is_empty() { Some(page) } else { know(to) };
            let target = target.unwrap_or_else(|| panic!("{address}: no page at {href}"));
            if let Some(anchor) = anchor.filter(|a| *a != "nope") {
                assert!(values(target, "id").contains(&anchor), "{address}: no place at {href}");
            }
        }
    }
}

#[test]
fn headings_skip_no_level() {
    let course = small();
    for (address, page) in all(&course, &Progress::default()) {
        let mut last = 0;
        for (at, _) in page.match_indices("<h") {
            let Some(level) = page[at + 2..].chars().next().and_then(|c| c.to_digit(10)) else {
                continue;
            };
            // The regions of the practice page stand before they are filled.
            if last > 0 && !address.starts_with("/cases") {
                assert!(
                    level <= last + 1,
                    "{address}: h{level} after h{last}: {}",
                    &page[at..at + 60]
                );
            }
            last = level;
        }
    }
}

#[test]
fn a_topic_shows_its_parts() {
    let course = small();
    let topic = &course.topics[0];
    let visit = Visit { course: &course, progress: &Progress::default(), watch: false };
    let page = pages::topic(&visit, topic);
    for has in [
        "Lesson 1: The first lesson",
        "Topic 1 of 3",
        "min", // the time
        "<ul class=\"builds\"",
        "<ul class=\"breaks\"",
        "<ul class=\"strategies\"",
        "id=\"label-consistency\"",
        "id=\"label-listening\"",
        "<span id=\"label-empathy\">",
        "id=\"label-advice\"",
        "“You should.”",
        "Sit down with Ro",
        "In this talk: Talk of nothing much.",
        "data-case=\"urn:holdspace:course:00000000-0000-4000-8000-000000000001/cases/talk\"",
        "data-scene=\"al\"",
        "<form method=\"dialog\" data-do=\"before\">",
        "name=\"choice\" value=\"1\"",
        "“And you are?”",
        "src=\"/files/cases/chair.png\" alt=\"A chair by a door\"",
        "Next: Two",
        "data-missing=\"reading\"",
        "data-missing=\"case\"",
        "Somebody says “no”.",
    ] {
        assert!(page.contains(has), "expected {has} in {page}");
    }
    assert!(page.contains("<h2 id=\"main-in-text\">"), "the page needs its own `main`");
    assert!(!page.contains("pixel.png\" alt"), "no picture from elsewhere");
    let done = everything(&course);
    let page = pages::topic(&Visit { progress: &done, ..visit }, topic);
    assert!(!page.contains("data-missing"));
    assert!(page.contains("Talk with Ro again"));
    let last = pages::topic(&visit, &course.topics[1]);
    assert!(last.contains("href=\"/lessons/the-first-lesson/end\""));
    assert!(last.contains("href=\"/topics/one#label-advice\""));
}

#[test]
fn progress_is_said_in_words() {
    let course = small();
    let mut progress = Progress::default();
    progress.read.insert("one".into());
    let page =
        |progress: &Progress| pages::course(&Visit { course: &course, progress, watch: false });
    assert!(page(&progress).contains("Read. Still to do: the talk with Ro"));
    assert!(page(&progress).contains("Go on with One"));
    progress.finished.insert("talk".into());
    assert!(page(&progress).contains("You have finished 1 of 3 topics"));
    assert!(page(&progress).contains("1 of 2 finished"));
    assert!(page(&everything(&course)).contains("You have finished all of it"));
}

#[test]
fn the_other_way_is_a_talk_and_a_question() {
    let course = small();
    let topic = &course.topics[0];
    let visit = Visit { course: &course, progress: &Progress::default(), watch: true };
    let page = pages::transcript(&visit, topic, &topic.cases[0]);
    for has in [
        "<mark>I said four</mark>",
        "“You did.”",
        "The door stays open.",
        "“See you.”",
        "method=\"post\" action=\"/cases/talk/transcript\"",
        "data-events=\"/events\"",
    ] {
        assert!(page.contains(has), "expected {has} in {page}");
    }
    assert!(!page.contains("You should smile"), "only what builds is read");
    let thought = page.split("<textarea").nth(1).unwrap().split('>').next().unwrap();
    assert!(!thought.contains("name="), "a thought is not sent: {thought}");
}

#[test]
fn the_practice_page_has_its_regions_when_it_loads() {
    let course = small();
    let topic = &course.topics[0];
    let visit = Visit { course: &course, progress: &Progress::default(), watch: false };
    let page = pages::practice(&visit, topic, &topic.cases[0]);
    for has in [
        "id=\"talk\" role=\"log\"",
        "id=\"room\"",
        "id=\"answer\"",
        "data-source=\"/cases/talk.json\"",
        "data-transcript=\"/cases/talk/transcript\"",
        "<noscript>",
        "Before you begin: ",
    ] {
        assert!(page.contains(has), "expected {has} in {page}");
    }
}

#[test]
fn progress_comes_from_statements_about_this_course_only() {
    let course = small();
    let id = |rest: &str| format!("{}/{rest}", course.id);
    let statements = [
        (ids::COMPLETED, id("topics/one/reading")),
        (ids::COMPLETED, id("cases/talk")),
        (ids::COMPLETED, "urn:holdspace:course:other/topics/topic/reading".to_owned()),
        (ids::COMPLETED, id("topics/none/reading")),
        (ids::ANSWERED, id("cases/talk/scenes/hello")),
        ("http://example.org/verb", id("topics/second")),
    ];
    let progress = Progress::of(&course, statements.iter().map(|(v, o)| (*v, o.as_str())));
    assert!(progress.has_finished(&course.topics[0]));
    assert!(!progress.has_begun(&course.topics[1]));
    assert_eq!(progress.count(&course.topics), 1);
}

#[test]
fn what_an_author_left_out_leaves_no_gap() {
    let course = small();
    let visit = Visit { course: &course, progress: &Progress::default(), watch: false };
    let page = pages::topic(&visit, &course.topics[2]);
    assert!(
        page.contains("<h2 id=\"builds\">What builds trust</h2>"),
        "cards stand under a heading"
    );
    assert!(page.contains("<a href=\"#builds\">What builds trust</a>"));
    assert!(page.contains("<h2 id=\"a-talk-that-is-missing\">A talk that is missing</h2>"));
    assert!(page.contains("<p>Words about it.</p>"));
}

#[test]
fn a_course_without_topics_says_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("course.md"), "---\ntitle: C\nid: urn:x\n---\n").unwrap();
    let (course, _) = Course::load(folder.path()).unwrap();
    let visit = Visit { course: &course, progress: &Progress::default(), watch: false };
    let page = pages::course(&visit);
    assert!(page.contains("No topics yet") && !page.contains("in all"));
}
