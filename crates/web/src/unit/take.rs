//! Taking the rows of a table into the directory: a write for each, groups after their members, mergers last. A table
//! that was broken off goes on where it stopped: what was taken is the same by then.

use super::sheet::{Line, Sheet, Verdict};
use crate::directory::Directory;
use crate::problem::sentence;
use crate::words::Words;
use jiff::civil::Date;
use ledger::UnitId;
use ledger::unit::{Add, Change, Merge};
use std::collections::HashMap;
use store::{Sent, Store, WriteError};

/// What became of a table.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Taken {
    /// Units that were added.
    pub added: usize,
    /// Units that were changed.
    pub changed: usize,
    /// Rows that were refused: number, name, sentence.
    pub refused: Vec<(usize, String, String)>,
}

/// Writes what is new or changed. `sent` makes the envelope of a write.
///
/// # Errors
/// What stops the whole: the store, not a row.
pub fn take(
    store: &Store,
    directory: &Directory,
    sheet: &Sheet,
    (today, w): (Date, &Words),
    sent: impl Fn() -> Sent,
) -> Result<Taken, WriteError> {
    let mut ids: HashMap<String, UnitId> = HashMap::new();
    for (id, unit) in directory.units() {
        if unit.into.is_none() || !ids.contains_key(&unit.facts.name) {
            ids.insert(unit.facts.name.clone(), id);
        }
    }
    let mut taken = Taken::default();
    let mut refuse = |line: &Line, error: WriteError| match error {
        WriteError::Refused(refusal) => {
            taken.refused.push((line.row, line.facts.name.clone(), sentence(w, &refusal)));
            Ok(())
        }
        other => Err(other),
    };
    let (mut added, mut changed) = (0, 0);
    for line in in_order(&sheet.lines) {
        let mut facts = line.facts.clone();
        facts.members = line.members.iter().filter_map(|name| ids.get(name).copied()).collect();
        let written = match &line.verdict {
            Verdict::New => store.write_now(sent(), Add { facts }).map(|made| {
                added += 1;
                UnitId(made.seq)
            }),
            Verdict::Changed(unit, fields) if fields.iter().any(|field| *field != "into") => {
                store.write_now(sent(), Change { unit: *unit, facts }).map(|_| {
                    changed += 1;
                    *unit
                })
            }
            Verdict::Changed(unit, _) => Ok(*unit),
            Verdict::Same | Verdict::Faulty(_) => continue,
        };
        match written {
            Ok(unit) => drop(ids.insert(line.facts.name.clone(), unit)),
            Err(error) => refuse(line, error)?,
        }
    }
    for line in sheet.lines.iter().filter(|line| matches!(line.verdict, Verdict::New | Verdict::Changed(..)))
    {
        let Some((into, date)) = &line.into else { continue };
        let (Some(&unit), Some(&into)) = (ids.get(&line.facts.name), ids.get(into)) else { continue };
        match store.write_now(sent(), Merge { unit, into, date: date.unwrap_or(today) }) {
            Ok(_) => changed += usize::from(!matches!(line.verdict, Verdict::New)),
            Err(error) => refuse(line, error)?,
        }
    }
    Ok(Taken { added, changed, ..taken })
}

/// Rows whose members are rows come after these; of a ring of groups the rest follows as it stands, and is refused.
fn in_order(lines: &[Line]) -> Vec<&Line> {
    let mut rest: Vec<&Line> = lines.iter().collect();
    let mut ordered = Vec::new();
    while !rest.is_empty() {
        let waits = |line: &&Line| {
            rest.iter().any(|other| other.row != line.row && line.members.contains(&other.facts.name))
        };
        let (later, now): (Vec<&Line>, Vec<&Line>) = rest.iter().copied().partition(waits);
        rest = if now.is_empty() { Vec::new() } else { later.clone() };
        ordered.extend(if now.is_empty() { later } else { now });
    }
    ordered
}
