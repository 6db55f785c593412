//! Whatever an author's files hold: loading, checking and drawing them never panics, and no text
//! becomes markup.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use course::{Course, Progress, Visit, check, pages};
use proptest::prelude::*;

/// Pieces of both formats, and of what should never come out as it went in.
const PIECES: [&str; 34] = [
    "---\n",
    "title: T\n",
    "peer: Ro\n",
    "time: 9 min\n",
    "# A\n",
    "### B {#a}\n",
    ":::builds\n",
    ":::example\n",
    ":::objectives\n",
    ":::case x.md\n",
    ":::case ../../x\n",
    ":::\n",
    ":::zzz\n",
    "- **N** – e `advice`\n",
    "> try: T `empathy`\n",
    "> instead of: U\n",
    "\n",
    "\n\n",
    "<script>x</script>",
    "[l](javascript:x)",
    "![p](//h/x.png)",
    "[m](x.md#a)",
    "| a | b |\n|---|---|\n| c |\n",
    "- \"Yes.\" `advice!` → [A](#a)\n",
    "> {open; danger: suicide} No.\n",
    "# Ending: E\n",
    "“ \" ' *",
    "1. one\n   - two\n",
    "```\n",
    "é\u{202e}\u{0}",
    "# Before: Al\n",
    "# Transfer: Dee\n",
    "why: w\n",
    "&amp;\"'>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn pages_come_of_anything(
        topic in prop::collection::vec(0..PIECES.len(), 0..24),
        case in prop::collection::vec(0..PIECES.len(), 0..24),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let text = |pieces: &[usize]| pieces.iter().map(|p| PIECES[*p]).collect::<String>();
        let topic = format!("{}\n\n:::case x.md\n:::\n", text(&topic));
        std::fs::write(folder.path().join("a.md"), topic).unwrap();
        let case = format!("---\ntitle: C\npeer: Ro\n---\n\n{}", text(&case));
        std::fs::write(folder.path().join("x.md"), case).unwrap();
        let path = folder.path().join("a.md");
        let (course, _) = Course::load(&path).unwrap();
        for found in check(&path).unwrap() {
            prop_assert!(found.source.get(found.span).is_some() && found.line > 0);
        }
        let visit = Visit { course: &course, progress: &Progress::default(), watch: false };
        let mut all = vec![pages::course(&visit)];
        for topic in &course.topics {
            all.push(pages::topic(&visit, topic));
            for case in &topic.cases {
                all.push(pages::practice(&visit, topic, case));
                all.push(pages::transcript(&visit, topic, case));
            }
        }
        for page in all {
            prop_assert!(!page.contains("<script>"));
            prop_assert!(!page.contains("href=\"javascript:") && !page.contains("src=\"//"));
            prop_assert_eq!(page.matches("<h1").count(), 1);
        }
    }
}
