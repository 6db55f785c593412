//! What a topic has to hold: a title, objectives, takeaways, examples with a way out, pictures in words,
//! and a language that can be read.

use super::Aim;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Block, BlockKind, Inline, Objective, Text};
use crate::{Topic, reading};

/// Verbs at the beginning of an objective that nobody can see done.
const UNMEASURABLE: [&str; 32] = [
    "understand",
    "know",
    "learn",
    "appreciate",
    "be aware",
    "become aware",
    "be familiar",
    "become familiar",
    "be able to understand",
    "grasp",
    "comprehend",
    "realize",
    "realise",
    "believe",
    "feel",
    "see",
    "think about",
    "reflect on",
    "consider",
    "explore",
    "discover",
    "value",
    "respect",
    "internalize",
    "internalise",
    "gain",
    "acquire",
    "develop an understanding",
    "have an understanding",
    "have knowledge",
    "familiarize",
    "familiarise",
];

pub(super) fn check(topic: &Topic, aim: &Aim, out: &mut Vec<Diagnostic>) {
    if topic.front.get("title").is_none_or(str::is_empty) {
        out.push(
            Diagnostic::new("missing-title", Severity::Warning, 0..0)
                .found("expected `title:` in the front matter, found none")
                .help("write `title: …` between two `---` lines at the top; until then the first heading or the file's name is shown"),
        );
    }
    let mut held = Held::default();
    held.blocks(&topic.blocks, out);
    if held.objectives == 0 {
        out.push(
            Diagnostic::new("missing-objectives", Severity::Warning, 0..0)
                .found("expected what a learner can do afterwards, found no objectives")
                .help("write a list between `:::objectives` and `:::`"),
        );
    }
    if held.takeaways == 0 {
        out.push(
            Diagnostic::new("missing-takeaways", Severity::Warning, 0..0)
                .found("expected what to keep from the topic, found no takeaways")
                .help("write a list between `:::takeaways` and `:::`"),
        );
    }
    grade(topic, aim, out);
}

fn grade(topic: &Topic, aim: &Aim, out: &mut Vec<Diagnostic>) {
    let measure = reading::measure(topic);
    // Too little text gives no grade that means anything.
    if measure.words < 40 {
        return;
    }
    if let Some(grade) = measure.grade().filter(|g| *g > aim.grade + 0.05) {
        out.push(
            Diagnostic::new("grade-above-aim", Severity::Warning, 0..0)
                .found(format!(
                    "expected a reading grade of {} or less, found {grade:.1}",
                    trimmed(aim.grade)
                ))
                .help("shorter sentences and shorter words lower it; each list item counts as a sentence"),
        );
    }
}

/// `8` rather than `8.0`.
fn trimmed(number: f64) -> String {
    format!("{number:.1}").trim_end_matches(".0").to_owned()
}

/// What was met on the way through the blocks.
#[derive(Default)]
struct Held {
    objectives: usize,
    takeaways: usize,
}

impl Held {
    fn blocks(&mut self, blocks: &[Block], out: &mut Vec<Diagnostic>) {
        for block in blocks {
            self.block(block, out);
        }
    }

    fn block(&mut self, block: &Block, out: &mut Vec<Diagnostic>) {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => pictures(text, out),
            BlockKind::List { items, .. } => items.iter().for_each(|i| self.blocks(i, out)),
            BlockKind::Quote(inner) => self.blocks(inner, out),
            BlockKind::Table(rows) => rows.iter().flatten().for_each(|c| pictures(c, out)),
            BlockKind::Code(_) | BlockKind::Rule => {}
            BlockKind::Objectives { lead, items } => {
                self.blocks(lead, out);
                self.objectives += items.len();
                for item in items {
                    pictures(&item.text, out);
                    measurable(item, out);
                }
            }
            BlockKind::Builds(items) | BlockKind::Breaks(items) | BlockKind::Strategies(items) => {
                for item in items {
                    pictures(&item.name, out);
                    pictures(&item.explanation, out);
                }
            }
            BlockKind::Example(example) => {
                self.blocks(&example.situation, out);
                for line in &example.lines {
                    pictures(&line.text, out);
                    line.note.iter().for_each(|n| pictures(n, out));
                }
                self.blocks(&example.after, out);
                if !example.lines.iter().any(|l| l.try_this) {
                    out.push(
                        Diagnostic::new(
                            "example-without-alternative",
                            Severity::Warning,
                            block.span.clone(),
                        )
                        .found("expected what to say instead, found no `try:` line")
                        .help("add a line such as `> try: That sounds hard. What would help?`"),
                    );
                }
            }
            BlockKind::Quotation { text, source } => {
                self.blocks(text, out);
                source.iter().for_each(|s| pictures(s, out));
            }
            BlockKind::Case { lead, .. } => self.blocks(lead, out),
            BlockKind::Takeaways(items) => {
                self.takeaways += items.len();
                items.iter().for_each(|i| pictures(i, out));
            }
            BlockKind::References(items) => items.iter().for_each(|i| pictures(i, out)),
            BlockKind::Unknown { content, .. } => self.blocks(content, out),
        }
    }
}

fn pictures(text: &Text, out: &mut Vec<Diagnostic>) {
    for inline in &text.0 {
        match inline {
            Inline::Image { alt, span, src } if alt.trim().is_empty() => out.push(
                Diagnostic::new("image-without-alternative", Severity::Error, span.clone())
                    .found(format!("expected words for the picture `{src}`, found none"))
                    .help("say between the brackets what it shows: `![Two chairs, turned a little apart](chairs.png)`"),
            ),
            Inline::Emphasis(t) | Inline::Strong(t) | Inline::Link { text: t, .. } => {
                pictures(t, out);
            }
            _ => {}
        }
    }
}

fn measurable(objective: &Objective, out: &mut Vec<Diagnostic>) {
    let plain = objective.text.plain().to_lowercase();
    let mut words = plain.trim_start();
    for lead in ["you will ", "you can ", "be able to ", "to "] {
        words = words.strip_prefix(lead).unwrap_or(words);
    }
    let verb = UNMEASURABLE.iter().find(|verb| {
        words.strip_prefix(**verb).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    if let Some(verb) = verb {
        out.push(
            Diagnostic::new("unmeasurable-objective", Severity::Warning, objective.span.clone())
                .found(format!("expected something that can be seen done, found `{verb}`"))
                .help(
                    "begin with what a learner does: say, name, tell apart, choose, answer, show",
                ),
        );
    }
}
