//! A table that is printed one cell a line: what each cell is shows which row it belongs to.

mod order;

use std::ops::Range;

use crate::draft::{SHORTEST_TASK, trimmed};
use crate::due::is_due;
use crate::header::{ends_like_title, is_annex};
use crate::label::{self, Kind};
use crate::leader::{is_person, is_post, is_surnamed};
use crate::mark::{self, Style, mark_at};
use crate::numeral::{self, is_number};
use crate::table::{Column, Doubt, Row, Table, columns, fit, placed, words_of};
use crate::text::Flow;
use crate::who;
use order::in_order;

/// Heads that a table has at least.
const MIN_COLUMNS: usize = 3;
/// Paragraphs within which a head stands, those without words included.
const MAX_HEAD_LINES: usize = 30;
/// Cells within which the next row begins below a heading inside the table.
const ROW_REACH: usize = 3;
/// Characters of the longest line of a name above a number.
const NAME_CHARS: usize = 8;
/// Numbers that a selection of rows leaves out at most.
const LEFT_OUT: u32 = 10;
/// Heads side by side that are not known, between known ones, at most.
const UNKNOWN_HEADS: usize = 2;
/// Characters of the longest second line of a head, and of the longest head.
const HALF_HEAD: usize = 6;
const HEAD_CHARS: usize = 14;

/// What the lines of a text announce as heads of columns.
pub(crate) struct HeadLines {
    /// Of each line.
    kinds: Vec<Option<Kind>>,
    /// Whether it or it with the next is the head of a column of units or leaders.
    naming: Vec<bool>,
}

impl HeadLines {
    pub(crate) fn of(flow: &Flow) -> Self {
        let words = |line: &Range<usize>| -> Vec<char> {
            let cell = trimmed(&flow.c, line.clone());
            if cell.len() <= HEAD_CHARS { flow.c[cell].to_vec() } else { Vec::new() }
        };
        // 责任单位　县人社局: a label with its value behind a blank is no head.
        let has_value = |line: &Range<usize>| {
            let cell = trimmed(&flow.c, line.clone());
            (cell.start + 2..cell.end).any(|gap| {
                flow.gap(gap)
                    && label::kind(&flow.c[cell.start..gap]).is_some()
                    && label::column(&flow.c[gap..cell.end]).is_none()
            })
        };
        let all: Vec<Vec<char>> = flow.lines.iter().map(words).collect();
        let names = |kind: Option<Kind>| kind.is_some_and(Kind::names);
        let (mut kinds, mut naming) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
        for (n, own) in all.iter().enumerate() {
            let kind = label::column(own);
            let with_next =
                || label::column(&[own.as_slice(), all.get(n + 1).map_or(&[][..], Vec::as_slice)].concat());
            naming.push(!own.is_empty() && (names(kind) || names(with_next())));
            kinds.push(kind.filter(|_| !has_value(&flow.lines[n])));
        }
        Self { kinds, naming }
    }

