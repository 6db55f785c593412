//! HTML: a page saved from a browser, or a fragment pasted out of one.

use scraper::{Html, Node, node::Element};

use crate::format::Document;
use crate::grid::Grid;
use crate::paragraph::{Kind, Paragraph, Style, Styled};

/// How many tables may stand within one another.
const DEPTH: usize = 32;

/// Whether a text is HTML.
pub(crate) fn looks_like(text: &str) -> bool {
    let start: String = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .chars()
        .take(400)
        .collect::<String>()
        .to_lowercase();
    if start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with("<?xml") && start.contains("<html")
    {
        return true;
    }
    let lower = text.to_lowercase();
    let closes = ["</p>", "</li>", "</div>", "</h1>", "</h2>", "</h3>", "</td>", "</blockquote>"]
        .iter()
        .map(|tag| lower.matches(tag).count())
        .sum::<usize>();
    let begins = start.starts_with('<')
        && start[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    begins && closes >= 1 || closes >= 4
}

/// The paragraphs of a page.
pub(crate) fn read(text: &str) -> Document {
    let page = Html::parse_document(text);
    let mut flow = Flow::default();
    let root = page.tree.root();
    let mut node = root;
    // The tree may be as deep as the page is long, so it is walked and not descended.
    'walk: loop {
        let enter = flow.open(node.value());
        if enter && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            flow.close(node.value(), enter || node.has_children());
            if node == root {
                break 'walk;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => break 'walk,
            }
        }
    }
    flow.finish()
}

#[derive(Default)]
struct Flow {
    out: Vec<Paragraph>,
    text: Styled,
    /// What the paragraph at hand is.
    kind: Option<Kind>,
    bold: usize,
    italic: usize,
    /// Where links lead, the innermost last.
    links: Vec<Option<String>>,
    /// Lists that are open: the next number, where they are numbered.
    lists: Vec<Option<u32>>,
    /// Items that are open: whether their first paragraph has been taken.
    items: Vec<bool>,
    quotes: usize,
    grids: Vec<Grid>,
    title: String,
    in_title: bool,
    pre: usize,
    number: usize,
    apart: bool,
    term: bool,
    /// A `dt` that waits for its `dd`.
    defined: Option<Styled>,
}

impl Flow {
    /// Enters a node; whether its children are to be read.
    fn open(&mut self, node: &Node) -> bool {
        match node {
            Node::Text(text) => {
                if self.in_title {
                    self.title.push_str(text);
                } else {
                    self.characters(text);
                }
                false
            }
            Node::Element(element) => self.element(element),
            Node::Document | Node::Fragment => true,
            _ => false,
        }
    }

