//! What is to be said about files: a topic, a case, a course, or a folder of courses.
//!
//! `topic` checks what a text holds; here stands what needs other files, and where they are.

use std::path::{Path, PathBuf};

use topic::check::Aim;
use topic::document::Front;
use topic::language::Language;
use topic::{Diagnostic, Severity};

use crate::agreement;
use crate::course::{Course, Settings};
use crate::files;
use crate::finding::FileDiagnostic;
use crate::links;
use crate::load::{self, COURSE_FILE, Loaded, NoCourse, Source};
use crate::names;

/// How far below a folder courses are looked for: in its folders and in theirs, such as `courses/*`.
const BELOW: usize = 2;

/// How far above a file the course that it is in is looked for.
const ABOVE: usize = 4;

/// Everything that is to be said about a file, a course, or a folder of courses, by file and place.
///
/// # Errors
///
/// Where there is nothing to check: nothing at `path`, or neither a course nor a topic in it.
pub fn check(path: &Path) -> Result<Vec<FileDiagnostic>, NoCourse> {
    let mut found = if path.is_file() && path.file_name().is_some_and(|n| n != COURSE_FILE) {
        file(path)?
    } else if path.is_dir() && !path.join(COURSE_FILE).is_file() {
        let courses = courses(path, BELOW);
        if courses.is_empty() {
            everything(load::load(path)?)
        } else {
            let mut all = Vec::new();
            for course in courses {
                all.extend(everything(load::load(&course)?));
            }
            all
        }
    } else {
        everything(load::load(path)?)
    };
    found.sort_by(|a, b| {
        (&a.file, a.span.start, a.span.end).cmp(&(&b.file, b.span.start, b.span.end))
    });
    found.dedup_by(|a, b| {
        a.file == b.file && a.span == b.span && a.id == b.id && a.message == b.message
    });
    Ok(found)
}

/// The settings of the course that a file is in; the usual ones where it is in none.
#[must_use]
pub fn settings(file: &Path) -> Settings {
    let course = course_of(file).and_then(|folder| load::load(&folder).ok());
    course.map_or_else(Settings::default, |loaded| loaded.course.settings)
}

/// What is to be said about one file: as a part of its course where it is in one.
fn file(path: &Path) -> Result<Vec<FileDiagnostic>, NoCourse> {
    let own = load::load(path)?;
    let Some(source) = own.topics.first().map(|(source, _)| source.clone()) else {
        return Ok(everything(own));
    };
    if let Some(course) = course_of(path) {
        let whole = load::load(&course)?;
        let same = |shown: &str| same_file(Path::new(shown), path);
        let known = whole.topics.iter().map(|(s, _)| s).chain(whole.cases.iter().map(|(s, _)| s));
        if known.clone().any(|s| same(&s.shown)) {
            let mut found = everything(whole);
            found.retain(|f| same(&f.file));
            for f in &mut found {
                f.file = source.shown.clone();
            }
            return Ok(found);
        }
    }
    if names::is_case(&source.text) {
        return Ok(case(&source));
    }
    let mut found = everything(own);
    found.retain(|f| f.file == source.shown);
    Ok(found)
}

/// A case by itself, in no topic.
fn case(source: &Source) -> Vec<FileDiagnostic> {
    let (script, mut found) = topic::script::parse(&source.text, &names::stem(&source.file));
    found.extend(topic::check::case(&script, &source.text));
    found.extend(agreement::check(&script));
    shown(source, found)
}

/// Everything about what was loaded.
fn everything(loaded: Loaded) -> Vec<FileDiagnostic> {
    let Loaded { course, mut findings, outline, topics, cases } = loaded;
    let (language, said) = language(&course, outline.as_ref());
    findings.extend(said);
    if let Some((source, _)) = &outline {
        findings.extend(shown(source, links::check(&course, COURSE_FILE, &course.lead)));
    }
    for (source, document) in &topics {
        let practice =
            course.topics.iter().find(|t| t.file == source.file).and_then(|t| t.time.practice);
        let aim = Aim {
            grade: course.settings.grade,
            pace: course.settings.pace,
            language: language.clone(),
            practice,
        };
        let mut found = topic::check::topic(document, &source.text, &aim);
        found.extend(links::check(&course, &source.file, &document.blocks));
        findings.extend(shown(source, found));
    }
    for (source, script) in &cases {
        let mut found = topic::check::case_with(script, &source.text, &language);
        found.extend(agreement::check(script));
        findings.extend(shown(source, found));
    }
    if let Some((source, _)) = &outline {
        findings.extend(unlisted(&course, source, &topics, &cases));
    }
    findings
}

