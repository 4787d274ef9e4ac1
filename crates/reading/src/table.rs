//! Tables that a text shows as rows: cells between bars, or one cell a line.

mod doubt;
mod fit;
mod settle;

use std::ops::Range;

use crate::cells;
use crate::draft::trimmed;
use crate::label::{self, Kind};
use crate::mark::{begins, ends, mark_at};
use crate::numeral::digits;
use crate::numeral::is_number;
use crate::office::is_unit;
use crate::reading::Role;
use crate::text::Flow;
pub(crate) use doubt::Doubt;
pub(crate) use fit::fit;

/// Lines and characters of the longest name of the rows below it.
const NAME_LINES: usize = 3;
const NAME_CHARS: usize = 60;
/// Paragraphs within which the head of a table may be broken.
const HEAD_LINES: usize = 6;

/// A table: the paragraphs that it takes, and its rows.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) lines: Range<usize>,
    /// The characters of these.
    pub(crate) at: Range<usize>,
    pub(crate) rows: Vec<Row>,
    pub(crate) columns: Vec<Column>,
    /// Each row ends with a bar.
    closed: bool,
}

impl Table {
    /// A table of these lines and rows.
    pub(crate) fn new(lines: Range<usize>, rows: Vec<Row>, columns: Vec<Column>) -> Self {
        Self { lines, at: 0..0, rows, columns, closed: false }
    }
}

/// A column by its head.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) kind: Kind,
    pub(crate) head: Range<usize>,
}

/// A row that is a task.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub(crate) number: Option<Range<usize>>,
    pub(crate) texts: Vec<Range<usize>>,
    /// Cells that announce something, each with its column.
    pub(crate) fields: Vec<(Column, Range<usize>)>,
    pub(crate) at: Range<usize>,
    pub(crate) doubt: Doubt,
}

impl Row {
    /// Takes what is printed once for this row and the one above it under the same number, time limits aside.
    pub(crate) fn take_merged(&mut self, above: Option<Row>) {
        let Some(above) = above else { return };
        self.number = self.number.take().or(above.number);
        let own: Vec<Range<usize>> = self.fields.iter().map(|(column, _)| column.head.clone()).collect();
        let merged = above.fields.into_iter();
        self.fields
            .extend(merged.filter(|(column, _)| column.kind != Kind::Due && !own.contains(&column.head)));
    }
}

/// The tables of a text.
pub(crate) fn tables(flow: &Flow) -> Vec<Table> {
    let heads = cells::HeadLines::of(flow);
    let mut tables = Vec::new();
    let mut line = 0;
    while line < flow.lines.len() {
        let found = barred(flow, line)
            .or_else(|| tables.last().and_then(|above| grouped(flow, above, line)))
            .or_else(|| cells::listed(flow, line, &heads));
        line = found.as_ref().map_or(line + 1, |table: &Table| table.lines.end);
        tables.extend(found.map(|mut table| {
            table.at = flow.lines[table.lines.start].start..flow.lines[line - 1].end;
            settle::leave_names_out(flow, &mut table);
            settle::resolve_dittos(flow, &mut table);
            doubt::mark(flow, &mut table);
            table
        }));
    }
    tables
}

/// Whether a line's first cell is a number.
fn begins_row(flow: &Flow, line: usize) -> bool {
    flow.lines.get(line).is_some_and(|line| {
        let end = line.clone().find(|i| flow.c[*i] == '|').unwrap_or(line.end);
        end < line.end && is_number(&flow.c[trimmed(&flow.c, line.start..end)])
    })
}

/// The last line of a row that does not end with a bar: one that lacks cells goes on up to the next number.
fn last_of_row(flow: &Flow, columns: &[Column], first: usize) -> usize {
    let numbered = columns.first().is_some_and(|column| column.kind == Kind::Number);
    if !numbered || !begins_row(flow, first) {
        return first;
    }
    let mut cells = bars(flow, first) + 1;
    let mut last = first;
    while cells < columns.len() && last + 1 < flow.lines.len() && !begins_row(flow, last + 1) {
        last += 1;
        cells += bars(flow, last);
    }
    if cells == columns.len() { last } else { first }
}

