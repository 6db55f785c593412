//! A topic's page: the lesson as a book, with its contents and the time in the margin.

use maud::{Markup, html};
use practice::case::{Scene, SceneKind};
use topic::document::{Behaviour, Block, BlockKind, Example, ExampleLine};

use super::anchors::{Anchors, first_of_each, label_id, of_heading};
use super::prose::{Prose, heading};
use super::shell::{self, Page};
use super::{Visit, drawings, onward, place, words};
use crate::course::{CourseCase, CourseTopic};
use crate::ids;

/// `/topics/<slug>`
#[must_use]
pub fn topic(visit: &Visit<'_>, topic: &CourseTopic) -> String {
    let mut leaf = Leaf::of(visit, topic);
    let sections = leaf.sections();
    let case = topic.cases.first();
    let lesson = visit.course.lesson_of(topic);
    let nth = topic.lesson + 1;
    let body = html! {
        div class="leaf" {
            div class="margin" { div {
                (place::place(visit, topic))
                p class="note left" id="left" hidden {}
                nav class="contents" aria-label="On this page" {
                    ul role="list" {
                        @for (id, text) in &leaf.contents {
                            li { a href={ "#" (id) } { (text) } }
                        }
                    }
                }
            } }
            article class="topic" id="topic"
                data-topic=(visit.course.topic_id(topic))
                data-reading=(visit.course.reading_id(topic))
                data-case=[case.map(|c| visit.course.case_id(c))]
                data-minutes=(format!("{:.1}", topic.time.reading)) {
                header class="title" {
                    @if let Some(lesson) = lesson.filter(|l| !l.title.is_empty()) {
                        p class="label" { "Lesson " (nth) ": " (lesson.title) }
                    }
                    h1 { (topic.title) }
                    p class="time" { (topic.time.sentence()) }
                }
                (sections)
                div id="read-end" {}
                (onward::topic(visit, topic))
            }
        }
    };
    let topics = visit.course.topics.len();
    let back = match topics {
        1 => "The course".to_owned(),
        n => format!("All {} topics", words::number(n)),
    };
    shell::page(
        visit,
        Page {
            title: &topic.title,
            description: &description(visit, topic),
            kind: "topic",
            script: Some("topic.js"),
            way_back: Some(("/".into(), back)),
            data: None,
            body,
        },
    )
}

fn description(visit: &Visit<'_>, topic: &CourseTopic) -> String {
    format!("{}, a topic of {}: {}.", topic.title, visit.course.title, topic.time.sentence())
}

/// A topic on its way to its page.
struct Leaf<'a> {
    visit: &'a Visit<'a>,
    topic: &'a CourseTopic,
    prose: Prose<'a>,
    anchors: Anchors,
    /// The contents in the margin: anchor and text.
    contents: Vec<(String, String)>,
    examples: usize,
    /// Behaviours that carry the anchor of a label; each label once.
    behaviours: Vec<(assess::Label, &'a Behaviour)>,
}

/// A section that is being filled.
#[derive(Default)]
struct Section {
    class: &'static str,
    /// Its heading's id.
    id: Option<String>,
    head: Option<Markup>,
    parts: Vec<Markup>,
}

impl<'a> Leaf<'a> {
    fn of(visit: &'a Visit<'a>, topic: &'a CourseTopic) -> Self {
        Self {
            visit,
            topic,
            prose: Prose { course: visit.course, file: &topic.file },
            anchors: Anchors::of(&topic.document),
            contents: Vec::new(),
            examples: 0,
            behaviours: first_of_each(&topic.document.blocks).into_iter().collect(),
        }
    }

