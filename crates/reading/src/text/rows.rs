//! What tables share whose cells are printed on several lines, however their columns are shown.

use std::ops::Range;

use super::plain;
use crate::label::{self, Kind};

/// Heads that a table has at least.
pub(super) const MIN_HEADS: usize = 3;

/// Rows on one line each above the first that goes on over lines, at most: a text that repeats a head is read once.
pub(super) const WHOLE_ROWS: usize = 64;

/// A row: of each column the characters on its lines.
pub(super) type Row = Vec<Vec<Range<usize>>>;

/// A table and the printed lines that it takes.
pub(super) struct Table {
    pub(super) lines: Range<usize>,
    pub(super) rows: Vec<Row>,
}

/// What each head announces.
pub(super) struct Heads {
    pub(super) kinds: Vec<Option<Kind>>,
    /// The column that numbers the rows, the first or behind a name that several rows share.
    pub(super) number: Option<usize>,
}

/// The heads of a table; None for a row that is none: two of three must be known, all where no column has numbers.
pub(super) fn heads(source: &[char], row: &Row) -> Option<Heads> {
    let kind = |parts: &Vec<Range<usize>>| {
        let printed: Vec<char> = parts.iter().flat_map(|part| plain(&source[part.clone()])).collect();
        label::column(&printed)
    };
    let kinds: Vec<Option<Kind>> = row.iter().map(kind).collect();
    let known = kinds.iter().flatten().count();
    let number = kinds.iter().take(2).position(|kind| *kind == Some(Kind::Number));
    let enough = if number.is_some() { known * 3 >= kinds.len() * 2 } else { known == kinds.len() };
    (kinds.len() >= MIN_HEADS && enough).then_some(Heads { kinds, number })
}
