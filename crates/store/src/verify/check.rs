//! What is checked of each event, and of the log as a whole at its end.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use proof::commitment::ENTRY_VERSION;
use proof::{Algorithm, Frontier, Hash, Salt, commit, leaf};
use serde::Deserialize;

use super::slice::{Recorded, Slice};
use super::{LogFault, Report};
use crate::engine::{Connection, Fault, Value};
use crate::key::Key;

/// An event's public bytes, as far as columns stand beside them.
#[derive(Deserialize)]
struct Public<'a> {
    seq: u64,
    at: Timestamp,
    on: Option<u64>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

/// An event's public bytes where `data` matters.
#[derive(Deserialize)]
struct With<Data> {
    data: Data,
}

/// `data` of `day.opened`.
#[derive(Deserialize)]
struct Opened {
    date: Date,
}

/// `data` of `private.erased`.
#[derive(Deserialize)]
struct Erased {
    seq: u64,
}

/// What the check knows of the events that it has seen.
#[derive(Default)]
pub(super) struct Check {
    next: u64,
    tree: Frontier,
    /// The ledger's day, which the columns do not say but `day.opened` does, and as the columns write it.
    day: Option<(Date, String)>,
    /// The days beside events before the first `day.opened`, by seq.
    before_first_day: Vec<(u64, Vec<u8>)>,
    /// The time of the last event, as its column has it and as its bytes do.
    at: i64,
    said_at: Option<Timestamp>,
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
    pub(super) fn new(against: Option<(u64, Hash)>) -> Self {
        Self { against, ..Self::default() }
    }

    pub(super) fn slice(&mut self, slice: &Slice) {
        for row in &slice.events {
            self.event(slice, row);
        }
    }

    fn event(&mut self, slice: &Slice, row: &Recorded) {
        let seq = row.key.seq();
        self.compare_with_noted();
        if seq != self.next {
            self.faults.push(LogFault::Gap { from: self.next, to: seq - 1 });
        }
        self.next = seq + 1;
        self.at = row.at;
        self.entry(seq, slice, row);
        if let Err(error) = self.columns(seq, slice, row) {
            self.faults.push(LogFault::Unreadable { seq, why: error.to_string() });
        }
    }

    /// The commitments: the entry follows from the parts, the tree from the entries.
    fn entry(&mut self, seq: u64, slice: &Slice, row: &Recorded) {
        self.leaves += i64::from(row.entry.is_some());
        self.privates += i64::from(row.private.is_some());
        let entry = row.entry.as_ref().map_or(&[][..], |entry| slice.part(entry));
        self.tree.push(leaf(entry));
        let Some((algorithm, public, private)) = split(entry) else {
            self.faults.push(LogFault::NoEntry { seq });
            return;
        };
        if commitment(algorithm, slice.part(&row.salt), slice.part(&row.bytes)) != Some(public) {
            self.faults.push(LogFault::Public { seq });
        }
        match &row.private {
            Some((salt, bytes))
                if commitment(algorithm, slice.part(salt), slice.part(bytes)) != Some(private) =>
            {
                self.faults.push(LogFault::Private { seq });
            }
            None if private != Hash([0; 32]) => drop(self.gone.insert(seq)),
            _ => {}
        }
    }

    /// What stands beside the bytes.
    fn columns(&mut self, seq: u64, slice: &Slice, row: &Recorded) -> serde_json::Result<()> {
        let bytes = slice.part(&row.bytes);
        let public: Public = serde_json::from_slice(bytes)?;
        let on = public.on.map(|on| Key::new(row.key.jurisdiction(), on));
        for (column, same) in [
            ("seq", public.seq == seq),
            ("on_key", on == row.on),
            ("kind", public.kind.as_bytes() == slice.part(&row.kind)),
            ("at", public.at.as_microsecond() == row.at),
        ] {
            if !same {
                self.faults.push(LogFault::Column { seq, column });
            }
        }
        if self.said_at.is_some_and(|before| public.at < before) {
            self.faults.push(LogFault::TimeFell { seq });
        }
        self.said_at = Some(public.at);
        match &*public.kind {
            "day.opened" => {
                let opened: With<Opened> = serde_json::from_slice(bytes)?;
                self.opened(seq, opened.data.date);
            }
            "private.erased" => {
                let erased: With<Erased> = serde_json::from_slice(bytes)?;
                self.erased.insert(erased.data.seq);
            }
            _ => {}
        }
        let day = slice.part(&row.day);
        match &self.day {
            None => self.before_first_day.push((seq, day.to_vec())),
            Some((_, today)) if today.as_bytes() != day => {
                self.faults.push(LogFault::Column { seq, column: "day" });
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// Days follow one after the other, none left out, never back.
    fn opened(&mut self, seq: u64, date: Date) {
        let text = date.to_string();
        for (seq, day) in self.before_first_day.drain(..) {
            if day != text.as_bytes() {
                self.faults.push(LogFault::Column { seq, column: "day" });
            }
        }
        if let Some((after, _)) = self.day
            && after.tomorrow().ok() != Some(date)
        {
            self.faults.push(LogFault::DayOutOfOrder { seq, date, after });
        }
        self.day = Some((date, text));
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
    pub(super) fn strays(&mut self, db: &mut Connection, jurisdiction: u32) -> Result<(), Fault> {
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
    pub(super) fn erasures(&mut self, db: &mut Connection, jurisdiction: u32) -> Result<(), Fault> {
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
    pub(super) fn head(&mut self, db: &mut Connection, jurisdiction: u32) -> Result<(), Fault> {
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
            ("day", Some(&day) == self.day.as_ref().map(|(_, text)| text)),
            ("frontier", frontier == self.tree.to_bytes()),
        ] {
            if !same {
                self.faults.push(LogFault::Head { column });
            }
        }
        Ok(())
    }

    pub(super) fn report(mut self) -> Report {
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

/// An entry's algorithm and its two commitments; none where its form is not known.
fn split(entry: &[u8]) -> Option<(Algorithm, Hash, Hash)> {
    let (&[ENTRY_VERSION, algorithm], commitments) = entry.split_first_chunk()? else { return None };
    let algorithm = Algorithm::try_from(algorithm).ok()?;
    match commitments.as_chunks::<32>() {
        ([public, private], []) => Some((algorithm, Hash(*public), Hash(*private))),
        _ => None,
    }
}

/// The commitment to a part; none where its salt is no salt.
fn commitment(algorithm: Algorithm, salt: &[u8], bytes: &[u8]) -> Option<Hash> {
    Some(commit(algorithm, &Salt(salt.try_into().ok()?), bytes))
}