/// The list of labelling words: ours, changed by the course's own where it has one.
fn language(course: &Course, outline: Option<&(Source, Front)>) -> (Language, Vec<FileDiagnostic>) {
    let ours = Language::built_in();
    let (Some(file), Some((source, front))) = (&course.settings.language, outline) else {
        return (ours, vec![]);
    };
    let text = files::within("", file).and_then(|f| course.files.text(&f).ok());
    let Some(text) = text else {
        let entry = front.entries.iter().find(|e| e.key == "language");
        let problem = Diagnostic {
            id: "broken-link",
            severity: Severity::Error,
            span: entry.map_or(0..0, |e| e.span.clone()),
            message: format!("expected a list of words at `{file}`, found nothing to read"),
            help: Some("name a text file in the course's folder, or leave `language` out".into()),
        };
        return (ours, shown(source, vec![problem]));
    };
    let (language, found) = ours.with(&text);
    let list = Source {
        file: file.clone(),
        shown: Path::new(&source.shown).with_file_name(file).display().to_string(),
        text: text.into(),
    };
    (language, shown(&list, found))
}

/// Topics in the course's folder that stand in no lesson.
fn unlisted(
    course: &Course,
    outline: &Source,
    topics: &[(Source, topic::Topic)],
    cases: &[(Source, topic::Script)],
) -> Vec<FileDiagnostic> {
    let known = |file: &str| {
        let mut all = topics.iter().map(|(s, _)| s).chain(cases.iter().map(|(s, _)| s));
        all.any(|s| s.file == file)
    };
    let folder = outline.shown.strip_suffix(&outline.file).unwrap_or_default();
    let mut found = Vec::new();
    for file in course.files.markdown().into_iter().filter(|f| !known(f) && names::is_page(f)) {
        let Ok(text) = course.files.text(&file) else { continue };
        let what = if names::is_case(&text) {
            "a case that no topic links to"
        } else {
            "a topic that is in no lesson"
        };
        let source = Source { shown: format!("{folder}{file}"), file, text: text.into() };
        let note = Diagnostic {
            id: "unlisted-file",
            severity: Severity::Note,
            span: 0..0,
            message: format!("expected every text of the course to be linked, found {what}"),
            help: Some(
                "link to it from `course.md` or from a topic, or move it out of the folder".into(),
            ),
        };
        found.extend(shown(&source, vec![note]));
    }
    found
}

fn shown(source: &Source, found: Vec<Diagnostic>) -> Vec<FileDiagnostic> {
    found.into_iter().map(|d| FileDiagnostic::new(&source.shown, &source.text, d)).collect()
}

/// The folders below that are courses, by name.
fn courses(folder: &Path, depth: usize) -> Vec<PathBuf> {
    if folder.join(COURSE_FILE).is_file() {
        return vec![folder.to_path_buf()];
    }
    if depth == 0 {
        return vec![];
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries
        .filter(|e| e.file_type().is_ok_and(|t| t.is_dir()))
        .filter(|e| {
            let name = e.file_name();
            let name = name.to_string_lossy();
            !name.starts_with('.') && name != "target" && name != "node_modules"
        })
        .map(|e| e.path())
        .collect();
    folders.sort_unstable();
    folders.iter().flat_map(|f| courses(f, depth - 1)).collect()
}

/// The folder of the course that a file is in.
fn course_of(file: &Path) -> Option<PathBuf> {
    let file = file.canonicalize().ok()?;
    let above = file.ancestors().skip(1).take(ABOVE);
    above.map(Path::to_path_buf).find(|f| f.join(COURSE_FILE).is_file())
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
