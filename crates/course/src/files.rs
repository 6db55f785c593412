//! The course's folder, on disk or built in. No path leads out of it, links included.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

/// The most that one file of a course may hold, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A file of the course for a page: a picture, a recording, a paper to take along.
#[derive(Clone, Debug)]
pub struct CourseFile {
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
    /// Its kind, for the `content-type` header.
    pub mime: &'static str,
}

/// Why a file was not given.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The path, or the link that it is, ends outside of the course's folder.
    #[error("expected a path inside of the course's folder, found `{0}`")]
    Outside(String),
    /// No kind of file that a page shows.
    #[error("expected a picture, a recording or a PDF, found `{0}`")]
    Kind(String),
    /// There is no such file.
    #[error("expected a file, found nothing at `{0}`")]
    Missing(String),
    /// Bytes that are no text.
    #[error("expected text in UTF-8, found something else in `{0}`")]
    NotText(String),
    /// More than can be right.
    #[error("expected at most 64 MB, found more in `{0}`")]
    Large(String),
    /// The system would not read it.
    #[error("expected a readable file, found `{path}`: {source}")]
    Unreadable {
        /// The path within the course.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Where a course's files are.
#[derive(Clone, Debug)]
pub(crate) enum Files {
    /// A folder, by its canonical path.
    Disk(PathBuf),
    /// The built-in course.
    BuiltIn,
}

#[derive(RustEmbed)]
#[folder = "../../courses/building-peer-relationships"]
#[allow_missing = true]
struct BuiltIn;

impl Files {
    /// The folder at `path`.
    pub(crate) fn at(path: &Path) -> std::io::Result<Self> {
        path.canonicalize().map(Self::Disk)
    }

    /// The bytes of one file; `path` is relative to the folder, with `/`.
    pub(crate) fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, Refused> {
        let clean = within("", path).ok_or_else(|| Refused::Outside(path.to_owned()))?;
        match self {
            Self::BuiltIn => match BuiltIn::get(&clean) {
                Some(file) => Ok(file.data),
                None => Err(Refused::Missing(clean)),
            },
            Self::Disk(root) => read_inside(root, &clean).map(Cow::Owned),
        }
    }

    /// The text of one file, which is UTF-8 and holds no NUL: only other encodings have those.
    pub(crate) fn text(&self, path: &str) -> Result<String, Refused> {
        let bytes = self.read(path)?;
        let text = std::str::from_utf8(&bytes).ok().filter(|text| !text.contains('\0'));
        let text = text.ok_or_else(|| Refused::NotText(path.to_owned()))?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
    }

    /// A file that a page may show.
    pub(crate) fn picture(&self, path: &str) -> Result<CourseFile, Refused> {
        let hidden =
            path.split('/').any(|part| part.starts_with('.') && !part.trim_matches('.').is_empty());
        let mime = mime(path).filter(|_| !hidden).ok_or_else(|| Refused::Kind(path.to_owned()))?;
        Ok(CourseFile { bytes: self.read(path)?, mime })
    }

    /// The Markdown files directly in the folder, by name.
    pub(crate) fn markdown(&self) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::BuiltIn => BuiltIn::iter().map(Cow::into_owned).collect(),
            Self::Disk(root) => std::fs::read_dir(root)
                .into_iter()
                .flatten()
                .flatten()
                .filter_map(|entry| entry.file_name().into_string().ok())
                .collect(),
        };
        names.retain(|n| n.ends_with(".md") && !n.contains('/') && !n.starts_with('.'));
        names.sort_unstable();
        names
    }
}

/// `href` seen from the folder `base`, as a path within the course: `..` is followed, and `None`
/// where that leads out. Both use `/`; a Windows path is no path within a course.
pub(crate) fn within(base: &str, href: &str) -> Option<String> {
    if href.starts_with('/') || href.contains(['\\', '\0', ':']) {
        return None;
    }
    let mut parts: Vec<&str> = base.split('/').filter(|p| !p.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a file within the course; empty at the top.
pub(crate) fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn read_inside(root: &Path, path: &str) -> Result<Vec<u8>, Refused> {
    let problem = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => Refused::Missing(path.to_owned()),
        _ => Refused::Unreadable { path: path.to_owned(), source },
    };
    // Canonical paths have no links left in them, so a link out of the folder shows here.
    let full = root.join(path).canonicalize().map_err(problem)?;
    if !full.starts_with(root) {
        return Err(Refused::Outside(path.to_owned()));
    }
    let about = full.metadata().map_err(problem)?;
    if !about.is_file() {
        return Err(Refused::Missing(path.to_owned()));
    }
    if about.len() > LARGEST {
        return Err(Refused::Large(path.to_owned()));
    }
    std::fs::read(full).map_err(problem)
}

/// The kinds of files that a page shows.
fn mime(path: &str) -> Option<&'static str> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_followed_within_the_course_only() {
        assert_eq!(within("topics", "../cases/a.md").as_deref(), Some("cases/a.md"));
        assert_eq!(within("", "./a/./b.md").as_deref(), Some("a/b.md"));
        assert_eq!(within("topics", "../../secret"), None);
        for out in ["/etc/passwd", "..\\x", "C:/x", "https://x", "a\0b", "a/../../b"] {
            assert_eq!(within("", out), None, "{out}");
        }
        assert_eq!(folder("a/b/c.md"), "a/b");
        assert_eq!(folder("c.md"), "");
    }

    #[test]
    #[cfg(unix)]
    fn a_link_out_of_the_folder_is_refused() {
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret.png"), "s").unwrap();
        let course = tempfile::tempdir().unwrap();
        std::fs::write(course.path().join("in.png"), "i").unwrap();
        std::fs::write(course.path().join(".hidden.png"), "h").unwrap();
        std::os::unix::fs::symlink(outside.path(), course.path().join("out")).unwrap();
        std::os::unix::fs::symlink(course.path().join("in.png"), course.path().join("l.png"))
            .unwrap();
        let files = Files::at(course.path()).unwrap();
        assert_eq!(&*files.picture("in.png").unwrap().bytes, b"i");
        assert_eq!(&*files.picture("l.png").unwrap().bytes, b"i", "a link inside is fine");
        assert!(matches!(files.picture("out/secret.png"), Err(Refused::Outside(_))));
        assert!(matches!(files.picture("../secret.png"), Err(Refused::Outside(_))));
        assert!(matches!(files.picture(".hidden.png"), Err(Refused::Kind(_))));
        assert!(matches!(files.picture("course.md"), Err(Refused::Kind(_))));
        assert!(matches!(files.picture("none.png"), Err(Refused::Missing(_))));
    }
}
