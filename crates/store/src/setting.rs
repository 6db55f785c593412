//! Settings that servers on one database share, such as the key that signs cookies.

use sqlx::Row;

use crate::{Error, Store};

impl Store {
    /// The key under which cookies are signed: 32 bytes, made by whoever asks first.
    ///
    /// # Errors
    /// Where the database refuses or the system gives no random bytes.
    pub async fn cookie_key(&self) -> Result<Vec<u8>, Error> {
        let mut key = vec![0; 32];
        getrandom::fill(&mut key).map_err(|_| Error::NoChance)?;
        self.setting("cookie-key", &key).await
    }

    /// What is set under a name; sets it to `first` where nothing is. Two servers that ask
    /// together get the same.
    async fn setting(&self, name: &str, first: &[u8]) -> Result<Vec<u8>, Error> {
        sqlx::query(
            "insert into setting (name, value) values ($1, $2) on conflict (name) do nothing",
        )
        .bind(name)
        .bind(first)
        .execute(&self.pool)
        .await?;
        let row = sqlx::query("select value from setting where name = $1")
            .bind(name)
            .fetch_one(&self.pool)
            .await?;
        Ok(row.try_get(0)?)
    }
}
