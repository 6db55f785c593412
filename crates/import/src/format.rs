//! What kind of document the bytes are, and its paragraphs.

use thiserror::Error;

use crate::paragraph::{Kind, Mark, Paragraph, Styled};
use crate::report::Repaired;
use crate::section::{self, Section};
use crate::{bytes, docx, html, lines, outline, repair};

/// The largest document that is taken.
const LARGEST: usize = 32 << 20;

/// A document that is none, as a sentence for its author.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("expected plain text, Markdown, HTML or Word (.docx), found {found}; {help}")]
pub struct Refused {
    /// What was found.
    pub found: String,
    /// What to do.
    pub help: String,
}

impl Refused {
    pub(crate) fn new(found: impl Into<String>, help: impl Into<String>) -> Self {
        Self { found: found.into(), help: help.into() }
    }
}

/// A document read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Document {
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) repaired: Vec<Repaired>,
    /// What is in the document and not in the paragraphs, such as pictures: one sentence each.
    pub(crate) lost: Vec<String>,
}

/// Reads a document; its content decides what it is, and the ending of its name where that leaves
/// it open.
pub(crate) fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refused> {
    let ending = file_name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    if bytes.len() > LARGEST {
        let found = format!("{} MB", bytes.len() >> 20);
        return Err(Refused::new(
            found,
            "take out pictures, or save the text alone; the limit is 32 MB",
        ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        let mut document = docx::read(bytes)?;
        repair_paragraphs(&mut document);
        return enough(document);
    }
    if let Some(refused) = known(bytes) {
        return Err(refused);
    }
    if bytes::binary(bytes) {
        return Err(Refused::new(
            "bytes that are no text",
            "save the document as .docx or as text in UTF-8",
        ));
    }
    let (text, _) = bytes::decode(bytes);
    let (text, repaired) = repair::text(&text);
    let is_html = html::looks_like(&text) || matches!(ending.as_str(), "html" | "htm" | "xhtml");
    if text.starts_with("MIME-Version:") || text.starts_with("From: <Saved by") {
        return Err(Refused::new("a web archive (MHTML)", "save the page as HTML"));
    }
    if text.trim_start().starts_with("{\\rtf") {
        return Err(Refused::new("a Rich Text file (RTF)", "save it as .docx or as plain text"));
    }
    let mut document = if is_html {
        let mut document = html::read(&text);
        repair_paragraphs(&mut document);
        document
    } else {
        let markdown = matches!(ending.as_str(), "md" | "markdown" | "mdown");
        Document { paragraphs: lines::paragraphs(&text, markdown), ..Document::default() }
    };
    document.repaired.splice(0..0, repaired);
    enough(document)
}

fn enough(mut document: Document) -> Result<Document, Refused> {
    typed_lists(&mut document.paragraphs);
    outline::items(&mut document.paragraphs);
    if document.paragraphs.iter().any(|p| p.text.text.chars().any(char::is_alphanumeric)) {
        return Ok(document);
    }
    Err(Refused::new(
        "a document without any words",
        "check that it is the right file, and that its text is no picture",
    ))
}

/// A bullet or a number that was typed, and not made by the list button, makes an item all the same.
fn typed_lists(paragraphs: &mut [Paragraph]) {
    quoted_lists(paragraphs);
    for paragraph in paragraphs.iter_mut().filter(|p| p.kind == Kind::Plain) {
        if let Some((number, rest)) = lines::item(&paragraph.text.text) {
            let start = paragraph.text.text.len() - rest.len();
            paragraph.text = paragraph.text.slice(start..paragraph.text.text.len());
            paragraph.kind = Kind::Item { depth: 0, number };
        }
    }
}

/// Lines with `>` before them, below a sentence that leads in a list, are its items.
fn quoted_lists(paragraphs: &mut [Paragraph]) {
    let short = |p: &Paragraph| {
        let t = p.text.text.as_str();
        p.kind == Kind::Quote
            && t.len() < 120
            && !t.ends_with(['.', '!', '?', '”', '"'])
            && !t.starts_with(['“', '"', '—'])
    };
    // Below a heading such as "Key points" sentences are items too.
    let point = |p: &Paragraph| {
        let t = p.text.text.as_str();
        p.kind == Kind::Quote && t.len() < 160 && !t.starts_with(['“', '"', '—', '-', '–'])
    };
    let mut at = 1;
    while at < paragraphs.len() {
        let before = &paragraphs[at - 1];
        let listed = before.kind != Kind::Quote
            && section::of_heading(&before.text.text).is_some_and(|s| s != Section::Examples);
        let like = |p: &&Paragraph| if listed { point(p) } else { short(p) };
        let run = paragraphs[at..].iter().take_while(like).count();
        if run >= 2 && (listed || before.text.text.ends_with(':')) {
            for paragraph in &mut paragraphs[at..at + run] {
                paragraph.kind = Kind::Item { depth: 0, number: None };
            }
        }
        at += run.max(1);
    }
}

/// Kinds of files that people try, by their first bytes.
fn known(bytes: &[u8]) -> Option<Refused> {
    let kinds: [(&[u8], &str, &str); 9] = [
        (b"%PDF", "a PDF", "open the document that it was made from, or copy its text into a file"),
        (
            b"\xd0\xcf\x11\xe0",
            "an old Office file (.doc, .ppt, .xls)",
            "open it and save it as .docx",
        ),
        (b"\x89PNG", "a picture (PNG)", "type out its text"),
        (b"\xff\xd8\xff", "a picture (JPEG)", "type out its text"),
        (b"GIF8", "a picture (GIF)", "type out its text"),
        (b"{\\rtf", "a Rich Text file (RTF)", "save it as .docx or as plain text"),
        (b"\x1f\x8b", "a compressed file (gzip)", "unpack it first"),
        (b"7z\xbc\xaf", "a compressed file (7-Zip)", "unpack it first"),
        (b"bplist", "a web archive", "save the page as HTML"),
    ];
    let found = kinds.iter().find(|(head, ..)| bytes.starts_with(head));
    found.map(|(_, what, help)| Refused::new(*what, *help))
}

/// Repairs what came out of a document that is not plain text; the line is the paragraph's.
fn repair_paragraphs(document: &mut Document) {
    for paragraph in &mut document.paragraphs {
        let line = paragraph.line;
        let before = document.repaired.len();
        let mut fix = |text: &mut Styled| {
            let mut found = Vec::new();
            let fixed = repair::line_of(&text.text, line, &mut found);
            if !found.is_empty() {
                *text = replaced(text, &found, &fixed);
                document.repaired.extend(found);
            }
        };
        if paragraph.cells.is_empty() {
            fix(&mut paragraph.text);
        } else {
            paragraph.cells.iter_mut().for_each(fix);
            if document.repaired.len() > before {
                let first = matches!(paragraph.kind, Kind::Row { first: true });
                *paragraph = Paragraph::row(std::mem::take(&mut paragraph.cells), first, line);
            }
        }
    }
}

/// A repaired text with its marks where they belong.
fn replaced(text: &Styled, runs: &[Repaired], fixed: &str) -> Styled {
    let (mut map, mut from, mut to) = (Vec::new(), 0, 0);
    for run in runs {
        let Some(at) = text.text[from..].find(&run.from) else { continue };
        map.push((from, to));
        from += at + run.from.len();
        to += at + run.to.len();
    }
    map.push((from, to));
    let moved = |at: usize| {
        let (f, t) = map.iter().rev().find(|(f, _)| *f <= at).copied().unwrap_or((0, 0));
        let mut at = (t + at - f).min(fixed.len());
        while !fixed.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let marks = text.marks.iter().map(|m| Mark {
        range: moved(m.range.start)..moved(m.range.end).max(moved(m.range.start)),
        style: m.style.clone(),
    });
    Styled { marks: marks.collect(), text: fixed.to_owned() }
}
