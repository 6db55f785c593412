//! What all handlers share.

use course::Course;
use std::sync::{Arc, RwLock};
use store::{Learner, Store};
use tokio::sync::watch;

use crate::cookie::Key;
use crate::files::Packed;

/// What all handlers share; cheap to clone.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

struct Shared {
    course: RwLock<Arc<Course>>,
    store: Store,
    key: Key,
    packed: Packed,
    watched: bool,
    /// Counts the course's changes; gone when the server stops.
    changes: watch::Receiver<Change>,
}

/// What an open page is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// The course was read anew, so many times.
    Read(u64),
    /// The server is about to stop.
    Stop,
}

impl App {
    pub(crate) fn new(
        course: Course,
        store: Store,
        key: Key,
        watched: bool,
        changes: watch::Receiver<Change>,
    ) -> Self {
        let course = RwLock::new(Arc::new(course));
        Self(Arc::new(Shared { course, store, key, packed: Packed::default(), watched, changes }))
    }

    /// The course as it is now.
    pub(crate) fn course(&self) -> Arc<Course> {
        // A panic elsewhere cannot leave half a course: it is replaced as a whole.
        let course = self.0.course.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&course)
    }

    /// Puts another course in its place; pages under way keep the old one.
    pub(crate) fn replace(&self, course: Course) {
        let mut place = self.0.course.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *place = Arc::new(course);
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn key(&self) -> &Key {
        &self.0.key
    }

    pub(crate) fn packed(&self) -> &Packed {
        &self.0.packed
    }

    /// Whether pages load themselves anew when a file changes.
    pub(crate) fn watched(&self) -> bool {
        self.0.watched
    }

    pub(crate) fn changes(&self) -> watch::Receiver<Change> {
        self.0.changes.clone()
    }

    /// What a learner has done in the course.
    pub(crate) async fn progress(
        &self,
        course: &Course,
        learner: Learner,
    ) -> Result<course::Progress, store::Error> {
        let done = self.store().done(learner).await?;
        let pairs = done.iter().map(|d| (d.verb.as_str(), d.activity.as_str()));
        Ok(course::Progress::of(course, pairs))
    }
}