/// What the heads of columns announce; None where they are no heads of a table of tasks.
pub(crate) fn columns(flow: &Flow, cells: &[Range<usize>]) -> Option<Vec<Column>> {
    let head = |cell: &Range<usize>| {
        let kind = label::column(&words_of(flow, cell));
        (kind.is_some(), Column { kind: kind.unwrap_or(Kind::Other), head: cell.clone() })
    };
    let (known, mut columns): (Vec<bool>, Vec<Column>) = cells.iter().map(head).unzip();
    let named = cells.iter().filter(|cell| !cell.is_empty()).count();
    if known.iter().filter(|known| **known).count() * 3 < named * 2
        || !columns.iter().any(|column| column.kind.names())
    {
        return None;
    }
    // 主要责任单位 beside 协办单位 leads, whether or not others help in each row.
    if columns.iter().any(|column| column.kind.is_units() && column.kind != Kind::PrimaryUnits) {
        for column in columns.iter_mut().filter(|column| column.kind == Kind::PrimaryUnits) {
            column.kind = Kind::Units(Role::Lead);
        }
    }
    // Where one column says what is to be done, the others only name it; where none does, the last name is the task.
    let doing = |column: &Column| {
        if column.kind == Kind::Words { label::doing(&flow.c[column.head.clone()]) } else { None }
    };
    if let Some(surest) = columns.iter().filter_map(doing).min() {
        let is_goal = |column: &Column| {
            let head = &flow.c[column.head.clone()];
            ends(head, "目标") || ends(head, "标准") || begins(head, "目标") && !ends(head, "任务")
        };
        // Beside 整改任务, 整改目标 tells how far.
        let is_surest = |column: &Column| doing(column) == Some(surest);
        let bare = columns.iter().any(|column| is_surest(column) && !is_goal(column));
        for column in columns.iter_mut().filter(|column| column.kind == Kind::Words) {
            if !is_surest(column) || (bare && is_goal(column)) {
                column.kind = if is_goal(column) { Kind::Goal } else { Kind::Name };
            }
        }
    } else if !columns.iter().any(|column| column.kind == Kind::Words) {
        // Where none does, the last name is the task, or the first head that says nothing known: 民生实事.
        let named = columns.iter().rposition(|column| column.kind == Kind::Name);
        let unknown =
            || known.iter().zip(&columns).position(|(known, column)| !known && !column.head.is_empty());
        let at = named.or_else(unknown)?;
        columns[at].kind = Kind::Words;
    }
    Some(columns)
}

/// A head's words, which may be printed on several lines.
pub(crate) fn words_of(flow: &Flow, cell: &Range<usize>) -> Vec<char> {
    flow.c[cell.clone()].iter().copied().filter(|c| *c != '\n').collect()
}

/// A table whose cells stand between bars.
fn barred(flow: &Flow, first: usize) -> Option<Table> {
    if bars(flow, first) < 2 {
        return None;
    }
    // The head ends with a bar where rows do.
    let end = (first..flow.lines.len().min(first + HEAD_LINES))
        .find(|line| flow.c[flow.lines[*line].end - 1] == '|');
    let closed = end.is_some_and(|end| {
        end == first
            || (first..end).all(|line| columns_of(flow, first..line + 1).is_none_or(|c| c.len() <= 2))
    });
    let heads = if closed {
        let end = end.unwrap_or(first) + 1;
        end..=end
    } else {
        first + 1..=flow.lines.len().min(first + HEAD_LINES)
    };
    // A head whose cells are broken over lines is whole where the first row follows it.
    let whole = |end: &usize| *end == first + 1 || closed || begins_row(flow, *end);
    let (head_end, mut columns) =
        heads.filter(whole).find_map(|end| Some((end, columns_of(flow, first..end)?)))?;
    let mut line = head_end;
    if let Some(below) = flow.lines.get(line) {
        if let Some(below) = heads_below(flow, below.clone()) {
            columns = under(columns, below);
            line += 1;
        } else if let Some(whole) = joined(flow, &columns, below.clone(), is_opened(flow, first)) {
            columns = whole;
            line += 1;
        }
    }
    Some(rows(flow, first..line, columns, closed))
}

