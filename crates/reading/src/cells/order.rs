//! Cells put under columns by what they are, in the order of the columns: by the best sum of fits over all rows.

use std::ops::Range;

use crate::label::Kind;
use crate::numeral::is_number;
use crate::reading::Role;
use crate::table::{Column, fit};
use crate::text::Flow;

/// What no way leads to.
const NEVER: i32 = i32::MIN / 2;

/// A cell's column, and whether it begins another row under the same number.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) column: usize,
    pub(super) fresh: bool,
}

/// Fits that are looked for at most to put the rows of a table without numbers in order.
const MOST_FITS: usize = 20_000;

/// The columns of the cells of one number, or of all rows where none has a number, as far as they stand in the order of
/// the columns, one column over several lines and several rows under one number included; None where they do not fit.
pub(super) fn in_order(flow: &Flow, columns: &[Column], cells: &[Range<usize>]) -> Option<Vec<Place>> {
    let fits =
        || cells.iter().map(|cell| columns.iter().map(|column| fit(flow, cell, column.kind)).collect());
    let (k, n) = (cells.len(), columns.len());
    if columns.first()?.kind != Kind::Number {
        return (k >= 2 && k * n <= MOST_FITS)
            .then(|| ordered(columns, &fits().collect::<Vec<_>>(), Rest::Rows))?;
    }
    if k < 2 || k > 4 * n || !is_number(&flow.c[cells[0].clone()]) {
        return None;
    }
    let fits: Vec<Vec<i32>> = fits().collect();
    ordered(columns, &fits, Rest::Parts).or_else(|| ordered(columns, &fits, Rest::Row))
}

/// What the cells behind the first of a group may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// Its row alone.
    Row,
    /// Rows that have the same number too.
    Parts,
    /// Rows without numbers.
    Rows,
}

fn ordered(columns: &[Column], fits: &[Vec<i32>], rest: Rest) -> Option<Vec<Place>> {
    let (k, n) = (fits.len(), columns.len());
    let left_out = |range: Range<usize>| {
        let counts =
            |column: &&Column| !matches!(column.kind, Kind::Other | Kind::Goal | Kind::Name | Kind::Number);
        // One of two columns of units may be empty: sooner that of those who help.
        let weight = |column: &Column| 1 + i32::from(column.kind == Kind::Units(Role::Lead));
        columns[range].iter().filter(counts).map(weight).sum::<i32>()
    };
    let words = columns.iter().position(|column| column.kind == Kind::Words)?;
    // What the step from one cell's column to the next one's costs.
    let step = |from: usize, to: usize| -> Option<i32> {
        let kind = columns[to].kind;
        if to > from {
            return Some(left_out(from + 1..to));
        }
        if to < from && rest == Rest::Rows {
            // A row has words.
            return (to <= words && from >= words).then(|| left_out(from + 1..n) + left_out(0..to));
        }
        match kind {
            // Several lines of one cell cost a little, so that a column of its own is taken first.
            Kind::Due => None,
            Kind::Units(Role::Lead) => (to == from).then_some(2),
            Kind::Words | Kind::Name if to < from => (rest == Rest::Parts).then_some(2),
            // Where a column names the task, its words are seldom two cells.
            Kind::Words if columns[..to].iter().any(|column| column.kind == Kind::Name) => Some(3),
            _ => (to == from).then_some(1),
        }
    };
    let mut best = vec![vec![NEVER; n]; k];
    let mut back = vec![vec![0; n]; k];
    if rest == Rest::Rows {
        for (j, fit) in fits[0].iter().enumerate().take(words + 1).filter(|(_, fit)| **fit >= 0) {
            best[0][j] = fit - left_out(0..j);
        }
    } else {
        best[0][0] = fits[0][0];
    }
    for i in 1..k {
        for j in usize::from(rest != Rest::Rows)..n {
            let own = fits[i][j];
            let ways = (0..n).filter(|from| best[i - 1][*from] > NEVER);
            let ways = ways.filter_map(|from| Some((best[i - 1][from] + own - step(from, j)?, from)));
            if let Some((sum, from)) = ways.max().filter(|_| own >= 0) {
                (best[i][j], back[i][j]) = (sum, from);
            }
        }
    }
    let short = |column: usize| if rest == Rest::Rows { left_out(column + 1..n) } else { 0 };
    let mut column =
        (0..n).filter(|j| best[k - 1][*j] > NEVER).max_by_key(|j| best[k - 1][*j] - short(*j))?;
    let mut places = vec![Place::default(); k];
    for i in (0..k).rev() {
        places[i] = Place { column, fresh: i > 0 && back[i][column] > column };
        column = back[i][column];
    }
    // Each row has words, and one under the number of another a field of its own.
    let of = |place: &Place| columns[place.column].kind;
    let rows: Vec<&[Place]> = places.chunk_by(|_, next| !next.fresh).collect();
    let worded = rows.iter().all(|row| row.iter().any(|place| of(place) == Kind::Words));
    let own = |row: &&[Place]| {
        row.iter().any(|place| {
            !matches!(of(place), Kind::Words | Kind::Goal | Kind::Name | Kind::Number | Kind::Other)
        })
    };
    (worded && rows[1..].iter().all(own)).then_some(places)
}
