//! `SQLite`: how a file is opened, how a statement runs, what its errors mean.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::{FromSql, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags};

use super::{Fault, Row, Value, numbered};

/// Stands in the header of our files: "duba" in ASCII.
const APPLICATION_ID: i64 = 0x6475_6261;
/// How long a statement waits for another process's write to end.
const BUSY_MILLISECONDS: u64 = 5_000;
/// How much of the file is mapped: a mapped page costs no copy, and its memory is the system's.
const MMAP_BYTES: i64 = 1 << 30;
/// Page cache of one connection; it holds what is not mapped and what a write changes.
const CACHE_KIB: i64 = 16 * 1024;
/// What the write-ahead log is cut back to after a large transaction, such as a day's opening.
const WAL_KEPT_BYTES: i64 = 64 << 20;
/// Prepared statements kept for each connection.
const STATEMENTS: usize = 256;

pub(super) fn open(path: &Path) -> Result<Connection, Fault> {
    let db = open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    if application_id(&db)? == 0 {
        db.pragma_update(None, "application_id", APPLICATION_ID).map_err(fault)?;
    }
    let pragmas = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = {WAL_KEPT_BYTES};"
    );
    db.execute_batch(&pragmas).map_err(fault)?;
    // Both decide whether an answered write survives a power cut, and `SQLite` refuses them silently.
    let in_force = settings_in_force(&db)?;
    for (setting, needed) in [("journal_mode", "wal"), ("synchronous", "2")] {
        match in_force.iter().find(|(name, _)| *name == setting) {
            Some((_, value)) if value == needed => {}
            other => return Err(Fault::Broken(format!("{setting} must be {needed} but is {other:?}"))),
        }
    }
    Ok(db)
}

pub(super) fn open_reader(path: &Path) -> Result<Connection, Fault> {
    open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

fn open_with(path: &Path, flags: OpenFlags) -> Result<Connection, Fault> {
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| Fault::Broken(format!("{} cannot be opened: {error}", path.display())))?;
    db.busy_timeout(Duration::from_millis(BUSY_MILLISECONDS)).map_err(fault)?;
    let pragmas = format!(
        "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;
         PRAGMA mmap_size = {MMAP_BYTES}; PRAGMA cache_size = -{CACHE_KIB};"
    );
    db.execute_batch(&pragmas).map_err(fault)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    check_owner(&db, path)?;
    Ok(db)
}

/// A database without a table is anybody's; all others carry their program's number.
fn check_owner(db: &Connection, path: &Path) -> Result<(), Fault> {
    let tables: i64 =
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(fault)?;
    if tables > 0 && application_id(db)? != APPLICATION_ID {
        let path = path.display();
        return Err(Fault::NotOurs(format!(
            "{path} is a database of another program: name another file or folder"
        )));
    }
    Ok(())
}

fn application_id(db: &Connection) -> Result<i64, Fault> {
    db.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(fault)
}

pub(super) fn settings_in_force(db: &Connection) -> Result<Vec<(&'static str, String)>, Fault> {
    let mut settings = vec![("sqlite", rusqlite::version().to_owned())];
    for name in [
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "busy_timeout",
        "mmap_size",
        "cache_size",
        "temp_store",
        "page_size",
    ] {
        let value: rusqlite::types::Value =
            db.pragma_query_value(None, name, |row| row.get(0)).map_err(fault)?;
        settings.push((
            name,
            match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            },
        ));
    }
    Ok(settings)
}

pub(super) fn has_table(db: &Connection, name: &str) -> Result<bool, Fault> {
    db.table_exists(None, name).map_err(fault)
}

pub(super) fn query<'a, T>(
    db: &Connection,
    sql: &str,
    args: impl IntoIterator<Item = &'a Value<'a>>,
    limit: usize,
    mut row: impl FnMut(&Row) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut statement = prepare(db, sql, args)?;
    let mut rows = statement.raw_query();
    let mut read = Vec::new();
    while read.len() < limit {
        match rows.next().map_err(fault)? {
            Some(found) => read.push(row(&Row::Sqlite(found))?),
            None => break,
        }
    }
    Ok(read)
}

pub(super) fn explain(db: &Connection, sql: &str, args: &[Value]) -> Result<Vec<String>, Fault> {
    query(db, &format!("EXPLAIN QUERY PLAN {sql}"), args, usize::MAX, |row| row.text(3))
}

pub(super) fn execute<'a>(
    db: &Connection,
    sql: &str,
    args: impl IntoIterator<Item = &'a Value<'a>>,
) -> Result<u64, Fault> {
    prepare(db, sql, args)?.raw_execute().map(|rows| rows as u64).map_err(fault)
}

pub(super) fn execute_each(db: &Connection, sql: &str, rows: &[Vec<Value>]) -> Result<(), Fault> {
    let mut statement = db.prepare_cached(&numbered(sql, '?')).map_err(fault)?;
    for row in rows {
        bind(&mut statement, sql, row)?;
        statement.raw_execute().map_err(fault)?;
    }
    Ok(())
}

