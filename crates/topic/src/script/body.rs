//! The body of a case: headings begin scenes, and what stands under them belongs to them.

use practice::case::{Scene, SceneKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::heading::{self, Begins};
use super::reply::{self, misplaced};
use super::{SceneSource, Script, said, voice};
use crate::diagnostic::{Diagnostic, Severity};
use crate::markdown::{self, Item, Node, NodeKind, Piece};
use crate::slug::{Ids, slug};

pub(super) struct Body<'s> {
    source: &'s str,
    script: Script,
    diagnostics: Vec<Diagnostic>,
    ids: Ids,
    /// Other spellings by which a link may name a scene.
    aliases: BTreeMap<String, String>,
    section: Section,
}

#[derive(PartialEq)]
enum Section {
    Nothing,
    Scene,
    Voice,
}

impl<'s> Body<'s> {
    pub(super) fn new(source: &'s str, script: Script, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            source,
            script,
            diagnostics,
            ids: Ids::default(),
            aliases: BTreeMap::new(),
            section: Section::Nothing,
        }
    }

    pub(super) fn take(&mut self, node: Node) {
        if let NodeKind::Heading { id, text, .. } = node.kind {
            self.heading(id, &markdown::plain(&text), node.span);
            return;
        }
        if self.section == Section::Voice {
            // Prose beside the table is the author's own note.
            if let NodeKind::Table(rows) = &node.kind {
                voice::table(rows, &mut self.script, &mut self.diagnostics);
            }
            return;
        }
        if self.section == Section::Nothing && !self.begin_without_heading(&node) {
            return;
        }
        if let Some(at) = self.script.scenes.last_mut() {
            at.span.end = node.span.end;
        }
        match node.kind {
            NodeKind::Paragraph(pieces) => self.stage(&pieces, node.span),
            NodeKind::Quote(nodes) => self.quote(nodes),
            NodeKind::List { items, .. } => items.into_iter().for_each(|i| self.reply(i)),
            NodeKind::Rule => {}
            _ => self.diagnostics.push(misplaced(&node)),
        }
    }

    pub(super) fn finish(mut self) -> (Script, Vec<Diagnostic>) {
        let scenes: BTreeSet<String> =
            self.script.case.scenes.iter().map(|s| s.id.clone()).collect();
        let replies = self
            .script
            .case
            .scenes
            .iter_mut()
            .flat_map(|s| s.replies.iter_mut().chain(s.silence.as_mut()));
        for exit in replies.flat_map(|r| r.to.iter_mut()) {
            if scenes.contains(&exit.scene) {
                continue;
            }
            let near = slug(&exit.scene);
            let found = self.aliases.get(&exit.scene).or_else(|| self.aliases.get(&near)).cloned();
            if let Some(id) = found.or_else(|| scenes.contains(&near).then_some(near)) {
                exit.scene = id;
            }
        }
        (self.script, self.diagnostics)
    }

    fn heading(&mut self, id: Option<String>, text: &str, span: Range<usize>) {
        match heading::read(text) {
            Begins::Voice => {
                self.section = Section::Voice;
                self.script.voice = Some(span);
            }
            Begins::Scene(kind, title) => {
                let wanted = id.clone().unwrap_or_else(|| slug(&title));
                let full = slug(text);
                let id = self.scene(wanted, kind, title, span);
                self.aliases.entry(full).or_insert(id);
            }
        }
    }

    fn scene(
        &mut self,
        wanted: String,
        kind: SceneKind,
        title: String,
        span: Range<usize>,
    ) -> String {
        if self.ids.has(&wanted) {
            self.diagnostics.push(
                Diagnostic::new("duplicate-id", Severity::Warning, span.clone())
                    .found(format!("expected a new scene, found `{wanted}` again"))
                    .help("links reach the first of them; give this heading another name or an id such as `{#other}`"),
            );
        }
        let id = self.ids.take(&wanted);
        self.section = Section::Scene;
        self.script.case.scenes.push(Scene {
            id: id.clone(),
            title,
            kind,
            stage: vec![],
            lines: vec![],
            replies: vec![],
            silence: None,
        });
        self.script.scenes.push(SceneSource {
            heading: span.clone(),
            span,
            ..SceneSource::default()
        });
        id
    }

    /// A talk of one scene needs no heading; prose alone before the first is no scene.
    fn begin_without_heading(&mut self, node: &Node) -> bool {
        match node.kind {
            NodeKind::Quote(_) | NodeKind::List { .. } => {
                let title = self.script.case.title.clone();
                let start = node.span.start;
                self.scene("start".into(), SceneKind::Talk, title, start..start);
                true
            }
            NodeKind::Rule => false,
            _ => {
                self.diagnostics.push(
                    Diagnostic::new("text-outside-scene", Severity::Warning, node.span.clone())
                        .found(
                            "expected a heading that begins a scene, found text before the first",
                        )
                        .help("put it under a heading, or into `about:` in the front matter"),
                );
                false
            }
        }
    }

    fn stage(&mut self, pieces: &[Piece], span: Range<usize>) {
        let text = markdown::plain(pieces).split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some((scene, at)) = self.last() {
            scene.stage.push(text);
            at.stage.push(span);
        }
    }

    fn quote(&mut self, nodes: Vec<Node>) {
        let parts = said::lines(self.source, nodes, &mut self.diagnostics);
        for part in parts {
            match part {
                said::Part::Line(line, span) => {
                    if let Some((scene, at)) = self.last() {
                        scene.lines.push(line);
                        at.lines.push(span);
                    }
                }
                said::Part::Drawn(pieces) => {
                    let span = markdown::span_of(&pieces).unwrap_or_default();
                    self.diagnostics.push(
                        Diagnostic::new("text-drawn-into-line", Severity::Warning, span.clone())
                            .found("expected a blank line after what the peer says, found text")
                            .help("put a blank line between; it is read as a stage direction"),
                    );
                    self.stage(&pieces, span);
                }
                said::Part::Other(Node { kind: NodeKind::List { items, .. }, .. }) => {
                    items.into_iter().for_each(|i| self.reply(i));
                }
                said::Part::Other(node) => self.diagnostics.push(misplaced(&node)),
            }
        }
    }

    fn reply(&mut self, item: Item) {
        let mut parsed = reply::read(self.source, item, &mut self.diagnostics);
        let wanted = std::mem::take(&mut parsed.reply.id);
        let span = parsed.at.span.clone();
        let Some(scene) = self.script.case.scenes.last() else { return };
        let number = scene.replies.len() + 1;
        let own = if parsed.silence {
            format!("{}.wait", scene.id)
        } else {
            format!("{}.{number}", scene.id)
        };
        let id = if wanted.is_empty() { own } else { wanted };
        if self.ids.has(&id) {
            self.diagnostics.push(
                Diagnostic::new("duplicate-id", Severity::Warning, span)
                    .found(format!("expected a new id, found `{id}` again"))
                    .help("give each scene and each reply an id of its own"),
            );
        }
        parsed.reply.id = self.ids.take(&id);
        if let Some((scene, at)) = self.last() {
            if parsed.silence {
                scene.silence = Some(parsed.reply);
                at.silence = Some(parsed.at);
            } else {
                scene.replies.push(parsed.reply);
                at.replies.push(parsed.at);
            }
        }
    }

    fn last(&mut self) -> Option<(&mut Scene, &mut SceneSource)> {
        self.script.case.scenes.last_mut().zip(self.script.scenes.last_mut())
    }
}
