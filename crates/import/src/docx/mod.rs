//! Word (.docx): a zip file of XML parts.

mod body;
mod styles;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

use crate::bytes;
use crate::format::{Document, Refused};

/// The most characters that one part may unpack to: a zip file of a few kilobytes can claim gigabytes.
const LARGEST: u64 = 64 << 20;

/// The most parts that a file may have.
const PARTS: usize = 20_000;

/// Reads a Word file.
pub(crate) fn read(data: &[u8]) -> Result<Document, Refused> {
    let broken =
        |what: &str| Refused::new(what, "open the document in Word and save it again as .docx");
    let mut archive =
        ZipArchive::new(Cursor::new(data)).map_err(|_| broken("a broken zip file"))?;
    if archive.len() > PARTS {
        return Err(broken("a zip file with too many parts"));
    }
    let names: Vec<String> = archive.file_names().flatten().map(|n| n.into_owned()).collect();
    let main = if names.iter().any(|n| n == "word/document.xml") {
        "word/document.xml".to_owned()
    } else if let Some(name) =
        names.iter().find(|n| n.starts_with("word/document") && n.ends_with(".xml"))
    {
        name.clone()
    } else {
        return Err(Refused::new(kind(&names), "save the lesson as .docx or as text"));
    };
    let document =
        part(&mut archive, &main)?.ok_or_else(|| broken("a Word file without its text"))?;
    let mut optional = |name: &str| part(&mut archive, name).map(Option::unwrap_or_default);
    let styles = optional("word/styles.xml")?;
    let numbering = optional("word/numbering.xml")?;
    let footnotes = optional("word/footnotes.xml")?;
    let endnotes = optional("word/endnotes.xml")?;
    let relations = optional(&format!("word/_rels/{}.rels", main.trim_start_matches("word/")))?;
    let styles = styles::Styles::read(&styles, &numbering);
    let links = links(&relations);
    let mut out = body::read(&document, &styles, &links).map_err(|e| broken(&e))?;
    let mut notes = Vec::new();
    for xml in [&footnotes, &endnotes] {
        // A footnote that cannot be read is no reason to refuse the lesson.
        if let Ok(read) = body::read(xml, &styles, &BTreeMap::new()) {
            notes.extend(read.paragraphs);
        }
    }
    body::append_notes(&mut out, notes);
    if names.iter().any(|n| n.starts_with("word/media/")) {
        out.lost.push(
            "expected words, found pictures in the document; they are not in the topic".to_owned(),
        );
    }
    Ok(out)
}

/// What else a zip file is.
fn kind(names: &[String]) -> &'static str {
    let has = |start: &str| names.iter().any(|n| n.starts_with(start));
    if has("xl/") {
        "an Excel workbook"
    } else if has("ppt/") {
        "a PowerPoint file"
    } else if has("content.xml") {
        "an OpenDocument file (.odt)"
    } else if has("META-INF/container.xml") {
        "an e-book (EPUB)"
    } else {
        "a zip file that is no Word document"
    }
}

/// The text of one part, or nothing where it is not there.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Refused> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut data = Vec::new();
    let read = file.take(LARGEST + 1).read_to_end(&mut data);
    if data.len() as u64 > LARGEST {
        return Err(Refused::new(
            "a Word file that unpacks to more than 64 MB of text",
            "save the text alone, without what is embedded",
        ));
    }
    if read.is_err() {
        return Err(Refused::new(
            format!("a Word file whose part `{name}` is broken"),
            "open the document in Word and save it again as .docx",
        ));
    }
    Ok(Some(bytes::decode(&data).0))
}

/// Where hyperlinks lead, by the id of their relation.
fn links(xml: &str) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    each(xml, &mut |name, element| {
        if name == "Relationship"
            && let (Some(id), Some(target)) =
                (attribute(element, "Id"), attribute(element, "Target"))
            && (target.contains("://") || target.starts_with("mailto:"))
        {
            out.insert(id, target);
        }
    });
    out
}

/// Visits each element's start, until the part ends or is broken.
fn each(xml: &str, visit: &mut dyn FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(e) | Event::Empty(e)) => visit(e.local_name().as_ref(), &e),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// An attribute by its name without prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name).map(|a| {
        let value = a.normalized_value(XmlVersion::Implicit1_0);
        value.map_or_else(|_| String::new(), std::borrow::Cow::into_owned)
    })
}

/// `<w:b/>` and `<w:b w:val="true"/>` are on, `w:val="0"` is off.
fn on(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|v| !matches!(v.as_str(), "0" | "false" | "off" | "none"))
}
