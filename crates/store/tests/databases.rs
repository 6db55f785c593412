//! The same tests on SQLite and, where `HOLDSPACE_TEST_POSTGRES` names a throwaway server, on
//! PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use sqlx::{Connection, Executor};
use std::time::Duration;
use store::{Error, Store};
use uuid::Uuid;
use xapi::{Statement, verb};

/// A database of one test's own, by its address.
struct Database {
    name: &'static str,
    url: String,
}

/// Runs a test on each database that is there.
fn on_each<F: Future<Output = ()>>(test: impl Fn(Database) -> F) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let url = store::sqlite_url(&folder.path().join("holdspace test ž.db"));
    runtime.block_on(test(Database { name: "SQLite", url }));
    match std::env::var("HOLDSPACE_TEST_POSTGRES") {
        Ok(server) => runtime.block_on(async {
            let url = new_database(&server).await;
            test(Database { name: "PostgreSQL", url }).await;
        }),
        Err(_) => println!("PostgreSQL is skipped: HOLDSPACE_TEST_POSTGRES is not set"),
    }
}

async fn new_database(server: &str) -> String {
    sqlx::any::install_default_drivers();
    let name = format!("holdspace_{}", Uuid::new_v4().simple());
    let mut connection = sqlx::AnyConnection::connect(server).await.unwrap();
    connection.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await.unwrap();
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let (host, _) = address.rsplit_once('/').unwrap();
    format!("{host}/{name}?{options}")
}

fn statement(id: Uuid, verb: &str, activity: &str, duration: &str) -> Statement {
    let text = format!(
        r#"{{"id":"{id}","verb":{{"id":"{verb}"}},"object":{{"id":"{activity}"}},"result":{{"duration":"{duration}"}},"timestamp":"2026-01-31T09:05:00Z"}}"#
    );
    Statement::from_page(&text).unwrap()
}

fn opened(activity: &str) -> Statement {
    statement(Uuid::new_v4(), verb::INITIALIZED, activity, "PT1S")
}

#[test]
fn what_was_kept_comes_back_whole_and_in_order() {
    on_each(|database| async move {
        let store = Store::open(&database.url).await.unwrap();
        let (ana, dee) = (Store::new_learner(), Store::new_learner());
        let list: Vec<Statement> = (0..137).map(|i| opened(&format!("urn:c/topics/{i}"))).collect();
        let ids = store.append(ana, list.clone()).await.unwrap();
        assert_eq!(ids, list.iter().map(|s| s.id).collect::<Vec<_>>(), "{}", database.name);
        store.append(dee, vec![opened("urn:c/topics/other")]).await.unwrap();
        let kept = store.statements_of(ana).await.unwrap();
        assert_eq!(kept.len(), 137);
        assert!(kept.iter().zip(&list).all(|(k, s)| k.json == s.json));
        assert!(kept.windows(2).all(|w| w[0].seq < w[1].seq));
        let whole: serde_json::Value = serde_json::from_str(&kept[0].whole(ana)).unwrap();
        assert_eq!(whole["actor"]["account"]["name"], ana.to_string());
        assert_eq!(whole["verb"]["id"], verb::INITIALIZED);
        assert!(xapi::is_timestamp(whole["stored"].as_str().unwrap()), "{whole}");
    });
}

#[test]
fn the_same_id_twice_counts_once() {
    on_each(|database| async move {
        let store = Store::open(&database.url).await.unwrap();
        let learner = Store::new_learner();
        let one = opened("urn:c/topics/one");
        let mut respaced = one.clone();
        respaced.json = one.json.replace(":{", ": {");
        for list in [vec![one.clone()], vec![one.clone(), one.clone()], vec![respaced]] {
            store.append(learner, list).await.unwrap();
        }
        assert_eq!(store.statements_of(learner).await.unwrap().len(), 1, "{}", database.name);
    });
}

