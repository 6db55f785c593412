//! Nothing is lost: every word of a document is in its topic, in order, but for page controls and
//! stated times.

use import::Imported;
use proptest::prelude::*;

/// The words of a text: runs of letters and digits, in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The first word of the source that the topic does not have at its place.
fn lost(bytes: &[u8], name: &str) -> Option<String> {
    let paragraphs = import::paragraphs(bytes, name).unwrap();
    let Imported { topic, report, .. } = import::document(bytes, name).unwrap();
    let topic = words(&topic);
    let mut at = 0;
    for paragraph in paragraphs {
        let mut text = paragraph.text.text.clone();
        for left in report.left_out.iter().filter(|l| l.line == paragraph.line) {
            text = text.replacen(&left.text, " ", 1);
        }
        for word in words(&text) {
            match topic[at..].iter().position(|w| *w == word) {
                Some(i) => at += i + 1,
                None => return Some(format!("`{word}` of “{text}”")),
            }
        }
    }
    None
}

#[test]
fn every_word_of_every_test_document_is_in_its_topic() {
    for (name, bytes) in crate::documents::all() {
        assert_eq!(lost(&bytes, &name), None, "{name}");
    }
    if let Some((bytes, name)) = crate::seed::seed() {
        assert_eq!(lost(&bytes, &name), None);
    }
}

#[test]
fn every_word_is_still_there_when_the_topic_is_parsed() {
    for (name, bytes) in crate::documents::all() {
        let found = import::document(&bytes, &name).unwrap();
        let (topic, diagnostics) = topic::parse(&found.topic);
        let errors: Vec<_> =
            diagnostics.iter().filter(|d| d.severity == topic::Severity::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let texts = format!("{topic:?}");
        let parsed = words(&texts.replace("\\n", " "));
        let mut missing = Vec::new();
        for paragraph in import::paragraphs(&bytes, &name).unwrap() {
            if found.report.left_out.iter().any(|l| l.line == paragraph.line) {
                continue;
            }
            // The words of the topic's own keys are its markup.
            let of = words(&paragraph.text.text);
            let keys = ["instead", "of", "try", "lesson"];
            missing.extend(
                of.into_iter().filter(|w| !keys.contains(&w.as_str()) && !parsed.contains(w)),
            );
        }
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

/// A line of a lesson, of any kind.
pub(crate) fn line() -> impl Strategy<Value = String> {
    let word = "[a-zéł]{1,9}|[A-Z][a-z]{1,7}|trust|people|don't|peer|[0-9]{1,4}|\\*{1,2}[a-z]{2,5}\\*{1,2}|`[a-z]{2}`|[a-z]_[a-z]|\\[x\\]|<b>|&amp|#|:::";
    let words = prop::collection::vec(word, 1..9).prop_map(|w| w.join(" "));
    let heading = prop::sample::select(vec![
        "## What builds trust",
        "What breaks trust",
        "Do",
        "Don't",
        "# Lesson one",
        "LEARNING GOALS",
        "3. Tips",
        "Key takeaways",
        "References",
        "Examples",
        "📌 Remember",
        "By the end you will be able to:",
        "Hello there. By the end you will be able to wait, and to ask. So much for that.",
        "Module 3: Some words",
        "Unit 3.2: More words",
        "Module 2 of Other Things",
        "Lesson 6. A name",
        "Our training series",
        "Peer work | Week 3",
        "Author: Ann",
        "Topic: Trust",
        "WHAT TO DO",
        "WHAT NOT TO DO",
        "What it looks like when it goes wrong",
        "In short",
        "a) wait a while",
        "b) ask again",
        "1.1 one thing",
        "1.2 another thing",
        "Peer: They are here.",
        "You: Who is here?",
        "You: Who is not?",
        "A better way:",
        "Worse:",
        "❌ “Calm down.” ✅ “What is it?”",
        "People open up when we do a few things. We come. We listen. We wait.",
        "Time: 10 minutes",
        "© Somebody 2020. All rights reserved.",
        "The following habits build trust:",
        "---",
        "",
        "",
        "",
    ]);
    let mark = prop::sample::select(vec![
        "- ",
        "* ",
        "1. ",
        "2) ",
        "  - ",
        "• ",
        "✅ ",
        "❌ ",
        "> ",
        "",
        "",
        "",
        "| ",
        "    ",
        "Example: ",
        "Instead of: ",
        "Try: ",
        "Say: ",
        "**Bold** – ",
        "\t",
    ]);
    let end = prop::sample::select(vec![".", "", ":", "!", " –", ";", " “so”", " | b"]);
    let pair = (words.clone(), words.clone())
        .prop_map(|(a, b)| format!("Instead of “{a}”, ask “{b}?” Then wait."));
    let quote = words.clone().prop_map(|w| format!("“{w}.” — Ann"));
    prop_oneof![
        3 => heading.prop_map(str::to_owned),
        6 => (mark, words, end).prop_map(|(m, w, e)| format!("{m}{w}{e}")),
        1 => pair,
        1 => quote,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_word_of_any_lesson_is_in_its_topic(lines in prop::collection::vec(line(), 1..40)) {
        let text = lines.join("\n");
        let has_words = import::document(text.as_bytes(), "lesson.md").is_ok();
        if has_words {
            for name in ["lesson.md", "lesson.txt"] {
                prop_assert_eq!(lost(text.as_bytes(), name), None, "{}", text);
            }
        }
    }

    #[test]
    fn every_word_of_any_page_is_in_its_topic(lines in prop::collection::vec(line(), 1..30), tags in prop::collection::vec(0usize..9, 30)) {
        let names = ["p", "li", "h2", "div", "td", "blockquote", "dt", "b", "ol"];
        let mut page = String::from("<html><body>");
        for (line, tag) in lines.iter().zip(tags) {
            let text = line.replace('&', "&amp;").replace('<', "&lt;");
            page.push_str(&format!("<{0}>{text}</{0}>\n", names[tag]));
        }
        if import::document(page.as_bytes(), "page.html").is_ok() {
            prop_assert_eq!(lost(page.as_bytes(), "page.html"), None, "{}", page);
        }
    }
}
