//! Checks a jurisdiction's log: every byte of its tables either follows from what the tree's root commits
//! to, or a fault is found. Reads alone, knows no rules, prints nothing.

mod check;
mod slice;

use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::civil::Date;
use proof::Hash;

use crate::engine::{Connection, Fault};
use crate::key::{Key, MAX_JURISDICTION};
use check::Check;

/// Slices that may lie between the reading and the checking thread.
const SLICES_AHEAD: usize = 4;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many events were read.
    pub size: u64,
    /// The root of the tree over their entries.
    pub root: Hash,
    /// All that is wrong, in no promised order; empty for a sound log.
    pub faults: Vec<LogFault>,
}

/// One thing that is wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogFault {
    /// The log has no row that says where it ends.
    #[error("the log has no head")]
    NoHead,
    /// A column of the head says something else than the events.
    #[error("head: {column} does not follow from the events")]
    Head {
        /// Which column.
        column: &'static str,
    },
    /// Events are missing between others.
    #[error("events {from} to {to} are missing")]
    Gap {
        /// The first that is missing.
        from: u64,
        /// The last that is missing.
        to: u64,
    },
    /// An event's public bytes are not an event's.
    #[error("event {seq}: cannot be read: {why}")]
    Unreadable {
        /// Which event.
        seq: u64,
        /// What the reader says.
        why: String,
    },
    /// A column beside an event's bytes says something else than they.
    #[error("event {seq}: {column} differs from its bytes")]
    Column {
        /// Which event.
        seq: u64,
        /// Which column; `seq` stands for the key.
        column: &'static str,
    },
    /// An event says that it happened before the one before it.
    #[error("event {seq}: is older than the event before it")]
    TimeFell {
        /// Which event.
        seq: u64,
    },
    /// A day was opened that does not follow the day before it.
    #[error("event {seq}: opens {date}, which is not the day after {after}")]
    DayOutOfOrder {
        /// Which event.
        seq: u64,
        /// The day that it opens.
        date: Date,
        /// The ledger's day before it.
        after: Date,
    },
    /// An event has no entry, or one of a form that this release does not know.
    #[error("event {seq}: has no entry that can be checked")]
    NoEntry {
        /// Which event.
        seq: u64,
    },
    /// An event's public bytes or their salt are not those that its entry commits to.
    #[error("event {seq}: its bytes are not those that were recorded")]
    Public {
        /// Which event.
        seq: u64,
    },
    /// An event's private part or its salt are not those that its entry commits to.
    #[error("event {seq}: its private part is not the one that was recorded")]
    Private {
        /// Which event.
        seq: u64,
    },
    /// A private part is gone and no event says that it was erased.
    #[error("event {seq}: its private part is missing and was not erased")]
    PrivateMissing {
        /// Which event.
        seq: u64,
    },
    /// An event says that a private part was erased, and it is still there.
    #[error("event {seq}: its private part was erased and is still there")]
    NotErased {
        /// Whose private part.
        seq: u64,
    },
    /// A row of a table beside the events belongs to none of them.
    #[error("{table}: row {seq} belongs to no event")]
    Stray {
        /// Which table.
        table: &'static str,
        /// The row's seq.
        seq: u64,
    },
    /// The log does not go on from the state that was noted earlier.
    #[error("the first {size} events are not those that were noted earlier")]
    Rewritten {
        /// The size that was noted.
        size: u64,
    },
}

/// The jurisdictions of which the database holds any part of a log, in order.
pub fn jurisdictions(db: &mut Connection) -> Result<Vec<u32>, Fault> {
    let mut found: Vec<u32> = Vec::new();
    let mut rows = db.query("SELECT jurisdiction FROM head ORDER BY jurisdiction", &[], |row| row.int(0))?;
    for table in ["event", "leaf", "private"] {
        // One step for each jurisdiction, not for each row.
        let mut next = Key::new(0, 0).get();
        let sql = format!("SELECT min(key) FROM {table} WHERE key >= $1");
        while let Some(key) = db.first(&sql, &[next.into()], |row| row.maybe_key(0))?.flatten() {
            rows.push(key.jurisdiction().into());
            next = Key::all_of(key.jurisdiction()).end().get() + 1;
        }
    }
    found.extend(rows.into_iter().filter_map(|j| u32::try_from(j).ok()).filter(|j| *j <= MAX_JURISDICTION));
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Checks the log of one jurisdiction, all in one read transaction. `against` is a size and a root that
/// were noted earlier: they alone find a log that was rewritten together with all its later leaves.
pub fn verify(db: &mut Connection, jurisdiction: u32, against: Option<(u64, Hash)>) -> Result<Report, Fault> {
    let mut check = Check::new(against);
    db.reading(|db| {
        let (slices, received) = sync_channel(SLICES_AHEAD);
        thread::scope(|scope| {
            scope.spawn(|| received.into_iter().for_each(|slice| check.slice(&slice)));
            // The sender goes into the closure and is dropped with it, which ends the checking thread.
            slice::read(db, jurisdiction, move |slice| slices.send(slice).is_ok())
        })?;
        check.strays(db, jurisdiction)?;
        check.erasures(db, jurisdiction)?;
        check.head(db, jurisdiction)
    })?;
    Ok(check.report())
}
