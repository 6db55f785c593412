//! Names: slugs, titles and ids, made from what a course's files are called and say.

use std::ops::Range;

use sha2::{Digest, Sha256};
use topic::document::{Block, BlockKind};
use topic::{Topic, slug};

use crate::files;
use crate::load::COURSE_FILE;

/// Whether a Markdown file is meant for learners, by its name.
pub(crate) fn is_page(file: &str) -> bool {
    let aside = [COURSE_FILE, "readme.md", "license.md", "contributing.md", "changelog.md"];
    !aside.iter().any(|a| file.eq_ignore_ascii_case(a))
}

/// Whether a source is a case: its front matter names a peer.
#[must_use]
pub fn is_case(text: &str) -> bool {
    let (topic, _) = topic::parse(text);
    topic.front.get("peer").is_some()
}

/// The files of all `:::case` blocks, with their spans.
pub(crate) fn case_links(blocks: &[Block]) -> Vec<(&str, Range<usize>)> {
    let mut links = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Case { file, file_span, .. } => {
                links.push((file.as_str(), file_span.clone()))
            }
            BlockKind::Unknown { content, .. } => links.extend(case_links(content)),
            _ => {}
        }
    }
    links
}

/// The file's stem, or its folder's name where the stem is `topic`.
pub(crate) fn topic_slug(file: &str) -> String {
    match (stem(file).as_str(), files::folder(file).rsplit('/').next()) {
        ("topic", Some(folder)) if !folder.is_empty() => slug_or(folder, "topic"),
        (stem, _) => stem.to_owned(),
    }
}

/// The file's name without its ending, as it can stand in an address.
pub(crate) fn stem(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    slug_or(name.rsplit_once('.').map_or(name, |(stem, _)| stem), "topic")
}

pub(crate) fn slug_or(text: &str, or: &str) -> String {
    let slug = slug(text);
    if slug.is_empty() { or.to_owned() } else { slug }
}

/// The word itself where it is free, else with a number.
pub(crate) fn free(wanted: &str, mut taken: impl FnMut(&str) -> bool) -> String {
    let mut name = wanted.to_owned();
    let mut n = 1;
    while taken(&name) {
        n += 1;
        name = format!("{wanted}-{n}");
    }
    name
}

pub(crate) fn title(document: &Topic, linked: &str, slug: &str) -> String {
    let written = document.front.get("title").filter(|t| !t.is_empty()).map(str::to_owned);
    let first = || match document.blocks.first().map(|b| &b.kind) {
        Some(BlockKind::Heading { level: 1, text, .. }) => Some(text.plain()),
        _ => None,
    };
    let linked = || Some(linked.to_owned()).filter(|t| !t.is_empty());
    written.or_else(first).or_else(linked).unwrap_or_else(|| slug.to_owned())
}

/// The page shows the title by itself; a first heading that repeats it adds nothing.
pub(crate) fn drop_title(document: &mut Topic, title: &str) {
    let repeats = document.blocks.first().is_some_and(|b| match &b.kind {
        BlockKind::Heading { level: 1, text, .. } => text.plain().trim() == title.trim(),
        _ => false,
    });
    if repeats {
        document.blocks.remove(0);
    }
}

/// An id for a course that has none of its own: the same for the same name, everywhere.
pub(crate) fn derived(name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    let mut hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    // A UUID of version 8: made of whatever its maker likes.
    hex.replace_range(12..13, "8");
    hex.replace_range(16..17, "8");
    let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    let parts: Vec<&str> = parts.iter().filter_map(|(a, b)| hex.get(*a..*b)).collect();
    format!("urn:holdspace:course:{}", parts.join("-"))
}
