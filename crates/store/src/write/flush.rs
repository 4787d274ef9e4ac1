//! Flushing a turn: the log, what is derived, the answers; a dozen statements whatever their number.

use super::load::Loaded;
use super::turn::{claimed, salts};
use crate::blob;
use crate::derive::{self, Changed, Day};
use crate::engine::{Connection, Fault, Table, Value};
use crate::head::{self, Head};
use crate::idempotency::{self, ANSWER, Answered, Sent};
use crate::key::Key;
use crate::migrate::SEARCH;
use crate::terms::index_terms;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::day::{DayEvent, Opened};
use ledger::jurisdiction::JurisdictionEvent;
use ledger::private::PrivateEvent;
use ledger::task::TaskEvent;
use ledger::{Event, Fact};
use proof::Algorithm;

const EVENT: Table =
    Table { name: "event", columns: &["key", "on_key", "kind", "at", "day", "salt", "bytes"], keys: 1 };
const PRIVATE: Table = Table { name: "private", columns: &["key", "salt", "bytes"], keys: 1 };
const LEAF: Table = Table { name: "leaf", columns: &["key", "entry"], keys: 1 };

/// Writes the events of a turn and all that follows from them.
pub(super) fn flush(
    db: &mut Connection,
    jurisdiction: u32,
    head: &mut Head,
    mut loaded: Loaded,
    events: &[Event],
    answered: &[(Sent, Answered)],
) -> Result<(), Fault> {
    append(db, jurisdiction, head, events)?;
    let touched = loaded.world.take_touched();
    derive_changed(db, jurisdiction, &loaded, &touched)?;
    index(db, jurisdiction, events)?;
    if rules_changed(events) {
        derive::all_rows_turn(db, jurisdiction, head.day)?;
        let rules = &loaded.world.jurisdiction().lights;
        derive::turn_rows(db, Day { jurisdiction, rules, today: head.day })?;
    }
    let day = head.day.to_string();
    let rows: Vec<_> =
        answered.iter().map(|(sent, given)| idempotency::row(jurisdiction, sent, given, &day)).collect();
    db.insert(&ANSWER, &rows)?;
    blob::claim(db, &claimed(events))?;
    Ok(())
}

/// Derives what the fold of events changed.
pub(crate) fn derive_changed(
    db: &mut Connection,
    jurisdiction: u32,
    loaded: &Loaded,
    touched: &[u64],
) -> Result<(), Fault> {
    let changed: Vec<Changed> = touched
        .iter()
        .filter_map(|&seq| {
            let entry = loaded.world.entry(seq)?;
            let names = loaded.names.get(&seq).map_or(&[][..], Vec::as_slice);
            Some(Changed { seq, entry, shown: loaded.shown.get(&seq), names, folded: true })
        })
        .collect();
    let rules = &loaded.world.jurisdiction().lights;
    derive::write(db, Day { jurisdiction, rules, today: loaded.world.today() }, &changed)
}

/// Whether the rules of lights changed, so that every row has to be derived.
pub(crate) fn rules_changed(events: &[Event]) -> bool {
    events.iter().any(|event| {
        matches!(&event.fact, Fact::Jurisdiction(JurisdictionEvent::Changed(changed)) if changed.lights.is_some())
    })
}

/// Puts the words of new tasks into the text index.
pub(crate) fn index(db: &mut Connection, jurisdiction: u32, events: &[Event]) -> Result<(), Fault> {
    let texts: Vec<(i64, String)> = events
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::Task(TaskEvent::Registered(task)) => {
                let units = task.units.iter().map(|unit| unit.name.as_str());
                let words: Vec<&str> =
                    [&*task.number, &*task.title, &*task.body].into_iter().chain(units).collect();
                Some((Key::new(jurisdiction, event.seq).get(), index_terms(&words.join("\n"))))
            }
            _ => None,
        })
        .collect();
    db.upsert_text(SEARCH, &texts)
}

/// Appends events to the log: bytes, salts, entries, head. What is erased goes now.
fn append(db: &mut Connection, jurisdiction: u32, head: &mut Head, events: &[Event]) -> Result<(), Fault> {
    let broken = |error: serde_json::Error| Fault::Broken(format!("an event cannot be written: {error}"));
    let mut salts = salts(events.len() * 2)?.into_iter();
    let mut salt = || salts.next().ok_or_else(|| Fault::Broken("a salt is missing".into()));
    let (mut rows, mut privates, mut leaves, mut erased) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for event in events {
        if let Fact::Day(DayEvent::Opened(opened)) = &event.fact {
            head.day = opened.date;
        } else if let Fact::Jurisdiction(JurisdictionEvent::Founded(founded)) = &event.fact {
            // Event 0 stands in the day that event 1 opens.
            head.day =
                ledger::day::date_of(event.at, &founded.zone).map_err(|e| Fault::Broken(e.to_string()))?;
        } else if let Fact::Private(PrivateEvent::Erased(gone)) = &event.fact {
            erased.push(vec![Key::new(jurisdiction, gone.seq).into()]);
        }
        let key = Key::new(jurisdiction, event.seq);
        let bytes = event.encode().map_err(broken)?;
        let public = salt()?;
        let private = event.encode_private().map_err(broken)?.map(|bytes| Ok::<_, Fault>((salt()?, bytes)));
        let private = private.transpose()?;
        let parts = private.as_ref().map(|(salt, bytes)| (salt, bytes.as_slice()));
        let entry = proof::entry(Algorithm::Sha256, (&public, &bytes), parts);
        head.frontier.push(proof::leaf(&entry));
        if let Some((salt, bytes)) = private {
            privates.push(vec![key.into(), salt.0.into(), bytes.into()]);
        }
        leaves.push(vec![key.into(), Value::from(entry.to_vec())]);
        rows.push(vec![
            key.into(),
            event.on.map(|on| Key::new(jurisdiction, on)).into(),
            event.fact.kind().into(),
            event.at.into(),
            head.day.to_string().into(),
            public.0.into(),
            bytes.into(),
        ]);
        head.at = event.at;
    }
    head.size += events.len() as u64;
    db.insert(&EVENT, &rows)?;
    db.insert(&PRIVATE, &privates)?;
    db.insert(&LEAF, &leaves)?;
    db.delete(&PRIVATE, &erased)?;
    head::save(db, jurisdiction, head)
}

/// Opens days: an event for each, and every row whose day has come is derived anew.
pub(super) fn append_days(
    db: &mut Connection,
    jurisdiction: u32,
    head: &mut Head,
    loaded: &mut Loaded,
    dates: &[Date],
    now: Timestamp,
) -> Result<(), Fault> {
    let opened = |(&date, seq): (&Date, u64)| {
        let fact = Opened { date }.into();
        Event { seq, at: now, by: None, on: None, fact, private: None }
    };
    let events: Vec<Event> = dates.iter().zip(head.size..).map(opened).collect();
    append(db, jurisdiction, head, &events)?;
    for event in &events {
        loaded.world.apply(event);
    }
    let rules = &loaded.world.jurisdiction().lights;
    derive::turn_rows(db, Day { jurisdiction, rules, today: head.day })
}
