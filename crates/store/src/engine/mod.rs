//! The database engine: one enum, four types of value, and the few fragments of SQL that engines
//! disagree about. No other folder names an engine.
//!
//! SQL is written once, with `$1` for the first argument; dates are `YYYY-MM-DD` text, times integer
//! microseconds since 1970, booleans integers, decimals text.

mod sqlite;
mod value;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

pub use value::{Row, Value};

/// What went wrong below the rules, told as what the caller can do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Another writer held the database too long: the same again later.
    #[error("the database is busy")]
    Busy,
    /// The disk is full: nothing more can be written until someone makes room.
    #[error("the disk is full")]
    Full,
    /// The database may be read but not written.
    #[error("the database may not be written")]
    ReadOnly,
    /// The connection or the disk under it failed: whether the last write counts is not known.
    #[error("the database does not answer")]
    Lost,
    /// A rule of the schema was broken, for example a key that is there already.
    #[error("the database refused the row: {0}")]
    Conflict(String),
    /// The file belongs to another program, or to a newer release of this one; says which and what to do.
    #[error("{0}")]
    NotOurs(String),
    /// A mistake of the program or a damaged file: nobody's retry helps.
    #[error("the database cannot do this: {0}")]
    Broken(String),
}

/// A table as [`Connection::upsert`] and [`Connection::delete`] need it.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, the key's first.
    pub columns: &'static [&'static str],
    /// How many of the first columns are the key.
    pub keys: usize,
}

/// A connection to the database, owned by one thread.
pub enum Connection {
    /// A `SQLite` file.
    Sqlite(rusqlite::Connection),
}

impl Connection {
    /// Opens the database at `path` for writing and makes it if there is none. A database of another
    /// program is left untouched ([`Fault::NotOurs`]); settings on which durability stands and that the
    /// engine does not put in force are [`Fault::Broken`].
    pub fn open(path: &Path) -> Result<Self, Fault> {
        sqlite::open(path).map(Self::Sqlite)
    }

    /// Opens a database that is there for reading alone.
    pub fn open_reader(path: &Path) -> Result<Self, Fault> {
        sqlite::open_reader(path).map(Self::Sqlite)
    }

    /// The engine's settings as it reports them now, for the line that `serve` prints and for the doctor.
    pub fn settings_in_force(&mut self) -> Result<Vec<(&'static str, String)>, Fault> {
        match self {
            Self::Sqlite(db) => sqlite::settings_in_force(db),
        }
    }

    /// Whether there is a table of this name.
    pub fn has_table(&mut self, name: &str) -> Result<bool, Fault> {
        match self {
            Self::Sqlite(db) => sqlite::has_table(db, name),
        }
    }

    /// The rows that a query gives, each read by `row`.
    pub fn query<T>(
        &mut self,
        sql: &str,
        args: &[Value],
        row: impl FnMut(&Row) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        match self {
            Self::Sqlite(db) => sqlite::query(db, sql, args, usize::MAX, row),
        }
    }

    /// The first row that a query gives.
    pub fn first<T>(
        &mut self,
        sql: &str,
        args: &[Value],
        row: impl FnMut(&Row) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        match self {
            Self::Sqlite(db) => Ok(sqlite::query(db, sql, args, 1, row)?.pop()),
        }
    }

    /// The rows for a list of keys of any length. In `sql`, `IN {keys}` stands for the list
    /// (`WHERE (kind, key) IN {keys}`); `args` are `$1`, `$2`… as usual and the keys come after them.
    /// Rows come in no order, a key that is given twice may give its row twice.
    pub fn query_in<T>(
        &mut self,
        sql: &str,
        args: &[Value],
        keys: &[Vec<Value>],
        row: impl FnMut(&Row) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let Some(first) = keys.first() else { return Ok(Vec::new()) };
        match self {
            Self::Sqlite(db) => {
                let sql = sql.replace("IN {keys}", &format!("= {}", places(args.len() + 1, first.len())));
                sqlite::query_each(db, &sql, args, keys, row)
            }
        }
    }

    /// How the engine would run a query, one line for each step.
    pub fn explain(&mut self, sql: &str, args: &[Value]) -> Result<Vec<String>, Fault> {
        match self {
            Self::Sqlite(db) => sqlite::explain(db, sql, args),
        }
    }

