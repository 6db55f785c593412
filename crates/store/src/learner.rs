//! Who learns: begun by chance, and gone when they say so.

use uuid::Uuid;

use crate::writer::Job;
use crate::{Error, Learner, Store};

impl Store {
    /// A new learner. Nothing is written until they do something.
    #[must_use]
    pub fn new_learner() -> Learner {
        Uuid::new_v4()
    }

    /// Deletes everything that is kept about a learner, and gives how many statements that were.
    ///
    /// That there was somebody stays, so that a page left open elsewhere cannot bring it back.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn delete_learner(&self, learner: Learner) -> Result<u64, Error> {
        self.ask(|answer| Job::Delete { learner, answer }).await
    }
}
