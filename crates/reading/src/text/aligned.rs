//! Tables whose columns a text shows by where they stand: cells that go on one below the other.

use std::ops::Range;

use super::page::is_page_number;
use super::{Line, plain};
use crate::fold::folded;
use crate::label::{self, Kind};
use crate::numeral::digits;

/// Heads that a table has at least, and the lines on which one is printed at most.
const MIN_HEADS: usize = 3;
const MAX_HEAD_LINES: usize = 3;
/// Characters of the longest line.
const MAX_CHARS: usize = 400;
/// Columns by which a cell may begin before its head.
const SHIFT: usize = 2;
/// Columns of blanks between two cells, at least.
const CORRIDOR: usize = 2;

/// A row: of each column the characters on its lines.
pub(super) type Row = Vec<Vec<Range<usize>>>;

/// A table and the printed lines that it takes.
pub(super) struct Aligned {
    pub(super) lines: Range<usize>,
    pub(super) rows: Vec<Row>,
}

/// The columns of a table's heads, and what each announces.
struct Heads {
    columns: Vec<Range<usize>>,
    kinds: Vec<Option<Kind>>,
    /// The column that numbers the rows.
    number: Option<usize>,
}

impl Heads {
    /// Whether a row begins on a line: with its number, or with a cell in each column that tells something.
    fn begin(&self, source: &[char], line: &[Words]) -> bool {
        let column = |word: &Words| {
            self.columns.partition_point(|head| head.start <= word.columns.start + SHIFT).saturating_sub(1)
        };
        if let Some(number) = self.number {
            let is_number = |word: &Words| digits(&source[word.at.clone()]) == word.at.len();
            return line.iter().take(2).any(|word| column(word) == number && is_number(word));
        }
        let told = |kind: &Option<Kind>| !matches!(kind, Some(Kind::Name | Kind::Other) | None);
        let columns = (0..self.columns.len()).filter(|n| told(&self.kinds[*n]));
        columns.into_iter().all(|n| line.iter().any(|word| column(word) == n))
    }
}

/// Words of a line that stand close together: the columns that they take, and their characters.
#[derive(Clone)]
struct Words {
    columns: Range<usize>,
    at: Range<usize>,
}

/// The table whose head begins on a line; None where each row has a line of its own, which needs no columns.
pub(super) fn table(source: &[char], lines: &[Line], first: usize) -> Option<Aligned> {
    let words = |n: usize| words(source, *lines.get(n)?);
    let top = words(first).filter(|words| words.len() >= MIN_HEADS)?;
    let mut head = top;
    let mut body = first + 1;
    let heads = loop {
        let heads =
            heads(source, &head).filter(|heads| words(body).is_some_and(|row| heads.begin(source, &row)));
        match heads {
            Some(heads) => break heads,
            None if body - first == MAX_HEAD_LINES => return None,
            None => head.extend(words(body)?),
        }
        body += 1;
    };
    let mut taken: Vec<bool> = Vec::new();
    mark(&mut taken, &head);
    let mut rows: Vec<Vec<Vec<Words>>> = vec![vec![head]];
    let mut end = body;
    while let Some(row) = words(end) {
        if is_page_number(&source[lines[end].start..lines[end].end]) {
            end += 1;
            continue;
        }
        let begins = heads.begin(source, &row);
        let mut with = taken.clone();
        mark(&mut with, &row);
        if corridors(&with, &heads.columns).is_none() {
            break;
        }
        taken = with;
        match rows.last_mut().filter(|_| !begins) {
            Some(open) => open.push(row),
            None => rows.push(vec![row]),
        }
        end += 1;
    }
    let goes_on = rows.iter().any(|row| row.len() > 1) || body > first + 1;
    let cuts = corridors(&taken, &heads.columns).filter(|_| goes_on && rows.len() > 1)?;
    let rows = rows.iter().map(|row| cells(row, &cuts)).collect();
    Some(Aligned { lines: first..end, rows })
}

/// The words of a line between blanks of two columns or more; None for a line that is too long.
fn words(source: &[char], line: Line) -> Option<Vec<Words>> {
    let from = source[..line.start].iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
    if line.end - from > MAX_CHARS {
        return None;
    }
    let mut found: Vec<Words> = Vec::new();
    let mut column = 0;
    for (i, c) in source[from..line.end].iter().enumerate().map(|(n, c)| (from + n, *c)) {
        let width = if c.is_ascii() { 1 } else { 2 };
        if folded(c) != ' ' {
            match found.last_mut().filter(|last| column - last.columns.end < CORRIDOR) {
                Some(last) => (last.columns.end, last.at.end) = (column + width, i + 1),
                None => found.push(Words { columns: column..column + width, at: i..i + 1 }),
            }
        }
        column += width;
    }
    Some(found)
}

/// The columns of the heads, those that stand over one another put together; None for lines that are no heads.
fn heads(source: &[char], words: &[Words]) -> Option<Heads> {
    let mut sorted = words.to_vec();
    sorted.sort_by_key(|word| word.columns.start);
    let mut heads: Vec<(Range<usize>, Vec<Range<usize>>)> = Vec::new();
    for word in sorted {
        match heads.last_mut().filter(|(columns, _)| word.columns.start < columns.end) {
            Some((columns, parts)) => {
                columns.end = columns.end.max(word.columns.end);
                parts.push(word.at);
            }
            None => heads.push((word.columns, vec![word.at])),
        }
    }
    let kinds = heads.iter_mut().map(|(_, parts)| {
        parts.sort_by_key(|part| part.start);
        let printed: Vec<char> = parts.iter().flat_map(|part| plain(&source[part.clone()])).collect();
        label::column(&printed)
    });
    let kinds: Vec<Option<Kind>> = kinds.collect();
    let known = kinds.iter().filter(|kind| kind.is_some()).count();
    let number = kinds.iter().take(2).position(|kind| *kind == Some(Kind::Number));
    let enough = if number.is_some() { known * 3 >= kinds.len() * 2 } else { known == kinds.len() };
    let heading = kinds.len() >= number.unwrap_or_default() + MIN_HEADS && enough;
    let columns = heads.into_iter().map(|(columns, _)| columns).collect();
    heading.then_some(Heads { columns, kinds, number })
}

fn mark(taken: &mut Vec<bool>, words: &[Words]) {
    for word in words {
        taken.resize(taken.len().max(word.columns.end), false);
        taken[word.columns.clone()].fill(true);
    }
}

/// The middle of the widest blank between each two heads; None where there is none.
fn corridors(taken: &[bool], heads: &[Range<usize>]) -> Option<Vec<usize>> {
    heads
        .windows(2)
        .map(|pair| {
            let between = pair[0].start..pair[1].end.min(taken.len());
            let mut widest = 0..0;
            let mut start = between.start;
            for column in between.clone() {
                if taken[column] {
                    start = column + 1;
                } else if column + 1 - start > widest.len() {
                    widest = start..column + 1;
                }
            }
            (widest.len() >= CORRIDOR).then_some(usize::midpoint(widest.start, widest.end))
        })
        .collect()
}

/// The words of a row's lines, each in the column that it stands in.
fn cells(lines: &[Vec<Words>], cuts: &[usize]) -> Row {
    let mut row = vec![Vec::new(); cuts.len() + 1];
    for word in lines.iter().flatten() {
        row[cuts.partition_point(|cut| *cut <= word.columns.start)].push(word.at.clone());
    }
    row
}
