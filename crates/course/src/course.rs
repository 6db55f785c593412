//! A course as a value: lessons, topics and cases in their order.

use std::ops::Range;

use practice::case::Case;
use topic::Topic;
use topic::document::Block;

use crate::files::{CourseFile, Files, Refused};
use crate::time::Time;

/// A course has lessons, a lesson has topics; a topic is one document and one page.
#[derive(Clone, Debug)]
pub struct Course {
    /// The course's own permanent id, an IRI such as `urn:holdspace:course:…`.
    pub id: String,
    /// What the course is called.
    pub title: String,
    /// What its front matter sets.
    pub settings: Settings,
    /// The prose of `course.md` before the first lesson.
    pub lead: Vec<Block>,
    /// In order.
    pub lessons: Vec<Lesson>,
    /// All topics of all lessons, in order.
    pub topics: Vec<CourseTopic>,
    pub(crate) files: Files,
}

/// What the front matter of `course.md` sets, with what holds where it is silent.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The language of the course, as in HTML's `lang`.
    pub lang: String,
    /// Words a minute.
    pub pace: f64,
    /// The reading grade that texts should not go above.
    pub grade: f64,
    /// The number that helps in a crisis, such as 988.
    pub crisis: String,
    /// A sentence of the programme's own about where help is, instead of ours.
    pub crisis_text: Option<String>,
    /// The programme's own text about the duty to act on danger.
    pub duty_to_act: Option<String>,
    /// The organisation's list of labelling words, a file of the course.
    pub language: Option<String>,
}

/// A part of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its title's slug, unique in the course.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// Its topics, as indices into [`Course::topics`].
    pub topics: Range<usize>,
}

/// One topic in its course.
#[derive(Clone, Debug)]
pub struct CourseTopic {
    /// The file's stem, or its folder's name where the stem is `topic`; unique in the course.
    pub slug: String,
    /// The file, relative to the course's folder, with `/`.
    pub file: String,
    /// What it is called.
    pub title: String,
    /// Its lesson, as an index into [`Course::lessons`].
    pub lesson: usize,
    /// The parsed document.
    pub document: Topic,
    /// The cases that it links to, in order.
    pub cases: Vec<CourseCase>,
    /// How long it takes.
    pub time: Time,
}

/// One case in its topic.
#[derive(Clone, Debug)]
pub struct CourseCase {
    /// The file's stem, unique in the course.
    pub slug: String,
    /// The file, relative to the course's folder, with `/`.
    pub file: String,
    /// The case as the player runs it; its `id` is the slug.
    pub case: Case,
    /// Minutes of practice, from and to.
    pub minutes: (f64, f64),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: "en".into(),
            pace: 175.0,
            grade: 8.0,
            crisis: "988".into(),
            crisis_text: None,
            duty_to_act: None,
            language: None,
        }
    }
}

impl Course {
    /// The topic of that slug.
    #[must_use]
    pub fn topic(&self, slug: &str) -> Option<&CourseTopic> {
        self.topics.iter().find(|t| t.slug == slug)
    }

    /// The case of that slug, with the first topic that links to it.
    #[must_use]
    pub fn case(&self, slug: &str) -> Option<(&CourseTopic, &CourseCase)> {
        self.topics.iter().find_map(|t| t.case(slug).map(|c| (t, c)))
    }

    /// The lesson of that slug.
    #[must_use]
    pub fn lesson(&self, slug: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|l| l.slug == slug)
    }

    /// The lesson that a topic belongs to.
    #[must_use]
    pub fn lesson_of(&self, topic: &CourseTopic) -> Option<&Lesson> {
        self.lessons.get(topic.lesson)
    }

    /// Where a topic stands in the course, from 0.
    #[must_use]
    pub fn position(&self, topic: &CourseTopic) -> usize {
        self.topics.iter().position(|t| t.slug == topic.slug).unwrap_or_default()
    }

    /// A picture or another file of the course that a page may show.
    ///
    /// `path` is relative to the course's folder.
    ///
    /// # Errors
    ///
    /// Where the path leads out of the folder (links included), is no kind of file that a page
    /// shows, or cannot be read.
    pub fn file(&self, path: &str) -> Result<CourseFile, Refused> {
        self.files.picture(path)
    }
}

impl CourseTopic {
    /// The case of that slug.
    #[must_use]
    pub fn case(&self, slug: &str) -> Option<&CourseCase> {
        self.cases.iter().find(|c| c.slug == slug)
    }
}

impl CourseCase {
    /// The case as the player reads it: `/cases/<slug>.json`.
    #[must_use]
    pub fn json(&self) -> String {
        // A case is plain data with string keys, which JSON always takes.
        serde_json::to_string(&self.case).unwrap_or_default()
    }
}
