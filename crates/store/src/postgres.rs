//! What only PostgreSQL needs.

/// Writers meet at the counter's row, so the default isolation is enough: who holds the row sees
/// all that was committed before.
pub(crate) const BEGIN: &str = "begin";

/// A table's log number.
pub(crate) const SEQ: &str = "bigint primary key";

/// For each connection: a commit is on disk before it is answered, and nothing waits for ever.
pub(crate) const SETTINGS: &[&str] = &[
    "set synchronous_commit = on",
    "set lock_timeout = '10s'",
    "set statement_timeout = '60s'",
    "set client_min_messages = warning",
];

/// Two servers that start together migrate one after the other. The number is any, but ours.
pub(crate) const MIGRATION_LOCK: &str = "select pg_advisory_xact_lock(7020261125)";

/// Serialisation failure, deadlock, lock not available, lost connections, a server that is
/// starting or stopping, too many connections.
pub(crate) fn passes(code: &str) -> bool {
    code.len() == 5
        && (matches!(code, "40001" | "40P01" | "55P03" | "57014" | "53300")
            || code.starts_with("08")
            || code.starts_with("57P"))
}