/// The rows below a line that names them, which may be printed on several, in the columns of the table above it.
fn grouped(flow: &Flow, above: &Table, first: usize) -> Option<Table> {
    let bars = bars(flow, first);
    let name = above.lines.end..first;
    let short = (1..=NAME_LINES).contains(&name.len())
        && flow.lines[name].iter().map(Range::len).sum::<usize>() <= NAME_CHARS;
    (short && bars >= 2 && bars + 2 >= above.columns.len())
        .then(|| rows(flow, first..first, above.columns.clone(), above.closed))
}

fn bars(flow: &Flow, line: usize) -> usize {
    flow.c[flow.lines[line].clone()].iter().filter(|c| **c == '|').count()
}

/// The rows below a head; `closed` tells whether each ends with a bar.
fn rows(flow: &Flow, lines: Range<usize>, columns: Vec<Column>, closed: bool) -> Table {
    let mut line = lines.end;
    let opened = is_opened(flow, lines.start);
    let mut table = Table { lines, at: 0..0, rows: Vec::new(), columns, closed };
    while line < flow.lines.len() {
        let start = line;
        // A row goes on until its last bar; a paragraph far from any bar is behind the table.
        let stop = if closed {
            (start..flow.lines.len().min(start + 12)).find(|line| flow.c[flow.lines[*line].end - 1] == '|')
        } else {
            Some(last_of_row(flow, &table.columns, start))
        };
        let stop = stop.filter(|_| bars(flow, start) > 0);
        let Some(stop) = stop else { break };
        line = stop + 1;
        table.lines.end = line;
        if columns_of(flow, start..line).is_some() {
            continue;
        }
        let printed = flow.lines[start].start..flow.lines[stop].end;
        let cells = cells_of_row(flow, printed, table.columns.len(), opened);
        let row = row(flow, &table.columns, &cells, table.rows.last());
        table.rows.extend(row);
    }
    table
}

/// The second row of a head: names of kinds of unit or leader and nothing else.
fn heads_below(flow: &Flow, line: Range<usize>) -> Option<Vec<Column>> {
    let heads = cells_between(flow, line).into_iter().filter(|cell| !cell.is_empty());
    let column = |head: Range<usize>| {
        let kind = label::column(&flow.c[head.clone()])
            .filter(|kind| matches!(kind, Kind::Units(_) | Kind::Leaders))?;
        Some(Column { kind, head })
    };
    heads.map(column).collect::<Option<Vec<_>>>().filter(|columns| columns.len() >= 2)
}

/// Heads of which some are printed in two rows: 牵头 above 单位.
fn joined(flow: &Flow, columns: &[Column], line: Range<usize>, opened: bool) -> Option<Vec<Column>> {
    let below = cells_of_row(flow, line, columns.len(), opened);
    let whole = |(column, half): (&Column, &Range<usize>)| {
        if half.is_empty() {
            return Some(column.clone());
        }
        let words = [words_of(flow, &column.head), words_of(flow, half)].concat();
        Some(Column { kind: label::kind(&words)?, head: column.head.clone() })
    };
    let halves = below.iter().filter(|half| !half.is_empty()).count();
    (below.len() == columns.len() && halves > 0).then(|| columns.iter().zip(&below).map(whole).collect())?
}