    /// Runs one statement and says how many rows it changed.
    pub fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        self.run(sql, args)
    }

    /// Writes rows: a new key is inserted, a known one gets the new columns. No key twice in one call.
    pub fn upsert(&mut self, table: &Table, rows: &[Vec<Value>]) -> Result<(), Fault> {
        self.each(&upsert_sql(table), table.columns.len(), rows)
    }

    /// Inserts rows whose keys must be new: a key that is there already is a [`Fault::Conflict`].
    pub fn insert(&mut self, table: &Table, rows: &[Vec<Value>]) -> Result<(), Fault> {
        self.each(&insert_sql(table), table.columns.len(), rows)
    }

    /// Deletes the rows with these keys (the values of the key's columns); one that is not there is well.
    pub fn delete(&mut self, table: &Table, keys: &[Vec<Value>]) -> Result<(), Fault> {
        self.each(&delete_sql(table), table.keys, keys)
    }

    /// Runs a statement once for each row of arguments. In the same process that is quicker than one long statement.
    fn each(&mut self, sql: &str, width: usize, rows: &[Vec<Value>]) -> Result<(), Fault> {
        if let Some(row) = rows.iter().find(|row| row.len() != width) {
            return Err(Fault::Broken(format!("{width} places, {} arguments: {sql}", row.len())));
        }
        match self {
            Self::Sqlite(_) if rows.is_empty() => Ok(()),
            Self::Sqlite(db) => sqlite::execute_each(db, sql, rows),
        }
    }

    /// Writes the terms of texts into a text index, made by [`text_index`]; each text by its row's key.
    pub fn upsert_text(&mut self, index: &str, texts: &[(i64, String)]) -> Result<(), Fault> {
        for (key, terms) in texts {
            let sql = match self {
                Self::Sqlite(_) => sqlite::upsert_text(index),
            };
            self.run(&sql, &[Value::Int(*key), Value::from(terms)])?;
        }
        Ok(())
    }

    /// Empties a text index.
    pub fn clear_text(&mut self, index: &str) -> Result<(), Fault> {
        let sql = match self {
            Self::Sqlite(_) => sqlite::clear_text(index),
        };
        self.run(&sql, &[]).map(drop)
    }

    /// Every term of a text index with the key of each row that holds it, in order.
    pub fn each_term(&mut self, index: &str, f: &mut dyn FnMut(&str, i64)) -> Result<(), Fault> {
        match self {
            Self::Sqlite(db) => sqlite::each_term(db, index, f),
        }
    }

    /// Runs `f` in a transaction that may write and holds the one right to write from its beginning;
    /// an error or a panic ([`Fault::Broken`]) undoes all of it.
    pub fn transaction<T>(&mut self, f: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.within("BEGIN IMMEDIATE", f)
    }

    /// Runs `f` in a transaction whose reads all see one state of the database.
    pub fn reading<T>(&mut self, f: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.within("BEGIN DEFERRED", f)
    }

    /// Runs several statements without arguments, as a schema is.
    pub fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        match self {
            Self::Sqlite(db) => sqlite::batch(db, sql),
        }
    }

    fn within<T>(&mut self, begin: &str, f: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        // Within another transaction it is a part of that one.
        let Self::Sqlite(db) = self;
        if sqlite::in_transaction(db) {
            return f(self);
        }
        self.run(begin, &[])?;
        // All that `f` could leave half-done is undone below: a mistake in one write or query must not end the
        // thread that serves all others.
        let ran = catch_unwind(AssertUnwindSafe(|| f(self)))
            .unwrap_or_else(|_| Err(Fault::Broken("the program panicked; its log says where".to_owned())));
        let done = ran.and_then(|done| self.run("COMMIT", &[]).map(|_| done));
        if done.is_err() {
            // The engine may have undone it by itself already; then there is nothing to roll back.
            let _ = self.run("ROLLBACK", &[]);
        }
        done
    }

    fn run<'a>(&mut self, sql: &str, args: impl IntoIterator<Item = &'a Value<'a>>) -> Result<u64, Fault> {
        match self {
            Self::Sqlite(db) => sqlite::execute(db, sql, args),
        }
    }
}

/// The statement that makes a text index: rows by key, one column of terms, the text itself not kept.
pub fn text_index(name: &str) -> String {
    sqlite::text_index(name)
}

/// The condition that a text index's row matches the query in `$place` (made by
/// [`crate::terms::match_query`]). The index's `rowid` is the key: bound it to the jurisdiction's keys
/// and order by it, then a search reads newest first and stops early.
pub fn text_match(index: &str, place: usize) -> String {
    sqlite::text_match(index, place)
}

fn insert_sql(table: &Table) -> String {
    let columns = table.columns;
    format!("INSERT INTO {} ({}) VALUES {}", table.name, columns.join(", "), places(1, columns.len()))
}

fn upsert_sql(table: &Table) -> String {
    let mut sql = insert_sql(table);
    let (keys, others) = table.columns.split_at(table.keys);
    let _ = write!(sql, " ON CONFLICT ({}) DO ", keys.join(", "));
    for (i, column) in others.iter().enumerate() {
        let _ = write!(sql, "{} {column} = excluded.{column}", if i == 0 { "UPDATE SET" } else { "," });
    }
    if others.is_empty() {
        sql.push_str("NOTHING");
    }
    sql
}

fn delete_sql(table: &Table) -> String {
    let keys = &table.columns[..table.keys];
    format!("DELETE FROM {} WHERE ({}) = {}", table.name, keys.join(", "), places(1, keys.len()))
}

/// `($3, $4)`: so many places from `first` on.
fn places(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first + count).map(|place| format!("${place}")).collect();
    format!("({})", places.join(", "))
}

/// Writes `$1` as an engine with numbered places has it, outside quotes and comments.
fn numbered(sql: &str, mark: char) -> Cow<'_, str> {
    if !sql.contains('$') {
        return Cow::Borrowed(sql);
    }
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(at) = rest.find(['$', '\'', '"', '-']) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        let taken = match special.as_bytes() {
            [b'$', digit, ..] if digit.is_ascii_digit() => {
                out.push(mark);
                rest = &special[1..];
                continue;
            }
            [quote @ (b'\'' | b'"'), body @ ..] => {
                body.iter().position(|b| b == quote).map_or(special.len(), |end| end + 2)
            }
            [b'-', b'-', ..] => special.find('\n').unwrap_or(special.len()),
            _ => 1,
        };
        out.push_str(&special[..taken]);
        rest = &special[taken..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests;
