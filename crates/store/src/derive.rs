//! Deriving: snapshots, and the rows, facets and counters that are functions of a task and the day.

use crate::engine::{Connection, Fault, Table, Value};
use crate::key::Key;
use crate::row::task as task_row;
use crate::write::load::{decode, encode};
use jiff::civil::Date;
use ledger::light::LightRules;
use ledger::task::{Count, Shown, row, shown};
use ledger::{Entry, Kind, NameKind, Thing};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The release of the fold: rows written by an older one are derived anew in the background.
pub(crate) const FOLD: i64 = 2;

/// Rows that are derived at once when a day opens: a bound on memory.
const SLICE_ROWS: usize = 4_096;

const THING: Table =
    Table { name: "thing", columns: &["key", "kind", "version", "fold", "state", "shown"], keys: 1 };
const LISTED: Table = Table { name: "listed", columns: &["jurisdiction", "kind", "key"], keys: 3 };
const NAME: Table = Table { name: "name", columns: &["jurisdiction", "kind", "name", "key"], keys: 3 };
const LATEST: Table = Table { name: "latest", columns: &["jurisdiction", "kind", "version"], keys: 2 };
const FACET: Table =
    Table { name: "facet", columns: &["jurisdiction", "facet", "value", "due", "key"], keys: 5 };
const COUNTER: Table = Table {
    name: "counter",
    columns: &["jurisdiction", "scope", "scope_value", "facet", "value", "n"],
    keys: 5,
};

/// A thing to be written, and what it contributed before.
pub(crate) struct Changed<'a> {
    pub(crate) seq: u64,
    pub(crate) entry: &'a Entry,
    pub(crate) shown: Option<&'a Shown>,
    pub(crate) names: &'a [(NameKind, String)],
    /// An event changed it; if not, only the day did, and its snapshot stays as it is but for `shown`.
    pub(crate) folded: bool,
}

/// What rows depend on beside the thing.
#[derive(Clone, Copy)]
pub(crate) struct Day<'a> {
    pub(crate) jurisdiction: u32,
    pub(crate) rules: &'a LightRules,
    pub(crate) today: Date,
}

/// Whether things of this kind are few enough to be listed whole.
fn is_listed(kind: Kind) -> bool {
    !matches!(kind, Kind::Jurisdiction | Kind::DraftTask | Kind::Task | Kind::Report)
}

/// Writes snapshots and all that follows from them; counters move by new minus `shown`.
pub(crate) fn write(db: &mut Connection, day: Day<'_>, changed: &[Changed<'_>]) -> Result<(), Fault> {
    let jurisdiction = day.jurisdiction;
    let mut things = Vec::with_capacity(changed.len());
    let mut listed = Vec::new();
    let mut latest: BTreeMap<Kind, u64> = BTreeMap::new();
    let mut tasks = Vec::new();
    let mut facets = Difference::default();
    let mut counts: BTreeMap<Count, i64> = BTreeMap::new();
    let (mut names_gone, mut names_new) = (Vec::new(), Vec::new());
    for Changed { seq, entry, shown: before, names, folded } in changed {
        let key = Key::new(jurisdiction, *seq);
        let kind = entry.thing.kind();
        let mut after = None;
        if let Thing::Task(task) = &entry.thing {
            let row = row(task, day.rules, day.today);
            let new = shown(&row);
            tasks.push(task_row::values(key, row));
            if *before != Some(&new) {
                facets.between(key, *before, &new);
                for (count, n) in new.counts() {
                    *counts.entry(count).or_default() += n;
                }
                for (count, n) in before.map(Shown::counts).unwrap_or_default() {
                    *counts.entry(count).or_default() -= n;
                }
            } else if !folded {
                continue;
            }
            after = Some(encode(&new)?);
        }
        things.push(vec![
            key.into(),
            (kind as i64).into(),
            entry.version.into(),
            FOLD.into(),
            encode(&entry.thing)?.into(),
            after.into(),
        ]);
        if kind == Kind::Jurisdiction || is_listed(kind) {
            let version = latest.entry(kind).or_default();
            *version = entry.version.max(*version);
        }
        if is_listed(kind) {
            listed.push(vec![jurisdiction.into(), (kind as i64).into(), key.into()]);
        }
        let holds = entry.thing.names();
        for (kind, name) in names.iter().filter(|name| !holds.contains(name)) {
            names_gone.push(vec![jurisdiction.into(), (*kind as i64).into(), name.into()]);
        }
        for (kind, name) in holds.into_iter().filter(|name| !names.contains(name)) {
            names_new.push(vec![jurisdiction.into(), (kind as i64).into(), name.into(), key.into()]);
        }
    }
    db.upsert(&THING, &things)?;
    db.upsert(&LISTED, &listed)?;
    let latest = latest
        .into_iter()
        .map(|(kind, version)| vec![jurisdiction.into(), (kind as i64).into(), version.into()]);
    db.upsert(&LATEST, &latest.collect::<Vec<_>>())?;
    db.delete(&NAME, &names_gone)?;
    db.upsert(&NAME, &names_new)?;
    db.upsert(&task_row::TABLE, &tasks)?;
    db.delete(&FACET, &facet_rows(jurisdiction, facets.gone))?;
    db.upsert(&FACET, &facet_rows(jurisdiction, facets.new))?;
    move_counters(db, jurisdiction, counts)
}

