//! One writer for each store, which groups what waits: a commit costs a wait for the disk, and
//! that wait is shared.
//!
//! Each list of statements in a group is taken or refused by itself. A group that the database
//! could not take is tried again; since ids are unique, a commit whose answer was lost counts once.

use sqlx::{Any, AnyPool, Transaction};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;
use xapi::Statement;

use crate::error::passes;
use crate::store::{Engine, begin};
use crate::{Error, Learner, Store};

mod append;
mod delete;

/// How many lists may wait before those who bring more wait too.
const QUEUE: usize = 1024;
/// About how many statements go into one transaction.
const GROUP: usize = 2000;
/// How long to wait before each further try, in milliseconds: about ten seconds in all.
const PAUSES: &[u64] = &[5, 20, 50, 100, 200, 400, 800, 1600, 3000, 4000];
/// When no further try begins, however few there were: a page waits for the answer, and has its
/// own queue for the next time.
const PATIENCE: Duration = Duration::from_secs(15);

type Answer<T> = oneshot::Sender<Result<T, Error>>;

/// Something to write, and where to say that it is on disk.
#[derive(Debug)]
pub(crate) enum Job {
    Append { learner: Learner, statements: Vec<Statement>, answer: Answer<Vec<Uuid>> },
    Delete { learner: Learner, answer: Answer<u64> },
}

/// What came of a job, kept back until the commit.
enum Outcome {
    Appended(Result<(), Error>),
    Deleted(u64),
}

impl Store {
    /// Keeps statements that a learner made, all or none, and gives their ids once they are on
    /// disk. The same statement again is answered in the same way and kept once.
    ///
    /// # Errors
    /// [`Error::Conflict`] where another statement has one of the ids, [`Error::Deleted`] where
    /// the learner's record was deleted, else where the database refuses.
    pub async fn append(
        &self,
        learner: Learner,
        statements: Vec<Statement>,
    ) -> Result<Vec<Uuid>, Error> {
        self.ask(|answer| Job::Append { learner, statements, answer }).await
    }

    pub(crate) async fn ask<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, Error> {
        let (answer, result) = oneshot::channel();
        self.jobs.send(job(answer)).await.map_err(|_| Error::Closed)?;
        result.await.map_err(|_| Error::Closed)?
    }
}

/// Starts the writer, which ends when the last store that knows it is gone.
pub(crate) fn start(pool: AnyPool, engine: Engine) -> mpsc::Sender<Job> {
    let (jobs, mut queue) = mpsc::channel(QUEUE);
    tokio::spawn(async move {
        while let Some(first) = queue.recv().await {
            let group = fill(first, &mut queue);
            write(&pool, engine, group).await;
        }
    });
    jobs
}

/// What waits, up to a fair size.
fn fill(first: Job, queue: &mut mpsc::Receiver<Job>) -> Vec<Job> {
    let mut size = first.size();
    let mut group = vec![first];
    while size < GROUP {
        let Ok(next) = queue.try_recv() else { break };
        size += next.size();
        group.push(next);
    }
    group
}

/// Writes a group and answers each job in it.
async fn write(pool: &AnyPool, engine: Engine, group: Vec<Job>) {
    let begun = Instant::now();
    let mut pauses = PAUSES.iter();
    let error = loop {
        match attempt(pool, engine, &group).await {
            Ok(outcomes) => {
                group.into_iter().zip(outcomes).for_each(|(job, outcome)| job.answer(outcome));
                return;
            }
            Err(e) => match pauses.next().filter(|_| passes(&e) && begun.elapsed() < PATIENCE) {
                Some(pause) => tokio::time::sleep(Duration::from_millis(*pause)).await,
                None => break e,
            },
        }
    };
    refuse(pool, engine, group, error).await;
}

/// One job that the database cannot take must not take the others with it.
async fn refuse(pool: &AnyPool, engine: Engine, mut group: Vec<Job>, error: sqlx::Error) {
    if group.len() == 1 || passes(&error) {
        let text = error.to_string();
        tracing::error!(jobs = group.len(), "a group was not written: {text}");
        let mut error = Some(error);
        for job in group {
            let again = || sqlx::Error::Protocol(text.clone());
            job.fail(Error::from(error.take().unwrap_or_else(again)));
        }
        return;
    }
    for job in group.drain(..) {
        Box::pin(write(pool, engine, vec![job])).await;
    }
}

/// One try at a group, in one transaction.
async fn attempt(
    pool: &AnyPool,
    engine: Engine,
    group: &[Job],
) -> Result<Vec<Outcome>, sqlx::Error> {
    let mut tx = begin(pool, engine).await?;
    lock(&mut tx).await?;
    let mut outcomes = Vec::with_capacity(group.len());
    for job in group {
        outcomes.push(match job {
            Job::Append { learner, statements, .. } => {
                Outcome::Appended(append::append(&mut tx, *learner, statements).await?)
            }
            Job::Delete { learner, .. } => {
                Outcome::Deleted(delete::delete(&mut tx, *learner).await?)
            }
        });
    }
    tx.commit().await?;
    Ok(outcomes)
}

/// From here on nobody else writes: on PostgreSQL the counter's row is the gate, on SQLite the
/// transaction has it already.
async fn lock(tx: &mut Transaction<'static, Any>) -> Result<(), sqlx::Error> {
    sqlx::query("update counter set value = value where name = 'statement'")
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Job {
    fn size(&self) -> usize {
        match self {
            Self::Append { statements, .. } => statements.len().max(1),
            Self::Delete { .. } => 1,
        }
    }

    fn answer(self, outcome: Outcome) {
        match (self, outcome) {
            (Self::Append { statements, answer, .. }, Outcome::Appended(result)) => {
                let ids = statements.iter().map(|s| s.id).collect();
                let _ = answer.send(result.map(|()| ids));
            }
            (Self::Delete { answer, .. }, Outcome::Deleted(count)) => {
                let _ = answer.send(Ok(count));
            }
            (job, _) => job.fail(Error::Closed),
        }
    }

    fn fail(self, error: Error) {
        match self {
            Self::Append { answer, .. } => drop(answer.send(Err(error))),
            Self::Delete { answer, .. } => drop(answer.send(Err(error))),
        }
    }
}
