//! `course.md`: the lessons of a course and the order of their topics.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Block, BlockKind, Front};
use crate::front;
use crate::markdown::{self, Node, NodeKind, Piece, PieceKind};
use crate::position;
use crate::slug::{Ids, slug};

/// What a `course.md` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Title, permanent id, pace, aim of grade, crisis line and so on.
    pub front: Front,
    /// The prose before the first lesson.
    pub prose: Vec<Block>,
    /// The lessons in order.
    pub lessons: Vec<Lesson>,
}

/// A lesson: a heading of the second level or below, and the topics listed under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lesson {
    /// The heading; empty where topics are listed before any.
    pub title: String,
    /// Its slug, or as written in `{#id}`; unique in the course.
    pub id: String,
    /// Bytes of the heading.
    pub span: Range<usize>,
    /// What is said of the lesson.
    pub prose: Vec<Block>,
    /// Its topics in order.
    pub topics: Vec<Entry>,
}

/// One topic of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The words of the link.
    pub title: String,
    /// The file, relative to the course.
    pub href: String,
    /// Bytes of the link.
    pub span: Range<usize>,
}

/// Reads a `course.md`; it cannot fail.
#[must_use]
pub fn parse(source: &str) -> (Outline, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (front, body) = front::parse(source, &mut diagnostics);
    let mut outline = Outline { front, ..Outline::default() };
    let mut ids = Ids::default();
    for node in markdown::parse(source, body..source.len()) {
        take(node, &mut outline, &mut ids, &mut diagnostics);
    }
    for key in ["title", "id"] {
        if outline.front.get(key).is_none_or(str::is_empty) {
            diagnostics.push(missing(key));
        }
    }
    if outline.lessons.iter().all(|l| l.topics.is_empty()) {
        diagnostics.push(
            Diagnostic::new("empty-course", Severity::Error, 0..0)
                .found("expected a list of links to topics, found none")
                .help(
                    "write a heading `## …` for each lesson, and under it `1. [Title](topic.md)`",
                ),
        );
    }
    for d in &mut diagnostics {
        d.span = position::within(source, &d.span);
    }
    (outline, diagnostics)
}

fn take(node: Node, outline: &mut Outline, ids: &mut Ids, diagnostics: &mut Vec<Diagnostic>) {
    match node.kind {
        NodeKind::Heading { level: 2.., id, text } => {
            let title = markdown::plain(&text);
            let id = ids.take(&id.unwrap_or_else(|| slug(&title)));
            outline.lessons.push(Lesson { title, id, span: node.span, ..Lesson::default() });
        }
        NodeKind::List { items, ordered } => {
            let has_link = items.iter().any(|i| i.nodes.iter().any(|n| link_in(n).is_some()));
            if !has_link {
                let node = Node { kind: NodeKind::List { ordered, items }, span: node.span };
                prose(node, outline);
                return;
            }
            if outline.lessons.is_empty() {
                outline.lessons.push(Lesson { id: ids.take("lesson"), ..Lesson::default() });
            }
            for item in items {
                match item.nodes.iter().find_map(link_in) {
                    Some(entry) => {
                        if let Some(lesson) = outline.lessons.last_mut() {
                            lesson.topics.push(entry);
                        }
                    }
                    None => diagnostics.push(
                        Diagnostic::new("entry-without-link", Severity::Warning, item.span)
                            .found("expected a link to a topic, found an item without one")
                            .help("write it as `1. [Title](topic.md)`"),
                    ),
                }
            }
        }
        _ => prose(node, outline),
    }
}

fn prose(node: Node, outline: &mut Outline) {
    let block = crate::blocks::plain_block(node);
    match outline.lessons.last_mut() {
        Some(lesson) => lesson.prose.push(block),
        // The title of the course is in the front matter; a heading that repeats it adds nothing.
        None if matches!(block.kind, BlockKind::Heading { level: 1, .. }) => {}
        None => outline.prose.push(block),
    }
}

fn link_in(node: &Node) -> Option<Entry> {
    let NodeKind::Paragraph(pieces) = &node.kind else { return None };
    pieces.iter().find_map(|piece| match piece {
        Piece { kind: PieceKind::Link { href, text }, span } => {
            Some(Entry { title: markdown::plain(text), href: href.clone(), span: span.clone() })
        }
        _ => None,
    })
}

fn missing(key: &str) -> Diagnostic {
    let (id, help) = match key {
        "title" => ("missing-title", "write `title: …` between the `---` lines at the top"),
        _ => (
            "missing-course-id",
            "write `id: urn:holdspace:course:…` with a new UUID; `holdspace new` makes one, and it never changes after",
        ),
    };
    Diagnostic::new(id, Severity::Error, 0..0)
        .found(format!("expected `{key}:` in the front matter, found none"))
        .help(help)
}
