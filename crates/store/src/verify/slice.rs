//! Reads a log in slices: many events in one piece of memory, since a million small ones cost more than
//! the hashing.

use std::ops::Range;

use crate::engine::{Connection, Fault, Row};
use crate::key::Key;

/// Events that are read at once: with their bytes half a megabyte, which the processor's cache holds.
const SLICE_ROWS: usize = 1_000;
/// Memory of a slice to begin with: an event of the usual size with what stands beside it.
const SLICE_BYTES: usize = SLICE_ROWS * 600;

/// Some events in the order of their keys.
pub(super) struct Slice {
    pub(super) events: Vec<Recorded>,
    memory: Vec<u8>,
}

/// An event as the tables hold it, with what stands beside it; texts and bytes lie in the slice's memory.
pub(super) struct Recorded {
    pub(super) key: Key,
    pub(super) on: Option<Key>,
    pub(super) at: i64,
    pub(super) kind: Part,
    pub(super) day: Part,
    pub(super) salt: Part,
    pub(super) bytes: Part,
    pub(super) private: Option<(Part, Part)>,
    pub(super) entry: Option<Part>,
}

/// A place in a slice's memory.
pub(super) type Part = Range<usize>;

impl Slice {
    /// The bytes of a part of one of its events.
    pub(super) fn part(&self, part: &Part) -> &[u8] {
        &self.memory[part.clone()]
    }

    fn add(&mut self, row: &Row) -> Result<(), Fault> {
        let mut keep = |column| -> Result<Option<Part>, Fault> {
            let Some(bytes) = row.raw(column)? else { return Ok(None) };
            let from = self.memory.len();
            self.memory.extend_from_slice(bytes);
            Ok(Some(from..self.memory.len()))
        };
        let event = Recorded {
            key: row.key(0)?,
            on: row.maybe_key(1)?,
            at: row.int(2)?,
            // The schema lets none of these be null.
            kind: keep(3)?.unwrap_or_default(),
            day: keep(4)?.unwrap_or_default(),
            salt: keep(5)?.unwrap_or_default(),
            bytes: keep(6)?.unwrap_or_default(),
            private: keep(7)?.zip(keep(8)?),
            entry: keep(9)?,
        };
        self.events.push(event);
        Ok(())
    }
}

/// Reads a jurisdiction's log from its beginning and hands slices on while `send` takes them.
pub(super) fn read(
    db: &mut Connection,
    jurisdiction: u32,
    mut send: impl FnMut(Slice) -> bool,
) -> Result<(), Fault> {
    let sql = "SELECT event.key, on_key, at, kind, day, event.salt, event.bytes,
                      private.salt, private.bytes, entry
               FROM event LEFT JOIN private ON private.key = event.key LEFT JOIN leaf ON leaf.key = event.key
               WHERE event.key BETWEEN $1 AND $2 ORDER BY event.key LIMIT $3";
    let (mut from, to) = Key::all_of(jurisdiction).into_inner();
    loop {
        let mut slice =
            Slice { events: Vec::with_capacity(SLICE_ROWS), memory: Vec::with_capacity(SLICE_BYTES) };
        db.query(sql, &[from.into(), to.into(), SLICE_ROWS.into()], |row| slice.add(row))?;
        let Some(last) = slice.events.last() else { return Ok(()) };
        from = Key::from_column(last.key.get() + 1);
        let ends = slice.events.len() < SLICE_ROWS;
        if !send(slice) || ends {
            return Ok(());
        }
    }
}
