//! Links between the files of a course: does each lead somewhere?

use std::collections::BTreeSet;
use std::ops::Range;

use topic::document::{Block, BlockKind, Inline, Text};
use topic::{Diagnostic, Severity};

use crate::course::Course;
use crate::files;
use crate::pages::label_ids;

/// What is wrong with the links and pictures of one text of the course.
pub(crate) fn check(course: &Course, file: &str, blocks: &[Block]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for link in links(blocks) {
        found.extend(problem(course, file, blocks, link));
    }
    found
}

#[derive(Clone)]
struct Link<'a> {
    href: &'a str,
    span: Range<usize>,
    picture: bool,
}

fn problem(course: &Course, file: &str, blocks: &[Block], link: Link<'_>) -> Option<Diagnostic> {
    let href = link.href.trim();
    let wrong = |severity, id, message: String, help: &str| {
        let help = Some(help.to_owned());
        Some(Diagnostic { id, severity, span: link.span.clone(), message, help })
    };
    let broken = |message, help: &str| wrong(Severity::Error, "broken-link", message, help);
    let scheme = href.split(['/', '?', '#']).next().and_then(|s| s.split_once(':'));
    if let Some((scheme, _)) = scheme {
        if link.picture {
            return wrong(
                Severity::Warning,
                "picture-elsewhere",
                format!("expected a picture of the course, found `{href}`"),
                "put the file beside the topic: a page asks no other host for anything, and shows this one as a link",
            );
        }
        let fine = ["http", "https", "mailto", "tel", "sms"];
        return if fine.iter().any(|s| scheme.eq_ignore_ascii_case(s)) {
            None
        } else {
            broken(
                format!("expected a link to a page, found `{scheme}:`"),
                "link to a file of the course or to `https://…`; this one is shown as text",
            )
        };
    }
    let (path, anchor) = href.split_once('#').map_or((href, None), |(p, a)| (p, Some(a)));
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        let anchor = anchor.filter(|a| !a.is_empty() && !anchors(blocks).contains(*a))?;
        return broken(
            format!("expected a heading `#{anchor}` on this page, found none"),
            "write the heading's words in lower case, joined by hyphens",
        );
    }
    let Some(target) = files::within(files::folder(file), &decoded(path)) else {
        return broken(
            format!("expected a file of this course, found `{href}`, which leads out of it"),
            "name the file from where this one stands, such as `../cases/name.md`",
        );
    };
    let topic = course.topics.iter().find(|t| t.file == target);
    if let Some(topic) = topic {
        let anchor = anchor.filter(|a| !anchors(&topic.document.blocks).contains(*a))?;
        return broken(
            format!("expected a heading `#{anchor}` in `{target}`, found none"),
            "write the heading's words in lower case, joined by hyphens",
        );
    }
    if course.files.read(&target).is_err() {
        return broken(
            format!("expected a file, found nothing at `{target}`"),
            "check the name, and that the file is in the course's folder",
        );
    }
    let known = target == crate::load::COURSE_FILE
        || course.topics.iter().flat_map(|t| &t.cases).any(|c| c.file == target);
    if !known && course.files.picture(&target).is_err() {
        return wrong(
            Severity::Warning,
            "link-without-page",
            format!("expected a topic of this course, a picture or a PDF, found `{target}`"),
            "a learner cannot open it: list it in `course.md`, or leave the link out",
        );
    }
    None
}

/// All anchors of a topic's page that an author can link to.
fn anchors(blocks: &[Block]) -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = label_ids(blocks);
    collect(blocks, &mut ids);
    ids
}

fn collect(blocks: &[Block], ids: &mut BTreeSet<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { id, .. } => {
                ids.insert(id.clone());
            }
            BlockKind::Unknown { content, .. } | BlockKind::Quote(content) => collect(content, ids),
            BlockKind::List { items, .. } => items.iter().for_each(|i| collect(i, ids)),
            _ => {}
        }
    }
}

fn links(blocks: &[Block]) -> Vec<Link<'_>> {
    let mut found = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
                within(text, &mut found)
            }
            BlockKind::List { items, .. } => items.iter().for_each(|i| found.extend(links(i))),
            BlockKind::Quote(content) | BlockKind::Unknown { content, .. } => {
                found.extend(links(content));
            }
            BlockKind::Table(rows) => rows.iter().flatten().for_each(|c| within(c, &mut found)),
            BlockKind::Code(_) | BlockKind::Rule => {}
            BlockKind::Objectives { lead, items } => {
                found.extend(links(lead));
                items.iter().for_each(|i| within(&i.text, &mut found));
            }
            BlockKind::Builds(items) | BlockKind::Breaks(items) | BlockKind::Strategies(items) => {
                for item in items {
                    within(&item.name, &mut found);
                    within(&item.explanation, &mut found);
                }
            }
            BlockKind::Example(example) => {
                found.extend(links(&example.situation));
                for line in &example.lines {
                    within(&line.text, &mut found);
                    line.note.iter().for_each(|n| within(n, &mut found));
                }
                found.extend(links(&example.after));
            }
            BlockKind::Quotation { text, source } => {
                found.extend(links(text));
                source.iter().for_each(|s| within(s, &mut found));
            }
            BlockKind::Case { lead, .. } => found.extend(links(lead)),
            BlockKind::Takeaways(items) | BlockKind::References(items) => {
                items.iter().for_each(|i| within(i, &mut found));
            }
        }
    }
    found
}

fn within<'a>(text: &'a Text, found: &mut Vec<Link<'a>>) {
    for inline in &text.0 {
        match inline {
            Inline::Link { href, text, span } => {
                found.push(Link { href, span: span.clone(), picture: false });
                within(text, found);
            }
            Inline::Image { src, span, .. } => {
                found.push(Link { href: src, span: span.clone(), picture: true });
            }
            Inline::Emphasis(t) | Inline::Strong(t) => within(t, found),
            Inline::Plain(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// `%20` and its kind, as Markdown needs them for blanks in names.
pub(crate) fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|h| std::str::from_utf8(h).ok());
        let value = hex.and_then(|h| u8::from_str_radix(h, 16).ok());
        match (first, value) {
            (b'%', Some(value)) => {
                bytes.push(value);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