    /// The body: a section for each heading of the second level, and for each of the parts that
    /// have one of their own. A heading right above such a part is that part's.
    fn sections(&mut self) -> Markup {
        let mut done: Vec<Markup> = Vec::new();
        let mut open = Section::default();
        let mut level = 1;
        let mut before = self.before();
        let first_is_objectives = self.topic.document.blocks.iter().any(is_objectives);
        if !first_is_objectives {
            done.extend(before.take());
        }
        let blocks = flat(&self.topic.document.blocks);
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { level: written, id, text } => {
                    // No level is skipped, and the page's own h1 stays the only one.
                    level = (*written).clamp(2, level.max(1) + 1);
                    let content = self.prose.text(text);
                    let id = of_heading(id);
                    if level == 2 {
                        done.extend(open.close());
                        self.contents.push((id.clone(), text.plain()));
                        open = Section {
                            id: Some(id.clone()),
                            head: Some(heading(2, Some(&id), &content)),
                            ..Section::default()
                        };
                    } else {
                        open.parts.push(heading(level, Some(&id), &content));
                    }
                }
                BlockKind::Objectives { .. }
                | BlockKind::Case { .. }
                | BlockKind::Takeaways(_)
                | BlockKind::References(_) => {
                    let own = self.own(block, open.bare());
                    done.extend(open.close());
                    done.push(own);
                    open = Section::default();
                    level = 1;
                    if is_objectives(block) {
                        done.extend(before.take());
                    }
                }
                _ => {
                    let part = self.part(block, level, &mut open);
                    open.parts.push(part);
                }
            }
        }
        done.extend(open.close());
        html! { @for section in &done { (section) } }
    }

    /// A part that has a section of its own; `head` is the author's heading for it.
    fn own(&mut self, block: &Block, head: Option<(String, Markup)>) -> Markup {
        let prose = self.prose;
        match &block.kind {
            BlockKind::Objectives { lead, items } => {
                // An introduction of the author's own says it already.
                let ours = if lead.is_empty() {
                    "When you are through, you can"
                } else {
                    "What this is for"
                };
                let (id, head) = self.head(head, "objectives", ours, false);
                html! {
                    section class="objectives" aria-labelledby=(id) {
                        (head) (prose.blocks(lead, 2))
                        ol role="list" { @for item in items { li { (prose.text(&item.text)) } } }
                    }
                }
            }
            BlockKind::Takeaways(items) => {
                let (id, head) = self.head(head, "takeaways", "To take with you", true);
                html! {
                    section class="takeaways" aria-labelledby=(id) {
                        (head)
                        ul role="list" { @for item in items { li { (prose.text(item)) } } }
                    }
                }
            }
            BlockKind::References(items) => {
                let (id, head) = self.head(head, "references", "Where this comes from", true);
                html! {
                    section aria-labelledby=(id) {
                        (head)
                        ul class="references" role="list" {
                            @for item in items { li { (prose.text(item)) } }
                        }
                    }
                }
            }
            BlockKind::Case { file, lead, .. } => {
                let found = crate::files::within(crate::files::folder(&self.topic.file), file)
                    .and_then(|file| self.topic.cases.iter().find(|c| c.file == file));
                match found {
                    Some(case) => self.invitation(case, lead, head),
                    // The check reports it; a learner reads what was written about it.
                    None => html! { section { (prose.blocks(lead, 2)) } },
                }
            }
            _ => html! {},
        }
    }

    /// The heading of a part, the author's or ours, with its anchor.
    fn head(
        &mut self,
        authors: Option<(String, Markup)>,
        id: &str,
        text: &str,
        listed: bool,
    ) -> (String, Markup) {
        if let Some((id, head)) = authors {
            return (id, head);
        }
        let id = self.anchors.take(id);
        if listed {
            self.contents.push((id.clone(), text.to_owned()));
        }
        let head = heading(2, Some(&id), &html! { (text) });
        (id, head)
    }

    /// A part within a section.
    fn part(&mut self, block: &'a Block, level: u8, open: &mut Section) -> Markup {
        let names = level + 1;
        match &block.kind {
            BlockKind::Builds(all) => self.cards(all, "builds", &drawings::whole(), names, open),
            BlockKind::Breaks(all) => self.cards(all, "breaks", &drawings::broken(), names, open),
            BlockKind::Strategies(all) => self.cards(all, "strategies", &html! {}, names, open),
            BlockKind::Example(example) => {
                open.class = "wide";
                self.example(example, names)
            }
            _ => self.prose.block(block, level),
        }
    }

    fn cards(
        &mut self,
        all: &'a [Behaviour],
        class: &'static str,
        drawing: &Markup,
        level: u8,
        open: &mut Section,
    ) -> Markup {
        open.class = "wide";
        // A screen reader hears in words what the whole and the broken line show.
        let of = match class {
            "builds" => "Builds trust",
            "breaks" => "Breaks trust",
            _ => "Ways to do it",
        };
        html! {
            ul class=(class) role="list" aria-label=(of) {
                @for behaviour in all {
                    @let labels = self.labels_of(behaviour);
                    li id=[labels.first()] {
                        @for label in labels.iter().skip(1) { span id=(label) {} }
                        (drawing)
                        (heading(level.max(3), None, &self.prose.text(&behaviour.name)))
                        @if !behaviour.explanation.0.is_empty() {
                            p { (self.prose.text(&behaviour.explanation)) }
                        }
                    }
                }
            }
        }
    }

    fn labels_of(&self, behaviour: &Behaviour) -> Vec<String> {
        let mine = self.behaviours.iter().filter(|(_, b)| std::ptr::eq(*b, behaviour));
        mine.map(|(label, _)| label_id(*label)).collect()
    }

    /// An example, as pairs of what is said instead and what to try.
    fn example(&mut self, example: &Example, level: u8) -> Markup {
        self.examples += 1;
        let id = self.anchors.take(&format!("example-{}", self.examples));
        let title = if self.examples == 1 { "An example" } else { "Another example" };
        let prose = self.prose;
        let lines = &example.lines;
        let both = lines.iter().any(|l| l.try_this) && lines.iter().any(|l| !l.try_this);
        html! {
            div class="example" role="group" aria-labelledby=(id) {
                p class="label" id=(id) { (title) }
                (prose.blocks(&example.situation, level))
                div class={ "pair" @if !both { " single" } } {
                    @for side in [false, true] {
                        @let said: Vec<&ExampleLine> = lines.iter().filter(|l| l.try_this == side).collect();
                        @if !said.is_empty() {
                            div class=(if side { "try" } else { "instead" }) {
                                p class="label" {
                                    @if side { (drawings::whole()) " Try" }
                                    @else { (drawings::broken()) " Instead of" }
                                }
                                @for line in said {
                                    blockquote { p { (quoted(prose, line)) } }
                                    @if let Some(note) = &line.note {
                                        p class="note" { (prose.text(note)) }
                                    }
                                }
                            }
                        }
                    }
                }
                div class="after" { (prose.blocks(&example.after, level)) }
            }
        }
    }

    /// The moment that is asked cold, of the first case that has one.
    fn before(&mut self) -> Option<Markup> {
        let mut cases = self.topic.cases.iter();
        let (case, scene) =
            cases.find_map(|c| c.case.scenes_of(SceneKind::Before).next().map(|s| (c, s)))?;
        let id = self.anchors.take("before");
        self.contents.push((id.clone(), "Before you read".into()));
        Some(html! {
            section class="before" aria-labelledby=(id) data-scene=(scene.id) data-case=(self.visit.course.case_id(case)) {
                h2 id=(id) { "Before you read" }
                (moment(scene))
                (cold_form(case, scene))
            }
        })
    }

    fn invitation(
        &mut self,
        case: &CourseCase,
        lead: &[Block],
        head: Option<(String, Markup)>,
    ) -> Markup {
        let progress = self.visit.progress;
        let peer = &case.case.peer;
        let finished = progress.finished.contains(&case.slug);
        let (id, head) = match head {
            Some(head) => head,
            None => {
                let id = self.anchors.take("practice");
                self.contents.push((id.clone(), format!("Practice with {}", peer.name)));
                let text = html! { "Practice: " (case.case.title) };
                (id.clone(), heading(2, Some(&id), &text))
            }
        };
        let begin = if finished {
            format!("Talk with {} again", peer.name)
        } else {
            format!("Sit down with {}", peer.name)
        };
        html! {
            section class="invitation wide" aria-labelledby=(id) {
                (drawings::room())
                div {
                    (head)
                    @if lead.is_empty() {
                        p { (words::sentence(&peer.about)) }
                        p { "After each reply you see what " (peer.name) " heard." }
                    } @else {
                        (self.prose.blocks(lead, 2))
                    }
                    @if case.case.draft {
                        p class="note" { "This talk is a draft: made by a program, and still to be finished by a person." }
                    }
                    p class="note" {
                        @if let Some(note) = &case.case.content_note {
                            "In this talk: " (words::sentence(note)) " "
                        }
                        "You can stop at any moment and lose nothing."
                    }
                    p class="deeds" {
                        a class="button main" href=(ids::case_url(case)) { (begin) }
                        a class="button quiet" href=(ids::transcript_url(case)) { "Read a talk instead" }
                    }
                }
            }
        }
    }
}

