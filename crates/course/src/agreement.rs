//! Where the model finds something else in a reply than its author wrote.
//!
//! A reply is read in the light of what the peer says in its scene, once for each way in which the
//! scene can begin. Only what the model is sure of in all of them is said: authors know more of their
//! case than a model does, and a list of doubts would hide the faults.

use std::thread;

use assess::{Assessment, Label, Model, Reading, Span, Tier, Verdict};
use practice::case::{Band, Case, Line, Reply, Scene};
use topic::script::ReplySource;
use topic::{Diagnostic, Script, Severity};

use crate::model;

/// From here a breaker that nobody wrote is said.
const FOUND: f32 = 0.85;
/// Up to here a label that the author wrote is not there: where the whole reply is read otherwise,
/// and where it is not.
const ABSENT: [f32; 2] = [0.03, 0.003];
/// Up to here no breaker at all is in a reply of which the author wrote one.
const HARMLESS: f32 = 0.15;
/// A scene that begins without a line is reached by reactions; so many of them are tried.
const REACTIONS: usize = 3;

/// Says where a case's labels and the model disagree; nothing in a build without a model.
pub(crate) fn check(script: &Script) -> Vec<Diagnostic> {
    let Ok(model) = model::reader() else { return vec![] };
    let authored = authored(script);
    let hands = thread::available_parallelism().map_or(1, usize::from);
    let share = authored.len().div_ceil(hands).max(1);
    let mut found: Vec<Diagnostic> = thread::scope(|scope| {
        let of = |part: &[Authored<'_>]| part.iter().flat_map(|a| a.check(model)).collect();
        let parts = authored.chunks(share);
        let threads: Vec<_> =
            parts.map(|part| scope.spawn(move || -> Vec<_> { of(part) })).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).flatten().collect()
    });
    found.sort_by_key(|d| (d.span.start, d.span.end));
    found
}

/// A reply as its author wrote it, and what the peer may have said before.
struct Authored<'s> {
    reply: &'s Reply,
    at: &'s ReplySource,
    asked: Vec<String>,
}

/// What is not as it was written.
#[derive(Clone, Debug, PartialEq)]
enum Fault {
    /// A breaker that nobody wrote.
    Unwritten { label: Label, sure: f32, words: String },
    /// A label that the author wrote, by its number.
    Absent { mark: usize, sure: f32 },
    /// A reply that is to break trust, with nothing in it that does.
    Harmless,
}

/// All replies that the author does not insist on.
fn authored(script: &Script) -> Vec<Authored<'_>> {
    let scenes = script.case.scenes.iter().zip(&script.scenes);
    scenes
        .flat_map(|(scene, at)| {
            let asked = asked(&script.case, scene);
            let replies = scene.replies.iter().zip(&at.replies);
            let told = replies.filter(|(reply, at)| at.sure.is_none() && !reply.text.is_empty());
            told.map(move |(reply, at)| Authored { reply, at, asked: asked.clone() })
        })
        .collect()
}

impl Authored<'_> {
    fn check(&self, model: &Model) -> Vec<Diagnostic> {
        let written = self.reply.assessment();
        let mut left: Option<Vec<Fault>> = None;
        let mut last = None;
        for peer in &self.asked {
            let reading = model.reading(peer, &self.reply.text);
            let found = faults(&written, &reading, &self.reply.text);
            let both = match left.take() {
                None => found,
                Some(before) => {
                    before.into_iter().filter(|f| found.iter().any(|g| g.same(f))).collect()
                }
            };
            if both.is_empty() {
                return vec![];
            }
            left = Some(both);
            last = Some(reading.assessment);
        }
        let found = last.map(|assessment| names(&assessment)).unwrap_or_default();
        let faults = left.unwrap_or_default();
        faults.iter().map(|fault| self.say(fault, &written, &found)).collect()
    }

    fn say(&self, fault: &Fault, written: &Assessment, found: &str) -> Diagnostic {
        let mark = |number: usize| self.at.marks.get(number).unwrap_or(&self.at.text).clone();
        let (span, message, help) = match fault {
            Fault::Unwritten { label, sure, words } => (
                self.at.text.clone(),
                format!(
                    "expected {} in the reply, found `{label}` in {words} ({})",
                    names(written),
                    percent(*sure)
                ),
                format!(
                    "say it so that nobody hears that in it, or write `{label}` behind it; \
                     where you are sure that it is not there, write `sure`"
                ),
            ),
            Fault::Absent { mark: number, sure } => {
                let label = written.labels.get(*number).map_or("it", |f| f.label.id());
                (
                    mark(*number),
                    format!(
                        "expected words that show `{label}`, found {found} (`{label}`: {})",
                        percent(*sure)
                    ),
                    format!(
                        "let the reply say it more plainly, or take `{label}` out; \
                         where you are sure of it, write `sure` behind the labels"
                    ),
                )
            }
            Fault::Harmless => {
                let breaker = written.labels.iter().position(|f| !f.label.builds());
                (
                    breaker.map_or_else(|| self.at.text.clone(), mark),
                    format!(
                        "expected a reply that {}, found {found} and nothing that breaks trust",
                        does(written.verdict)
                    ),
                    "let the reply hurt as people do hurt, or take the label out; \
                     where you are sure of it, write `sure` behind the labels"
                        .to_owned(),
                )
            }
        };
        Diagnostic {
            id: "reply-label-disagrees",
            severity: Severity::Warning,
            span,
            message,
            help: Some(help),
        }
    }
}