pub(super) fn query_each<T>(
    db: &Connection,
    sql: &str,
    args: &[Value],
    keys: &[Vec<Value>],
    mut row: impl FnMut(&Row) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut statement = db.prepare_cached(&numbered(sql, '?')).map_err(fault)?;
    let mut read = Vec::with_capacity(keys.len());
    for key in keys {
        bind(&mut statement, sql, args.iter().chain(key))?;
        let mut rows = statement.raw_query();
        while let Some(found) = rows.next().map_err(fault)? {
            read.push(row(&Row::Sqlite(found))?);
        }
    }
    Ok(read)
}

pub(super) fn in_transaction(db: &Connection) -> bool {
    !db.is_autocommit()
}

pub(super) fn batch(db: &Connection, sql: &str) -> Result<(), Fault> {
    db.execute_batch(sql).map_err(fault)
}

pub(super) fn get<T: FromSql>(row: &rusqlite::Row, column: usize) -> Result<T, Fault> {
    row.get(column).map_err(fault)
}

pub(super) fn raw<'r>(row: &'r rusqlite::Row, column: usize) -> Result<Option<&'r [u8]>, Fault> {
    match row.get_ref(column).map_err(fault)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Ok(Some(bytes)),
        ValueRef::Null => Ok(None),
        other => Err(Fault::Broken(format!("column {column} holds {}", other.data_type()))),
    }
}

fn prepare<'db, 'a>(
    db: &'db Connection,
    sql: &str,
    args: impl IntoIterator<Item = &'a Value<'a>>,
) -> Result<CachedStatement<'db>, Fault> {
    let mut statement = db.prepare_cached(&numbered(sql, '?')).map_err(fault)?;
    bind(&mut statement, sql, args)?;
    Ok(statement)
}

fn bind<'a>(
    statement: &mut CachedStatement,
    sql: &str,
    args: impl IntoIterator<Item = &'a Value<'a>>,
) -> Result<(), Fault> {
    let mut given = 0;
    for arg in args {
        given += 1;
        statement.raw_bind_parameter(given, arg).map_err(fault)?;
    }
    // A place without an argument would read as null and find nothing.
    if given != statement.parameter_count() {
        let places = statement.parameter_count();
        return Err(Fault::Broken(format!("{places} places, {given} arguments: {sql}")));
    }
    Ok(())
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(value) => ValueRef::Integer(*value),
            Value::Text(value) => ValueRef::Text(value.as_bytes()),
            Value::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

// By value, so that it can be named where errors are mapped.
#[allow(clippy::needless_pass_by_value)]
fn fault(error: rusqlite::Error) -> Fault {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Busy,
        Some(ErrorCode::DiskFull) => Fault::Full,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Fault::ReadOnly,
        Some(ErrorCode::SystemIoFailure) => Fault::Lost,
        Some(ErrorCode::ConstraintViolation) => Fault::Conflict(error.to_string()),
        _ => Fault::Broken(error.to_string()),
    }
}

/// `contentless_delete` lets a row's terms be replaced without the old text. The tokenizer has nothing to
/// do but split at the blanks of [`crate::terms`]; `ascii` takes every other character as it is, where
/// `unicode61` drops those that its tables do not know, such as rare characters in names; the point stands
/// in numbers.
pub(super) fn text_index(name: &str) -> String {
    format!(
        "CREATE VIRTUAL TABLE {name} USING fts5 \
         (terms, content = '', contentless_delete = 1, tokenize = \"ascii tokenchars '.'\")"
    )
}

/// Virtual tables know no `ON CONFLICT`.
pub(super) fn upsert_text(index: &str) -> String {
    format!("INSERT OR REPLACE INTO {index} (rowid, terms) VALUES ($1, $2)")
}

pub(super) fn text_match(index: &str, place: usize) -> String {
    format!("{index} MATCH ${place}")
}

/// The statement that empties a text index.
pub(super) fn clear_text(name: &str) -> String {
    format!("INSERT INTO {name} ({name}) VALUES ('delete-all')")
}

/// Every term of a text index with the key of each row that holds it, in order.
pub(super) fn each_term(
    db: &rusqlite::Connection,
    index: &str,
    f: &mut dyn FnMut(&str, i64),
) -> Result<(), Fault> {
    let sql = format!(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_terms USING fts5vocab(main, '{index}', 'instance')"
    );
    batch(db, &sql)?;
    let sql = format!("SELECT term, doc FROM temp.{index}_terms ORDER BY term, doc");
    query(db, &sql, &[], usize::MAX, |row| {
        f(&row.text(0)?, row.int(1)?);
        Ok(())
    })?;
    Ok(())
}

/// Hands the bytes of a column to a digest, its type and length before them.
pub(super) fn digest(
    row: &rusqlite::Row<'_>,
    column: usize,
    update: &mut dyn FnMut(&[u8]),
) -> Result<(), Fault> {
    use rusqlite::types::ValueRef;
    let (kind, number);
    let bytes: &[u8] = match row.get_ref(column).map_err(fault)? {
        ValueRef::Null => {
            kind = 0;
            &[]
        }
        ValueRef::Integer(integer) => {
            kind = 1;
            number = integer.to_be_bytes();
            &number
        }
        ValueRef::Real(real) => {
            kind = 2;
            number = real.to_be_bytes();
            &number
        }
        ValueRef::Text(text) => {
            kind = 3;
            text
        }
        ValueRef::Blob(blob) => {
            kind = 4;
            blob
        }
    };
    update(&[kind]);
    update(&(bytes.len() as u64).to_be_bytes());
    update(bytes);
    Ok(())
}
