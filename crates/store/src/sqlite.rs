//! What only SQLite needs.

use std::path::Path;

/// Takes the one place for writing at once, rather than at the first write, where two that
/// waited could never both go on.
pub(crate) const BEGIN: &str = "begin immediate";

/// A table's log number: SQLite finds rows by an `integer primary key` without a second index.
pub(crate) const SEQ: &str = "integer primary key";

/// For each connection. WAL lets readers read while one writes; FULL has each commit on disk
/// before it is answered; what is deleted is overwritten.
pub(crate) const SETTINGS: &[&str] = &[
    "pragma busy_timeout = 10000",
    "pragma journal_mode = wal",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma secure_delete = on",
];

/// The address of a database in a file, which is made where it is missing.
pub(crate) fn url(path: &Path) -> String {
    let mut url = String::from("sqlite:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'~' => url.push(char::from(*byte)),
            b if b.is_ascii_alphanumeric() => url.push(char::from(*b)),
            b => url.push_str(&format!("%{b:02X}")),
        }
    }
    url.push_str("?mode=rwc");
    url
}

/// Makes the file where it is missing, with its folder. SQLite gives the files beside it the
/// same rights.
pub(crate) fn make(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// SQLITE_BUSY and SQLITE_LOCKED, with their extended codes.
pub(crate) fn passes(code: &str) -> bool {
    code.len() <= 4 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6))
}
