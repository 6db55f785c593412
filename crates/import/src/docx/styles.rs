//! What a Word file's styles and lists mean.

use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::collections::BTreeMap;

use super::{attribute, on};

/// Styles by their id, lists by their number.
#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// Whether items of a list are numbered, by list and depth.
    numbered: BTreeMap<(String, u8), bool>,
    /// Whether the document can have a title above its first heading.
    pub(super) title: bool,
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<(String, u8)>,
    bold: bool,
}

/// What the style of a paragraph makes of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Meaning {
    pub(super) heading: Option<u8>,
    pub(super) title: bool,
    pub(super) quote: bool,
    pub(super) contents: bool,
    pub(super) bold: bool,
    /// The list and the depth.
    pub(super) list: Option<(String, u8)>,
    /// An item by the style's name alone: whether it is numbered.
    pub(super) item: Option<bool>,
}

impl Styles {
    pub(super) fn read(styles: &str, numbering: &str) -> Self {
        let mut out = Self::default();
        out.styles(styles);
        out.numbering(numbering);
        out.title = out.styles.values().any(|s| s.name == "title");
        out
    }

    fn styles(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let (mut id, mut style, mut list_depth) = (None, Style::default(), 0);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "style" => {
                        id = attribute(&e, "styleId");
                        style = Style::default();
                        list_depth = 0;
                    }
                    "name" => style.name = attribute(&e, "val").unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = attribute(&e, "val"),
                    "outlineLvl" => {
                        style.outline = attribute(&e, "val").and_then(|v| v.parse().ok())
                    }
                    "ilvl" => {
                        list_depth = attribute(&e, "val").and_then(|v| v.parse().ok()).unwrap_or(0)
                    }
                    "numId" => style.list = attribute(&e, "val").map(|v| (v, list_depth)),
                    "b" => style.bold = on(&e),
                    _ => {}
                },
                Event::End(e) if e.local_name().as_ref() == "style" => {
                    if let Some(id) = id.take() {
                        self.styles.insert(id, std::mem::take(&mut style));
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }

    fn numbering(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let mut formats: BTreeMap<(String, u8), bool> = BTreeMap::new();
        let (mut of, mut number, mut level) = (String::new(), None, 0);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                    "abstractNum" => of = attribute(&e, "abstractNumId").unwrap_or_default(),
                    "lvl" => {
                        level = attribute(&e, "ilvl").and_then(|v| v.parse().ok()).unwrap_or(0)
                    }
                    "numFmt" => {
                        let format = attribute(&e, "val").unwrap_or_default();
                        formats.insert(
                            (of.clone(), level),
                            !matches!(format.as_str(), "bullet" | "none" | ""),
                        );
                    }
                    "num" => number = attribute(&e, "numId"),
                    "abstractNumId" => {
                        if let (Some(number), Some(of)) = (number.take(), attribute(&e, "val")) {
                            for ((_, level), numbered) in
                                formats.iter().filter(|((f, _), _)| *f == of)
                            {
                                self.numbered.insert((number.clone(), *level), *numbered);
                            }
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
    }

    /// Whether the items of a list are numbered.
    pub(super) fn numbered(&self, list: &str, depth: u8) -> bool {
        self.numbered.get(&(list.to_owned(), depth)).copied().unwrap_or(false)
    }

    /// What a style means, with what it is based on.
    pub(super) fn meaning(&self, id: &str) -> Meaning {
        let mut out = Meaning::default();
        let mut next = Some(id.to_owned());
        // A chain of styles may be a ring in a broken file.
        for _ in 0..12 {
            let Some(id) = next.take() else { break };
            let Some(style) = self.styles.get(&id) else {
                out.named(&id.to_lowercase());
                break;
            };
            out.named(&style.name);
            out.heading = out.heading.or(style.outline.filter(|l| *l < 9).map(|l| l + 1));
            out.list = out.list.take().or_else(|| style.list.clone());
            out.bold |= style.bold;
            next.clone_from(&style.based_on);
        }
        out
    }
}

impl Meaning {
    fn named(&mut self, name: &str) {
        let name = name.replace([' ', '-'], "");
        if let Some(level) = name.strip_prefix("heading").and_then(|n| n.parse::<u8>().ok()) {
            self.heading = self.heading.or(Some(level.clamp(1, 9)));
        }
        self.title |= name == "title";
        self.quote |=
            matches!(name.as_str(), "quote" | "intensequote" | "blockquote" | "blocktext");
        self.contents |= name.starts_with("toc") && name != "tocheading" && name.len() <= 5;
        if name.starts_with("listbullet") {
            self.item = self.item.or(Some(false));
        } else if name.starts_with("listnumber") {
            self.item = self.item.or(Some(true));
        }
    }
}
