//! What a learner has done in a course, computed from statements by whoever keeps them.

use std::collections::BTreeSet;

use crate::course::{Course, CourseCase, CourseTopic};
use crate::ids::{ATTEMPTED, Activity, COMPLETED, INITIALIZED};

/// What a learner has done, by slug.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Topics that were opened.
    pub opened: BTreeSet<String>,
    /// Topics that were read to the end.
    pub read: BTreeSet<String>,
    /// Cases that were begun.
    pub begun: BTreeSet<String>,
    /// Cases that were finished, by practice or the other way: which one is not kept.
    pub finished: BTreeSet<String>,
}

impl Progress {
    /// Progress from statements, each as its verb and its object's id; others are passed over.
    pub fn of<'a>(
        course: &Course,
        statements: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut progress = Self::default();
        for (verb, object) in statements {
            match (verb, course.activity(object)) {
                (INITIALIZED, Some(Activity::Topic(t))) => progress.opened.insert(t.slug.clone()),
                (COMPLETED, Some(Activity::Reading(t))) => progress.read.insert(t.slug.clone()),
                (ATTEMPTED, Some(Activity::Case(_, c))) => progress.begun.insert(c.slug.clone()),
                (COMPLETED, Some(Activity::Case(_, c))) => progress.finished.insert(c.slug.clone()),
                _ => false,
            };
        }
        progress
    }

    /// Whether a topic is finished: read to the end, and each of its cases finished.
    #[must_use]
    pub fn has_finished(&self, topic: &CourseTopic) -> bool {
        self.has_read(topic) && self.open_cases(topic).next().is_none()
    }

    /// Whether a topic was read to the end.
    #[must_use]
    pub fn has_read(&self, topic: &CourseTopic) -> bool {
        self.read.contains(&topic.slug)
    }

    /// Whether anything of a topic was done.
    #[must_use]
    pub fn has_begun(&self, topic: &CourseTopic) -> bool {
        self.opened.contains(&topic.slug)
            || self.has_read(topic)
            || topic
                .cases
                .iter()
                .any(|c| self.begun.contains(&c.slug) || self.finished.contains(&c.slug))
    }

    /// A topic's cases that are not finished.
    pub fn open_cases<'a>(
        &self,
        topic: &'a CourseTopic,
    ) -> impl Iterator<Item = &'a CourseCase> + use<'a, '_> {
        topic.cases.iter().filter(|c| !self.finished.contains(&c.slug))
    }

    /// How many of the topics are finished.
    #[must_use]
    pub fn count<'a>(&self, topics: impl IntoIterator<Item = &'a CourseTopic>) -> usize {
        topics.into_iter().filter(|t| self.has_finished(t)).count()
    }
}
