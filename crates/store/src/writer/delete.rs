//! Deleting what is kept about a learner, within the writer's transaction.

use sqlx::{Any, Transaction};

use crate::Learner;

/// Deletes a learner's statements and gives how many they were. The learner's number stays,
/// marked as deleted.
pub(super) async fn delete(
    tx: &mut Transaction<'static, Any>,
    learner: Learner,
) -> Result<u64, sqlx::Error> {
    let id = learner.as_bytes().as_slice();
    let now = jiff::Timestamp::now().as_microsecond();
    sqlx::query(
        "insert into learner (id, since, deleted) values ($1, $2, $3)
         on conflict (id) do update set deleted = excluded.deleted",
    )
    .bind(id)
    .bind(now)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    let gone = sqlx::query("delete from statement where learner = $1").bind(id);
    Ok(gone.execute(&mut **tx).await?.rows_affected())
}
