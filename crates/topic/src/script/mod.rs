//! A case as it is written: the value that a conversation runs on, and where each part of it stands.
//!
//! Enter at [`parse`].

mod body;
mod exit;
mod heading;
mod persona;
mod reply;
mod said;
mod voice;

pub(crate) use voice::OCCASIONS;

use practice::case::Case;
use practice::voice::Occasion;
use sha2::{Digest, Sha256};
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::document::Front;
use crate::markdown;
use crate::{front, position};

/// A case and its source's spans; the lists of spans are parallel to those of the case.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// What the conversation runs on.
    pub case: Case,
    /// What stands between the `---` lines.
    pub front: Front,
    /// One entry a scene, in the order of `case.scenes`.
    pub scenes: Vec<SceneSource>,
    /// Bytes of the heading of the voice, where there is one.
    pub voice: Option<Range<usize>>,
    /// The rows of the voice table that were written, with the bytes of their first cell.
    pub occasions: Vec<(Occasion, Range<usize>)>,
    /// One entry a row of `case.voice.rows`: the bytes of the cell.
    pub cells: Vec<Range<usize>>,
}

/// Where a scene stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SceneSource {
    /// Bytes of the heading.
    pub heading: Range<usize>,
    /// Bytes from the heading to the end of the scene.
    pub span: Range<usize>,
    /// One entry a stage direction.
    pub stage: Vec<Range<usize>>,
    /// One entry a line.
    pub lines: Vec<Range<usize>>,
    /// One entry a reply.
    pub replies: Vec<ReplySource>,
    /// "Stay quiet and wait", where it is written.
    pub silence: Option<ReplySource>,
}

/// Where a reply stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplySource {
    /// Bytes of the item.
    pub span: Range<usize>,
    /// Bytes of its words.
    pub text: Range<usize>,
    /// One entry a mark.
    pub marks: Vec<Range<usize>>,
    /// One entry a line of the reaction.
    pub reaction: Vec<Range<usize>>,
    /// One entry an exit: the link.
    pub exits: Vec<Range<usize>>,
    /// Bytes of `why: …`.
    pub why: Option<Range<usize>>,
    /// Bytes of `better: …`.
    pub better: Option<Range<usize>>,
    /// Bytes of `sure`, where the author stands by the labels whatever the model finds.
    pub sure: Option<Range<usize>>,
}

/// Reads a case; `id` is the file's name without its ending.
///
/// It cannot fail: what is not understood is said in diagnostics, and the rest is kept.
#[must_use]
pub fn parse(source: &str, id: &str) -> (Script, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (front, at) = front::parse(source, &mut diagnostics);
    let persona = persona::read(&front, &mut diagnostics);
    let case = Case {
        id: id.to_owned(),
        title: persona.title,
        hash: hash(source),
        draft: persona.draft,
        peer: persona.peer,
        content_note: persona.content_note,
        scenes: vec![],
        voice: practice::voice::Voice::default(),
    };
    let script =
        Script { case, front, scenes: vec![], voice: None, occasions: vec![], cells: vec![] };
    let nodes = markdown::parse(source, at..source.len());
    let mut body = body::Body::new(source, script, diagnostics);
    for node in nodes {
        body.take(node);
    }
    let (script, mut diagnostics) = body.finish();
    for d in &mut diagnostics {
        d.span = position::within(source, &d.span);
    }
    diagnostics.sort_by_key(|d| d.span.start);
    (script, diagnostics)
}

/// The first 16 hexadecimal digits of the SHA-256 of a source.
#[must_use]
pub fn hash(source: &str) -> String {
    use std::fmt::Write;
    let digest = Sha256::digest(source.as_bytes());
    digest.iter().take(8).fold(String::with_capacity(16), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