    /// The heads of a table that begin on a line.
    fn at(&self, flow: &Flow, first: usize) -> Option<Vec<Head>> {
        // 序 above 号.
        let is_char =
            |line: usize, c: char| flow.lines.get(line).is_some_and(|line| flow.c[line.clone()] == [c]);
        let halves = is_char(first, '序') && is_char(first + 1, '号');
        let named = || self.naming[first..].iter().take(MAX_HEAD_LINES).any(|names| *names);
        if (!halves && self.kinds[first].is_none()) || !named() {
            return None;
        }
        let mut cells: Vec<Head> = (first..flow.lines.len().min(first + MAX_HEAD_LINES))
            .map(|line| Head { line, at: trimmed(&flow.c, flow.lines[line].clone()), kind: self.kinds[line] })
            .filter(|head| !head.at.is_empty())
            .take_while(|head| head.at.len() <= HEAD_CHARS && !is_number(&flow.c[head.at.clone()]))
            .collect();
        // A head may be printed on two lines: 完成 / 时限.
        let joined = |above: &Head, below: &Head| {
            let halves = above.at.len() <= 2 && below.at.len() <= 2 && above.kind.is_none();
            let open = matches!(flow.c[above.at.end - 1], '及' | '和' | '、' | '/');
            let whole = halves || open || (below.kind.is_none() && below.at.len() <= HALF_HEAD);
            whole
                .then(|| label::kind(&[&flow.c[above.at.clone()], &flow.c[below.at.clone()]].concat()))
                .flatten()
        };
        let mut n = 0;
        while n + 1 < cells.len() {
            if let Some(kind) = joined(&cells[n], &cells[n + 1]) {
                let Head { line, at, .. } = cells.remove(n + 1);
                cells[n] = Head { line, at: cells[n].at.start..at.end, kind: Some(kind) };
            }
            n += 1;
        }
        // A head that is not known may stand between known ones, not behind the last.
        let is_unknown = |heads: &[Head]| heads.iter().all(|head| head.kind.is_none());
        let behind = cells.windows(UNKNOWN_HEADS + 1).position(is_unknown).unwrap_or(cells.len());
        cells.truncate(behind);
        cells.truncate(cells.iter().rposition(|head| head.kind.is_some()).map_or(0, |last| last + 1));
        // What stands before 序号 is the end of the text above the table, but for a name that several rows share.
        let late = cells.iter().skip(2).any(|head| head.kind == Some(Kind::Number));
        (cells.len() >= MIN_COLUMNS && !late && flow.line_of(cells[0].at.start) == first).then_some(cells)
    }
}

/// The head of a column.
struct Head {
    /// The last line that it is printed on.
    line: usize,
    at: Range<usize>,
    kind: Option<Kind>,
}

