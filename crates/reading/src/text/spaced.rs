//! Tables that a text shows by blanks or by drawn lines: where their cells end.

use std::ops::Range;

use super::rows::{MIN_HEADS, Row};
use super::segment::{self, Printed};
use super::{Line, aligned, plain, wrapped};
use crate::fold::{folded, is_han};
use crate::label::{self, Kind};
use crate::numeral::{digits, value};

/// The first blanks of each run of two or more; where there are tabs, these.
pub(super) fn wide_gaps(line: &[char]) -> Vec<usize> {
    if !line.iter().any(|c| folded(*c) == ' ') {
        return Vec::new();
    }
    let tabs: Vec<usize> = (0..line.len()).filter(|i| line[*i] == '\t').collect();
    if !tabs.is_empty() {
        return tabs;
    }
    let blank = |i: usize| line.get(i).is_none_or(|c| folded(*c) == ' ');
    let gap = |i: usize| blank(i) && !blank(i - 1) && (blank(i + 1) || matches!(line[i], '\t' | '\u{3000}'));
    // 程  岳: blanks that spread the two characters of a name.
    let spread = |i: usize| {
        let next = (i..line.len()).find(|i| !blank(*i)).unwrap_or(line.len());
        is_han(line[i - 1])
            && (i < 2 || blank(i - 2))
            && next < line.len()
            && is_han(line[next])
            && blank(next + 1)
    };
    (1..line.len()).filter(|i| gap(*i) && !spread(*i)).collect()
}

/// The blanks of a line, each run by its first.
pub(super) fn blanks(line: &[char]) -> Vec<usize> {
    let blank = |i: usize| folded(line[i]) == ' ';
    (1..line.len()).filter(|i| blank(*i) && !blank(*i - 1)).collect()
}

/// Characters within which the head of the numbers ends: 序号, 编 号.
const MAX_NUMBER_HEAD: usize = 5;

/// A table whose head has one blank between its words: 序号 重点任务 牵头单位.
pub(super) struct Single {
    columns: Vec<Kind>,
    /// The number of the row before.
    last: u32,
}

impl Single {
    /// The table whose head a line is.
    pub(super) fn head(line: &[char]) -> Option<Self> {
        // Most lines are none: a look at the first words spares the rest.
        if !line.iter().take(MAX_NUMBER_HEAD).any(|c| folded(*c) == ' ') {
            return None;
        }
        let heads = heads_apart(line);
        if heads.len() < MIN_HEADS || label::column(&heads[0]) != Some(Kind::Number) {
            return None;
        }
        let known: Vec<Option<Kind>> = heads.iter().map(|head| label::column(head)).collect();
        let enough = known.iter().flatten().count() * 3 >= known.len() * 2;
        let columns = known.into_iter().map(|kind| kind.unwrap_or(Kind::Other)).collect();
        enough.then_some(Self { columns, last: 0 })
    }

    pub(super) fn into_columns(self) -> Vec<Kind> {
        self.columns
    }

    /// Where the cells of its next row end; None for a line that is none.
    pub(super) fn row(&mut self, line: &[char]) -> Option<Vec<usize>> {
        let figure = digits(line);
        let number =
            value(&line[..figure]).filter(|_| line.get(figure).is_some_and(|c| folded(*c) == ' '))?;
        if self.last > 0 && number != self.last + 1 {
            return None;
        }
        self.last = number;
        let blanks = blanks(line);
        let starts = [0].into_iter().chain(blanks.iter().copied());
        let ends = blanks.iter().copied().chain([line.len()]);
        let words: Vec<Printed> = starts
            .zip(ends)
            .map(|(start, end)| Printed::new(plain(&line[start..end]), 0, false, false))
            .collect();
        let ends = segment::row(&words, &self.columns);
        Some(ends.into_iter().filter_map(|words| blanks.get(words - 1).copied()).collect())
    }

    /// The blanks that part its heads, single characters put together: 序号 工 作 任 务 牵头单位.
    pub(super) fn gaps(line: &[char]) -> Vec<usize> {
        let all = blanks(line);
        let mut at = 0;
        let mut gaps = Vec::new();
        for (n, gap) in all.iter().enumerate() {
            let next = all.get(n + 1).copied().unwrap_or(line.len());
            if gap - at > 1 || next - gap > 2 {
                gaps.push(*gap);
            }
            at = gap + 1;
        }
        gaps
    }
}

/// The heads of a line, single characters put together: 序号 工 作 任 务 牵头单位.
fn heads_apart(line: &[char]) -> Vec<Vec<char>> {
    let mut heads: Vec<Vec<char>> = Vec::new();
    let mut letters = false;
    for word in line.split(|c| folded(*c) == ' ').filter(|word| !word.is_empty()) {
        match heads.last_mut().filter(|_| letters && word.len() == 1) {
            Some(head) => head.extend(word.iter().map(|c| folded(*c))),
            None => heads.push(word.iter().map(|c| folded(*c)).collect()),
        }
        letters = word.len() == 1;
    }
    heads
}

