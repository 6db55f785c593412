//! What is no document is refused with what was found and what to do.

use std::io::Write;

fn refusal(bytes: &[u8], name: &str) -> String {
    import::document(bytes, name).unwrap_err().to_string()
}

/// A zip file of one part.
fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    let mut zip = zip::ZipWriter::new(&mut out);
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap();
    out.into_inner()
}

#[test]
fn each_refusal_says_what_to_do() {
    for (bytes, name, found, help) in [
        (b"%PDF-1.7 x".to_vec(), "lesson.pdf", "a PDF", "copy its text"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(),
            "lesson.doc",
            "an old Office file",
            "save it as .docx",
        ),
        (b"{\\rtf1 hello}".to_vec(), "lesson.rtf", "RTF", "save it as .docx"),
        (b"".to_vec(), "lesson.txt", "without any words", "right file"),
        (b" \n\n---\n".to_vec(), "lesson.md", "without any words", "right file"),
        ((0u8..=255).cycle().take(4000).collect(), "lesson.txt", "no text", "UTF-8"),
        (zipped("xl/workbook.xml", b"<x/>"), "lesson.docx", "an Excel workbook", ".docx"),
        (zipped("ppt/slides.xml", b"<x/>"), "lesson.docx", "a PowerPoint file", ".docx"),
        (zipped("notes.txt", b"hello"), "lesson.zip", "no Word document", ".docx"),
        (b"PK\x03\x04broken".to_vec(), "lesson.docx", "a broken zip file", "save it again"),
        (zipped("word/document.xml", b"<w:document"), "lesson.docx", "broken", "save it again"),
    ] {
        let message = refusal(&bytes, name);
        assert!(
            message.starts_with("expected plain text, Markdown, HTML or Word (.docx), found "),
            "{message}"
        );
        assert!(message.contains(found) && message.contains(help), "{message}");
    }
}

#[test]
fn a_small_file_that_unpacks_to_a_large_one_is_refused() {
    let mut xml = b"<w:document><w:body><w:p><w:r><w:t>".to_vec();
    xml.resize(70 << 20, b'a');
    let bomb = zipped("word/document.xml", &xml);
    assert!(bomb.len() < 1 << 20);
    let message = refusal(&bomb, "lesson.docx");
    assert!(message.contains("64 MB"), "{message}");
}
