//! Tables: two columns of do and don't, of what to say and what not, of names and explanations.

use crate::behaviour;
use crate::example;
use crate::paragraph::{Paragraph, Styled};
use crate::part::{Example, Line, Part, What};
use crate::role::{self, Role};
use crate::section::{self, Section};
use crate::word::{count, quoted};

/// The parts of a table in a section.
pub(crate) fn parts(rows: &[&Paragraph], section: Option<Section>) -> Vec<Part> {
    let Some((head, body)) =
        rows.split_first().filter(|(h, b)| h.cells.len() >= 2 && !b.is_empty())
    else {
        return prose(rows);
    };
    let roles: Vec<_> = head.cells.iter().map(|c| role::column(&c.text)).collect();
    let sides: Vec<_> = head.cells.iter().map(|c| section::of_heading(&c.text)).collect();
    let said = |column: usize| {
        let cells = body.iter().filter_map(|r| r.cells.get(column)).filter(|c| !c.is_blank());
        let all: Vec<_> = cells.collect();
        all.iter().filter(|c| quoted(&c.text).first().is_some_and(|q| q.start <= 3)).count() * 2
            > all.len()
    };
    let instead = roles.iter().position(|r| *r == Some(Role::Instead));
    let try_this = roles.iter().position(|r| *r == Some(Role::Try));
    let breaks = sides.iter().position(|s| *s == Some(Section::Breaks));
    let builds =
        sides.iter().position(|s| matches!(s, Some(Section::Builds | Section::Strategies)));
    let speech = |i: usize| {
        let t = crate::word::normal(&head.cells[i].text);
        crate::word::any(&t, "say|saying|ask|asking|instead of|try|instead|try this")
    };
    if let (Some(i), Some(t)) = (instead.or(breaks), try_this.or(builds))
        && (said(i) && said(t) || speech(i) || speech(t))
    {
        return pairs(head, body, i, t);
    }
    if let (Some(b), Some(g)) = (breaks.or(instead), builds.or(try_this)) {
        let mut out = vec![heading_row(head)];
        for row in body {
            for (i, cell) in row.cells.iter().enumerate().filter(|(_, c)| !c.is_blank()) {
                let what = match i {
                    _ if i == b => {
                        What::Behaviour(Section::Breaks, behaviour::of(Section::Breaks, None, cell))
                    }
                    _ if i == g => {
                        What::Behaviour(Section::Builds, behaviour::of(Section::Builds, None, cell))
                    }
                    _ => What::Prose(cell.clone()),
                };
                out.push(Part { what, line: row.line });
            }
        }
        return out;
    }
    match section.filter(|s| s.behaviours()) {
        Some(section)
            if rows
                .iter()
                .all(|r| (2..=3).contains(&r.cells.len()) && count(&r.cells[0].text) <= 10) =>
        {
            let mut out = vec![heading_row(head)];
            for row in body {
                let mut rest = Styled::default();
                for cell in row.cells[1..].iter().filter(|c| !c.is_blank()) {
                    if !rest.text.is_empty() {
                        rest.push(" ", &[]);
                    }
                    rest.append(cell);
                }
                let name = behaviour::unbold(&row.cells[0]);
                let what = What::Behaviour(section, behaviour::named(section, None, name, rest));
                out.push(Part { what, line: row.line });
            }
            out
        }
        _ => prose(rows),
    }
}

/// One example with a pair for each row, or an example for each row that has its own situation.
fn pairs(head: &Paragraph, body: &[&Paragraph], instead: usize, try_this: usize) -> Vec<Part> {
    let words = |i: usize| crate::word::normal(&head.cells[i].text);
    // The topic's own keys say the same.
    let keys = instead < try_this
        && head.cells.len() == 2
        && words(instead) == " instead of "
        && words(try_this) == " try ";
    let mut out = if keys { vec![] } else { vec![heading_row(head)] };
    let mut example = Example::default();
    let situated = head.cells.len() > 2 && instead.min(try_this) > 0;
    for row in body {
        for (i, cell) in row.cells.iter().enumerate().filter(|(_, c)| !c.is_blank()) {
            if i == instead || i == try_this {
                let said = example::unquoted(&cell.text).to_owned();
                example.lines.push(Line {
                    try_this: i == try_this,
                    text: cell.clone(),
                    said,
                    ..Line::default()
                });
            } else if let Some(line) = example.lines.last_mut() {
                line.note.push(cell.clone());
            } else {
                example.situation.push(cell.clone());
            }
        }
        if situated {
            out.push(Part { what: What::Example(std::mem::take(&mut example)), line: row.line });
        }
    }
    if !example.lines.is_empty() {
        out.push(Part { what: What::Example(example), line: head.line });
    }
    out
}

/// The words of the first row, which head no column any more.
fn heading_row(head: &Paragraph) -> Part {
    let mut text = Styled::default();
    for cell in head.cells.iter().filter(|c| !c.is_blank()) {
        if !text.text.is_empty() {
            text.push(" / ", &[]);
        }
        text.append(&behaviour::unbold(cell));
    }
    Part { what: What::Prose(text), line: head.line }
}

fn prose(rows: &[&Paragraph]) -> Vec<Part> {
    let row = |(i, r): (usize, &&Paragraph)| Part {
        what: What::Row { first: i == 0, cells: r.cells.clone() },
        line: r.line,
    };
    rows.iter().enumerate().map(row).collect()
}
