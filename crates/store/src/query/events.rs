//! Events: the history of a thing, a stretch of the log.

use crate::engine::{Connection, Fault, Row, Value};
use crate::key::Key;
use jiff::civil::Date;
use ledger::Event;
use std::collections::HashMap;

/// An event and the ledger's day on which it happened.
#[derive(Clone, PartialEq, Debug)]
pub struct Dated {
    /// The event.
    pub event: Event,
    /// The ledger's day.
    pub day: Date,
}

pub(super) const COLUMNS: &str = "event.bytes, private.bytes, event.day";

pub(super) fn read(row: &Row) -> Result<Dated, Fault> {
    let (bytes, private, day) = (row.bytes(0)?, row.maybe_bytes(1)?, row.text(2)?);
    let event = Event::decode(&bytes, private.as_deref());
    let event = event.map_err(|error| Fault::Broken(format!("an event cannot be read: {error}")))?;
    let day = day.parse().map_err(|_| Fault::Broken(format!("event.day is '{day}'")))?;
    Ok(Dated { event, day })
}

/// The history of a thing, oldest first.
pub fn of(db: &mut Connection, on: Key) -> Result<Vec<Dated>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM event LEFT JOIN private ON private.key = event.key
         WHERE event.on_key = $1 ORDER BY event.key"
    );
    db.query(&sql, &[on.into()], read)
}

/// A stretch of the log from a seq on, in order.
pub fn range(db: &mut Connection, jurisdiction: u32, from: u64, limit: u64) -> Result<Vec<Event>, Fault> {
    Ok(log(db, jurisdiction, from, limit)?.into_iter().map(|dated| dated.event).collect())
}

/// As [`range`], with the days.
pub fn log(db: &mut Connection, jurisdiction: u32, from: u64, limit: u64) -> Result<Vec<Dated>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM event LEFT JOIN private ON private.key = event.key
         WHERE event.key BETWEEN $1 AND $2 ORDER BY event.key LIMIT $3"
    );
    let keys = Key::all_of(jurisdiction);
    db.query(&sql, &[Key::new(jurisdiction, from).into(), (*keys.end()).into(), limit.into()], read)
}

/// The latest events of the log, newest first.
pub fn latest(db: &mut Connection, jurisdiction: u32, limit: u64) -> Result<Vec<Dated>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM event LEFT JOIN private ON private.key = event.key
         WHERE event.key BETWEEN $1 AND $2 ORDER BY event.key DESC LIMIT $3"
    );
    let keys = Key::all_of(jurisdiction);
    db.query(&sql, &[(*keys.start()).into(), (*keys.end()).into(), limit.into()], read)
}

/// One event.
pub fn one(db: &mut Connection, key: Key) -> Result<Option<Dated>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM event LEFT JOIN private ON private.key = event.key WHERE event.key = $1"
    );
    db.first(&sql, &[key.into()], read)
}

/// Several events by their seqs; the first event of a thing has the thing's own.
pub fn some(
    db: &mut Connection,
    jurisdiction: u32,
    seqs: impl IntoIterator<Item = u64>,
) -> Result<HashMap<u64, Dated>, Fault> {
    let keys: Vec<Vec<Value>> =
        seqs.into_iter().map(|seq| vec![Key::new(jurisdiction, seq).into()]).collect();
    let sql = format!(
        "SELECT {COLUMNS} FROM event LEFT JOIN private ON private.key = event.key WHERE (event.key) IN {{keys}}"
    );
    let rows = db.query_in(&sql, &[], &keys, read)?;
    Ok(rows.into_iter().map(|dated| (dated.event.seq, dated)).collect())
}
