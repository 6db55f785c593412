//! A table of HTML or Word while it is read: cells hold paragraphs, and a table that only lays out
//! a page is no table.

use crate::paragraph::{Kind, Paragraph, Styled};
use crate::section;

/// Rows of cells of paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    rows: Vec<Vec<Vec<Paragraph>>>,
}

impl Grid {
    pub(crate) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(crate) fn cell(&mut self) {
        if self.rows.is_empty() {
            self.row();
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(Vec::new());
        }
    }

    /// A paragraph of the cell that was opened last.
    pub(crate) fn paragraph(&mut self, paragraph: Paragraph) {
        if self.rows.last().is_none_or(Vec::is_empty) {
            self.cell();
        }
        if let Some(cell) = self.rows.last_mut().and_then(|r| r.last_mut()) {
            cell.push(paragraph);
        }
    }

    /// The table's rows, or the paragraphs of its cells where it is only layout.
    pub(crate) fn paragraphs(self) -> Vec<Paragraph> {
        let filled = |row: &Vec<Vec<Paragraph>>| row.iter().filter(|c| !c.is_empty()).count();
        let cells = || self.rows.iter().flatten();
        let headed = |cell: &Vec<Paragraph>| {
            cell.len() >= 2
                && (matches!(cell[0].kind, Kind::Heading(_))
                    || !matches!(cell[0].kind, Kind::Item { .. })
                        && section::of_heading(&cell[0].text.text).is_some())
        };
        let flow = self.rows.iter().all(|r| filled(r) <= 1)
            || cells().any(|c| c.iter().skip(1).any(|p| matches!(p.kind, Kind::Heading(_))))
            || cells().any(headed);
        let mut out = Vec::new();
        let mut first = true;
        for row in self.rows {
            if flow || row.len() <= 1 {
                for cell in row {
                    let titled = headed(&cell);
                    for (i, mut paragraph) in cell.into_iter().enumerate() {
                        if i == 0 {
                            paragraph.apart = true;
                        }
                        if i == 0 && titled {
                            paragraph.kind = Kind::Heading(3);
                        }
                        out.push(paragraph);
                    }
                }
                first = true;
                continue;
            }
            let line = row.iter().flatten().map(|p| p.line).next().unwrap_or(1);
            let cells = row.into_iter().map(joined).collect();
            out.push(Paragraph::row(cells, first, line));
            first = false;
        }
        out
    }
}

/// The paragraphs of a cell as one text, a line each.
fn joined(cell: Vec<Paragraph>) -> Styled {
    let mut out = Styled::default();
    for paragraph in cell {
        if !out.text.is_empty() {
            out.push("\n", &[]);
        }
        out.append(&paragraph.text);
    }
    out
}
