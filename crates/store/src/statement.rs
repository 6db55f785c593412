//! What is kept about one learner, in the order in which it was kept.

use serde_json::json;
use sqlx::Row;
use uuid::Uuid;

use crate::{Error, Learner, Store};

/// A statement that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Its place in the log.
    pub seq: i64,
    /// When it was kept, in microseconds since 1970.
    pub stored: i64,
    /// The statement as it came, without an actor.
    pub json: String,
}

/// What progress is computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The verb's IRI.
    pub verb: String,
    /// The activity's IRI.
    pub activity: String,
    /// How long it took, where the statement says so.
    pub seconds: Option<f64>,
}

impl Store {
    /// Everything that is kept about a learner, oldest first.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn statements_of(&self, learner: Learner) -> Result<Vec<Kept>, Error> {
        let rows =
            sqlx::query("select seq, stored, json from statement where learner = $1 order by seq")
                .bind(learner.as_bytes().as_slice())
                .fetch_all(&self.pool)
                .await?;
        let kept = |row: &sqlx::any::AnyRow| {
            Ok(Kept { seq: row.try_get(0)?, stored: row.try_get(1)?, json: row.try_get(2)? })
        };
        rows.iter().map(kept).collect()
    }

    /// What a learner has done, oldest first; those statements alone that a course's progress
    /// can come from, which are all but the turns of a talk.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn done(&self, learner: Learner) -> Result<Vec<Done>, Error> {
        let rows = sqlx::query(
            "select verb, activity, seconds from statement
             where learner = $1 and verb <> $2 order by seq",
        )
        .bind(learner.as_bytes().as_slice())
        .bind(xapi::verb::ANSWERED)
        .fetch_all(&self.pool)
        .await?;
        let done = |row: &sqlx::any::AnyRow| {
            Ok(Done { verb: row.try_get(0)?, activity: row.try_get(1)?, seconds: row.try_get(2)? })
        };
        rows.iter().map(done).collect()
    }
}

impl Kept {
    /// The whole statement, with its actor and the time when it was kept (xAPI 1.0.3 Data §2.4.8).
    #[must_use]
    pub fn whole(&self, learner: Learner) -> String {
        let actor = actor(learner);
        let stored = jiff::Timestamp::from_microsecond(self.stored).unwrap_or_default();
        let rest = self.json.trim_start().strip_prefix('{').unwrap_or_default();
        format!("{{\"actor\":{actor},\"stored\":\"{stored:.6}\",{}", rest.trim_start())
    }
}

/// The learner as xAPI names one: an account (xAPI 1.0.3 Data §2.4.2.4).
fn actor(learner: Uuid) -> serde_json::Value {
    json!({
        "objectType": "Agent",
        "account": {"homePage": "urn:holdspace:learners", "name": learner.to_string()},
    })
}
