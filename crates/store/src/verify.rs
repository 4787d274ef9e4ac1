//! Checks a jurisdiction's log: every byte of its tables either follows from what the tree's root commits
//! to, or a fault is found. Reads alone, knows no rules, prints nothing.

use std::collections::HashSet;
use std::sync::mpsc::sync_channel;
use std::thread;

use jiff::Timestamp;
use proof::{Algorithm, Frontier, Hash, Salt, commit, leaf};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::engine::{Connection, Fault, Row, Value};
use crate::key::{Key, MAX_JURISDICTION};

/// Events that are read at once; with their bytes a few megabytes.
const SLICE_ROWS: usize = 10_000;
/// Slices that may lie between the reading and the checking thread.
const SLICES_AHEAD: usize = 2;

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
    let mut check = Check { against, ..Check::default() };
    db.reading(|db| {
        let (slices, received) = sync_channel::<Vec<Recorded>>(SLICES_AHEAD);
        thread::scope(|scope| {
            scope.spawn(|| received.into_iter().flatten().for_each(|row| check.event(&row)));
            read_slices(db, jurisdiction, |slice| slices.send(slice).is_ok())?;
            drop(slices);
            Ok::<_, Fault>(())
        })?;
        check.strays(db, jurisdiction)?;
        check.erasures(db, jurisdiction)?;
        check.head(db, jurisdiction)
    })?;
    Ok(check.report())
}

/// An event as the tables hold it, with what stands beside it.
struct Recorded {
    key: Key,
    on: Option<Key>,
    kind: String,
    at: i64,
    day: String,
    salt: Vec<u8>,
    bytes: Vec<u8>,
    private: Option<(Vec<u8>, Vec<u8>)>,
    entry: Option<Vec<u8>>,
}

/// Reads the log from its beginning and hands slices on while `send` takes them.
fn read_slices(
    db: &mut Connection,
    jurisdiction: u32,
    mut send: impl FnMut(Vec<Recorded>) -> bool,
) -> Result<(), Fault> {
    let sql = "SELECT event.key, on_key, kind, at, day, event.salt, event.bytes,
                      private.salt, private.bytes, entry
               FROM event LEFT JOIN private ON private.key = event.key LEFT JOIN leaf ON leaf.key = event.key
               WHERE event.key BETWEEN $1 AND $2 ORDER BY event.key LIMIT $3";
    let (mut from, to) = Key::all_of(jurisdiction).into_inner();
    loop {
        let slice = db.query(sql, &[from.into(), to.into(), SLICE_ROWS.into()], recorded)?;
        let Some(last) = slice.last() else { return Ok(()) };
        from = Key::from_column(last.key.get() + 1);
        let ends = slice.len() < SLICE_ROWS;
        if !send(slice) || ends {
            return Ok(());
        }
    }
}

fn recorded(row: &Row) -> Result<Recorded, Fault> {
    Ok(Recorded {
        key: row.key(0)?,
        on: row.maybe_key(1)?,
        kind: row.text(2)?,
        at: row.int(3)?,
        day: row.text(4)?,
        salt: row.bytes(5)?,
        bytes: row.bytes(6)?,
        private: row.maybe_bytes(7)?.zip(row.maybe_bytes(8)?),
        entry: row.maybe_bytes(9)?,
    })
}

/// An event's public bytes, as far as columns stand beside them.
#[derive(Deserialize)]
struct Public<'a> {
    seq: u64,
    at: Timestamp,
    on: Option<u64>,
    #[serde(borrow)]
    kind: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    data: &'a RawValue,
}

/// `data` of `day.opened`.
#[derive(Deserialize)]
struct Opened {
    date: String,
}

/// `data` of `private.erased`.
#[derive(Deserialize)]
struct Erased {
    seq: u64,
}

/// What the check knows of the events that it has seen.
#[derive(Default)]
struct Check {
    next: u64,
    tree: Frontier,
    /// The ledger's day, which the columns do not say but `day.opened` does.
    day: Option<String>,
    /// The days beside events before the first `day.opened`, by seq.
    before_first_day: Vec<(u64, String)>,
    at: i64,
    leaves: i64,
    privates: i64,
    /// Events whose private part is gone.
    gone: HashSet<u64>,
    /// Events whose private part an event says to be erased.
    erased: HashSet<u64>,
    against: Option<(u64, Hash)>,
    noted: bool,
    faults: Vec<LogFault>,
}

impl Check {
    fn event(&mut self, row: &Recorded) {
        let seq = row.key.seq();
        self.compare_with_noted();
        if seq != self.next {
            self.faults.push(LogFault::Gap { from: self.next, to: seq - 1 });
        }
        self.next = seq + 1;
        self.at = row.at;
        self.entry(seq, row);
        match serde_json::from_slice(&row.bytes) {
            Ok(public) => self.columns(seq, row, &public),
            Err(error) => self.faults.push(LogFault::Unreadable { seq, why: error.to_string() }),
        }
    }

    /// The commitments: the entry follows from the parts, the tree from the entries.
    fn entry(&mut self, seq: u64, row: &Recorded) {
        self.leaves += i64::from(row.entry.is_some());
        self.privates += i64::from(row.private.is_some());
        let entry = row.entry.as_deref().unwrap_or_default();
        self.tree.push(leaf(entry));
        let Some((algorithm, public, private)) = split(entry) else {
            self.faults.push(LogFault::NoEntry { seq });
            return;
        };
        if commitment(algorithm, &row.salt, &row.bytes) != Some(public) {
            self.faults.push(LogFault::Public { seq });
        }
        match &row.private {
            Some((salt, bytes)) if commitment(algorithm, salt, bytes) != Some(private) => {
                self.faults.push(LogFault::Private { seq });
            }
            None if private != Hash([0; 32]) => drop(self.gone.insert(seq)),
            _ => {}
        }
    }

