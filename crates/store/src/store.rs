//! The store: opened once, cheap to clone.

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, Executor, Transaction};
use std::path::Path;
use std::time::Duration;
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::writer::{self, Job};
use crate::{Error, migration, postgres, sqlite};

/// Who learns, as far as the record knows: a number drawn by chance.
pub type Learner = Uuid;

/// Everything that is kept.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) pool: AnyPool,
    pub(crate) jobs: mpsc::Sender<Job>,
}

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// The address of a SQLite database in a file, which is made where it is missing.
#[must_use]
pub fn sqlite_url(path: &Path) -> String {
    sqlite::url(path)
}

impl Store {
    /// Opens the SQLite database in a file. Where the file is missing it is made, with its
    /// folder, for this user's eyes alone.
    ///
    /// # Errors
    /// As [`Store::open`], or where the file cannot be made.
    pub async fn open_file(path: &Path) -> Result<Self, Error> {
        sqlite::make(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
        Self::open(&sqlite_url(path)).await
    }

    /// Opens the database at an address, `sqlite:PATH` or `postgres://…`, and brings it to this
    /// program's version.
    ///
    /// # Errors
    /// Where the address is none, the database cannot be reached, or is newer than this program.
    pub async fn open(url: &str) -> Result<Self, Error> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let pool = AnyPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(move |connection, _| Box::pin(set_up(connection, engine)))
            .connect(&engine.complete(url))
            .await?;
        let mut tx = begin(&pool, engine).await?;
        if engine == Engine::Postgres {
            tx.execute(postgres::MIGRATION_LOCK).await?;
        }
        migration::migrate(&mut tx, engine.seq()).await?;
        tx.commit().await?;
        let jobs = writer::start(pool.clone(), engine);
        Ok(Self { pool, jobs })
    }

    /// Ends the connections once what is under way is done.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn health(&self) -> Result<(), Error> {
        self.pool.execute("select 1").await?;
        Ok(())
    }
}

impl Engine {
    fn of(url: &str) -> Result<Self, Error> {
        match url.split(':').next().unwrap_or_default() {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" | "postgresql" => Ok(Self::Postgres),
            // Only the scheme: the rest may hold a password.
            other => Err(Error::Address(other.chars().take(16).collect())),
        }
    }

    /// SQLite makes a file only where the address says so.
    fn complete(self, url: &str) -> String {
        let make = if self == Self::Sqlite && !url.contains('?') { "?mode=rwc" } else { "" };
        format!("{url}{make}")
    }

    fn seq(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::SEQ,
            Self::Postgres => postgres::SEQ,
        }
    }
}

/// Begins a transaction that is going to write.
pub(crate) async fn begin(
    pool: &AnyPool,
    engine: Engine,
) -> Result<Transaction<'static, Any>, sqlx::Error> {
    match engine {
        Engine::Sqlite => pool.begin_with(sqlite::BEGIN).await,
        Engine::Postgres => pool.begin_with(postgres::BEGIN).await,
    }
}

async fn set_up(connection: &mut AnyConnection, engine: Engine) -> Result<(), sqlx::Error> {
    let settings = match engine {
        Engine::Sqlite => sqlite::SETTINGS,
        Engine::Postgres => postgres::SETTINGS,
    };
    for setting in settings {
        connection.execute(*setting).await?;
    }
    Ok(())
}