/// A head of two rows: what stands in the second belongs under a column of the first that spans it (责任分工).
fn under(mut columns: Vec<Column>, below: Vec<Column>) -> Vec<Column> {
    if let Some(at) = columns.iter().position(|column| matches!(column.kind, Kind::Units(_))) {
        let blank = columns[at + 1..]
            .iter()
            .take(below.len() - 1)
            .take_while(|column| column.head.is_empty())
            .count();
        columns.splice(at..=at + blank, below);
    }
    columns
}

fn columns_of(flow: &Flow, lines: Range<usize>) -> Option<Vec<Column>> {
    columns(flow, &cells_between(flow, flow.lines[lines.start].start..flow.lines[lines.end - 1].end))
}

/// The cells of a row of `n` columns, empty ones with them where a bar begins the row and there are as many as columns.
/// Where the head has no bar before its first cell, such a bar stands behind an empty cell.
fn cells_of_row(flow: &Flow, range: Range<usize>, n: usize, opened: bool) -> Vec<Range<usize>> {
    if flow.c[range.start] == '|' {
        let mut cells = all_cells(flow, range.clone());
        if flow.c[range.end - 1] == '|' {
            cells.pop();
        }
        if opened {
            cells.remove(0);
        }
        if cells.len() == n {
            return cells;
        }
    }
    cells_between(flow, range)
}

/// The cells of a row; empty ones at its end are left out.
fn cells_between(flow: &Flow, range: Range<usize>) -> Vec<Range<usize>> {
    let mut cells = all_cells(flow, range.clone());
    if cells.first().is_some_and(Range::is_empty) && flow.c[range.start] == '|' {
        cells.remove(0);
    }
    while cells.last().is_some_and(Range::is_empty) {
        cells.pop();
    }
    cells
}

/// Whether a line begins with a bar.
fn is_opened(flow: &Flow, line: usize) -> bool {
    flow.lines.get(line).is_some_and(|line| flow.c[line.start] == '|')
}

/// What stands before, between and behind the bars of a row.
fn all_cells(flow: &Flow, range: Range<usize>) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = range.start;
    for i in range.start..=range.end {
        if i == range.end || flow.c[i] == '|' {
            cells.push(trimmed(&flow.c, start..i));
            start = i + 1;
        }
    }
    cells
}

/// Puts cells under columns: left to right, where merged cells of rows above are missing, as they fit best.
fn row(flow: &Flow, columns: &[Column], cells: &[Range<usize>], above: Option<&Row>) -> Option<Row> {
    // 索引号: | …: fields of the page below the table.
    let is_field = |cell: &Range<usize>| {
        cell.end < flow.c.len() && flow.c[cell.clone()].last() == Some(&':') && cell.len() < 8
    };
    let is_rule = |cell: &Range<usize>| flow.c[cell.clone()].iter().all(|c| matches!(c, '-' | ':' | '='));
    if let ([cell], Some(above)) = (cells, above) {
        return merged(flow, columns, cell, above);
    }
    if cells.len() > columns.len()
        || cells.len() < 2
        || cells.iter().any(is_field)
        || cells.iter().all(is_rule)
    {
        return None;
    }
    let places = places(flow, columns, cells);
    let mut row = placed(flow, columns, cells, &places);
    if row.texts.is_empty() {
        return None;
    }
    // Under an empty first cell the empty ones are merged with those above.
    let merged =
        cells.first().is_some_and(Range::is_empty) && matches!(columns[0].kind, Kind::Name | Kind::Words);
    let empty = |n: usize| cells.iter().zip(&places).any(|(cell, place)| *place == n && cell.is_empty());
    // A column that the row has no cell for at all is merged with the row above, and an empty cell of leaders.
    for (n, column) in columns.iter().enumerate() {
        let led_above = cells.len() == columns.len() && column.kind == Kind::Leaders && empty(n);
        if (places.contains(&n) && !(merged && empty(n)) && !led_above)
            || matches!(column.kind, Kind::Number | Kind::Name | Kind::Words | Kind::Goal | Kind::Other)
        {
            continue;
        }
        if n > *places.last()? {
            continue;
        }
        if let Some((_, cell)) =
            above.and_then(|above| above.fields.iter().find(|(c, _)| c.head == column.head))
        {
            row.fields.push((column.clone(), cell.clone()));
            let doubt = match column.kind {
                _ if merged => Doubt::Nothing,
                Kind::Leaders => Doubt::Leaders,
                _ => Doubt::Fields,
            };
            row.doubt = row.doubt.max(doubt);
        }
    }
    Some(row)
}