#[test]
fn another_statement_under_the_same_id_is_refused_whole() {
    on_each(|database| async move {
        let store = Store::open(&database.url).await.unwrap();
        let learner = Store::new_learner();
        let one = opened("urn:c/topics/one");
        store.append(learner, vec![one.clone()]).await.unwrap();
        let other = statement(one.id, verb::COMPLETED, "urn:c/topics/one", "PT1S");
        let refused = store.append(learner, vec![opened("urn:c/topics/two"), other]).await;
        assert!(matches!(refused, Err(Error::Conflict(id)) if id == one.id), "{}", database.name);
        assert_eq!(store.statements_of(learner).await.unwrap().len(), 1, "no half list");
        let elsewhere = store.append(Store::new_learner(), vec![one.clone()]).await;
        assert!(matches!(elsewhere, Err(Error::Conflict(_))), "another's statement");
    });
}

#[test]
fn writers_together_lose_nothing_and_double_nothing() {
    on_each(|database| async move {
        let stores =
            [Store::open(&database.url).await.unwrap(), Store::open(&database.url).await.unwrap()];
        let learner = Store::new_learner();
        let shared: Vec<Statement> = (0..20).map(|_| opened("urn:c/topics/shared")).collect();
        let mut tasks = Vec::new();
        for i in 0..40 {
            let store = stores[i % 2].clone();
            let mut list: Vec<Statement> = (0..9).map(|_| opened("urn:c/topics/own")).collect();
            list.extend(shared.iter().cloned());
            tasks.push(tokio::spawn(async move { store.append(learner, list).await }));
        }
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let kept = stores[0].statements_of(learner).await.unwrap();
        assert_eq!(kept.len(), 40 * 9 + 20, "{}", database.name);
    });
}

#[test]
fn servers_that_start_together_share_tables_and_key() {
    on_each(|database| async move {
        let open = || {
            let url = database.url.clone();
            tokio::spawn(async move {
                let store = Store::open(&url).await.unwrap();
                store.cookie_key().await.unwrap()
            })
        };
        let keys = [open(), open(), open(), open()];
        let mut seen = Vec::new();
        for key in keys {
            seen.push(key.await.unwrap());
        }
        assert_eq!(seen[0].len(), 32);
        assert!(seen.iter().all(|k| *k == seen[0]), "{}", database.name);
    });
}

#[test]
fn progress_is_told_without_the_turns() {
    on_each(|database| async move {
        let store = Store::open(&database.url).await.unwrap();
        let learner = Store::new_learner();
        let list = vec![
            opened("urn:c/topics/one"),
            statement(Uuid::new_v4(), verb::ANSWERED, "urn:c/cases/a/scenes/b", "PT9S"),
            statement(Uuid::new_v4(), verb::COMPLETED, "urn:c/topics/one/reading", "PT2M"),
        ];
        store.append(learner, list).await.unwrap();
        let done = store.done(learner).await.unwrap();
        let told: Vec<_> = done.iter().map(|d| (d.activity.as_str(), d.seconds)).collect();
        let wanted = [("urn:c/topics/one", Some(1.0)), ("urn:c/topics/one/reading", Some(120.0))];
        assert_eq!(told, wanted, "{}", database.name);
    });
}

#[test]
fn what_was_deleted_stays_deleted() {
    on_each(|database| async move {
        let store = Store::open(&database.url).await.unwrap();
        let (ana, dee) = (Store::new_learner(), Store::new_learner());
        let one = opened("urn:c/topics/one");
        store.append(ana, vec![one.clone(), opened("urn:c/topics/two")]).await.unwrap();
        store.append(dee, vec![opened("urn:c/topics/one")]).await.unwrap();
        assert_eq!(store.delete_learner(ana).await.unwrap(), 2, "{}", database.name);
        assert_eq!(store.delete_learner(ana).await.unwrap(), 0);
        assert!(store.statements_of(ana).await.unwrap().is_empty());
        assert_eq!(store.statements_of(dee).await.unwrap().len(), 1);
        assert!(matches!(store.append(ana, vec![one]).await, Err(Error::Deleted)));
        let never_seen = Store::new_learner();
        assert_eq!(store.delete_learner(never_seen).await.unwrap(), 0);
    });
}