type FacetRow = (i64, u64, Date, Key);

#[derive(Default)]
struct Difference {
    gone: Vec<FacetRow>,
    new: Vec<FacetRow>,
}

impl Difference {
    fn between(&mut self, key: Key, before: Option<&Shown>, after: &Shown) {
        let rows = |shown: &Shown| -> HashSet<FacetRow> {
            shown.facets().into_iter().map(|(facet, value)| (facet as i64, value, shown.due, key)).collect()
        };
        let (before, after) = (before.map(rows).unwrap_or_default(), rows(after));
        self.gone.extend(before.difference(&after));
        self.new.extend(after.difference(&before));
    }
}

fn facet_rows(jurisdiction: u32, mut of: Vec<FacetRow>) -> Vec<Vec<Value<'static>>> {
    // In key order, so that a mass change walks the tree once.
    of.sort_unstable();
    let row = |(facet, value, due, key): FacetRow| {
        vec![jurisdiction.into(), facet.into(), value.into(), due.to_string().into(), key.into()]
    };
    of.into_iter().map(row).collect()
}

fn move_counters(db: &mut Connection, jurisdiction: u32, counts: BTreeMap<Count, i64>) -> Result<(), Fault> {
    let moved: Vec<(Count, i64)> = counts.into_iter().filter(|&(_, n)| n != 0).collect();
    let key = |&(scope, scope_value, facet, value): &Count| -> Vec<Value<'static>> {
        vec![(scope as i64).into(), scope_value.into(), (facet as i64).into(), value.into()]
    };
    let keys: Vec<Vec<Value>> = moved.iter().map(|(count, _)| key(count)).collect();
    let sql = "SELECT scope, scope_value, facet, value, n FROM counter
               WHERE jurisdiction = $1 AND (scope, scope_value, facet, value) IN {keys}";
    let stand: HashMap<(i64, i64, i64, i64), i64> = db
        .query_in(sql, &[jurisdiction.into()], &keys, |row| {
            Ok(((row.int(0)?, row.int(1)?, row.int(2)?, row.int(3)?), row.int(4)?))
        })?
        .into_iter()
        .collect();
    let (mut rows, mut gone) = (Vec::new(), Vec::new());
    for (count, n) in moved {
        let (scope, scope_value, facet, value) = count;
        let stands = stand.get(&(scope as i64, scope_value as i64, facet as i64, value as i64)).copied();
        let n = n + stands.unwrap_or(0);
        let mut row: Vec<Value> = vec![jurisdiction.into()];
        row.extend(key(&count));
        if n == 0 {
            gone.push(row);
        } else {
            row.push(n.into());
            rows.push(row);
        }
    }
    db.upsert(&COUNTER, &rows)?;
    db.delete(&COUNTER, &gone)
}

/// Derives anew every row whose day has come, in slices within the transaction of the turn.
pub(crate) fn turn_rows(db: &mut Connection, day: Day<'_>) -> Result<(), Fault> {
    loop {
        let rows = db.query(
            "SELECT thing.key, thing.version, thing.state, thing.shown
             FROM (SELECT key FROM task WHERE jurisdiction = $1 AND turns_on <= $2 LIMIT $3) AS due
             JOIN thing ON thing.key = due.key",
            &[day.jurisdiction.into(), day.today.to_string().into(), SLICE_ROWS.into()],
            |row| {
                let shown: Option<Shown> = row.maybe_bytes(3)?.map(|bytes| decode(&bytes)).transpose()?;
                let entry = Entry { version: row.int(1)? as u64, thing: decode(&row.bytes(2)?)? };
                Ok((row.key(0)?.seq(), entry, shown))
            },
        )?;
        if rows.is_empty() {
            return Ok(());
        }
        let changed: Vec<Changed> = rows
            .iter()
            .map(|(seq, entry, shown)| {
                let shown = shown.as_ref();
                Changed { seq: *seq, entry, shown, names: &[], folded: false }
            })
            .collect();
        // A row's next turn always lies after today, so each slice leaves fewer.
        write(db, day, &changed)?;
    }
}

/// Makes every task's row due to be derived: the rules of lights have changed, or snapshots were folded anew.
pub(crate) fn all_rows_turn(db: &mut Connection, jurisdiction: u32, today: Date) -> Result<(), Fault> {
    let sql = "UPDATE task SET turns_on = $2 WHERE jurisdiction = $1";
    db.execute(sql, &[jurisdiction.into(), today.to_string().into()])?;
    Ok(())
}
