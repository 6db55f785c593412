//! A new database on the throwaway PostgreSQL that `HOLDSPACE_TEST_POSTGRES` names.

use sqlx::{Connection, Executor};
use uuid::Uuid;

/// Its address, or `None` where there is no such server.
pub(crate) fn on_postgres() -> Option<String> {
    let server = std::env::var("HOLDSPACE_TEST_POSTGRES").ok()?;
    sqlx::any::install_default_drivers();
    let name = format!("holdspace_{}", Uuid::new_v4().simple());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let mut connection = sqlx::AnyConnection::connect(&server).await.unwrap();
        connection.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await.unwrap();
    });
    let (address, options) = server.split_once('?').unwrap_or((&server, ""));
    let (host, _) = address.rsplit_once('/').unwrap();
    Some(format!("{host}/{name}?{options}"))
}
