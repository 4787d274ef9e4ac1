//! A sample's clock: set, and running on from there. A real ledger's clock is the machine's.

use crate::trouble::{Outcome, Trouble};
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp};
use ledger::Thing;
use store::query::things;
use store::{Key, Store, head};

/// Goes on in what a folder holds: a sample from its last event, or from 09:00 of `today`; a real ledger by the
/// machine's clock, where `today` is refused.
pub(crate) fn go_on(store: &Store, today: Option<Date>) -> Outcome {
    for number in store.read_now(things::jurisdictions)? {
        let (of, last) = store.read_now(move |db| {
            let founded = things::one(db, Key::new(number, 0))?.map(|entry| entry.thing);
            Ok((founded, head::read(db, number)?))
        })?;
        let (Some(Thing::Jurisdiction(of)), Some(last)) = (of, last) else { continue };
        if !of.sample {
            return refuse(today);
        }
        // One event more may fall into the same microsecond; the next one is later.
        store.set_now(last.at + SignedDuration::from_micros(1));
        let Some(today) = today else { continue };
        if today < last.day {
            return Err(Trouble::new(
                format!("The sample has reached {} and does not go back to {today}", last.day),
                "Give a later day, or fill another folder",
            ));
        }
        if today > last.day {
            open_until(store, number, &of.zone, today)?;
        }
    }
    Ok(())
}

fn refuse(today: Option<Date>) -> Outcome {
    match today {
        Some(_) => Err(Trouble::new(
            "--today sets the day of a sample alone, and this ledger is real",
            "Leave it out; if the machine's clock is wrong, mend the clock",
        )),
        None => Ok(()),
    }
}

/// Opens a sample's days until 09:00 of `today`.
pub(crate) fn open_until(store: &Store, number: u32, zone: &str, today: Date) -> Outcome {
    store.set_now(at(zone, today, 9, 0)?);
    Ok(store.open_days_to(number, today)?)
}

/// A moment of a day in a zone.
pub(crate) fn at(zone: &str, day: Date, hour: i8, minute: i8) -> Result<Timestamp, Trouble> {
    let moment = day.to_datetime(time(hour, minute, 0, 0)).in_tz(zone);
    let moment = moment.map_err(|error| {
        Trouble::new(
            format!("There is no {day} {hour:02}:{minute:02} in {zone}: {error}"),
            "Give another day or zone",
        )
    })?;
    Ok(moment.timestamp())
}
