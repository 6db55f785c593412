//! Adding statements to the log, within the writer's transaction.

use sqlx::{Any, AssertSqlSafe, Row, Transaction};
use std::collections::HashMap;
use std::sync::LazyLock;
use uuid::Uuid;
use xapi::{Statement, same};

use crate::{Error, Learner};

/// Rows for one insert; few sizes, so that a prepared statement is found again.
const SIZES: [usize; 3] = [50, 10, 1];
const COLUMNS: usize = 9;

static INSERTS: LazyLock<[String; 3]> = LazyLock::new(|| SIZES.map(insert_text));
static LOOKUPS: LazyLock<[String; 3]> = LazyLock::new(|| SIZES.map(lookup_text));

/// Adds a list of statements, all or none. The inner result is the list's, the outer the database's.
pub(super) async fn append(
    tx: &mut Transaction<'static, Any>,
    learner: Learner,
    statements: &[Statement],
) -> Result<Result<(), Error>, sqlx::Error> {
    let mut known = lookup(tx, statements).await?;
    let mut fresh: Vec<&Statement> = Vec::with_capacity(statements.len());
    for statement in statements {
        match known.get(&statement.id) {
            None => {
                known.insert(statement.id, (learner, statement.json.clone()));
                fresh.push(statement);
            }
            Some((whose, json)) if *whose == learner && same(json, &statement.json) => {}
            Some(_) => return Ok(Err(Error::Conflict(statement.id))),
        }
    }
    if fresh.is_empty() {
        return Ok(Ok(()));
    }
    let now = jiff::Timestamp::now().as_microsecond();
    if !enrol(tx, learner, now).await? {
        return Ok(Err(Error::Deleted));
    }
    insert(tx, learner, &fresh, now).await?;
    Ok(Ok(()))
}

/// Which of the ids are kept, with whose they are and what they say.
async fn lookup(
    tx: &mut Transaction<'static, Any>,
    statements: &[Statement],
) -> Result<HashMap<Uuid, (Learner, String)>, sqlx::Error> {
    let mut known = HashMap::new();
    for (part, sql) in parts(statements, &LOOKUPS) {
        let mut query = sqlx::query(sql);
        for statement in part {
            query = query.bind(statement.id.as_bytes().as_slice());
        }
        for row in query.fetch_all(&mut **tx).await? {
            known.insert(uuid(&row, 0)?, (uuid(&row, 1)?, row.try_get(2)?));
        }
    }
    Ok(known)
}

/// Whether the learner may go on; a new one is written down.
async fn enrol(
    tx: &mut Transaction<'static, Any>,
    learner: Learner,
    now: i64,
) -> Result<bool, sqlx::Error> {
    let id = learner.as_bytes().as_slice();
    sqlx::query("insert into learner (id, since) values ($1, $2) on conflict (id) do nothing")
        .bind(id)
        .bind(now)
        .execute(&mut **tx)
        .await?;
    let row = sqlx::query("select deleted from learner where id = $1").bind(id);
    let deleted: Option<i64> = row.fetch_one(&mut **tx).await?.try_get(0)?;
    Ok(deleted.is_none())
}

async fn insert(
    tx: &mut Transaction<'static, Any>,
    learner: Learner,
    fresh: &[&Statement],
    now: i64,
) -> Result<(), sqlx::Error> {
    let mut seq = take(tx, fresh.len()).await?;
    for (part, sql) in parts(fresh, &INSERTS) {
        let mut query = sqlx::query(sql);
        for statement in part {
            seq += 1;
            query = query
                .bind(seq)
                .bind(statement.id.as_bytes().as_slice())
                .bind(learner.as_bytes().as_slice())
                .bind(statement.verb.as_str())
                .bind(statement.activity.as_str())
                .bind(statement.registration.map(|r| r.as_bytes().to_vec()))
                .bind(statement.seconds)
                .bind(now)
                .bind(statement.json.as_str());
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Takes places in the log, and gives the last one before them.
async fn take(tx: &mut Transaction<'static, Any>, count: usize) -> Result<i64, sqlx::Error> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let row = sqlx::query(
        "update counter set value = value + $1 where name = 'statement' returning value",
    )
    .bind(count)
    .fetch_one(&mut **tx)
    .await?;
    Ok(row.try_get::<i64, _>(0)? - count)
}

/// Cuts a list into pieces of the known sizes, each with its text.
fn parts<'a, T>(
    mut list: &'a [T],
    texts: &'static [String; 3],
) -> impl Iterator<Item = (&'a [T], AssertSqlSafe<&'static str>)> {
    std::iter::from_fn(move || {
        let (size, text) = SIZES.iter().zip(texts).find(|(size, _)| list.len() >= **size)?;
        let (part, rest) = list.split_at_checked(*size)?;
        list = rest;
        Some((part, AssertSqlSafe(text.as_str())))
    })
}

fn insert_text(rows: usize) -> String {
    let row = |i: usize| {
        let numbers: Vec<String> = (1..=COLUMNS).map(|c| format!("${}", i * COLUMNS + c)).collect();
        format!("({})", numbers.join(","))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    let columns = "seq,id,learner,verb,activity,registration,seconds,stored,json";
    format!("insert into statement ({columns}) values {}", rows.join(","))
}

fn lookup_text(ids: usize) -> String {
    let ids: Vec<String> = (1..=ids).map(|i| format!("${i}")).collect();
    format!("select id, learner, json from statement where id in ({})", ids.join(","))
}

fn uuid(row: &sqlx::any::AnyRow, column: usize) -> Result<Uuid, sqlx::Error> {
    let bytes: Vec<u8> = row.try_get(column)?;
    Uuid::from_slice(&bytes).map_err(|e| sqlx::Error::Decode(Box::new(e)))
}
