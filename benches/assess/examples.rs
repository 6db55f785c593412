//! Labelled replies, as they stand in `training/replies`.

use anyhow::Context;
use assess::{Label, Verdict};
use serde::Deserialize;
use std::path::Path;

/// One reply, and what a careful reader found in it.
#[derive(Debug, Deserialize)]
pub(crate) struct Example {
    pub(crate) peer: String,
    pub(crate) reply: String,
    /// Labels that clearly hold.
    pub(crate) must: Vec<Label>,
    /// Labels that another reader might add: they count neither way.
    pub(crate) allowed: Vec<Label>,
    pub(crate) verdict: Verdict,
}

impl Example {
    /// Whether the label holds; none where it counts neither way.
    pub(crate) fn holds(&self, label: Label) -> Option<bool> {
        let must = self.must.contains(&label);
        (must || !self.allowed.contains(&label)).then_some(must)
    }
}

/// All replies of a lot.
pub(crate) fn read(lot: &str) -> anyhow::Result<Vec<Example>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../training/replies");
    let path = folder.join(lot);
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("expected labelled replies, found none at {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).with_context(|| format!("in {lot}"))).collect()
}
