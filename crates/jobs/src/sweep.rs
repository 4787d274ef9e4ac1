//! Sweeping what has ended: sessions, answers that nobody asks for any more, blobs that no event names.

use jiff::{SignedDuration, ToSpan};
use store::idempotency::ANSWER_DAYS;
use store::query::things;
use store::{Fault, Store, blob, head, idempotency, session};

/// A blob that no event names is kept so long: a form is filled in within a working day.
const UNCLAIMED_HOURS: i64 = 24;

/// Sweeps everything that has ended by now.
///
/// # Errors
/// Below the rules.
pub fn all(store: &Store) -> Result<(), Fault> {
    let now = store.now();
    store.own_now(move |db| {
        session::sweep(db, now)?;
        blob::sweep(db, now - SignedDuration::from_hours(UNCLAIMED_HOURS))?;
        for jurisdiction in things::jurisdictions(db)? {
            if let Some(head) = head::read(db, jurisdiction)? {
                let day = head.day.saturating_sub(ANSWER_DAYS.days());
                idempotency::sweep(db, jurisdiction, &day.to_string())?;
            }
        }
        Ok(())
    })
}
