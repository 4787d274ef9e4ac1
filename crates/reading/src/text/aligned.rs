//! Tables whose columns a text shows by where they stand: cells that go on one below the other.

use std::ops::Range;

use super::page::is_page_number;
use super::rows::{Heads, MIN_HEADS, Row, Table, WHOLE_ROWS, heads};
use super::{Line, plain};
use crate::fold::folded;
use crate::label::Kind;
use crate::numeral::digits;

/// Lines on which a head is printed at most.
const MAX_HEAD_LINES: usize = 3;
/// Characters of the longest line.
const MAX_CHARS: usize = 400;
/// Columns by which a cell may begin before its head.
const SHIFT: usize = 2;
/// Columns of blanks between two cells, at least.
const CORRIDOR: usize = 2;
/// Lines of the highest row between blank lines, and such rows that show that blank lines part them.
const MAX_ROW_LINES: usize = 16;
const MIN_PARTED: usize = 3;

/// The columns of a table's heads, and what each announces.
struct Columns {
    at: Vec<Range<usize>>,
    heads: Heads,
}

impl Columns {
    /// Whether a row begins on a line: with its number, or with a cell in each column that tells something.
    fn begin(&self, source: &[char], line: &[Words]) -> bool {
        let column = |word: &Words| {
            self.at.partition_point(|head| head.start <= word.columns.start + SHIFT).saturating_sub(1)
        };
        if let Some(number) = self.heads.number {
            let is_number = |word: &Words| digits(&source[word.at.clone()]) == word.at.len();
            return line.iter().take(2).any(|word| column(word) == number && is_number(word));
        }
        let kinds = self.heads.kinds.iter().enumerate();
        let mut told = kinds.filter(|(_, kind)| !matches!(kind, Some(Kind::Name | Kind::Other) | None));
        told.all(|(n, _)| line.iter().any(|word| column(word) == n))
    }
}

/// Words of a line that stand close together: the columns that they take, and their characters.
#[derive(Clone)]
struct Words {
    columns: Range<usize>,
    at: Range<usize>,
}

/// How many columns a Chinese character takes: two in a text that is typed, one in what programs take out of a PDF.
const WIDTHS: [usize; 2] = [2, 1];

/// The table whose head begins on a line; None where each row has a line of its own, which needs no columns.
pub(super) fn table(source: &[char], lines: &[Line], first: usize) -> Option<Table> {
    WIDTHS.into_iter().find_map(|wide| table_of(source, lines, first, wide))
}

fn table_of(source: &[char], lines: &[Line], first: usize, wide: usize) -> Option<Table> {
    let words = |n: usize| words(source, *lines.get(n)?, wide);
    let top = words(first).filter(|words| words.len() >= MIN_HEADS)?;
    let mut head = top;
    let mut body = first + 1;
    let begins = |columns: &Columns, n: usize| words(n).is_some_and(|row| columns.begin(source, &row));
    // Where a number stands in the middle of its row: the lines that no blank line parts, and the numbers among them.
    let numbers = |columns: &Columns, first: usize| {
        let below = (first + 1..lines.len()).take(MAX_ROW_LINES).take_while(|n| !lines[*n].apart);
        [first].into_iter().chain(below).filter(|n| begins(columns, *n)).count()
    };
    let columns = loop {
        let is_row = |columns: &Columns| {
            begins(columns, body)
                || lines.get(body).is_some_and(|line| line.apart) && numbers(columns, body) == 1
        };
        let columns = columns(source, &head).filter(is_row);
        match columns {
            Some(columns) => break columns,
            None if body - first == MAX_HEAD_LINES => return None,
            None => head.extend(words(body)?),
        }
        body += 1;
    };
    let head_lines: Vec<Vec<char>> =
        lines[first..body].iter().map(|line| plain(&source[line.start..line.end])).collect();
    let repeats = |line: &[char]| head_lines.iter().any(|head| *head == plain(line));
    // Blank lines part the rows: none holds two numbers.
    let starts = (body..lines.len()).take(WHOLE_ROWS).filter(|n| *n == body || lines[*n].apart);
    let (mut single, mut several) = (0, 0);
    for found in starts.map(|start| numbers(&columns, start)) {
        single += usize::from(found == 1);
        several += usize::from(found > 1);
    }
    let parted = columns.heads.number.is_some() && single >= MIN_PARTED && several == 0;
    let mut taken: Vec<bool> = Vec::new();
    mark(&mut taken, &head);
    let mut rows: Vec<Vec<Vec<Words>>> = vec![vec![head]];
    let mut end = body;
    let mut goes_on = body > first + 1;
    while let Some(row) = words(end).filter(|_| goes_on || end - body < WHOLE_ROWS) {
        // The head stands on each page again.
        let own = &source[lines[end].start..lines[end].end];
        if is_page_number(own) || repeats(own) {
            end += 1;
            continue;
        }
        let begins = if parted {
            (end == body || lines[end].apart) && numbers(&columns, end) == 1
        } else {
            columns.begin(source, &row)
        };
        let mut with = taken.clone();
        mark(&mut with, &row);
        if corridors(&with, &columns).is_none() {
            break;
        }
        taken = with;
        match rows.last_mut().filter(|_| !begins) {
            Some(open) => {
                open.push(row);
                goes_on = true;
            }
            None => rows.push(vec![row]),
        }
        end += 1;
    }
    let cuts = corridors(&taken, &columns).filter(|_| goes_on && rows.len() > 1)?;
    let rows = rows.iter().map(|row| cells(row, &cuts)).collect();
    Some(Table { lines: first..end, rows })
}

/// The words of a line between blanks of two columns or more; None for a line that is too long.
fn words(source: &[char], line: Line, wide: usize) -> Option<Vec<Words>> {
    let from = source[..line.start].iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
    if line.end - from > MAX_CHARS {
        return None;
    }
    let mut found: Vec<Words> = Vec::new();
    let mut column = 0;
    for (i, c) in source[from..line.end].iter().enumerate().map(|(n, c)| (from + n, *c)) {
        let width = if c.is_ascii() { 1 } else { wide };
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
fn columns(source: &[char], words: &[Words]) -> Option<Columns> {
    let mut sorted = words.to_vec();
    sorted.sort_by_key(|word| word.columns.start);
    let (mut at, mut row): (Vec<Range<usize>>, Row) = Default::default();
    for word in sorted {
        match at.last_mut().zip(row.last_mut()).filter(|(columns, _)| word.columns.start < columns.end) {
            Some((columns, parts)) => {
                columns.end = columns.end.max(word.columns.end);
                parts.push(word.at);
            }
            None => {
                at.push(word.columns);
                row.push(vec![word.at]);
            }
        }
    }
    for parts in &mut row {
        parts.sort_by_key(|part| part.start);
    }
    // Behind a name and a number there are as many heads as in a table without them.
    let heads = heads(source, &row)?;
    (row.len() >= heads.number.unwrap_or_default() + MIN_HEADS).then_some(Columns { at, heads })
}

fn mark(taken: &mut Vec<bool>, words: &[Words]) {
    for word in words {
        taken.resize(taken.len().max(word.columns.end), false);
        taken[word.columns.clone()].fill(true);
    }
}

/// The middle of the widest blank between each two heads; None where there is none.
fn corridors(taken: &[bool], columns: &Columns) -> Option<Vec<usize>> {
    columns
        .at
        .windows(2)
        .enumerate()
        .map(|(n, pair)| {
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
            // A number stands close to what it numbers.
            let least = if columns.heads.number == Some(n) { 1 } else { CORRIDOR };
            (widest.len() >= least).then_some(usize::midpoint(widest.start, widest.end))
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
