//! The report of one import, and what a person should know about it.

use topic::Severity;

use crate::example;
use crate::format::Document;
use crate::part::{Found, What};
use crate::report::{Behaviour, Example, Note, Quantity, Quotation, Report};
use crate::section::Section;

/// What was found in a document; `text` is the topic that was made of it.
pub(crate) fn report(document: &Document, found: &Found, text: &str, file_name: &str) -> Report {
    let mut report = Report {
        title: found.title.as_ref().map(|t| t.text.clone()),
        lesson: found.lesson.as_ref().map(|t| t.text.clone()),
        repaired: document.repaired.clone(),
        stated: found.stated.clone(),
        left_out: found.left_out.clone(),
        ..Report::default()
    };
    for part in &found.parts {
        match &part.what {
            What::Objective(_, t) => report.objectives.push(without_and(&t.text)),
            What::Takeaway(_, t) => report.takeaways.push(t.text.clone()),
            What::Reference(_, t) => report.references.push(t.text.clone()),
            What::Behaviour(section, b) => {
                let list = match section {
                    Section::Breaks => &mut report.breaks,
                    Section::Strategies => &mut report.strategies,
                    _ => &mut report.builds,
                };
                let (name, explanation) = (without_and(&b.name.text), b.explanation.text.clone());
                list.push(Behaviour { name, explanation });
            }
            What::Example(e) => {
                let situation: Vec<&str> = e.situation.iter().map(|s| s.text.as_str()).collect();
                let situation = situation.join(" ");
                let label = example::label(&situation).unwrap_or(0);
                let situation = situation[label..].trim().to_owned();
                report.examples.push(Example { situation, pairs: example::pairs(e) });
            }
            What::Quotation { text, source } => report.quotations.push(Quotation {
                text: example::unquoted(&text.text).to_owned(),
                source: source.as_ref().map(|s| s.text.clone()),
            }),
            _ => {}
        }
    }
    report.words = topic::reading::topic_words(&topic::parse(text).0);
    report.reading_minutes = report.words.div_ceil(175);
    report.notes = notes(document, &report, file_name);
    report
}

/// The last of a list that was a sentence: "and to wait".
fn without_and(text: &str) -> String {
    let text = text.strip_prefix("and ").unwrap_or(text);
    let inner = text.strip_prefix('(').and_then(|t| t.split_once(") "));
    let text = inner.filter(|(n, _)| n.len() <= 2).map_or(text, |(_, rest)| rest);
    // "1. Show up", as a heading.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = text[digits..].strip_prefix(". ").or_else(|| text[digits..].strip_prefix(") "));
    let text = numbered.filter(|_| (1..=2).contains(&digits)).unwrap_or(text);
    text.strip_prefix("to ").unwrap_or(text).to_owned()
}

fn notes(document: &Document, report: &Report, file_name: &str) -> Vec<Note> {
    let mut out = Vec::new();
    let mut note = |id, severity, line, message: String, help: &str| {
        out.push(Note {
            file: file_name.to_owned(),
            line,
            column: 1,
            id,
            severity,
            message,
            help: Some(help.to_owned()),
        });
    };
    let missing = [
        (
            "title",
            report.title.is_none(),
            "the file's name stands in for it; put the title on the first line",
        ),
        (
            "objectives",
            report.objectives.is_empty(),
            "list them under a heading such as \"Learning objectives\"",
        ),
        (
            "behaviours that build trust",
            report.builds.is_empty(),
            "list them under a heading such as \"What builds trust\"",
        ),
        (
            "behaviours that break trust",
            report.breaks.is_empty(),
            "list them under a heading such as \"What breaks trust\"",
        ),
        (
            "examples",
            report.examples.is_empty(),
            "write one as: Example: the situation. Instead of “…”, say “…”",
        ),
        (
            "takeaways",
            report.takeaways.is_empty(),
            "list them under a heading such as \"Key takeaways\"",
        ),
        (
            "references",
            report.references.is_empty(),
            "list them under a heading such as \"References\"",
        ),
    ];
    for (what, absent, help) in missing {
        if absent {
            note("not-found", Severity::Note, 1, format!("expected {what}, found none"), help);
        }
    }
    for example in report.examples.iter().filter(|e| e.pairs.iter().all(|p| p.r#try.is_none())) {
        let start: String = example.situation.chars().take(40).collect();
        note(
            "example-without-try",
            Severity::Note,
            1,
            format!("expected what to say in the example \"{start}…\", found none"),
            "add a line `> try: …` to it in the topic",
        );
    }
    if let Some(first) = report.repaired.first() {
        let n = report.repaired.len();
        let runs = if n == 1 {
            "one run of characters".to_owned()
        } else {
            format!("{n} runs of characters")
        };
        note(
            "repaired",
            Severity::Note,
            first.line,
            format!(
                "expected UTF-8, found {runs} that had been read in another encoding, the first `{}`",
                first.from
            ),
            "they are put right in the topic; compare them with your document",
        );
    }
    let low = |q: Option<Quantity>| match q {
        Some(Quantity::Whole(n) | Quantity::Range([n, _])) => usize::try_from(n).ok(),
        _ => None,
    };
    if let Some(stated) =
        low(report.stated.words).filter(|s| s.abs_diff(report.words) * 10 > report.words)
    {
        note(
            "stated-words",
            Severity::Note,
            1,
            format!("expected {stated} words as the document states, found {}", report.words),
            "Holdspace shows the time that it computes",
        );
    }
    if let Some(stated) =
        low(report.stated.reading_minutes).filter(|s| *s != report.reading_minutes)
    {
        note(
            "stated-time",
            Severity::Note,
            1,
            format!(
                "expected {stated} minutes of reading as the document states, found {}",
                report.reading_minutes
            ),
            "Holdspace shows the time that it computes",
        );
    }
    for lost in &document.lost {
        note("not-taken", Severity::Note, 1, lost.clone(), "add it to the topic by hand");
    }
    out
}
