//! Things: one by its key, a few by theirs, all of a kind that is listed whole; names.

use crate::engine::{Connection, Fault, Row, Value};
use crate::key::Key;
use crate::write::load::decode;
use ledger::{Entry, Kind, NameKind};
use std::collections::HashMap;

fn read(row: &Row) -> Result<(u64, Entry), Fault> {
    Ok((row.key(0)?.seq(), Entry { version: row.int(1)? as u64, thing: decode(&row.bytes(2)?)? }))
}

/// One thing.
pub fn one(db: &mut Connection, key: Key) -> Result<Option<Entry>, Fault> {
    let row = db.first("SELECT key, version, state FROM thing WHERE key = $1", &[key.into()], read)?;
    Ok(row.map(|(_, entry)| entry))
}

/// Several things of a jurisdiction, by seq.
pub fn some(
    db: &mut Connection,
    jurisdiction: u32,
    seqs: impl IntoIterator<Item = u64>,
) -> Result<HashMap<u64, Entry>, Fault> {
    let keys: Vec<Vec<Value>> =
        seqs.into_iter().map(|seq| vec![Key::new(jurisdiction, seq).into()]).collect();
    let rows =
        db.query_in("SELECT key, version, state FROM thing WHERE (key) IN {keys}", &[], &keys, read)?;
    Ok(rows.into_iter().collect())
}

/// All things of a kind that is listed whole (units, leaders, posts, accounts, documents, drafts, plans), oldest first.
pub fn all(db: &mut Connection, jurisdiction: u32, kind: Kind) -> Result<Vec<(u64, Entry)>, Fault> {
    db.query(
        "SELECT thing.key, thing.version, thing.state FROM listed JOIN thing ON thing.key = listed.key
         WHERE listed.jurisdiction = $1 AND listed.kind = $2 ORDER BY listed.key",
        &[jurisdiction.into(), (kind as i64).into()],
        read,
    )
}

/// Who holds a name.
pub fn named(
    db: &mut Connection,
    jurisdiction: u32,
    kind: NameKind,
    name: &str,
) -> Result<Option<u64>, Fault> {
    db.first(
        "SELECT key FROM name WHERE jurisdiction = $1 AND kind = $2 AND name = $3",
        &[jurisdiction.into(), (kind as i64).into(), name.into()],
        |row| Ok(row.key(0)?.seq()),
    )
}

/// The last event that changed any thing of each listed kind; what is cached is held against it.
pub fn latest(db: &mut Connection, jurisdiction: u32) -> Result<HashMap<i64, u64>, Fault> {
    let sql = "SELECT kind, version FROM latest WHERE jurisdiction = $1";
    let rows = db.query(sql, &[jurisdiction.into()], |row| Ok((row.int(0)?, row.int(1)? as u64)))?;
    Ok(rows.into_iter().collect())
}

/// The jurisdictions of this database.
pub fn jurisdictions(db: &mut Connection) -> Result<Vec<u32>, Fault> {
    db.query("SELECT jurisdiction FROM head ORDER BY jurisdiction", &[], |row| Ok(row.int(0)? as u32))
}
