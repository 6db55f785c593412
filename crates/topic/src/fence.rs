//! The `:::name` … `:::` blocks of a topic: where each begins and ends.
//!
//! Nothing is swallowed: a block that is never closed ends before the next heading, the next block
//! or the end of the file, and a `:::` that closes nothing is only reported.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::front::lines;

/// How deep blocks may stand within one another; deeper ones are text.
const DEPTH: usize = 8;

/// A stretch of the body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// Markdown.
    Flow(Range<usize>),
    /// A block of ours.
    Block(Fenced),
}

/// One `:::name` … `:::`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fenced {
    pub(crate) name: String,
    /// What follows the name on its line.
    pub(crate) rest: Range<usize>,
    /// The opening line.
    pub(crate) opening: Range<usize>,
    /// All of it, both fences included.
    pub(crate) span: Range<usize>,
    pub(crate) parts: Vec<Part>,
}

/// The parts of a body that begins at `start`.
pub(crate) fn parse(source: &str, start: usize, diagnostics: &mut Vec<Diagnostic>) -> Vec<Part> {
    let marks = marks(source, start);
    let closings = closings(&marks, source.len(), diagnostics);
    let mut at = 0;
    let mut parts = Vec::new();
    let mut cursor = start;
    while at < marks.len() {
        part(source, &marks, &closings, &mut at, &mut cursor, marks.len(), &mut parts);
    }
    flow(cursor..source.len(), source, &mut parts);
    parts
}

/// A line that matters to the scanner.
enum Mark {
    Open { name: String, rest: Range<usize>, line: Range<usize> },
    Close { line: Range<usize> },
    Heading { line: Range<usize> },
}

/// Where a block ends: its closing mark, or the byte that ends one that is never closed.
#[derive(Clone, Copy)]
enum Closing {
    None,
    Mark(usize),
    /// Ends before this mark.
    Before(usize),
}

fn part(
    source: &str,
    marks: &[Mark],
    closings: &[Closing],
    at: &mut usize,
    cursor: &mut usize,
    until: usize,
    parts: &mut Vec<Part>,
) {
    let mark = *at;
    *at += 1;
    match &marks[mark] {
        Mark::Heading { .. } => {}
        Mark::Close { line } => {
            // It closes nothing: reported, and left out.
            flow(*cursor..line.start, source, parts);
            *cursor = line_end(source, line.end);
        }
        Mark::Open { name, rest, line } => {
            let (last, end, span_end) = match closings[mark] {
                Closing::None => return,
                Closing::Mark(m) => (m, marks[m].line().start, marks[m].line().end),
                Closing::Before(m) => {
                    let end = marks.get(m).map_or(source.len(), |m| m.line().start);
                    (m, end, end)
                }
            };
            flow(*cursor..line.start, source, parts);
            *cursor = line_end(source, line.end).min(end);
            let mut inner = Vec::new();
            while *at < last.min(until) {
                part(source, marks, closings, at, cursor, last, &mut inner);
            }
            flow(*cursor..end, source, &mut inner);
            *cursor = end;
            if let Closing::Mark(m) = closings[mark] {
                *cursor = line_end(source, marks[m].line().end);
                *at = m + 1;
            }
            parts.push(Part::Block(Fenced {
                name: name.clone(),
                rest: rest.clone(),
                opening: line.clone(),
                span: line.start..span_end,
                parts: inner,
            }));
        }
    }
}

