//! Identifiers made from headings.

use std::collections::BTreeMap;

/// Lower case, words joined by hyphens, everything else left out: `Not a lecture!` is
/// `not-a-lecture`. Letters of any script stay.
#[must_use]
pub fn slug(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    let mut gap = false;
    for c in heading.chars() {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '‘' | '"' | '“' | '”') {
            gap = true;
        }
    }
    out
}

/// Hands out identifiers, none of them twice: `steps`, then `steps-2`.
#[derive(Default)]
pub(crate) struct Ids(BTreeMap<String, usize>);

impl Ids {
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "part" } else { wanted };
        if !self.has(wanted) {
            self.0.insert(wanted.to_owned(), 2);
            return wanted.to_owned();
        }
        loop {
            let number = self.0.entry(wanted.to_owned()).or_insert(2);
            let id = format!("{wanted}-{number}");
            *number += 1;
            if !self.has(&id) {
                self.0.insert(id.clone(), 2);
                return id;
            }
        }
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }
}
