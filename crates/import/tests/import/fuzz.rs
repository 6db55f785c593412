//! Whatever the bytes, there is an answer.

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600), name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.docx", "a", ""])) {
        let _ = import::document(&bytes, name);
    }

    #[test]
    fn any_characters(text in "\\PC{0,300}", name in prop::sample::select(vec!["a.txt", "a.md", "a.html"])) {
        let _ = import::document(text.as_bytes(), name);
    }

    #[test]
    fn documents_with_a_few_bytes_changed(which in 0usize..24, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30), cut in any::<prop::sample::Index>()) {
        let all = crate::documents::all();
        let (name, mut bytes) = all[which % all.len()].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = import::document(&bytes, &name);
        bytes.truncate(cut.index(bytes.len()));
        let _ = import::document(&bytes, &name);
    }
}

#[test]
fn deep_nesting_is_no_danger() {
    let deep =
        |open: &str, close: &str| format!("{}x y z{}", open.repeat(3_000), close.repeat(3_000));
    for page in [
        deep("<div>", "</div>"),
        deep("<ul><li>", "</li></ul>"),
        deep("<table><tr><td>", "</td></tr></table>"),
        deep("<b>", "</b>"),
        deep("<blockquote>", ""),
    ] {
        let _ = import::document(page.as_bytes(), "deep.html");
    }
    for text in [
        deep("*", "*"),
        deep("[", "](x)"),
        deep("> ", ""),
        deep("- ", ""),
        deep("“", "”"),
        "( - ".repeat(20_000),
        "**a".repeat(20_000),
        "| ".repeat(20_000),
    ] {
        let _ = import::document(text.as_bytes(), "deep.md");
    }
}