/// Pairs fences, the innermost first, and reports those without a partner.
fn closings(marks: &[Mark], end: usize, diagnostics: &mut Vec<Diagnostic>) -> Vec<Closing> {
    let mut closings = vec![Closing::None; marks.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        match mark {
            Mark::Open { line, .. } if open.len() >= DEPTH => diagnostics.push(
                Diagnostic::new("unclosed-block", Severity::Error, line.clone())
                    .found(format!("expected at most {DEPTH} blocks within one another"))
                    .help("close the blocks above with `:::`"),
            ),
            Mark::Open { .. } => open.push(at),
            Mark::Close { line } => match open.pop() {
                Some(opening) => closings[opening] = Closing::Mark(at),
                None => diagnostics.push(
                    Diagnostic::new("stray-close", Severity::Warning, line.clone())
                        .found("expected a block to close, found `:::` with none open")
                        .help("take the line out, or name the block that begins here, such as `:::takeaways`"),
                ),
            },
            Mark::Heading { .. } => {}
        }
    }
    for opening in open {
        let next = marks[opening + 1..]
            .iter()
            .position(|m| !matches!(m, Mark::Close { .. }))
            .map_or(marks.len(), |n| opening + 1 + n);
        closings[opening] = Closing::Before(next);
        if let Mark::Open { name, line, .. } = &marks[opening] {
            let found = match marks.get(next) {
                Some(Mark::Heading { .. }) => "a heading",
                Some(_) => "another block",
                None => "the end of the file",
            };
            diagnostics.push(
                Diagnostic::new("unclosed-block", Severity::Error, line.start..line.end.min(end))
                    .found(format!("expected `:::` to close `:::{name}`, found {found}"))
                    .help("put a line `:::` where the block ends"),
            );
        }
    }
    closings
}

/// All fences and headings outside of code.
fn marks(source: &str, start: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut code: Option<(char, usize)> = None;
    // The shortest run of each sign that nothing closes below: such a run is no code fence.
    let mut never = [usize::MAX; 2];
    for line in lines(source, start) {
        let text = &source[line.clone()];
        let trimmed = text.trim_start_matches(' ');
        let indent = text.len() - trimmed.len();
        if indent > 3 {
            continue;
        }
        if let Some((sign, run)) = code_fence(trimmed) {
            match code {
                Some((open, length)) => {
                    if sign == open && run >= length && trimmed[run..].trim().is_empty() {
                        code = None;
                    }
                }
                None => {
                    let known = &mut never[usize::from(sign == '~')];
                    if run < *known {
                        if closes_below(source, line.end, sign, run) {
                            code = Some((sign, run));
                        } else {
                            *known = run;
                        }
                    }
                }
            }
            continue;
        }
        if code.is_some() {
            continue;
        }
        if trimmed.starts_with('#') {
            let level = trimmed.len() - trimmed.trim_start_matches('#').len();
            if level <= 6 && trimmed[level..].starts_with([' ', '\t']) {
                marks.push(Mark::Heading { line });
            }
        } else if let Some(after) = trimmed.strip_prefix(":::") {
            let after = after.trim_start_matches(':');
            let name: &str = after.trim_start();
            let at = line.end - name.len();
            let length = name
                .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
                .unwrap_or(name.len());
            if name.trim().is_empty() {
                marks.push(Mark::Close { line });
            } else if length > 0 {
                let rest = at + length..line.end;
                marks.push(Mark::Open { name: name[..length].to_owned(), rest, line });
            }
        }
    }
    marks
}

fn closes_below(source: &str, from: usize, sign: char, run: usize) -> bool {
    lines(source, from).skip(1).any(|l| {
        let text = &source[l];
        let trimmed = text.trim_start_matches(' ');
        text.len() - trimmed.len() <= 3
            && code_fence(trimmed)
                .is_some_and(|(s, r)| s == sign && r >= run && trimmed[r..].trim().is_empty())
    })
}

/// The sign and the length of a run that may open or close code.
fn code_fence(line: &str) -> Option<(char, usize)> {
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let run = line.len() - line.trim_start_matches(sign).len();
    let inline = sign == '`' && line[run..].contains('`');
    (run >= 3 && !inline).then_some((sign, run))
}

fn flow(range: Range<usize>, source: &str, parts: &mut Vec<Part>) {
    if range.start < range.end && !source[range.clone()].trim().is_empty() {
        parts.push(Part::Flow(range));
    }
}

fn line_end(source: &str, at: usize) -> usize {
    source[at..].find('\n').map_or(source.len(), |n| at + n + 1)
}

impl Mark {
    const fn line(&self) -> &Range<usize> {
        match self {
            Self::Open { line, .. } | Self::Close { line } | Self::Heading { line } => line,
        }
    }
}
