//! The head of a log: its size, time, day and the tree's right edge. Whoever writes holds its row.

use crate::engine::{Connection, Fault};
use jiff::Timestamp;
use jiff::civil::Date;
use proof::Frontier;

/// Where a log ends.
#[derive(Clone, PartialEq, Debug)]
pub struct Head {
    /// How many events it has; the next one's seq.
    pub size: u64,
    /// The last event's time.
    pub at: Timestamp,
    /// The ledger's day.
    pub day: Date,
    /// The tree's right edge.
    pub frontier: Frontier,
}

/// Reads the head.
pub fn read(db: &mut Connection, jurisdiction: u32) -> Result<Option<Head>, Fault> {
    let sql = "SELECT size, at, day, frontier FROM head WHERE jurisdiction = $1";
    db.first(sql, &[jurisdiction.into()], |row| {
        let frontier =
            Frontier::from_bytes(&row.bytes(3)?).map_err(|error| Fault::Broken(error.to_string()))?;
        let day = row.text(2)?;
        let day = day.parse().map_err(|_| Fault::Broken(format!("head.day is '{day}'")))?;
        Ok(Head { size: row.int(0)? as u64, at: row.time(1)?, day, frontier })
    })
}

/// The head, held until the transaction ends; an empty one where nothing was founded.
pub(crate) fn lock(db: &mut Connection, jurisdiction: u32) -> Result<Head, Fault> {
    let empty = || Head { size: 0, at: Timestamp::UNIX_EPOCH, day: Date::MIN, frontier: Frontier::default() };
    Ok(read(db, jurisdiction)?.unwrap_or_else(empty))
}

/// Writes the head.
pub(crate) fn save(db: &mut Connection, jurisdiction: u32, head: &Head) -> Result<(), Fault> {
    db.execute(
        "INSERT INTO head (jurisdiction, size, at, day, frontier) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (jurisdiction) DO UPDATE SET
         size = excluded.size, at = excluded.at, day = excluded.day, frontier = excluded.frontier",
        &[
            jurisdiction.into(),
            head.size.into(),
            head.at.into(),
            head.day.to_string().into(),
            head.frontier.to_bytes().into(),
        ],
    )?;
    Ok(())
}
