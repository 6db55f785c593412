//! Words that have to be one of a list, and what is said when they are not.

use assess::Label;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};

/// The diagnostic for a word that is no label.
pub(crate) fn unknown(word: &str, span: Range<usize>) -> Diagnostic {
    let help = nearest(&word.to_lowercase(), Label::ALL.iter().map(|l| l.id())).map_or_else(
        || "labels are the codebook's, such as `empathy`, `open-question` or `advice`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::new("unknown-label", Severity::Error, span)
        .found(format!("expected a label of the codebook, found `{word}`"))
        .help(help)
}

/// The word of a list that is nearest to the one written, if any is near.
pub(crate) fn nearest<'a>(word: &str, list: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(40).collect();
    list.into_iter()
        .map(|candidate| (distance(&word, &candidate.chars().collect::<Vec<_>>()), candidate))
        .min()
        .filter(|(d, candidate)| *d <= 1 + candidate.chars().count() / 4)
        .map(|(_, candidate)| candidate)
}

/// How many letters have to be put in, taken out or changed (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(a.len())
}
