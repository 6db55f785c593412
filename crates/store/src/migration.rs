//! The tables, and how an older database becomes a newer one.
//!
//! A version is never changed once it was released; a new one is added behind it.
//! `{seq}` stands for the one spelling that differs between the databases.

use sqlx::{Any, AssertSqlSafe, Row, Transaction};

use crate::Error;

/// One list of commands for each version, from 1.
const VERSIONS: &[&[&str]] = &[&[
    "create table counter (name text not null primary key, value bigint not null)",
    "insert into counter (name, value) values ('statement', 0)",
    "create table setting (name text not null primary key, value bytea not null)",
    "create table learner (
        id bytea not null primary key,
        since bigint not null,
        deleted bigint
    )",
    // `stored` is in microseconds since 1970, `seconds` what the result's duration says, `json`
    // the statement as it came, without its actor: that is the learner.
    "create table statement (
        seq {seq},
        id bytea not null,
        learner bytea not null,
        verb text not null,
        activity text not null,
        registration bytea,
        seconds double precision,
        stored bigint not null,
        json text not null
    )",
    "create unique index statement_id on statement (id)",
    "create index statement_learner on statement (learner, seq)",
]];

/// Brings the database to the newest version, within one transaction.
pub(crate) async fn migrate(tx: &mut Transaction<'static, Any>, seq: &str) -> Result<(), Error> {
    sqlx::query("create table if not exists schema_version (version bigint not null)")
        .execute(&mut **tx)
        .await?;
    let row = sqlx::query("select cast(coalesce(max(version), 0) as bigint) from schema_version")
        .fetch_one(&mut **tx)
        .await?;
    let found: i64 = row.try_get(0)?;
    let known = i64::try_from(VERSIONS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(Error::Newer { known, found });
    }
    for (version, commands) in (1i64..).zip(VERSIONS).filter(|(version, _)| *version > found) {
        for command in *commands {
            let command = command.replace("{seq}", seq);
            sqlx::query(AssertSqlSafe(command)).execute(&mut **tx).await?;
        }
        sqlx::query("insert into schema_version (version) values ($1)")
            .bind(version)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
