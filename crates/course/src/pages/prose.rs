//! An author's text as HTML. Whatever is in it, only text, never markup, comes out of it.

use maud::{Markup, html};
use topic::document::{Block, BlockKind, Inline, Text};

use super::anchors::of_heading;
use crate::course::Course;
use crate::files;
use crate::ids;

/// Where a text stands: its file decides where its links lead.
#[derive(Clone, Copy)]
pub(super) struct Prose<'a> {
    pub(super) course: &'a Course,
    /// The file that the text is written in, relative to the course.
    pub(super) file: &'a str,
}

/// What a link becomes.
enum Target {
    Page(String),
    Elsewhere(String),
    Nowhere,
}

impl Prose<'_> {
    pub(super) fn text(self, text: &Text) -> Markup {
        html! { @for inline in &text.0 { (self.inline(inline)) } }
    }

    /// Blocks without anything special about them; `level` is that of the heading above.
    pub(super) fn blocks(self, blocks: &[Block], level: u8) -> Markup {
        html! { @for block in blocks { (self.block(block, level)) } }
    }

    pub(super) fn block(self, block: &Block, level: u8) -> Markup {
        match &block.kind {
            BlockKind::Heading { id, text, .. } => {
                heading(level + 1, Some(&of_heading(id)), &self.text(text))
            }
            BlockKind::Paragraph(text) => self.paragraph(text),
            BlockKind::List { ordered, items } => html! {
                @if *ordered {
                    ol class="list" { (self.items(items, level)) }
                } @else {
                    ul class="list" { (self.items(items, level)) }
                }
            },
            BlockKind::Quote(content) => html! {
                blockquote class="cited" { (self.blocks(content, level)) }
            },
            BlockKind::Table(rows) => self.table(rows),
            BlockKind::Code(code) => html! { pre tabindex="0" { code { (code) } } },
            BlockKind::Rule => html! { hr; },
            BlockKind::Quotation { text, source } => html! {
                figure class="quotation" {
                    blockquote { (self.blocks(text, level)) }
                    @if let Some(source) = source {
                        figcaption { (self.text(source)) }
                    }
                }
            },
            BlockKind::Unknown { content, .. } => self.blocks(content, level),
            // The blocks that have a place of their own on a topic's page; in a list or a
            // quotation they are what they hold.
            other => {
                let mut text = Text::default();
                Block { kind: other.clone(), span: block.span.clone() }.flatten(&mut text);
                self.paragraph(&text)
            }
        }
    }

    fn items(self, items: &[Vec<Block>], level: u8) -> Markup {
        html! {
            @for item in items {
                li {
                    @match item.as_slice() {
                        // A tight item is a line, and no paragraph.
                        [Block { kind: BlockKind::Paragraph(text), .. }, rest @ ..] => {
                            (self.text(text)) (self.blocks(rest, level))
                        }
                        all => (self.blocks(all, level)),
                    }
                }
            }
        }
    }

    fn paragraph(self, text: &Text) -> Markup {
        let written =
            text.0.iter().filter(|i| !matches!(i, Inline::Plain(s) if s.trim().is_empty()));
        let parts: Vec<&Inline> = written.filter(|i| !matches!(i, Inline::Break)).collect();
        match parts.as_slice() {
            [image @ Inline::Image { .. }] => html! { figure { (self.inline(image)) } },
            // A picture with a line in emphasis under it: the line is its caption.
            [image @ Inline::Image { .. }, Inline::Emphasis(caption)] => html! {
                figure { (self.inline(image)) figcaption { (self.text(caption)) } }
            },
            _ => html! { p { (self.text(text)) } },
        }
    }

    fn table(self, rows: &[Vec<Text>]) -> Markup {
        let (head, body) =
            rows.split_first().map_or((None, rows), |(head, body)| (Some(head), body));
        html! {
            // It scrolls by itself where it is wider than the page, also by keyboard.
            div class="table" tabindex="0" role="group" aria-label="Table" {
                table {
                    @if let Some(head) = head {
                        thead { tr { @for cell in head {
                            @if cell.plain().trim().is_empty() { td {} }
                            @else { th scope="col" { (self.text(cell)) } }
                        } } }
                    }
                    tbody { @for row in body {
                        tr { @for cell in row { td { (self.text(cell)) } } }
                    } }
                }
            }
        }
    }

    fn inline(self, inline: &Inline) -> Markup {
        match inline {
            Inline::Plain(text) => html! { (text) },
            Inline::Emphasis(text) => html! { em { (self.text(text)) } },
            Inline::Strong(text) => html! { strong { (self.text(text)) } },
            Inline::Code(code) => html! { code { (code) } },
            Inline::Break => html! { br; },
            Inline::Link { href, text, .. } => match self.target(href) {
                Target::Page(href) => html! { a href=(href) { (self.text(text)) } },
                Target::Elsewhere(href) => html! {
                    a href=(href) rel="noopener noreferrer" { (self.text(text)) }
                },
                Target::Nowhere => self.text(text),
            },
            Inline::Image { src, alt, .. } => match self.target(src) {
                Target::Page(src) => html! {
                    img src=(src) alt=(alt) loading="lazy" decoding="async";
                },
                // A page asks no other host for anything: a picture there is a link to it.
                Target::Elsewhere(src) => html! {
                    a href=(src) rel="noopener noreferrer" {
                        @if alt.trim().is_empty() { "A picture elsewhere" } @else { (alt) }
                    }
                },
                Target::Nowhere => html! { (alt) },
            },
        }
    }

    /// Only addresses that can do no harm: pages of the course, its files, and the web.
    fn target(self, href: &str) -> Target {
        let href = href.trim();
        let scheme = href.split(['/', '?', '#']).next().and_then(|s| s.split_once(':'));
        if let Some((scheme, _)) = scheme {
            let fine = ["http", "https", "mailto", "tel", "sms"];
            return if fine.iter().any(|s| scheme.eq_ignore_ascii_case(s)) {
                Target::Elsewhere(href.to_owned())
            } else {
                Target::Nowhere
            };
        }
        let (path, anchor) = href.split_once('#').map_or((href, None), |(p, a)| (p, Some(a)));
        if path.is_empty() {
            return anchor.map_or(Target::Nowhere, |a| Target::Page(format!("#{}", of_heading(a))));
        }
        let Some(file) = files::within(files::folder(self.file), &crate::links::decoded(path))
        else {
            return Target::Nowhere;
        };
        let with = |address: String| match anchor {
            Some(anchor) => Target::Page(format!("{address}#{}", of_heading(anchor))),
            None => Target::Page(address),
        };
        if file == "course.md" {
            return Target::Page("/".into());
        }
        if let Some(topic) = self.course.topics.iter().find(|t| t.file == file) {
            return with(ids::topic_url(topic));
        }
        let mut cases = self.course.topics.iter().flat_map(|t| &t.cases);
        match cases.find(|c| c.file == file) {
            Some(case) => Target::Page(ids::case_url(case)),
            None => with(format!("/files/{}", encoded(&file))),
        }
    }
}

/// A heading of a level, at most the fourth.
pub(super) fn heading(level: u8, id: Option<&str>, content: &Markup) -> Markup {
    match level {
        0..=2 => html! { h2 id=[id] { (content) } },
        3 => html! { h3 id=[id] { (content) } },
        _ => html! { h4 id=[id] { (content) } },
    }
}

/// A path for an address: what is no plain letter, digit or sign of a path is percent-encoded.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
