//! The store as its callers use it, on a real file.

mod crash;
mod day;
mod list;
mod own;
mod random;
mod rebuild;
mod store;
mod town;
mod turn;
mod verify;
mod way;

use ::store::engine::Connection;
use ::store::key::Key;
use ::store::migrate::migrate;
use jiff::Timestamp;

/// A database with its tables, and the folder that keeps it.
fn fresh() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let mut db = Connection::open(&folder.path().join("test.sqlite")).unwrap();
    migrate(&mut db).unwrap();
    (folder, db)
}

/// A time on 24 November 2026.
fn at(time: &str) -> Timestamp {
    format!("2026-11-24T{time}Z").parse().unwrap()
}

const ANN: Key = Key::new(1, 7);
const BEN: Key = Key::new(1, 8);
const OFFICE: Key = Key::new(1, 3);
const BUREAU: Key = Key::new(1, 4);
