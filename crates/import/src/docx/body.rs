//! The text of a Word file, paragraph by paragraph.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeMap;

use super::styles::{Meaning, Styles};
use super::{attribute, on};
use crate::format::Document;
use crate::grid::Grid;
use crate::paragraph::{Kind, Paragraph, Style, Styled};

/// How deep paragraphs may stand within one another (a text box in a text box).
const DEPTH: usize = 32;

/// The paragraphs of a part, or what is wrong with it.
pub(super) fn read(
    xml: &str,
    styles: &Styles,
    links: &BTreeMap<String, String>,
) -> Result<Document, String> {
    let mut body = Body::new(styles, links);
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) => body.start(&e),
            Ok(Event::Empty(e)) => {
                body.start(&e);
                body.end(e.local_name().as_ref());
            }
            Ok(Event::End(e)) => body.end(e.local_name().as_ref()),
            Ok(Event::Text(t)) => body.text(&t.xml10_content()),
            Ok(Event::CData(t)) => body.text(&t.xml10_content()),
            Ok(Event::GeneralRef(r)) => {
                let c = match r.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => named(&r.into_inner()),
                };
                if let Some(c) = c {
                    body.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) if body.out.is_empty() && body.open.is_empty() => {
                return Err("a Word file whose text is broken".to_owned());
            }
            // What could be read up to there is better than nothing.
            Err(_) => {
                body.lost.push("expected the whole text, found a fault in the file; the rest of the document is missing".to_owned());
                break;
            }
        }
    }
    Ok(body.finish())
}

/// Footnotes and endnotes at the end, under a heading of their own.
pub(super) fn append_notes(document: &mut Document, notes: Vec<Paragraph>) {
    if notes.is_empty() {
        return;
    }
    let line = document.paragraphs.last().map_or(1, |p| p.line + 1);
    document.paragraphs.push(Paragraph::new(
        Kind::Heading(2),
        Styled::from("Footnotes"),
        line,
        true,
    ));
    document.paragraphs.extend(notes.into_iter().map(|n| Paragraph { line, apart: true, ..n }));
}

struct Body<'a> {
    styles: &'a Styles,
    links: &'a BTreeMap<String, String>,
    out: Vec<Paragraph>,
    lost: Vec<String>,
    /// Paragraphs that are open, the innermost last.
    open: Vec<Open>,
    grids: Vec<Grid>,
    /// Elements whose content is not shown, and how many of them are open.
    hidden: usize,
    /// Whether text is shown here: only within `w:t`.
    shown: bool,
    run: Vec<Style>,
    in_run_properties: bool,
    link: Option<String>,
    counters: BTreeMap<(String, u8), u32>,
    number: usize,
}

/// A paragraph that is open.
#[derive(Default)]
struct Open {
    /// One entry a line: a line break within a paragraph parts what it means.
    lines: Vec<Styled>,
    style: Meaning,
    list: Option<String>,
    depth: u8,
    outline: Option<u8>,
    /// Paragraphs of text boxes that hang on it.
    boxes: Vec<Paragraph>,
}

impl<'a> Body<'a> {
    fn new(styles: &'a Styles, links: &'a BTreeMap<String, String>) -> Self {
        Body {
            styles,
            links,
            out: Vec::new(),
            lost: Vec::new(),
            open: Vec::new(),
            grids: Vec::new(),
            hidden: 0,
            shown: false,
            run: Vec::new(),
            in_run_properties: false,
            link: None,
            counters: BTreeMap::new(),
            number: 0,
        }
    }