/// A table whose head begins on a line; `all` as above.
pub(crate) fn listed(flow: &Flow, first: usize, all: &HeadLines) -> Option<Table> {
    let cells = all.at(flow, first)?;
    let heads: Vec<Range<usize>> = cells.iter().map(|head| head.at.clone()).collect();
    let mut columns = columns(flow, &heads)?;
    // A name before the number is printed once for several rows, above the number.
    let named = columns.len() > 1 && columns[0].kind == Kind::Name && columns[1].kind == Kind::Number;
    columns.drain(..usize::from(named));
    let last = cells.last()?;
    let printed = flow.lines[first..=last.line].iter().map(|line| trimmed(&flow.c, line.clone()));
    let head_lines: Vec<Range<usize>> = printed.filter(|cell| !cell.is_empty()).collect();
    let start = last.line + 1;
    // Where a blank line parts each head from the next, lines without one between are one cell.
    let parted = heads[1..].iter().all(|head| flow.is_apart(head.start));
    let mut rows =
        Rows { columns: &columns, flow, done: Vec::new(), open: Row::default(), inherits: false, parted };
    let numbered = columns.first().is_some_and(|column| column.kind == Kind::Number);
    let leaders = columns.iter().any(|column| column.kind == Kind::Leaders);
    // The cells from one number to the next.
    let mut group: Vec<Range<usize>> = Vec::new();
    let (mut end, mut section) = (start, None);
    for line in start..flow.lines.len() {
        let cell = trimmed(&flow.c, flow.lines[line].clone());
        if is_annex(&flow.c[cell.clone()]) {
            break;
        }
        // The heads of another table.
        if line > start
            && let Some(next) = all.at(flow, line)
        {
            let words = |heads: &[Head]| -> Vec<Vec<char>> {
                heads.iter().map(|head| words_of(flow, &head.at)).collect()
            };
            if words(&next) != words(&cells) {
                let named = group.last().is_some_and(|last| ends_like_title(&flow.c[last.clone()]));
                group.truncate(group.len() - usize::from(named));
                end -= usize::from(named);
                break;
            }
        }
        let heading = mark_at(&flow.c, cell.start, cell.end)
            .is_some_and(|m| matches!(m.style, Style::Han | Style::HanParen | Style::Chapter));
        let below = (line + 1..flow.lines.len())
            .map(|line| trimmed(&flow.c, flow.lines[line].clone()))
            .filter(|cell| !cell.is_empty());
        if heading && cell.len() < 40 && !flow.c[cell.clone()].contains(&'。') {
            // A heading inside the table has rows below it, one behind the table has text.
            let numbered_words = |cell: &Range<usize>| {
                !numbered
                    && mark_at(&flow.c, cell.start, cell.end).is_some_and(|mark| mark.style == Style::Digit)
            };
            if !below.take(ROW_REACH).any(|cell| rows.begins_behind(&cell, &group) || numbered_words(&cell)) {
                break;
            }
            rows.group(&mut group);
            rows.close();
            end = line + 1;
            continue;
        }
        // 二 / 居家养老 / 3: a numeral of another kind and a name stand above the rows of a section.
        let numeral = numbered && numeral::han_value(&flow.c[cell.clone()]).is_some();
        let mut ahead = below.clone();
        if let (true, Some(name), Some(number)) = (numeral, ahead.next(), ahead.next())
            && numeral::digits(&flow.c[number.clone()]) == number.len()
            && numeral::digits(&flow.c[name.clone()]) == 0
        {
            rows.group(&mut group);
            rows.close();
            section = Some(name.start);
            end = line + 1;
            continue;
        }
        end = line + 1;
        if section == Some(cell.start) {
            continue;
        }
        // The head stands on each page again.
        let is_repeated = || head_lines.iter().any(|head| flow.c[head.clone()] == flow.c[cell.clone()]);
        // 分享到: a field of the page below the table.
        let is_field = cell.len() < 8 && flow.c[cell.clone()].last() == Some(&':');
        // 注:★为牵头单位; 监督电话:….
        let is_note = ["注:", "备注:", "说明:"].iter().any(|word| mark::begins(&flow.c[cell.clone()], word))
            || label::label_at(&flow.c, cell.start, cell.end).is_some_and(|label| label.kind == Kind::Other);
        if cell.is_empty() || is_repeated() || is_field || is_note {
            continue;
        }
        let joined = parted && !flow.is_apart(flow.lines[line].start);
        if let Some(last) = group.last_mut().filter(|last| joined || goes_on(flow, last, &cell)) {
            last.end = cell.end;
            continue;
        }
        if numbered && rows.begins_behind(&cell, &group) {
            // 公共服务 above the number, not the person who ends the row.
            let may_name = |cell: &Range<usize>| {
                let person = leaders && is_surnamed(&flow.c[cell.clone()]);
                cell.len() <= NAME_CHARS && !person && !rows.closes_row(cell)
            };
            while named && group.last().is_some_and(may_name) {
                group.pop();
            }
            rows.group(&mut group);
        }
        group.push(cell);
    }
    rows.group(&mut group);
    rows.close();
    let done = rows.done;
    Some(Table::new(first..end, done, columns))
}

/// Whether the cell above goes on in a line: it ends with a pause, or the line is the next of the numbered parts that it
/// consists of, 1.… above 2.…
fn goes_on(flow: &Flow, above: &Range<usize>, cell: &Range<usize>) -> bool {
    let mark =
        |line: Range<usize>| mark_at(&flow.c, line.start, line.end).filter(|m| !m.is_doubtful(&flow.c));
    let last = flow.lines[flow.line_of(above.end)].start.max(above.start);
    let next_part = mark(cell.clone())
        .zip(mark(last..above.end))
        .is_some_and(|(next, part)| next.style == part.style && next.value == part.value + 1);
    next_part || matches!(flow.c[above.end - 1], ',' | '、')
}

/// The rows read so far, and the one that is open.
struct Rows<'a> {
    columns: &'a [Column],
    flow: &'a Flow,
    done: Vec<Row>,
    open: Row,
    /// The open row began without a number of its own under the row above.
    inherits: bool,
    /// Blank lines stand between the cells.
    parted: bool,
}

