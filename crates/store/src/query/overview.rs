//! The overview: one scan of a scope's counters.

use crate::engine::{Connection, Fault, Value};
use ledger::Facet;
use ledger::task::{Shown, State};
use std::collections::HashMap;

/// A scope's counters: by facet and value.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Counts(HashMap<(i64, u64), i64>);

impl Counts {
    /// How many (for percentages: how much) of a facet value; 0 where none.
    pub fn of(&self, facet: Facet, value: u64) -> i64 {
        self.0.get(&(facet as i64, value)).copied().unwrap_or(0)
    }

    /// Adds the counters of another scope that shares no task with this one.
    pub fn add(&mut self, other: &Self) {
        for (key, n) in &other.0 {
            *self.0.entry(*key).or_default() += n;
        }
    }

    /// How many tasks the scope holds: each has one light.
    pub fn rows(&self) -> i64 {
        self.values(Facet::Light).map(|(_, n)| n).sum()
    }

    /// How many of them count: what another task carries on counts there.
    pub fn tasks(&self) -> i64 {
        self.rows() - self.of(Facet::State, State::Carried as u64)
    }

    /// The values of a facet with their counts, in no order.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = (u64, i64)> {
        self.0.iter().filter(move |((of, _), _)| *of == facet as i64).map(|((_, value), n)| (*value, *n))
    }

    /// The mean percentage of its tasks, rounded down; none where there are none.
    pub fn mean(&self, facet: Facet) -> Option<i64> {
        let tasks = self.tasks();
        (tasks > 0).then(|| self.of(facet, 0) / tasks)
    }
}

/// The counters of one scope (`All`, `Plan`, `Section`, `Unit`, `Lead`, `Leader`).
pub fn scope(db: &mut Connection, jurisdiction: u32, scope: Facet, value: u64) -> Result<Counts, Fault> {
    let rows = db.query(
        "SELECT facet, value, n FROM counter WHERE jurisdiction = $1 AND scope = $2 AND scope_value = $3",
        &[jurisdiction.into(), (scope as i64).into(), value.into()],
        |row| Ok(((row.int(0)?, row.int(1)? as u64), row.int(2)?)),
    )?;
    Ok(Counts(rows.into_iter().collect()))
}

/// The counters of every value of a scope: each unit, each section.
pub fn scopes(db: &mut Connection, jurisdiction: u32, scope: Facet) -> Result<HashMap<u64, Counts>, Fault> {
    let rows = db.query(
        "SELECT scope_value, facet, value, n FROM counter WHERE jurisdiction = $1 AND scope = $2",
        &[jurisdiction.into(), (scope as i64).into()],
        |row| Ok((row.int(0)? as u64, (row.int(1)?, row.int(2)? as u64), row.int(3)?)),
    )?;
    let mut scopes: HashMap<u64, Counts> = HashMap::new();
    for (value, key, n) in rows {
        scopes.entry(value).or_default().0.insert(key, n);
    }
    Ok(scopes)
}

/// The counters of every section of a plan, by the section's number in it.
pub fn sections(db: &mut Connection, jurisdiction: u32, plan: u64) -> Result<HashMap<u32, Counts>, Fault> {
    let (first, last) = (Shown::section_value(plan, 0), Shown::section_value(plan + 1, 0));
    let rows = db.query(
        "SELECT scope_value, facet, value, n FROM counter
         WHERE jurisdiction = $1 AND scope = $2 AND scope_value >= $3 AND scope_value < $4",
        &[jurisdiction.into(), (Facet::Section as i64).into(), first.into(), last.into()],
        |row| Ok((row.int(0)? as u64, (row.int(1)?, row.int(2)? as u64), row.int(3)?)),
    )?;
    let mut sections: HashMap<u32, Counts> = HashMap::new();
    for (value, key, n) in rows {
        // A plan has fewer sections than `SECTION_VALUES`.
        sections.entry((value - first) as u32).or_default().0.insert(key, n);
    }
    Ok(sections)
}

/// How many tasks of the whole jurisdiction carry each of these values of a facet.
pub fn values(
    db: &mut Connection,
    jurisdiction: u32,
    facet: Facet,
    values: &[u64],
) -> Result<Vec<i64>, Fault> {
    let keys: Vec<Vec<Value>> = values.iter().map(|&value| vec![value.into()]).collect();
    let sql = "SELECT value, n FROM counter
               WHERE jurisdiction = $1 AND scope = 0 AND scope_value = 0 AND facet = $2 AND (value) IN {keys}";
    let rows: HashMap<u64, i64> = db
        .query_in(sql, &[jurisdiction.into(), (facet as i64).into()], &keys, |row| {
            Ok((row.int(0)? as u64, row.int(1)?))
        })?
        .into_iter()
        .collect();
    Ok(values.iter().map(|value| rows.get(value).copied().unwrap_or(0)).collect())
}