    /// What stands beside the bytes.
    fn columns(&mut self, seq: u64, row: &Recorded, public: &Public) {
        let on = public.on.map(|on| Key::new(row.key.jurisdiction(), on));
        for (column, same) in [
            ("seq", public.seq == seq),
            ("on_key", on == row.on),
            ("kind", public.kind == row.kind),
            ("at", public.at.as_microsecond() == row.at),
        ] {
            if !same {
                self.faults.push(LogFault::Column { seq, column });
            }
        }
        match &*public.kind {
            "day.opened" => match serde_json::from_str(public.data.get()) {
                Ok(Opened { date }) => {
                    for (seq, day) in self.before_first_day.drain(..) {
                        if day != date {
                            self.faults.push(LogFault::Column { seq, column: "day" });
                        }
                    }
                    self.day = Some(date);
                }
                Err(error) => self.faults.push(LogFault::Unreadable { seq, why: error.to_string() }),
            },
            "private.erased" => match serde_json::from_str(public.data.get()) {
                Ok(Erased { seq: erased }) => drop(self.erased.insert(erased)),
                Err(error) => self.faults.push(LogFault::Unreadable { seq, why: error.to_string() }),
            },
            _ => {}
        }
        match &self.day {
            None => self.before_first_day.push((seq, row.day.clone())),
            Some(day) if *day != row.day => self.faults.push(LogFault::Column { seq, column: "day" }),
            Some(_) => {}
        }
    }

    /// Before an event is taken: is this the size that was noted?
    fn compare_with_noted(&mut self) {
        if let Some((size, root)) = self.against
            && size == self.tree.size()
        {
            self.noted = root == self.tree.root();
        }
    }

    /// Rows of other tables that belong to no event; looked for only where the counts differ.
    fn strays(&mut self, db: &mut Connection, jurisdiction: u32) -> Result<(), Fault> {
        let range = range(jurisdiction);
        for (table, met) in [("leaf", self.leaves), ("private", self.privates)] {
            let count = format!("SELECT count(*) FROM {table} WHERE key BETWEEN $1 AND $2");
            if db.first(&count, &range, |row| row.int(0))? != Some(met) {
                let rows = format!(
                    "SELECT key FROM {table} WHERE key BETWEEN $1 AND $2
                     AND NOT EXISTS (SELECT 1 FROM event WHERE event.key = {table}.key)"
                );
                let strays = db.query(&rows, &range, |row| row.key(0))?;
                let strays = strays.into_iter().map(|key| LogFault::Stray { table, seq: key.seq() });
                self.faults.extend(strays);
            }
        }
        Ok(())
    }

    /// What is gone must have been erased, and what was erased must be gone.
    fn erasures(&mut self, db: &mut Connection, jurisdiction: u32) -> Result<(), Fault> {
        let missing = self.gone.difference(&self.erased);
        self.faults.extend(missing.map(|seq| LogFault::PrivateMissing { seq: *seq }));
        for seq in self.erased.difference(&self.gone) {
            let key = Key::new(jurisdiction, *seq);
            let there = db.first("SELECT 1 FROM private WHERE key = $1", &[key.into()], |_| Ok(()))?;
            if there.is_some() {
                self.faults.push(LogFault::NotErased { seq: *seq });
            }
        }
        Ok(())
    }

    /// The head says where the events end.
    fn head(&mut self, db: &mut Connection, jurisdiction: u32) -> Result<(), Fault> {
        let sql = "SELECT size, at, day, frontier FROM head WHERE jurisdiction = $1";
        let head = db.first(sql, &[jurisdiction.into()], |row| {
            Ok((row.int(0)?, row.int(1)?, row.text(2)?, row.bytes(3)?))
        })?;
        let Some((size, at, day, frontier)) = head else {
            self.faults.push(LogFault::NoHead);
            return Ok(());
        };
        for (column, same) in [
            ("size", size == self.next as i64),
            ("at", at == self.at),
            ("day", Some(day) == self.day),
            ("frontier", frontier == self.tree.to_bytes()),
        ] {
            if !same {
                self.faults.push(LogFault::Head { column });
            }
        }
        Ok(())
    }

    fn report(mut self) -> Report {
        self.compare_with_noted();
        if let Some((size, _)) = self.against.filter(|_| !self.noted) {
            self.faults.push(LogFault::Rewritten { size });
        }
        // Events of a log in which no day was ever opened.
        let dayless = self.before_first_day.into_iter();
        self.faults.extend(dayless.map(|(seq, _)| LogFault::Column { seq, column: "day" }));
        Report { size: self.tree.size(), root: self.tree.root(), faults: self.faults }
    }
}

fn range(jurisdiction: u32) -> [Value<'static>; 2] {
    let (from, to) = Key::all_of(jurisdiction).into_inner();
    [from.into(), to.into()]
}

/// An entry's algorithm and its two commitments.
fn split(entry: &[u8]) -> Option<(Algorithm, Hash, Hash)> {
    let (algorithm, commitments) = entry.split_first()?;
    let algorithm = Algorithm::try_from(*algorithm).ok()?;
    match commitments.as_chunks::<32>() {
        ([public, private], []) => Some((algorithm, Hash(*public), Hash(*private))),
        _ => None,
    }
}

/// The commitment to a part; none where its salt is no salt.
fn commitment(algorithm: Algorithm, salt: &[u8], bytes: &[u8]) -> Option<Hash> {
    Some(commit(algorithm, &Salt(salt.try_into().ok()?), bytes))
}