#[test]
fn a_database_opened_again_has_everything_and_one_of_tomorrow_is_refused() {
    on_each(|database| async move {
        let store = Store::open(&database.url).await.unwrap();
        let learner = Store::new_learner();
        store.append(learner, vec![opened("urn:c/topics/one")]).await.unwrap();
        let key = store.cookie_key().await.unwrap();
        store.close().await;
        let store = Store::open(&database.url).await.unwrap();
        store.health().await.unwrap();
        assert_eq!(store.statements_of(learner).await.unwrap().len(), 1, "{}", database.name);
        assert_eq!(store.cookie_key().await.unwrap(), key);
        store.append(learner, vec![opened("urn:c/topics/two")]).await.unwrap();
        let mut connection = sqlx::AnyConnection::connect(&database.url).await.unwrap();
        connection.execute("insert into schema_version (version) values (1000)").await.unwrap();
        let refused = Store::open(&database.url).await;
        assert!(matches!(refused, Err(Error::Newer { found: 1000, .. })));
    });
}

/// A lock that another program holds for a while delays a post, and does not lose it.
#[test]
fn a_busy_database_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let url = store::sqlite_url(&folder.path().join("holdspace.db"));
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = Store::open(&url).await.unwrap();
        let mut other = sqlx::AnyConnection::connect(&url).await.unwrap();
        let held = other.begin_with("begin immediate").await.unwrap();
        let learner = Store::new_learner();
        let writer = store.clone();
        let one = opened("urn:c/topics/one");
        let post = tokio::spawn(async move { writer.append(learner, vec![one]).await });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(store.statements_of(learner).await.unwrap().is_empty(), "readers go on");
        held.rollback().await.unwrap();
        assert_eq!(post.await.unwrap().unwrap().len(), 1);
    });
}

/// PostgreSQL ends every connection again and again, in the middle of whatever they do.
#[test]
fn a_server_that_drops_its_lines_costs_nothing() {
    let Ok(server) = std::env::var("HOLDSPACE_TEST_POSTGRES") else {
        println!("PostgreSQL is skipped: HOLDSPACE_TEST_POSTGRES is not set");
        return;
    };
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let url = new_database(&server).await;
        let name = url.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
        let store = Store::open(&url).await.unwrap();
        let learner = Store::new_learner();
        let mut writers = Vec::new();
        for _ in 0..4 {
            let store = store.clone();
            writers.push(tokio::spawn(async move {
                for _ in 0..50 {
                    let list = (0..5).map(|_| opened("urn:c/topics/one")).collect();
                    store.append(learner, list).await.unwrap();
                }
            }));
        }
        let mut killer = sqlx::AnyConnection::connect(&server).await.unwrap();
        while writers.iter().any(|w| !w.is_finished()) {
            let ended = sqlx::query(
                "select cast(count(pg_terminate_backend(pid)) as bigint)
                 from pg_stat_activity where datname = $1",
            );
            ended.bind(name.as_str()).fetch_one(&mut killer).await.unwrap();
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
        for writer in writers {
            writer.await.unwrap();
        }
        let store = Store::open(&url).await.unwrap();
        assert_eq!(store.statements_of(learner).await.unwrap().len(), 4 * 50 * 5);
    });
}

#[test]
fn a_line_that_should_be_encrypted_is_never_quietly_plain() {
    let Ok(server) = std::env::var("HOLDSPACE_TEST_POSTGRES") else {
        println!("PostgreSQL is skipped: HOLDSPACE_TEST_POSTGRES is not set");
        return;
    };
    let url = format!("{}?sslmode=require", server.split('?').next().unwrap());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        assert!(Store::open(&url).await.is_err());
    });
}

#[test]
fn an_address_without_a_database_is_an_error_without_its_password() {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        for url in ["mysql://me:secret@host/db", "", "holdspace.db"] {
            let e = Store::open(url).await.unwrap_err().to_string();
            assert!(e.contains("expected sqlite:PATH") && !e.contains("secret"), "{e}");
        }
    });
}

#[test]
#[cfg(unix)]
fn the_file_is_for_its_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/holdspace.db");
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = Store::open_file(&path).await.unwrap();
        store.append(Store::new_learner(), vec![opened("urn:c/topics/one")]).await.unwrap();
        for file in ["holdspace.db", "holdspace.db-wal"] {
            let mode = path.with_file_name(file).metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{file}");
        }
    });
}
