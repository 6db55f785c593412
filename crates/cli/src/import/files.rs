//! Reading a document and writing its topic and case, without writing over anything unasked.

use anyhow::{Context, bail};
use import::Report;
use std::{
    fs::File,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

/// More than this is no lesson document.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What came of one document.
pub(super) struct Written {
    /// The topic file.
    pub(super) topic: PathBuf,
    /// The draft case.
    pub(super) case: Option<PathBuf>,
    /// What was found.
    pub(super) report: Report,
}

impl Written {
    /// The files that were written.
    pub(super) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        [&self.topic].into_iter().chain(&self.case)
    }
}

/// Imports one document. What this run has written `earlier` is written over in no case.
///
/// # Errors
/// Where the document cannot be read, is none, or would be written over something.
pub(super) fn import(
    file: &Path,
    into: &Path,
    force: bool,
    earlier: &[&PathBuf],
) -> anyhow::Result<Written> {
    let bytes = read(file)?;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let imported = import::document(&bytes, &name)?;

    let topic = into.join(format!("{}.md", imported.slug));
    let case = imported.case.map(|(name, text)| (into.join(format!("{name}.md")), text));
    for path in [Some(&topic), case.as_ref().map(|(path, _)| path)].into_iter().flatten() {
        if earlier.contains(&path) {
            bail!(
                "expected another title than that of a document before it, found the same, for \
                 `{}`; import it --into another folder",
                path.display()
            );
        }
        if !force && path.symlink_metadata().is_ok() {
            bail!(
                "expected no file at `{}`, found one; --force writes over it, --into names \
                 another folder",
                path.display()
            );
        }
    }
    std::fs::create_dir_all(into)
        .with_context(|| format!("cannot make the folder `{}`", into.display()))?;
    write(&topic, &imported.topic, force)?;
    if let Some((path, text)) = &case {
        write(path, text, force)?;
    }
    Ok(Written { topic, case: case.map(|(path, _)| path), report: imported.report })
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let shown = file.display();
    if file.is_dir() {
        bail!("expected a document, found a folder; name the files in it, such as `{shown}/*`");
    }
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|open| open.take(LARGEST + 1).read_to_end(&mut bytes))
        .context("expected a document, found none that can be read")?;
    if bytes.len() as u64 > LARGEST {
        bail!("expected a document of at most 256 MB, found more");
    }
    Ok(bytes)
}

fn write(path: &Path, text: &str, force: bool) -> anyhow::Result<()> {
    let mut options = File::options();
    options.write(true);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write `{}`", path.display()))
}
