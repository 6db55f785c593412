//! Ids and addresses: activity ids begin with the course's own id, never with the host.
//!
//! `docs/record.md` lists the ids; what is sent can never be changed.

use crate::course::{Course, CourseCase, CourseTopic, Lesson};

/// ADL's verb for a topic that was opened.
pub const INITIALIZED: &str = "http://adlnet.gov/expapi/verbs/initialized";
/// ADL's verb for a reading or a case that was finished.
pub const COMPLETED: &str = "http://adlnet.gov/expapi/verbs/completed";
/// ADL's verb for a case that was begun.
pub const ATTEMPTED: &str = "http://adlnet.gov/expapi/verbs/attempted";
/// ADL's verb for one turn.
pub const ANSWERED: &str = "http://adlnet.gov/expapi/verbs/answered";
/// ADL's verb for an encounter that was stopped for now.
pub const SUSPENDED: &str = "http://adlnet.gov/expapi/verbs/suspended";

/// What an activity id of this course names.
#[derive(Clone, Copy, Debug)]
pub enum Activity<'a> {
    /// `C/topics/<slug>`
    Topic(&'a CourseTopic),
    /// `C/topics/<slug>/reading`
    Reading(&'a CourseTopic),
    /// `C/cases/<slug>`
    Case(&'a CourseTopic, &'a CourseCase),
    /// `C/cases/<slug>/scenes/<scene>`
    Scene(&'a CourseTopic, &'a CourseCase, &'a str),
}

impl Course {
    /// `C/lessons/<slug>`
    #[must_use]
    pub fn lesson_id(&self, lesson: &Lesson) -> String {
        format!("{}/lessons/{}", self.id, lesson.slug)
    }

    /// `C/topics/<slug>`
    #[must_use]
    pub fn topic_id(&self, topic: &CourseTopic) -> String {
        format!("{}/topics/{}", self.id, topic.slug)
    }

    /// `C/topics/<slug>/reading`
    #[must_use]
    pub fn reading_id(&self, topic: &CourseTopic) -> String {
        format!("{}/topics/{}/reading", self.id, topic.slug)
    }

    /// `C/cases/<slug>`
    #[must_use]
    pub fn case_id(&self, case: &CourseCase) -> String {
        format!("{}/cases/{}", self.id, case.slug)
    }

    /// What an activity id names, where it is one of this course's.
    #[must_use]
    pub fn activity<'a>(&'a self, id: &'a str) -> Option<Activity<'a>> {
        let rest = id.strip_prefix(self.id.as_str())?.strip_prefix('/')?;
        let mut parts = rest.split('/');
        let (kind, slug) = (parts.next()?, parts.next()?);
        let rest: Vec<&str> = parts.collect();
        match (kind, rest.as_slice()) {
            ("topics", []) => self.topic(slug).map(Activity::Topic),
            ("topics", ["reading"]) => self.topic(slug).map(Activity::Reading),
            ("cases", []) => self.case(slug).map(|(t, c)| Activity::Case(t, c)),
            ("cases", ["scenes", scene]) => {
                self.case(slug).map(|(t, c)| Activity::Scene(t, c, scene))
            }
            _ => None,
        }
    }
}

/// The address of a topic's page.
#[must_use]
pub fn topic_url(topic: &CourseTopic) -> String {
    format!("/topics/{}", topic.slug)
}

/// The address of a case's practice page.
#[must_use]
pub fn case_url(case: &CourseCase) -> String {
    format!("/cases/{}", case.slug)
}

/// The address of the case as JSON.
#[must_use]
pub fn case_json_url(case: &CourseCase) -> String {
    format!("/cases/{}.json", case.slug)
}

/// The address of the other way: reading a talk.
#[must_use]
pub fn transcript_url(case: &CourseCase) -> String {
    format!("/cases/{}/transcript", case.slug)
}

/// The address of the page at a lesson's end.
#[must_use]
pub fn lesson_end_url(lesson: &Lesson) -> String {
    format!("/lessons/{}/end", lesson.slug)
}
