//! Rebuilding: everything derived is derived anew from the log, and held against what was there.

use crate::derive::{self, Day};
use crate::engine::{Connection, Fault};
use crate::head;
use crate::write::flush::{derive_changed, index, rules_changed};
use crate::write::load::Loaded;
use jiff::civil::Date;
use ledger::touches;
use sha2::{Digest, Sha256};

/// Events that are folded at once: a bound on memory.
const CHUNK_EVENTS: u64 = 4_096;

/// The derived tables with their columns, in key order.
const TABLES: [(&str, &str); 7] = [
    ("thing", "key, kind, version, state, shown"),
    ("listed", "jurisdiction, kind, key"),
    ("latest", "jurisdiction, kind, version"),
    ("name", "jurisdiction, kind, name, key"),
    (
        "task",
        "key, jurisdiction, plan, place, number, section, title, class, state, light, reason, due, clock, starts, \
         ends, progress, pace, percent, verified, leads, units, returned, reported, updated, turns_on",
    ),
    ("facet", "jurisdiction, facet, value, due, key"),
    ("counter", "jurisdiction, scope, scope_value, facet, value, n"),
];

/// What rebuilding found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rebuilt {
    /// Events folded.
    pub events: u64,
    /// Tables whose rows were other than the log says; empty where all was right.
    pub differ: Vec<&'static str>,
}

/// Derives everything anew in one transaction.
///
/// # Errors
/// Below the rules; then nothing has changed.
pub fn rebuild(db: &mut Connection) -> Result<Rebuilt, Fault> {
    db.transaction(anew)
}

/// Derives everything anew and undoes it: what [`rebuild`] would find. Writers wait meanwhile.
///
/// # Errors
/// Below the rules.
pub fn compare(db: &mut Connection) -> Result<Rebuilt, Fault> {
    let mut found = None;
    let undone = db.transaction(|db| {
        found = Some(anew(db)?);
        // Only an error undoes a transaction; nobody sees this one.
        Err(Fault::Lost)
    });
    found.map_or(undone, Ok)
}

fn anew(db: &mut Connection) -> Result<Rebuilt, Fault> {
    let before = digests(db)?;
    for (table, _) in TABLES {
        db.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    db.clear_text(crate::migrate::SEARCH)?;
    let jurisdictions =
        db.query("SELECT jurisdiction FROM head ORDER BY jurisdiction", &[], |row| row.int(0))?;
    let mut events = 0;
    for jurisdiction in jurisdictions {
        events += fold(db, jurisdiction as u32)?;
    }
    let after = digests(db)?;
    let differ = before.iter().zip(&after).filter(|(a, b)| a != b).map(|(a, _)| a.0).collect();
    Ok(Rebuilt { events, differ })
}

fn fold(db: &mut Connection, jurisdiction: u32) -> Result<u64, Fault> {
    let Some(head) = head::read(db, jurisdiction)? else { return Ok(0) };
    let mut today = Date::MIN;
    let mut rules_moved = false;
    let mut from = 0;
    while from < head.size {
        let events = crate::query::events::range(db, jurisdiction, from, CHUNK_EVENTS)?;
        let Some(last) = events.last() else {
            return Err(Fault::Broken(format!("event {from} of jurisdiction {jurisdiction} is missing")));
        };
        from = last.seq + 1;
        let mut loaded = Loaded::begin(db, jurisdiction, today)?;
        loaded.things(db, events.iter().flat_map(touches))?;
        for event in &events {
            loaded.world.apply(event);
        }
        if !loaded.world.founded() {
            return Err(Fault::Broken(format!(
                "the log of jurisdiction {jurisdiction} does not begin with founding"
            )));
        }
        today = loaded.world.today();
        rules_moved |= rules_changed(&events);
        let touched = loaded.world.take_touched();
        derive_changed(db, jurisdiction, &loaded, &touched)?;
        index(db, jurisdiction, &events)?;
    }
    let loaded = Loaded::begin(db, jurisdiction, today)?;
    if rules_moved {
        derive::all_rows_turn(db, jurisdiction, today)?;
    }
    let rules = &loaded.world.jurisdiction().lights;
    derive::turn_rows(db, Day { jurisdiction, rules, today })?;
    Ok(head.size)
}

/// A digest of each derived table, row by row in key order; of the text index, by its terms.
fn digests(db: &mut Connection) -> Result<Vec<(&'static str, [u8; 32])>, Fault> {
    let mut digests = Vec::new();
    for (table, columns) in TABLES {
        let mut digest = Sha256::new();
        let sql = format!("SELECT {columns} FROM {table} ORDER BY {}", key_of(table));
        let columns = columns.split(',').count();
        db.query(&sql, &[], |row| {
            for column in 0..columns {
                row.digest(column, &mut |bytes| digest.update(bytes))?;
            }
            Ok(())
        })?;
        digests.push((table, digest.finalize().into()));
    }
    let mut digest = Sha256::new();
    db.each_term(crate::migrate::SEARCH, &mut |term, key| {
        digest.update(term);
        digest.update([0]);
        digest.update(key.to_be_bytes());
    })?;
    digests.push((crate::migrate::SEARCH, digest.finalize().into()));
    Ok(digests)
}

fn key_of(table: &str) -> &'static str {
    match table {
        "latest" => "jurisdiction, kind",
        "listed" => "jurisdiction, kind, key",
        "name" => "jurisdiction, kind, name",
        "facet" => "jurisdiction, facet, value, due, key",
        "counter" => "jurisdiction, scope, scope_value, facet, value",
        _ => "key",
    }
}
