//! Tables between bars whose cells go on over lines: `序号 | 任务 | 牵头` above `单位 | 时限 |`.

use std::ops::Range;

use super::rows::{MIN_HEADS, Row, Table, WHOLE_ROWS, heads};
use super::{Line, plain};
use crate::fold::folded;
use crate::mark::{Style, mark_at};
use crate::numeral::digits;

/// Characters of the longest name of a field.
const FIELD_CHARS: usize = 8;
/// Lines on which a row is printed at most.
const MAX_LINES: usize = 16;

/// The table whose head begins on a line; None where each row has a line of its own.
pub(super) fn table(source: &[char], lines: &[Line], first: usize) -> Option<Table> {
    let printed = |n: usize| lines.get(n).map(|line| &source[line.start..line.end]);
    let bars = |n: usize| printed(n).map_or(0, |line| line.iter().filter(|c| folded(**c) == '|').count());
    let ends = |n: usize| printed(n).and_then(|line| line.last()).is_some_and(|c| folded(*c) == '|');
    // 教育 | 4 | …: a name that several rows share may stand before the number.
    let begins = |n: usize| {
        let cells =
            printed(n).into_iter().flat_map(|line| line.split(|c| folded(*c) == '|').take(2)).map(plain);
        let is_number = |cell: &Vec<char>| !cell.is_empty() && digits(cell) == cell.len();
        // 3.管网改造: the number may stand before the name.
        let numbers = |cell: &Vec<char>| {
            mark_at(cell, 0, cell.len())
                .is_some_and(|mark| mark.style == Style::Digit && !mark.is_doubtful(cell))
        };
        let cells: Vec<Vec<char>> = cells.collect();
        bars(n) > 0 && (cells.iter().any(is_number) || cells.first().is_some_and(numbers))
    };
    // 发布日期： | 2023-10-16 |: a field of the page below the table.
    let is_field = |n: usize| {
        let first = printed(n)
            .map(|line| line.iter().take_while(|c| folded(**c) != '|').copied().collect::<Vec<_>>());
        first.is_some_and(|cell| cell.len() <= FIELD_CHARS && plain(&cell).last() == Some(&':'))
    };
    let heads_section = |n: usize| {
        let line = printed(n).map(plain).unwrap_or_default();
        mark_at(&line, 0, line.len()).is_some_and(|mark| mark.style == Style::Han)
    };
    if bars(first) + 1 < MIN_HEADS {
        return None;
    }
    let head_end = (first..lines.len().min(first + MAX_LINES)).find(|n| ends(*n))?;
    let head = cells(source, &lines[first..=head_end]);
    let columns = heads(source, &head)?.kinds.len();
    // Where the row that begins on a line ends: behind a bar at a line's end, with all cells or before the next number.
    let row_end = |start: usize, cells: usize| {
        // 二、政协提案（6件） names what stands below it.
        if bars(start) == 0 && heads_section(start) {
            return None;
        }
        let mut found = 0;
        (start..lines.len().min(start + MAX_LINES)).find(|n| {
            found += bars(*n);
            // A line without a number that a bar closes is what another row prints once more.
            let whole = *n == start && !begins(start);
            let below = *n + 1;
            let apart = || begins(below) || heads_section(below) || is_field(below) || bars(below) == 0;
            // The name that it shares with the row above is not printed once more, or its last cell goes on below.
            let shared = found + 1 == cells && bars(below) != 1;
            ends(*n) && (found >= cells || shared || whole || apart())
        })
    };
    let mut starts = vec![first, head_end + 1];
    let mut wrapped = head_end > first;
    let mut next = head_end + 1;
    while let Some(end) = row_end(next, columns).filter(|_| wrapped || starts.len() < WHOLE_ROWS) {
        wrapped |= end > next;
        next = end + 1;
        starts.push(next);
    }
    let rows = || starts.windows(2).map(|row| cells(source, &lines[row[0]..row[1]])).collect();
    (starts.len() > 2 && wrapped).then(|| Table { lines: first..next, rows: rows() })
}

/// The cells of a row that ends with a bar.
fn cells(source: &[char], lines: &[Line]) -> Row {
    let mut row: Row = Vec::new();
    let mut cell: Vec<Range<usize>> = Vec::new();
    for line in lines {
        let mut start = line.start;
        let bars = (line.start..line.end).filter(|i| folded(source[*i]) == '|');
        for end in bars {
            cell.extend((start < end).then_some(start..end));
            row.push(std::mem::take(&mut cell));
            start = end + 1;
        }
        cell.extend((start < line.end).then_some(start..line.end));
    }
    row
}