impl Section {
    /// The heading, where nothing stands under it yet: it belongs to what comes next.
    fn bare(&mut self) -> Option<(String, Markup)> {
        if !self.parts.is_empty() {
            return None;
        }
        self.id.take().zip(self.head.take())
    }

    fn close(self) -> Option<Markup> {
        if self.head.is_none() && self.parts.is_empty() {
            return None;
        }
        let class = Some(self.class).filter(|c| !c.is_empty());
        Some(html! {
            section class=[class] aria-labelledby=[self.id] {
                @if let Some(head) = &self.head { (head) }
                @for part in &self.parts { (part) }
            }
        })
    }
}

/// The stage and the lines of a moment without trust.
pub(super) fn moment(scene: &Scene) -> Markup {
    html! {
        @for stage in &scene.stage { p { (stage) } }
        blockquote {
            @for line in words::plain_lines(&scene.lines) { p { (words::spoken(&line.text)) } }
        }
    }
}

fn cold_form(case: &CourseCase, scene: &Scene) -> Markup {
    // In an order that tells nothing: the written one begins with the good ones too often.
    let seed = u64::from_str_radix(case.case.hash.get(..8).unwrap_or_default(), 16);
    let choices = practice::moment::before(&case.case, seed.unwrap_or(1));
    let choices = choices.map(|m| m.options).unwrap_or_default();
    html! {
        form data-do="before" {
            label for="cold" { "What would you say to " (scene.title) "?" }
            textarea id="cold" name="words" placeholder="In your own words" autocomplete="off" {}
            @if !choices.is_empty() {
                details {
                    summary { "Or pick from written replies" }
                    fieldset class="choices" {
                        legend class="unseen" { "Written replies" }
                        @for choice in &choices {
                            label class="choice" {
                                input type="radio" name="choice" value=(choice.number);
                                span { "“" (choice.text) "”" }
                            }
                        }
                    }
                }
            }
            p class="note" { "There is no right answer to match. At the end you can lay it beside what you would say then." }
            p class="deeds" {
                button class="button main" type="submit" { "Keep it for later" }
                button class="button quiet" type="button" data-do="skip" { "Skip this and read" }
            }
            p class="note" id="before-kept" hidden { "It is kept on this device. Now read on." }
        }
    }
}

fn quoted(prose: Prose<'_>, line: &ExampleLine) -> Markup {
    let plain = line.text.plain();
    let has = plain.trim_start().starts_with(['“', '"', '‘', '«']);
    html! { @if has { (prose.text(&line.text)) } @else { "“" (prose.text(&line.text)) "”" } }
}

fn is_objectives(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Objectives { .. })
}

/// Unknown blocks are their content.
fn flat(blocks: &[Block]) -> Vec<&Block> {
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Unknown { content, .. } => out.extend(flat(content)),
            _ => out.push(block),
        }
    }
    out
}