    fn element(&mut self, e: &Element) -> bool {
        let name = e.name();
        if skipped(e) {
            return false;
        }
        match name {
            "title" => self.in_title = true,
            "b" | "strong" | "i" | "em" | "span" | "font" | "a" | "th" => {}
            "br" => self.line_break(),
            "pre" => {
                self.flush(true);
                self.pre += 1;
            }
            "hr" => self.flush(true),
            _ if block(name) => self.flush(true),
            _ => {}
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.kind = name[1..].parse().ok().map(Kind::Heading);
            }
            "ul" | "menu" | "dir" => self.lists.push(None),
            "ol" => {
                let start = e.attr("start").and_then(|s| s.parse().ok()).unwrap_or(1);
                self.lists.push(Some(start));
            }
            "li" => self.items.push(false),
            "dt" => self.term = true,
            "blockquote" => self.quotes += 1,
            "table" if self.grids.len() < DEPTH => self.grids.push(Grid::default()),
            "tr" => {
                if let Some(grid) = self.grids.last_mut() {
                    grid.row();
                }
            }
            "td" | "th" => {
                self.flush(true);
                if let Some(grid) = self.grids.last_mut() {
                    grid.cell();
                }
            }
            "a" => self.links.push(e.attr("href").map(str::to_owned)),
            "img" => {
                if let Some(alt) = e.attr("alt").filter(|a| a.split_whitespace().count() > 1) {
                    let alt = format!(" {alt} ");
                    self.characters(&alt);
                }
            }
            _ => {}
        }
        self.bold += usize::from(bold(e));
        self.italic += usize::from(italic(e));
        true
    }

    fn close(&mut self, node: &Node, entered: bool) {
        let Node::Element(e) = node else { return };
        let name = e.name();
        if skipped(e) {
            return;
        }
        let _ = entered;
        self.bold = self.bold.saturating_sub(usize::from(bold(e)));
        self.italic = self.italic.saturating_sub(usize::from(italic(e)));
        match name {
            "title" => self.in_title = false,
            "a" => {
                self.links.pop();
            }
            "pre" => {
                self.flush(true);
                self.pre = self.pre.saturating_sub(1);
            }
            "li" => {
                self.flush(false);
                self.items.pop();
                // A nested list ends within the item above.
                self.apart = false;
            }
            "ul" | "ol" | "menu" | "dir" => {
                self.flush(true);
                self.lists.pop();
            }
            "dt" => {
                let text = std::mem::take(&mut self.text).squeeze();
                self.term = false;
                self.defined = Some(text).filter(|t| !t.is_blank());
            }
            "blockquote" => {
                self.flush(true);
                self.quotes = self.quotes.saturating_sub(1);
            }
            "td" | "th" => self.flush(true),
            "table" => {
                self.flush(true);
                if let Some(grid) = self.grids.pop() {
                    grid.paragraphs().into_iter().for_each(|p| self.emit(p));
                }
                self.apart = true;
            }
            _ if block(name) => self.flush(true),
            _ => {}
        }
    }

    fn characters(&mut self, text: &str) {
        if self.pre > 0 {
            let mut lines = text.split('\n');
            if let Some(first) = lines.next() {
                self.push(first);
            }
            for line in lines {
                self.flush(line.trim().is_empty());
                self.push(line);
            }
            return;
        }
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        let mut styles = Vec::new();
        if self.bold > 0 {
            styles.push(Style::Bold);
        }
        if self.italic > 0 {
            styles.push(Style::Italic);
        }
        styles.extend(self.links.last().cloned().flatten().map(Style::Link));
        self.text.push(text, &styles);
    }

    /// A break within an item or a heading is a space; elsewhere a new line.
    fn line_break(&mut self) {
        if self.kind.is_some() || !self.items.is_empty() || self.term {
            self.text.push(" ", &[]);
        } else {
            self.flush(false);
        }
    }

    /// Ends the paragraph at hand.
    fn flush(&mut self, apart: bool) {
        let text = std::mem::take(&mut self.text).squeeze();
        let heading = self.kind.take();
        if text.is_blank() {
            self.apart |= apart;
            return;
        }
        self.number += 1;
        let first = self.items.last_mut().map(|taken| !std::mem::replace(taken, true));
        let kind = match (heading, first) {
            (Some(heading), _) => heading,
            (None, Some(true)) => {
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(8).min(8);
                let next = self.lists.last_mut().and_then(Option::as_mut);
                let number = next.map(|n| std::mem::replace(n, n.saturating_add(1)));
                Kind::Item { depth, number }
            }
            (None, Some(false)) if self.goes_on(&text) => return,
            _ if self.quotes > 0 => Kind::Quote,
            _ => Kind::Plain,
        };
        let (kind, text) = match self.defined.take() {
            Some(term) => {
                let mut both = Styled::default();
                both.push(&term.text, &[Style::Bold]);
                both.push(" – ", &[]);
                both.append(&text);
                (Kind::Item { depth: 0, number: None }, both)
            }
            None => (kind, text),
        };
        let begins = std::mem::replace(&mut self.apart, apart);
        self.emit(Paragraph::new(kind, text, self.number, begins || self.number == 1));
    }

    /// A second paragraph of an item goes on with it.
    fn goes_on(&mut self, text: &Styled) -> bool {
        let last = if self.grids.is_empty() { self.out.last_mut() } else { None };
        let Some(last) = last.filter(|l| matches!(l.kind, Kind::Item { .. })) else { return false };
        last.text.push(" ", &[]);
        last.text.append(text);
        true
    }

    fn emit(&mut self, paragraph: Paragraph) {
        match self.grids.last_mut() {
            Some(grid) => grid.paragraph(paragraph),
            None => self.out.push(paragraph),
        }
    }

    fn finish(mut self) -> Document {
        self.flush(true);
        if let Some(term) = self.defined.take() {
            self.emit(Paragraph::new(Kind::Plain, term, self.number, true));
        }
        while let Some(grid) = self.grids.pop() {
            grid.paragraphs().into_iter().for_each(|p| self.emit(p));
        }
        let title = Styled::from(self.title.as_str()).squeeze();
        if !title.is_blank()
            && !exported(&title.text)
            && !self.out.iter().any(|p| matches!(p.kind, Kind::Heading(_)))
        {
            self.out.insert(0, Paragraph::new(Kind::Heading(1), title, 1, true));
        }
        Document { paragraphs: self.out, ..Document::default() }
    }
}

/// Whether a page's title is one that a program gave it.
fn exported(title: &str) -> bool {
    let t = crate::word::normal(title);
    let name = t.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    crate::word::is(
        name,
        "presentation|powerpoint presentation|untitled|untitled document|untitled page|document|\
            page|slide|slides|slide deck|deck|index|export|new page|new document|microsoft word",
    )
}

/// What is no part of the lesson, or cannot be read.
fn skipped(e: &Element) -> bool {
    let hidden = e.attr("hidden").is_some() || style(e).contains("display:none");
    let navigation =
        e.attr("role") == Some("navigation") || e.classes().any(|c| c.contains("breadcrumb"));
    hidden
        || navigation
        || matches!(
            e.name(),
            "script"
                | "style"
                | "noscript"
                | "template"
                | "nav"
                | "svg"
                | "iframe"
                | "object"
                | "select"
                | "math"
                | "canvas"
                | "audio"
                | "video"
        )
}

fn block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "body"
            | "blockquote"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "ol"
            | "p"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "option"
            | "label"
    )
}

fn style(e: &Element) -> String {
    e.attr("style")
        .unwrap_or("")
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase()
}

/// Bold by its name or by its style; an editor in the cloud wraps all it copies in a `b` that is none.
fn bold(e: &Element) -> bool {
    let style = style(e);
    let named = matches!(e.name(), "b" | "strong");
    let light = style.contains("font-weight:normal") || style.contains("font-weight:400");
    named && !light
        || ["font-weight:bold", "font-weight:600", "font-weight:700", "font-weight:800"]
            .iter()
            .any(|w| style.contains(w))
            && e.name() == "span"
}

fn italic(e: &Element) -> bool {
    matches!(e.name(), "i" | "em" | "cite")
        || e.name() == "span" && style(e).contains("font-style:italic")
}