impl Rows<'_> {
    /// Takes the cells of one number, or of all rows that have none: one for each column or in the columns' order where
    /// they fit it, else one by one.
    fn group(&mut self, cells: &mut Vec<Range<usize>>) {
        let cells = std::mem::take(cells);
        let n = self.columns.len();
        let fits = |row: &&[Range<usize>]| {
            row.iter().zip(self.columns).all(|(cell, column)| {
                // Of a cell that stands for itself, a time may be told in any words: 按省里要求.
                let told = self.parted && column.kind == Kind::Due && cell.len() <= HEAD_CHARS;
                fit(self.flow, cell, column.kind) >= 0 || (told && !who::is_list(self.flow, cell.clone()))
            })
        };
        let rows = cells.len() / n;
        let unfit = if self.parted { rows / 4 } else { 0 };
        if cells.len().is_multiple_of(n) && cells.chunks_exact(n).filter(fits).count() + unfit >= rows {
            for row in cells.chunks(n) {
                self.close();
                self.open = placed(self.flow, self.columns, row, &(0..n).collect::<Vec<_>>());
            }
            return;
        }
        // 社会事业（3项）: the name of the section that begins below.
        let last = cells.last().filter(|cell| cell.len() <= HEAD_CHARS && !self.closes_row(cell));
        let above = last.map(|_| &cells[..cells.len() - 1]);
        let in_order = |cells: &[Range<usize>]| in_order(self.flow, self.columns, cells);
        if let Some(places) = in_order(&cells).or_else(|| in_order(above?)) {
            let mut at = 0;
            for row in places.chunk_by(|_, next| !next.fresh) {
                let above = (at > 0).then(|| self.open.clone());
                self.close();
                let columns: Vec<usize> = row.iter().map(|place| place.column).collect();
                self.open = placed(self.flow, self.columns, &cells[at..at + row.len()], &columns);
                if self.columns[0].kind == Kind::Number {
                    self.open.take_merged(above);
                }
                at += row.len();
            }
            return;
        }
        for (n, cell) in cells.iter().enumerate() {
            self.cell(cell.clone(), cells.get(n + 1));
        }
    }

    /// Takes the next cell; `next` tells whether it names the row below.
    fn cell(&mut self, cell: Range<usize>, next: Option<&Range<usize>>) {
        let text = &self.flow.c[cell.clone()];
        let column =
            |wanted: fn(&Kind) -> bool| self.columns.iter().find(|column| wanted(&column.kind)).cloned();
        let units = column(|kind| kind.is_units());
        let leaders = column(|kind| *kind == Kind::Leaders);
        let due = column(|kind| *kind == Kind::Due);
        if self.begins_row(&cell, self.open.number.as_ref(), || false) {
            self.close();
            self.open.number = Some(cell.clone());
            self.open.at = cell;
        } else if who::is_none(text) {
            // A cell that says nobody stands in its column and is no words.
            if let Some(units) = units.filter(|_| !self.open.texts.is_empty()) {
                let units = self.next_units(units);
                self.field(units, cell);
            }
        } else if let Some(due) = due.filter(|_| is_due(text) && !self.open.texts.is_empty()) {
            self.field(due, cell);
        } else if let Some(units) = units.filter(|_| {
            !self.open.texts.is_empty()
                && (text.len() <= 60 || who::is_certain_list(self.flow, cell.clone()))
                && text.last() != Some(&'。')
                && (leaders.is_none() || !is_post(text))
                && who::is_list(self.flow, cell.clone())
        }) {
            let units = self.next_units(units);
            self.field(units, cell);
        } else if let Some(leaders) =
            leaders.filter(|_| (is_person(text) || is_post(text)) && !self.open.texts.is_empty())
        {
            self.field(leaders, cell);
        } else if next.is_some_and(|next| self.begins_row(next, self.open.number.as_ref(), || false)) {
            // It names the row below.
            self.close();
        } else {
            // Words may bring their number with them: 1.完善机制.
            let mark = mark_at(&self.flow.c, cell.start, cell.end).filter(|mark| {
                !mark.is_doubtful(&self.flow.c) && !self.columns.iter().any(|c| c.kind == Kind::Number)
            });
            if !self.open.fields.is_empty() {
                let number = self.open.number.clone().filter(|_| mark.is_none());
                self.close();
                self.open.number = number;
                self.inherits = true;
            }
            if self.open.texts.is_empty() && (self.open.number.is_none() || self.inherits) {
                self.open.at = cell.clone();
            }
            self.open.at.end = cell.end;
            let mark = mark.filter(|_| self.open.texts.is_empty());
            let body = mark.as_ref().map_or(cell.start, |mark| mark.body);
            self.open.number = self.open.number.take().or(mark.map(|mark| mark.number));
            self.open.texts.push(body..cell.end);
        }
    }

    /// Whether a cell may be the last of its row.
    fn closes_row(&self, cell: &Range<usize>) -> bool {
        let text = &self.flow.c[cell.clone()];
        is_due(text) || who::is_none(text) || who::is_list(self.flow, cell.clone())
    }

    /// Whether a cell is the number of the row behind the one that these cells belong to.
    fn begins_behind(&self, cell: &Range<usize>, group: &[Range<usize>]) -> bool {
        let closes = |at: usize| self.closes_row(&group[at]);
        // The name of a section may stand between the rows.
        let named = |last: usize| last > 0 && group[last].len() <= HEAD_CHARS && closes(last - 1);
        let whole = || group.len().checked_sub(1).is_some_and(|last| closes(last) || named(last));
        self.begins_row(cell, group.first(), whole)
    }

    /// Whether a cell is the number of the row behind one whose number is `open`; behind a row that is `whole` numbers may be
    /// left out.
    fn begins_row(&self, cell: &Range<usize>, open: Option<&Range<usize>>, whole: impl Fn() -> bool) -> bool {
        let value = |at: &Range<usize>| {
            let text: Vec<char> =
                self.flow.c[at.clone()].iter().copied().filter(|c| !matches!(c, '.' | '、')).collect();
            numeral::value(&text).or_else(|| numeral::han_value(&text))
        };
        let last = open
            .or(self.open.number.as_ref())
            .or_else(|| self.done.iter().rev().find_map(|row| row.number.as_ref()));
        let this = is_number(&self.flow.c[cell.clone()]).then(|| value(cell)).flatten();
        let follows =
            |this: u32, last: u32| this == last + 1 || (this > last && this <= last + LEFT_OUT && whole());
        this.is_some_and(|this| this == 1 || last.and_then(value).is_none_or(|last| follows(this, last)))
    }

    /// Where two columns of units stand side by side, the second list of a row belongs to the second.
    fn next_units(&self, first: Column) -> Column {
        let kinds = |column: &&Column| column.kind.is_units();
        let all: Vec<&Column> = self.columns.iter().filter(kinds).collect();
        let used = self.open.fields.iter().filter(|(column, _)| column.kind.is_units()).count();
        all.get(used).or(all.last()).map_or(first, |column| (*column).clone())
    }

    fn field(&mut self, column: Column, cell: Range<usize>) {
        self.open.at.end = cell.end;
        self.open.fields.push((column, cell));
    }

    /// Closes the open row; one without units has those of the row above, printed once for both.
    fn close(&mut self) {
        let mut row = std::mem::take(&mut self.open);
        let inherits = std::mem::take(&mut self.inherits);
        if row.texts.is_empty() {
            return;
        }
        let named = self.columns.iter().any(|column| column.kind == Kind::Name);
        if named && row.texts.len() > 1 && row.texts[0].len() < row.texts[1].len() {
            row.texts.remove(0);
        }
        let is_units = |column: &Column| column.kind.is_units();
        if !row.fields.iter().any(|(column, _)| is_units(column))
            && let Some(above) = self.done.last()
        {
            row.fields.extend(above.fields.iter().filter(|(column, _)| is_units(column)).cloned());
            row.doubt = if inherits { Doubt::Nothing } else { Doubt::Fields };
        }
        if row.texts.iter().map(Range::len).sum::<usize>() < SHORTEST_TASK {
            row.doubt = Doubt::Cells;
        }
        self.done.push(row);
    }
}