impl Fault {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unwritten { label, .. }, Self::Unwritten { label: l, .. }) => label == l,
            (Self::Absent { mark, .. }, Self::Absent { mark: m, .. }) => mark == m,
            (Self::Harmless, Self::Harmless) => true,
            _ => false,
        }
    }
}

/// What the model is sure of and the author did not mean.
fn faults(written: &Assessment, reading: &Reading, text: &str) -> Vec<Fault> {
    let Reading { assessment: read, confidences, .. } = reading;
    if read.unsure {
        return vec![];
    }
    let sure = |label: Label| confidences.get(label as usize).copied().unwrap_or_default();
    let meant = |label: Label| written.labels.iter().any(|f| f.label == label);
    let to_break = written.labels.iter().any(|f| !f.label.builds());
    let mut faults = Vec::new();
    // Which breaker it is in a reply that is to break trust is a matter for its author.
    if !to_break {
        let clear = |f: &&assess::Finding| f.tier == Tier::Clear && sure(f.label) >= FOUND;
        let breakers = read.labels.iter().filter(|f| !f.label.builds() && !meant(f.label));
        faults.extend(breakers.filter(clear).map(|f| Fault::Unwritten {
            label: f.label,
            sure: sure(f.label),
            words: quoted(text, &f.spans),
        }));
    }
    let harmless = Label::ALL.into_iter().filter(|l| !l.builds()).all(|l| sure(l) <= HARMLESS);
    if to_break && read.verdict == Verdict::Builds && harmless {
        faults.push(Fault::Harmless);
        return faults;
    }
    let least = ABSENT[usize::from(read.verdict == written.verdict)];
    let absent = written.labels.iter().enumerate().filter(|(_, f)| sure(f.label) <= least);
    faults.extend(absent.map(|(mark, f)| Fault::Absent { mark, sure: sure(f.label) }));
    faults
}

/// What the peer may have said before a reply of the scene, in each band; where the scene begins
/// without a line, what was said to the replies that lead there.
fn asked(case: &Case, scene: &Scene) -> Vec<String> {
    let mut asked: Vec<String> = vec![];
    let mut add = |lines: &[Line], band: Band| {
        let said = said(lines.iter().filter(|line| line.fits(band)).map(|line| &*line.text));
        if !said.is_empty() && !asked.contains(&said) {
            asked.push(said);
        }
        asked.len()
    };
    let bands = [Band::Open, Band::Careful, Band::Closed];
    let ways = bands.into_iter().map(|band| add(&scene.lines, band)).max().unwrap_or_default();
    if ways == 0 {
        let all = case.scenes.iter().flat_map(|s| s.replies.iter().chain(&s.silence));
        let leading = all.filter(|reply| reply.to.iter().any(|exit| exit.scene == scene.id));
        for reply in leading.take(REACTIONS) {
            add(&reply.reaction, Band::Careful);
        }
    }
    if asked.is_empty() {
        asked.push(String::new());
    }
    asked
}

/// Lines in one text, without stage directions.
fn said<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let words = lines.flat_map(|line| line.split('*').step_by(2).flat_map(str::split_whitespace));
    words.collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str, spans: &[Span]) -> String {
    let words: Vec<String> = spans.iter().map(|span| format!("“{}”", span.of(text))).collect();
    if words.is_empty() { "the whole of it".to_owned() } else { words.join(" and ") }
}

/// "`listening` and `empathy`"; "nothing" where there is none.
fn names(assessment: &Assessment) -> String {
    let mut labels: Vec<Label> = assessment.labels.iter().map(|f| f.label).collect();
    labels.sort_unstable();
    labels.dedup();
    let names: Vec<String> = labels.iter().map(|label| format!("`{label}`")).collect();
    match names.split_last() {
        None => "no label".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

const fn does(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Builds => "builds trust",
        Verdict::Breaks => "breaks trust",
        Verdict::Mixed => "breaks trust along with what builds it",
        Verdict::Neutral => "does neither",
    }
}

fn percent(share: f32) -> String {
    if share < 0.01 { "under 1 %".to_owned() } else { format!("{:.0} %", share * 100.0) }
}
