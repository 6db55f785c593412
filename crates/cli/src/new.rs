//! `holdspace new DIR`: a course with one topic and one case, to be written over.

use anyhow::{Context, bail};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use uuid::Uuid;

use crate::format::{self, Format};

/// The files of a new course; `{title}` and `{id}` stand for what is its own.
const FILES: &[(&str, &str)] = &[
    ("course.md", include_str!("../new/course.md")),
    ("saying-hello.md", include_str!("../new/saying-hello.md")),
    ("the-last-seat.md", include_str!("../new/the-last-seat.md")),
];

/// Start a course with one topic and one case.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder to make; it may exist, and be empty.
    dir: PathBuf,
    /// For people, or as a JSON object `{folder, id, files}`.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Writes the files.
///
/// # Errors
/// Where the folder has something in it already, or cannot be written.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let dir = &args.dir;
    let shown = dir.display();
    std::fs::create_dir_all(dir).with_context(|| format!("cannot make the folder `{shown}`"))?;
    let mut there =
        std::fs::read_dir(dir).with_context(|| format!("cannot read the folder `{shown}`"))?;
    if there.next().is_some() {
        bail!("expected an empty folder or none, found files in `{shown}`; name another folder");
    }
    let id = format!("urn:holdspace:course:{}", Uuid::new_v4());
    for (name, text) in FILES {
        let text = text.replace("{title}", &title(dir)).replace("{id}", &id);
        let file = dir.join(name);
        std::fs::write(&file, text)
            .with_context(|| format!("cannot write `{}`", file.display()))?;
    }
    if args.format == Format::Json {
        let files: Vec<_> = FILES.iter().map(|(name, _)| dir.join(name)).collect();
        let made = serde_json::json!({ "folder": dir, "id": id, "files": files });
        format::print(&format!("{made:#}\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    format::print(&format!(
        "A course is in {shown}: course.md, a topic (saying-hello.md) and its case \
         (the-last-seat.md).\n\nSee it with     holdspace serve {shown} --watch\n\
         Check it with   holdspace check {shown}\n"
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The folder's name as a title: "peer-basics" is "Peer basics".
fn title(dir: &Path) -> String {
    let name = dir.file_name().map(|n| n.to_string_lossy().replace(['-', '_'], " "));
    let name = name.unwrap_or_default();
    // A line break would end the front matter's line.
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let mut letters = name.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "A course".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::title;
    use std::path::Path;

    #[test]
    fn a_title_comes_from_the_folder() {
        assert_eq!(title(Path::new("/tmp/peer-basics")), "Peer basics");
        assert_eq!(title(Path::new("..")), "A course");
        assert_eq!(title(Path::new("a\nb")), "Ab");
    }
}
