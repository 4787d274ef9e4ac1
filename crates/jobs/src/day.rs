//! Opening the day: the job only wakes the writer, whose turn opens what is missing.

use jiff::civil::Date;
use ledger::Thing;
use ledger::day::date_of;
use store::query::things;
use store::write::turn::WriteError;
use store::{Connection, Fault, Key, Store};

/// Opens the day of every jurisdiction whose zone has gone past the ledger's.
///
/// # Errors
/// The last that failed; the others are opened all the same.
pub fn open_all(store: &Store) -> Result<(), WriteError> {
    let now = store.now();
    let behind = store.read_now(move |db| {
        let all = things::jurisdictions(db)?.into_iter();
        all.map(|jurisdiction| Ok((jurisdiction, standing(db, jurisdiction, now)?)))
            .collect::<Result<Vec<_>, Fault>>()
    })?;
    let mut failed = Ok(());
    for (jurisdiction, standing) in behind {
        if standing.is_some_and(|(ledger, clock)| clock > ledger) {
            failed = store.open_day(jurisdiction).and(failed);
        }
    }
    failed
}

/// The ledger's day and the clock's in the jurisdiction's zone; none before it is founded.
///
/// # Errors
/// Below the rules.
pub fn standing(
    db: &mut Connection,
    jurisdiction: u32,
    now: jiff::Timestamp,
) -> Result<Option<(Date, Date)>, Fault> {
    let Some(head) = store::head::read(db, jurisdiction)? else { return Ok(None) };
    let founded = things::one(db, Key::new(jurisdiction, 0))?;
    let Some(Thing::Jurisdiction(of)) = founded.map(|entry| entry.thing) else { return Ok(None) };
    // A zone was checked when the jurisdiction was founded; should this machine not know it, its day stands still.
    Ok(Some((head.day, date_of(now, &of.zone).unwrap_or(head.day))))
}