/// Whether the words between wide blanks are heads of columns.
pub(super) fn is_spaced_head(line: &[char], gaps: &[usize]) -> bool {
    let mut start = 0;
    let (mut known, mut all, mut numbered) = (0, 0, false);
    for end in gaps.iter().copied().chain([line.len()]) {
        let kind = label::column(&plain(&line[start..end]));
        numbered |= all == 0 && kind == Some(Kind::Number);
        known += usize::from(kind.is_some());
        all += 1;
        start = end;
    }
    // Heads behind 序号 may be broken over lines.
    let tabs = line.contains(&'\t');
    all >= 3 && (known * 3 >= all * 2 || (numbered && tabs && known >= 2))
}

/// Whether a line is a row of a table that is drawn with lines: `│ 1 │ 市水利局 │`.
fn is_ruled(line: &[char]) -> bool {
    line.len() >= 3 && matches!(line[0], '│' | '┃') && matches!(line[line.len() - 1], '│' | '┃')
}

/// What is read as one: a line, or a row of a table whose cells are printed on several lines.
pub(super) enum Shown {
    Line(Line),
    Row(Row),
}

/// Lines one by one, those of one row of a drawn or an aligned table together; the rules between rows are left out.
pub(super) fn shown(source: &[char], lines: &[Line]) -> Vec<Shown> {
    let is_rule = |line: &Line| {
        source[line.start..line.end].iter().all(|c| matches!(c, '\u{2500}'..='\u{257f}' | ' ' | '\u{3000}'))
    };
    let ruled = lines.iter().any(is_rule);
    let tabbed = source.contains(&'\t');
    let mut all = Vec::with_capacity(lines.len());
    // Whether a row of a drawn table is open.
    let mut open = false;
    let mut n = 0;
    while let Some(line) = lines.get(n) {
        n += 1;
        let own = &source[line.start..line.end];
        if is_rule(line) {
            open = false;
        } else if ruled && is_ruled(own) {
            let cells = barred(source, *line);
            match all.last_mut() {
                Some(Shown::Row(row)) if open => {
                    row.iter_mut().zip(cells).for_each(|(cell, more)| cell.push(more));
                }
                _ => all.push(Shown::Row(cells.into_iter().map(|cell| vec![cell]).collect())),
            }
            open = true;
        } else if let Some((row, end)) = tabbed.then(|| quoted(source, lines, n - 1)).flatten() {
            all.push(Shown::Row(row));
            n = end;
            open = false;
        } else if let Some(table) =
            aligned::table(source, lines, n - 1).or_else(|| wrapped::table(source, lines, n - 1))
        {
            all.extend(table.rows.into_iter().map(Shown::Row));
            n = table.lines.end;
            open = false;
        } else {
            all.push(Shown::Line(*line));
            open = false;
        }
    }
    all
}

/// Lines of the highest cell in quotes.
const MAX_QUOTED: usize = 16;

/// The row between tabs that begins on a line and goes on below it, as a spreadsheet copies a cell of several lines: in quotes;
/// and the line behind it.
fn quoted(source: &[char], lines: &[Line], first: usize) -> Option<(Row, usize)> {
    let line = lines.get(first)?;
    if !source[line.start..line.end].contains(&'\t') {
        return None;
    }
    let mut row: Row = Vec::new();
    let mut open = false;
    for (n, line) in lines.iter().enumerate().skip(first).take(MAX_QUOTED) {
        let mut start = line.start;
        let tabs = (line.start..line.end).filter(|i| source[*i] == '\t');
        for end in tabs.chain([line.end]) {
            let mut cell = start..end;
            start = end + 1;
            let goes_on = open;
            if !open && source.get(cell.start) == Some(&'"') {
                cell.start += 1;
                open = true;
            }
            if open && cell.end > cell.start && source[cell.end - 1] == '"' {
                cell.end -= 1;
                open = false;
            }
            match row.last_mut().filter(|_| goes_on) {
                Some(parts) => parts.push(cell),
                None => row.push(vec![cell]),
            }
        }
        if !open {
            return (n > first).then_some((row, n + 1));
        }
    }
    None
}

/// The cells between the bars of a line.
fn barred(source: &[char], line: Line) -> Vec<Range<usize>> {
    let bars: Vec<usize> = (line.start..line.end).filter(|i| folded(source[*i]) == '|').collect();
    bars.windows(2).map(|pair| pair[0] + 1..pair[1]).collect()
}