/// A row that prints nothing but its words: all else is merged with the row above. A heading between rows is none.
fn merged(flow: &Flow, columns: &[Column], cell: &Range<usize>, above: &Row) -> Option<Row> {
    const HEADING_CHARS: usize = 16;
    let text = &flow.c[cell.clone()];
    let heads = mark_at(&flow.c, cell.start, cell.end).is_some_and(|mark| !mark.is_doubtful(&flow.c));
    // 市政府督查室 2023年10月13日: who made the table, and when.
    let day = text.iter().position(char::is_ascii_digit);
    let signs = day
        .is_some_and(|day| is_unit(&text[..day]) && text.last() == Some(&'日') && digits(&text[day..]) == 4);
    if heads || signs || !(text.last() == Some(&'。') || text.len() > HEADING_CHARS) {
        return None;
    }
    let words = columns.iter().position(|column| column.kind == Kind::Words)?;
    let mut row = placed(flow, columns, std::slice::from_ref(cell), &[words]);
    row.number.clone_from(&above.number);
    row.fields.clone_from(&above.fields);
    row.doubt = Doubt::Fields;
    Some(row)
}

/// A row whose cells stand in these columns.
pub(crate) fn placed(flow: &Flow, columns: &[Column], cells: &[Range<usize>], places: &[usize]) -> Row {
    let at = cells.first().map_or(0, |cell| cell.start)..cells.last().map_or(0, |cell| cell.end);
    let mut row = Row { at, ..Row::default() };
    let mut goals = Vec::new();
    for (cell, place) in cells.iter().zip(places) {
        let column = &columns[*place];
        if cell.is_empty() {
            continue;
        }
        match column.kind {
            Kind::Number => row.number = Some(cell.clone()),
            Kind::Name => {
                row.number =
                    row.number.or_else(|| mark_at(&flow.c, cell.start, cell.end).map(|mark| mark.number));
            }
            Kind::Words => {
                let mark = mark_at(&flow.c, cell.start, cell.end).filter(|mark| !mark.is_doubtful(&flow.c));
                let body = mark.as_ref().map_or(cell.start, |mark| mark.body);
                row.number = row.number.or_else(|| mark.map(|mark| mark.number));
                row.texts.push(body..cell.end);
            }
            Kind::Goal => goals.push(cell.clone()),
            Kind::Other => {}
            _ => row.fields.push((column.clone(), cell.clone())),
        }
    }
    if !row.texts.is_empty() {
        row.texts.extend(goals);
    }
    row
}

/// The column of each cell, by the best sum of fits.
fn places(flow: &Flow, columns: &[Column], cells: &[Range<usize>]) -> Vec<usize> {
    let (k, n) = (cells.len(), columns.len());
    if k == n {
        return (0..n).collect();
    }
    // best[i][j]: the best sum of the first i cells in the first j columns.
    let mut best = vec![vec![i32::MIN / 2; n + 1]; k + 1];
    best[0].fill(0);
    for i in 1..=k {
        for j in i..=n {
            let here = best[i - 1][j - 1] + fit(flow, &cells[i - 1], columns[j - 1].kind);
            best[i][j] = best[i][j - 1].max(here);
        }
    }
    let (mut i, mut j) = (k, n);
    let mut places = vec![0; k];
    while i > 0 {
        if j > i && best[i][j] == best[i][j - 1] {
            j -= 1;
        } else {
            places[i - 1] = j - 1;
            (i, j) = (i - 1, j - 1);
        }
    }
    places
}
