//! The voice table: lines that fit any wording of a reply.

use practice::case::Band;
use practice::voice::{Occasion, Row};

use super::{Script, said};
use crate::diagnostic::{Diagnostic, Severity};
use crate::labels::nearest;
use crate::markdown::{self, Cell};

/// The occasions as they are written in the first column.
pub(crate) const OCCASIONS: [(&str, Occasion); 11] = [
    ("builds", Occasion::Builds),
    ("breaks", Occasion::Breaks),
    ("mixed", Occasion::Mixed),
    ("neutral", Occasion::Neutral),
    ("silence", Occasion::Silence),
    ("off track", Occasion::OffTrack),
    ("question", Occasion::Question),
    ("sign", Occasion::Sign),
    ("passed over", Occasion::PassedOver),
    ("bridge", Occasion::Bridge),
    ("sits", Occasion::Sits),
];

pub(super) fn table(rows: &[Vec<Cell>], script: &mut Script, diagnostics: &mut Vec<Diagnostic>) {
    let Some((head, rows)) = rows.split_first() else { return };
    let columns: Vec<Vec<Band>> = head.iter().skip(1).map(|c| bands(c, diagnostics)).collect();
    for row in rows {
        let Some((first, cells)) = row.split_first() else { continue };
        let name = markdown::plain(&first.text);
        let wanted = name.trim().to_lowercase().replace(['-', '_'], " ");
        if wanted.is_empty() && cells.iter().all(|c| c.text.is_empty()) {
            continue;
        }
        let Some((_, occasion)) = OCCASIONS.iter().find(|(n, _)| *n == wanted) else {
            let names = OCCASIONS.map(|(n, _)| n);
            diagnostics.push(
                Diagnostic::new("unknown-occasion", Severity::Error, first.span.clone())
                    .found(format!("expected a row of the voice, found `{}`", name.trim()))
                    .help(nearest(&wanted, names).map_or_else(
                        || format!("the rows are {}", names.join(", ")),
                        |near| format!("did you mean `{near}`?"),
                    )),
            );
            continue;
        };
        script.occasions.push((*occasion, first.span.clone()));
        if let Some(extra) = cells.get(columns.len()) {
            diagnostics.push(
                Diagnostic::new("misplaced", Severity::Warning, extra.span.clone())
                    .found("expected a cell for each column, found one more")
                    .help("within a cell write `\\|` for the sign that parts cells"),
            );
        }
        for (cell, bands) in cells.iter().zip(&columns) {
            let lines: Vec<String> = said::words(&cell.text)
                .split(" / ")
                .map(|l| l.trim().to_owned())
                .filter(|l| !l.is_empty())
                .collect();
            if lines.is_empty() {
                continue;
            }
            for band in bands {
                script.case.voice.rows.push(Row {
                    occasion: *occasion,
                    band: *band,
                    lines: lines.clone(),
                });
                script.cells.push(cell.span.clone());
            }
        }
    }
}

/// The bands of a column: one, several with commas, or `any`.
fn bands(cell: &Cell, diagnostics: &mut Vec<Diagnostic>) -> Vec<Band> {
    let name = markdown::plain(&cell.text);
    if matches!(name.trim().to_lowercase().as_str(), "any" | "always" | "all") {
        return vec![Band::Closed, Band::Careful, Band::Open];
    }
    let mut bands = Vec::new();
    for word in name.split(',') {
        match said::band(word) {
            Some(band) => bands.push(band),
            None => diagnostics.push(said::unknown_band(word, cell.span.clone())),
        }
    }
    bands
}
