//! The log as its readers page through it: the kinds that they may read, forwards or backwards.

use super::events::{COLUMNS, Dated, read};
use crate::engine::{Connection, Fault, Value};
use crate::key::Key;
use std::fmt::Write as _;

/// Events that a page walks over at most; where the kinds are rare, the page ends early and the next goes on.
const WALK_EVENTS: u64 = 10_000;

/// In which direction a page goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Oldest first, from this seq on.
    From(u64),
    /// Newest first, before this seq.
    Before(u64),
}

/// A page of the events of these kinds, and the seq to go on after (or before); none at the log's end.
///
/// # Errors
/// Below the rules.
pub fn page(
    db: &mut Connection,
    jurisdiction: u32,
    kinds: &[&str],
    direction: Direction,
    limit: usize,
) -> Result<(Vec<Dated>, Option<u64>), Fault> {
    let all = Key::all_of(jurisdiction);
    let (first, last, order) = match direction {
        Direction::From(seq) => (Key::new(jurisdiction, seq), *all.end(), "ASC"),
        Direction::Before(0) => return Ok((Vec::new(), None)),
        Direction::Before(seq) => (*all.start(), Key::new(jurisdiction, seq - 1), "DESC"),
    };
    let walk = format!("FROM event WHERE event.key BETWEEN $1 AND $2 ORDER BY event.key {order}");
    let mut args: Vec<Value> = vec![first.into(), last.into(), WALK_EVENTS.into(), (limit + 1).into()];
    let mut names = String::new();
    for kind in kinds {
        args.push((*kind).into());
        let _ = write!(names, "{}${}", if names.is_empty() { "" } else { "," }, args.len());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT event.key, event.kind, event.bytes, event.day {walk} LIMIT $3) AS event
         LEFT JOIN private ON private.key = event.key
         WHERE event.kind IN ({names}) ORDER BY event.key {order} LIMIT $4"
    );
    let mut found = db.query(&sql, &args, read)?;
    if found.len() > limit {
        found.truncate(limit);
        let next = found.last().map(|dated| dated.event.seq);
        return Ok((found, next));
    }
    let sql = format!("SELECT event.key {walk} LIMIT 1 OFFSET $3");
    let end =
        db.first(&sql, &[first.into(), last.into(), (WALK_EVENTS - 1).into()], |row| Ok(row.key(0)?.seq()))?;
    Ok((found, end))
}