    fn start(&mut self, e: &BytesStart<'_>) {
        let name = e.local_name();
        let name = name.as_ref();
        // A fallback repeats what stands beside it; what was deleted is no text.
        if matches!(name, "Fallback" | "del" | "moveFrom" | "instrText" | "delText") {
            self.hidden += 1;
        }
        if self.hidden > 0 {
            return;
        }
        let value = || attribute(e, "val");
        match name {
            "p" if self.open.len() < DEPTH => {
                self.open.push(Open { lines: vec![Styled::default()], ..Open::default() });
            }
            "pStyle" => {
                let meaning = value().map(|id| self.styles.meaning(&id)).unwrap_or_default();
                if let Some(open) = self.open.last_mut() {
                    open.list =
                        open.list.take().or_else(|| meaning.list.as_ref().map(|l| l.0.clone()));
                    open.depth = meaning.list.as_ref().map_or(0, |l| l.1);
                    open.style = meaning;
                }
            }
            "ilvl" => self.with(|o| o.depth = value().and_then(|v| v.parse().ok()).unwrap_or(0)),
            "numId" => self.with(|o| o.list = value().filter(|v| v != "0")),
            "outlineLvl" => self.with(|o| {
                o.outline = value().and_then(|v| v.parse::<u8>().ok()).filter(|l| *l < 9)
            }),
            "r" => self.run.clear(),
            "rPr" => self.in_run_properties = true,
            "b" if self.in_run_properties && on(e) => self.run.push(Style::Bold),
            "i" if self.in_run_properties && on(e) => self.run.push(Style::Italic),
            "hyperlink" => {
                self.link = attribute(e, "id").and_then(|id| self.links.get(&id).cloned())
            }
            "t" => self.shown = true,
            "tab" if !self.in_run_properties => self.push(" "),
            "br" | "cr" => self.with(|o| o.lines.push(Styled::default())),
            "noBreakHyphen" => self.push("-"),
            "sym" => self.push("•"),
            "tbl" if self.grids.len() < DEPTH => self.grids.push(Grid::default()),
            "tr" => self.grid(Grid::row),
            "tc" => self.grid(Grid::cell),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "Fallback" | "del" | "moveFrom" | "instrText" | "delText") {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "t" => self.shown = false,
            "rPr" => self.in_run_properties = false,
            "hyperlink" => self.link = None,
            "p" => self.close(),
            "tbl" => {
                if let Some(grid) = self.grids.pop() {
                    let paragraphs = grid.paragraphs();
                    paragraphs.into_iter().for_each(|p| self.emit(p));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.shown && self.hidden == 0 {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        let mut styles = self.run.clone();
        styles.extend(self.link.clone().map(Style::Link));
        self.with(|o| {
            if let Some(line) = o.lines.last_mut() {
                line.push(text, &styles);
            }
        });
    }

    fn with(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(open) = self.open.last_mut() {
            change(open);
        }
    }

    fn grid(&mut self, change: impl FnOnce(&mut Grid)) {
        if let Some(grid) = self.grids.last_mut() {
            change(grid);
        }
    }

    fn emit(&mut self, paragraph: Paragraph) {
        match self.grids.last_mut() {
            Some(grid) => grid.paragraph(paragraph),
            None => self.out.push(paragraph),
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.number += 1;
        if open.style.contents {
            return;
        }
        let kind = self.kind(&open);
        let mut paragraphs = Vec::new();
        for (i, line) in open.lines.into_iter().enumerate() {
            let mut text = line.squeeze();
            if open.style.bold && !text.is_blank() && matches!(kind, Kind::Plain) {
                let all = text.text.clone();
                text = Styled::default();
                text.push(&all, &[Style::Bold]);
            }
            if text.is_blank() {
                continue;
            }
            // A line broken by hand goes on with the item or heading that it stands in.
            if let (true, Some(last)) = (i > 0 && kind != Kind::Plain, paragraphs.last_mut()) {
                let last: &mut Paragraph = last;
                last.text.push(" ", &[]);
                last.text.append(&text);
                continue;
            }
            paragraphs.push(Paragraph::new(kind, text, self.number, i == 0));
        }
        paragraphs.extend(open.boxes);
        if let Some(outer) = self.open.last_mut() {
            // A text box is read after the paragraph that it hangs on.
            outer.boxes.extend(paragraphs);
            return;
        }
        paragraphs.into_iter().for_each(|p| self.emit(p));
    }

    fn kind(&mut self, open: &Open) -> Kind {
        let above = u8::from(self.styles.title);
        if open.style.title {
            return Kind::Heading(1);
        }
        let level = open.outline.map(|l| l + 1).or(open.style.heading);
        if let Some(level) = level {
            return Kind::Heading(level.saturating_add(above).min(6));
        }
        if let Some(list) = &open.list {
            let numbered = self.styles.numbered(list, open.depth);
            let key = (list.clone(), open.depth);
            let count = self.counters.entry(key).or_insert(0);
            *count += 1;
            return Kind::Item { depth: open.depth.min(8), number: numbered.then_some(*count) };
        }
        match open.style.item {
            Some(_) => Kind::Item { depth: open.depth, number: None },
            None if open.style.quote => Kind::Quote,
            None => Kind::Plain,
        }
    }

    fn finish(mut self) -> Document {
        while !self.open.is_empty() {
            self.close();
        }
        while let Some(grid) = self.grids.pop() {
            let paragraphs = grid.paragraphs();
            paragraphs.into_iter().for_each(|p| self.emit(p));
        }
        let titled = self.out.iter().any(|p| p.kind == Kind::Heading(1));
        if !titled {
            // No title style in use: the first heading is the highest again.
            for p in &mut self.out {
                if let Kind::Heading(level) = &mut p.kind {
                    *level = level.saturating_sub(u8::from(self.styles.title)).max(1);
                }
            }
        }
        Document { paragraphs: self.out, repaired: Vec::new(), lost: self.lost }
    }
}

fn named(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
