//! The two places of a topic that lead into its case: the moment asked before, and the invitation.

use maud::{Markup, html};
use practice::case::{Scene, SceneKind};
use topic::document::Block;

use super::leaf::Leaf;
use super::prose::heading;
use super::{drawings, words};
use crate::course::CourseCase;
use crate::ids;

impl Leaf<'_> {
    /// The moment that is asked cold, of the first case that has one.
    pub(super) fn before(&mut self) -> Option<Markup> {
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

    /// The case, with what to know before, and the other way beside it.
    pub(super) fn invitation(
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
        let begin = match (finished, progress.begun.contains(&case.slug)) {
            (true, _) => format!("Talk with {} again", peer.name),
            (false, true) => format!("Go on with {}", peer.name),
            (false, false) => format!("Sit down with {}", peer.name),
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

/// The stage and the lines of a moment without trust.
fn moment(scene: &Scene) -> Markup {
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
        // Without scripts `dialog` sends nothing anywhere: what is written here is the learner's.
        form method="dialog" data-do="before" {
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
            noscript { p class="note" { "JavaScript is off, so it cannot be kept. Say it to yourself, and read on." } }
            p class="deeds" {
                button class="button main" type="submit" { "Keep it for later" }
                button class="button quiet" type="button" data-do="skip" { "Skip this and read" }
            }
            p class="note" id="before-kept" hidden { "It is kept on this device. Now read on." }
        }
    }
}
