//! Reading a course: `course.md`, its topics in order, and their cases.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use topic::document::Front;
use topic::outline::{self, Outline};
use topic::{Diagnostic, Script, Severity, Topic, script};

use crate::course::{Course, CourseCase, CourseTopic, Lesson, Settings};
use crate::files::{self, Files, Refused};
use crate::finding::FileDiagnostic;
use crate::links;
use crate::names::{
    case_links, derived, drop_title, free, is_case, is_page, slug_or, stem, title, topic_slug,
};
use crate::time::Time;
use crate::typography;

/// The file that makes a folder a course.
pub(crate) const COURSE_FILE: &str = "course.md";

/// Why there is no course at all.
#[derive(Debug, thiserror::Error)]
pub enum NoCourse {
    /// Nothing there, or not readable.
    #[error("expected a course's folder or a topic's file, found nothing to read at `{path}`")]
    Unreadable {
        /// As given.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder without a course or a topic.
    #[error(
        "expected `course.md` or a topic's file in `{0}`, found neither; `holdspace new {0}` starts a course"
    )]
    Empty(String),
}

/// A course with everything that was read for it.
pub(crate) struct Loaded {
    pub(crate) course: Course,
    pub(crate) findings: Vec<FileDiagnostic>,
    /// `course.md`, where there is one.
    pub(crate) outline: Option<(Source, Front)>,
    /// Each topic's source and what was read of it, as written.
    pub(crate) topics: Vec<(Source, Topic)>,
    /// Each case's file, once.
    pub(crate) cases: Vec<(Source, Script)>,
}

/// A file as it was read.
#[derive(Clone)]
pub(crate) struct Source {
    /// Relative to the course's folder.
    pub(crate) file: String,
    /// As the author would name it.
    pub(crate) shown: String,
    pub(crate) text: Arc<str>,
}

impl Course {
    /// The course in a folder; or a single topic's file, or a folder of them, as a course of its own.
    ///
    /// # Errors
    ///
    /// Where there is nothing to read. What is wrong with what was read is in the diagnostics.
    pub fn load(path: &Path) -> Result<(Self, Vec<FileDiagnostic>), NoCourse> {
        let loaded = load(path)?;
        Ok((loaded.course, loaded.findings))
    }

    /// The course that comes with Holdspace.
    #[must_use]
    pub fn built_in() -> (Self, Vec<FileDiagnostic>) {
        let loaded = Reader::new(Files::BuiltIn, PathBuf::from("the built-in course")).course();
        (loaded.course, loaded.findings)
    }
}

/// Reads what is at `path`.
pub(crate) fn load(path: &Path) -> Result<Loaded, NoCourse> {
    let unreadable = |source| NoCourse::Unreadable { path: path.display().to_string(), source };
    let is_file = std::fs::metadata(path).map_err(unreadable)?.is_file();
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let folder = if is_file {
        let parent = path.parent().unwrap_or(Path::new(""));
        if parent.as_os_str().is_empty() { Path::new(".") } else { parent }
    } else {
        path
    };
    let files = Files::at(folder).map_err(unreadable)?;
    let shown = if is_file { path.parent().unwrap_or(Path::new("")) } else { path };
    let reader = Reader::new(files, shown.to_path_buf());
    if is_file && name != COURSE_FILE {
        // The file has to be read by its name; one that has none in UTF-8 cannot be.
        if name.is_empty() {
            return Err(NoCourse::Empty(path.display().to_string()));
        }
        return Ok(reader.loose(&[name.to_owned()], name));
    }
    let there = reader.files.markdown();
    if there.iter().any(|n| n == COURSE_FILE) {
        return Ok(reader.course());
    }
    let topics: Vec<String> = there.into_iter().filter(|n| reader.is_topic(n)).collect();
    if topics.is_empty() {
        return Err(NoCourse::Empty(path.display().to_string()));
    }
    Ok(reader.loose(&topics, ""))
}

/// Reads files and gathers what is found on the way.
struct Reader {
    files: Files,
    /// The folder as it was given.
    shown: PathBuf,
    findings: Vec<FileDiagnostic>,
    outline: Option<(Source, Front)>,
    topics: Vec<(Source, Topic)>,
    cases: Vec<(Source, Script)>,
}

impl Reader {
    fn new(files: Files, shown: PathBuf) -> Self {
        Self { files, shown, findings: vec![], outline: None, topics: vec![], cases: vec![] }
    }

