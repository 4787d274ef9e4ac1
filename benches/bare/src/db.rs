//! Connections: one for each of the runtime's threads, so that a query costs no hop to another.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use std::cell::OnceCell;
use std::sync::OnceLock;

/// What the main program sets, so that neither has an advantage.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
    PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864;";

static FILE: OnceLock<String> = OnceLock::new();

thread_local! {
    static READER: OnceCell<Connection> = const { OnceCell::new() };
}

/// Who asks, as a session row says.
pub struct Session {
    pub account: i64,
    pub unit: i64,
}

pub fn open(file: &str) -> rusqlite::Result<Connection> {
    let db = Connection::open(file)?;
    db.execute_batch(SETTINGS)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

/// Names the file that [`with`] opens.
pub fn set_file(file: &str) {
    FILE.get_or_init(|| file.to_owned());
}

/// Runs `f` on this thread's connection.
pub fn with<T>(f: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    READER.with(|reader| {
        if reader.get().is_none() {
            let _ = reader.set(open(FILE.get().map_or("", String::as_str))?);
        }
        reader.get().map_or(Err(rusqlite::Error::InvalidQuery), f)
    })
}

pub fn session(db: &Connection, token: &str) -> rusqlite::Result<Option<Session>> {
    let mut select = db.prepare_cached("SELECT account, unit FROM session WHERE token_hash = ?1")?;
    let hash = Sha256::digest(token);
    select
        .query_row([hash.as_slice()], |row| Ok(Session { account: row.get(0)?, unit: row.get(1)? }))
        .optional()
}