    /// A course by its `course.md`.
    fn course(mut self) -> Loaded {
        let source = match self.source(COURSE_FILE) {
            Ok(source) => source,
            Err(refused) => {
                self.problem(COURSE_FILE, &refused);
                let course = self.empty(Settings::default());
                return self.done(course);
            }
        };
        let (outline, diagnostics) = outline::parse(&source.text);
        self.add(&source, diagnostics);
        let settings = self.settings(&source, &outline.front);
        let mut course = self.empty(settings);
        if let Some(title) = outline.front.get("title").filter(|t| !t.is_empty()) {
            course.title = title.to_owned();
        }
        // An id ends where a path of ours begins, so it ends in no slash.
        let id = outline.front.get("id").map(|id| id.trim_end_matches('/'));
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            course.id = id.to_owned();
        }
        let front = outline.front.clone();
        self.read_outline(&source, outline, &mut course);
        self.outline = Some((source, front));
        if course.settings.lang.starts_with("en") {
            typography::document(&mut course.lead);
            typography::string(&mut course.title);
            course.lessons.iter_mut().for_each(|l| typography::string(&mut l.title));
        }
        self.done(course)
    }

    /// Topics without a `course.md`, as a course of their own.
    fn loose(mut self, topics: &[String], name: &str) -> Loaded {
        let mut course = self.empty(Settings::default());
        course.id = derived(&format!("{}/{name}", self.folder_name()));
        for file in topics {
            let lesson = self.read_topic(file, "", &mut course);
            let title = lesson.unwrap_or_default();
            let end = course.topics.len();
            let same = course.lessons.last().is_some_and(|l| l.title == title);
            if let Some(last) = course.lessons.last_mut().filter(|_| same) {
                last.topics.end = end;
            } else if end > 0 {
                let slug = free(&slug_or(&title, "lesson"), |s| course.lesson(s).is_some());
                course.lessons.push(Lesson { slug, title, topics: end - 1..end });
            }
            let nth = course.lessons.len().saturating_sub(1);
            if let Some(topic) = course.topics.last_mut() {
                topic.lesson = nth;
            }
        }
        course.title = match (course.topics.as_slice(), course.lessons.as_slice()) {
            ([only], _) => only.title.clone(),
            (_, [lesson]) if !lesson.title.is_empty() => lesson.title.clone(),
            _ => self.folder_name(),
        };
        if let Some(source) = self.topics.first().map(|(source, _)| source.clone()) {
            let note = Diagnostic {
                id: "no-course-file",
                severity: Severity::Note,
                span: 0..0,
                message: "expected a `course.md` beside this topic, found none; it is shown as a course of its own"
                    .into(),
                help: Some("`holdspace new DIR` makes a course to put it into".into()),
            };
            self.add(&source, vec![note]);
        }
        self.done(course)
    }

    fn done(self, course: Course) -> Loaded {
        let Self { findings, outline, topics, cases, .. } = self;
        Loaded { course, findings, outline, topics, cases }
    }

    fn empty(&self, settings: Settings) -> Course {
        Course {
            id: derived(&self.folder_name()),
            title: self.folder_name(),
            settings,
            lead: vec![],
            lessons: vec![],
            topics: vec![],
            files: self.files.clone(),
        }
    }

    fn read_outline(&mut self, source: &Source, outline: Outline, course: &mut Course) {
        course.lead = outline.prose;
        for lesson in outline.lessons {
            let start = course.topics.len();
            for entry in lesson.topics {
                let href = entry.href.split(['#', '?']).next().unwrap_or_default();
                let Some(file) = files::within("", &links::decoded(href)).filter(|f| !f.is_empty())
                else {
                    let found = format!("expected a topic's file in this course, found `{href}`");
                    self.at(source, "broken-link", Severity::Error, entry.span, found);
                    continue;
                };
                if course.topics.iter().any(|t| t.file == file) {
                    let found = format!("expected each topic once, found `{file}` again");
                    self.at(source, "repeated-topic", Severity::Warning, entry.span, found);
                    continue;
                }
                match self.source(&file) {
                    Ok(_) => {}
                    Err(refused @ Refused::NotText(_)) => {
                        self.problem(&file, &refused);
                        continue;
                    }
                    Err(refused) => {
                        let found = refused.to_string();
                        self.at(source, "broken-link", Severity::Error, entry.span, found);
                        continue;
                    }
                }
                self.read_topic(&file, &entry.title, course);
                let nth = course.lessons.len();
                if let Some(topic) = course.topics.last_mut() {
                    topic.lesson = nth;
                }
            }
            let topics = start..course.topics.len();
            let slug = free(&slug_or(&lesson.id, "lesson"), |s| course.lesson(s).is_some());
            course.lessons.push(Lesson { slug, title: lesson.title, topics });
        }
        // A lesson without a topic would be a page without anything.
        course.lessons.retain(|l| !l.topics.is_empty());
        for (nth, lesson) in course.lessons.iter().enumerate() {
            for topic in course.topics.get_mut(lesson.topics.clone()).unwrap_or_default() {
                topic.lesson = nth;
            }
        }
    }

    /// Reads one topic and its cases into the course; gives back the lesson that it names.
    fn read_topic(&mut self, file: &str, linked: &str, course: &mut Course) -> Option<String> {
        let source = match self.source(file) {
            Ok(source) => source,
            Err(refused) => {
                self.problem(file, &refused);
                return None;
            }
        };
        let (mut document, diagnostics) = topic::parse(&source.text);
        self.add(&source, diagnostics);
        let slug = free(&topic_slug(file), |s| course.topic(s).is_some());
        let mut title = title(&document, linked, &slug);
        let written = document.clone();
        drop_title(&mut document, &title);
        if course.settings.lang.starts_with("en") {
            typography::document(&mut document.blocks);
            typography::string(&mut title);
        }
        let pace = course.settings.pace;
        let mut cases: Vec<CourseCase> = Vec::new();
        for (link, span) in case_links(&document.blocks) {
            match self.read_case(file, link, pace, course, &cases) {
                Ok(case) if cases.iter().all(|c| c.slug != case.slug) => cases.push(case),
                Ok(_) => {}
                Err(message) => self.at(&source, "missing-case", Severity::Error, span, message),
            }
        }
        let lesson = document.front.get("lesson").map(str::to_owned);
        let time = Time::of(&document, &cases, pace);
        let topic =
            CourseTopic { slug, file: file.to_owned(), title, lesson: 0, document, cases, time };
        course.topics.push(topic);
        self.topics.push((source, written));
        lesson
    }

    fn read_case(
        &mut self,
        topic: &str,
        link: &str,
        pace: f64,
        course: &Course,
        here: &[CourseCase],
    ) -> Result<CourseCase, String> {
        let file = files::within(files::folder(topic), link)
            .filter(|f| !f.is_empty())
            .ok_or_else(|| format!("expected a case's file in this course, found `{link}`"))?;
        let mut known = course.topics.iter().flat_map(|t| &t.cases).chain(here);
        if let Some(case) = known.clone().find(|c| c.file == file) {
            return Ok(case.clone());
        }
        let source = self.source(&file).map_err(|refused| {
            if matches!(refused, Refused::NotText(_)) {
                self.problem(&file, &refused);
            }
            refused.to_string()
        })?;
        let slug = free(&stem(&file), |s| known.any(|c| c.slug == s));
        let (script, diagnostics) = script::parse(&source.text, &slug);
        self.add(&source, diagnostics);
        let mut case = script.case.clone();
        if course.settings.lang.starts_with("en") {
            typography::case(&mut case);
        }
        let walk = practice::walk(&case, pace);
        self.cases.push((source, script));
        Ok(CourseCase { slug, file, case, minutes: (walk.minutes_low, walk.minutes_high) })
    }

    fn settings(&mut self, source: &Source, front: &Front) -> Settings {
        let mut settings = Settings::default();
        let text = |key: &str| front.get(key).filter(|v| !v.is_empty()).map(str::to_owned);
        for (key, value) in [("pace", &mut settings.pace), ("grade", &mut settings.grade)] {
            let Some(entry) = front.entries.iter().find(|e| e.key == key) else { continue };
            match entry.value.parse::<f64>() {
                Ok(n) if n.is_finite() && n > 0.0 => *value = n,
                _ => {
                    let found =
                        format!("expected a number above 0 for `{key}`, found `{}`", entry.value);
                    self.at(source, "bad-setting", Severity::Error, entry.span.clone(), found);
                }
            }
        }
        if let Some(lang) = text("lang") {
            settings.lang = lang;
        }
        if let Some(crisis) = text("crisis") {
            settings.crisis = crisis;
        }
        settings.crisis_text = text("crisis-text");
        settings.duty_to_act = text("duty-to-act");
        settings.language = text("language");
        settings
    }

    /// A file that is a topic, and no case, readme or `course.md`.
    fn is_topic(&self, file: &str) -> bool {
        is_page(file)
            && match self.files.text(file) {
                Ok(text) => !is_case(&text),
                // It is named as a text, so that its author hears why it is none.
                Err(refused) => matches!(refused, Refused::NotText(_)),
            }
    }

    fn source(&self, file: &str) -> Result<Source, Refused> {
        let text = self.files.text(file)?;
        Ok(Source { file: file.to_owned(), shown: self.name(file), text: text.into() })
    }

    fn made_up(&self, file: &str) -> Source {
        Source { file: file.to_owned(), shown: self.name(file), text: "".into() }
    }

    fn name(&self, file: &str) -> String {
        self.shown.join(file).display().to_string()
    }

    fn folder_name(&self) -> String {
        let name = match &self.files {
            Files::Disk(root) => root.file_name().map(|n| n.to_string_lossy().into_owned()),
            Files::BuiltIn => None,
        };
        name.unwrap_or_else(|| "Course".into())
    }

    fn add(&mut self, source: &Source, diagnostics: Vec<Diagnostic>) {
        let all = diagnostics.into_iter();
        self.findings.extend(all.map(|d| FileDiagnostic::new(&source.shown, &source.text, d)));
    }

    fn at(
        &mut self,
        source: &Source,
        id: &'static str,
        severity: Severity,
        span: Range<usize>,
        message: String,
    ) {
        self.add(source, vec![Diagnostic { id, severity, span, message, help: None }]);
    }

    fn problem(&mut self, file: &str, refused: &Refused) {
        let source = self.made_up(file);
        let help = match refused {
            Refused::NotText(_) => {
                "save it as UTF-8, or let `holdspace import` make a topic of it: it reads other encodings"
            }
            _ => "see that the file is there and may be read",
        };
        let problem = Diagnostic {
            id: "unreadable-file",
            severity: Severity::Error,
            span: 0..0,
            message: refused.to_string(),
            help: Some(help.into()),
        };
        self.add(&source, vec![problem]);
    }
}
