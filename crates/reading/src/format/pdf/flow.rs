//! Lines and tables of pages → paragraphs: wrapped lines joined, running heads and page numbers left out.

use std::collections::HashMap;

use super::line::Line;
use super::ruled::Table;
use crate::fold::folded;
use crate::format::MAX_TEXT_BYTES;
use crate::format::grid::Grid;
use crate::label;
use crate::mark::is_numbered;

/// The share of a page's height at its top and at its foot in which running heads stand.
const MARGIN: f64 = 0.12;
/// The outermost part of it, in which a browser prints the page's title and address.
const BROWSER_MARGIN: f64 = 0.06;
/// Pages on which a running head stands at least.
const REPEATED: usize = 3;
/// Lines of the longest kind from which a document counts characters.
const MIN_COUNTED: usize = 2;
/// Characters of a line that is looked at for a number.
const NUMBER_CHARS: usize = 8;
/// Characters of a line that is looked at for a label.
const START_CHARS: usize = 18;

/// What a page holds, from top to bottom.
#[derive(Debug)]
pub(super) enum Block {
    Line(Line),
    Table(Table),
}

/// A page's blocks and its size.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) blocks: Vec<Block>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Sheet {
    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Line(line) => Some(line),
            Block::Table(_) => None,
        })
    }
}

impl Line {
    /// Its characters, with those that would stand before it.
    fn reach(&self, left: f64) -> f64 {
        self.count as f64 + (self.start - left) / self.size.max(1.0)
    }
}

/// The text of a document.
pub(super) fn text(mut sheets: Vec<Sheet>) -> String {
    drop_margins(&mut sheets);
    let mut flow = Flow { measure: Measure::of(&sheets), ..Flow::default() };
    for sheet in sheets {
        flow.edges = flow.measure.edges(&sheet);
        flow.turned = true;
        for block in sheet.blocks {
            match block {
                Block::Line(line) => flow.line(line),
                Block::Table(table) => flow.table(table),
            }
            flow.turned = false;
        }
    }
    flow.close();
    flow.close_table();
    flow.out
}

/// Leaves out running heads, page numbers, and what a browser prints around a page.
fn drop_margins(sheets: &mut [Sheet]) {
    let key = |line: &Line, sheet: &Sheet| {
        let text: String = line.text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
        (text, (line.y / sheet.height.max(1.0) * 100.0) as i32)
    };
    let in_margin = |line: &Line, sheet: &Sheet, margin: f64| {
        line.y > sheet.height * (1.0 - margin) || line.y < sheet.height * margin
    };
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    // How far a bare number lies from the place of its page: the same on each page where it is the page's number.
    let mut shifts: HashMap<i64, usize> = HashMap::new();
    let shift = |line: &Line, page: usize| {
        line.text.trim().parse::<u32>().ok().map(|number| i64::from(number) - page as i64)
    };
    for (page, sheet) in sheets.iter().enumerate() {
        for line in sheet.lines().filter(|line| in_margin(line, sheet, MARGIN)) {
            *seen.entry(key(line, sheet)).or_default() += 1;
            if let Some(shift) = shift(line, page) {
                *shifts.entry(shift).or_default() += 1;
            }
        }
    }
    let pages = sheets.len();
    // What stands on both of two pages is their head too.
    let repeated = REPEATED.min(pages.max(2));
    for (page, sheet) in sheets.iter_mut().enumerate() {
        let is_running = |block: &Block| {
            let Block::Line(line) = block else { return false };
            if !in_margin(line, sheet, MARGIN) {
                return false;
            }
            if let Some(shift) = shift(line, page) {
                return shifts.get(&shift).is_some_and(|count| *count > 1 || (pages == 1 && shift == 1));
            }
            is_page_number(&line.text)
                || seen.get(&key(line, sheet)).is_some_and(|count| *count >= repeated)
                || (in_margin(line, sheet, BROWSER_MARGIN) && is_of_browser(&line.text))
        };
        let running: Vec<bool> = sheet.blocks.iter().map(is_running).collect();
        let mut running = running.iter();
        sheet.blocks.retain(|_| running.next() == Some(&false));
    }
}

/// `— 3 —`, `第3页 共8页`, `3/8`.
fn is_page_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=6).contains(&digits)
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || matches!(c, '-' | '－' | '–' | '—' | '―' | '·' | '/' | '第' | '共' | '页')
        })
}

/// An address, or a time before a title.
fn is_of_browser(text: &str) -> bool {
    let dated =
        text.split(['/', ' ', ',', '-']).take(3).filter(|part| part.parse::<u16>().is_ok()).count() == 3;
    text.contains("://") || (dated && text.contains(':'))
}

/// How the lines of a document are set.
#[derive(Default)]
struct Measure {
    /// The size of most characters.
    size: f64,
    /// The distance of most lines.
    gap: f64,
    /// Edges of the text on pages of a width.
    edges: HashMap<i64, (f64, f64)>,
    /// Characters of a full line, where lines are broken after a number of characters, whatever their widths.
    count: Option<f64>,
}

impl Measure {
    fn of(sheets: &[Sheet]) -> Self {
        let mut sizes: HashMap<i64, usize> = HashMap::new();
        let mut gaps: HashMap<i64, usize> = HashMap::new();
        let mut all: HashMap<i64, (Vec<f64>, Vec<f64>)> = HashMap::new();
        for sheet in sheets {
            let mut above: Option<&Line> = None;
            for line in sheet.lines() {
                *sizes.entry((line.size * 2.0).round() as i64).or_default() += line.text.chars().count();
                if let Some(above) = above.filter(|above| above.y > line.y) {
                    *gaps.entry(((above.y - line.y) * 2.0).round() as i64).or_default() += 1;
                }
                above = Some(line);
                let (starts, ends) = all.entry(sheet.width.round() as i64).or_default();
                starts.push(line.start);
                ends.push(line.margin);
            }
        }
        let most = |counts: HashMap<i64, usize>| {
            counts
                .into_iter()
                .max_by_key(|(value, count)| (*count, -*value))
                .map_or(0.0, |(value, _)| value as f64 / 2.0)
        };
        let size = most(sizes);
        let gap = most(gaps);
        let edge = |mut places: Vec<f64>, ends: bool| {
            places.sort_by(|a, b| if ends { b.total_cmp(a) } else { a.total_cmp(b) });
            // An edge is where several lines come near; one that stands out alone is none.
            let wanted = (places.len() / 50).max(1);
            places
                .iter()
                .enumerate()
                .find(|(at, place)| {
                    places[at + 1..].iter().take(wanted).all(|next| (*next - **place).abs() < size * 1.5)
                })
                .map_or(places.first().copied().unwrap_or(0.0), |(_, place)| *place)
        };
        let edges = all
            .into_iter()
            .map(|(width, (starts, ends))| (width, (edge(starts, false), edge(ends, true))))
            .collect();
        let mut measure = Self { size, gap, edges, count: None };
        measure.count = measure.full_count(sheets);
        measure
    }

    /// Some programs take every character for as wide as a Chinese one when they break lines. It shows where the longest
    /// lines, counted in characters, are many, with figures in them and without.
    fn full_count(&self, sheets: &[Sheet]) -> Option<f64> {
        let mut counts: HashMap<i64, [usize; 2]> = HashMap::new();
        for sheet in sheets {
            let (left, _) = self.edges(sheet);
            for line in sheet.lines().filter(|line| (line.size - self.size).abs() < self.size * 0.05) {
                let narrow = line.text.chars().filter(char::is_ascii).count() >= 3;
                let count = line.reach(line.column.map_or(left, |(left, _)| left));
                counts.entry(count.round() as i64).or_default()[usize::from(narrow)] += 1;
            }
        }
        let all: usize = counts.values().flatten().sum();
        let longest = counts
            .iter()
            .filter(|(_, [wide, narrow])| wide.min(narrow) >= &MIN_COUNTED)
            .map(|(count, _)| *count)
            .max()?;
        let beyond: usize = counts
            .iter()
            .filter(|(count, _)| **count > longest + 1)
            .map(|(_, both)| both.iter().sum::<usize>())
            .sum();
        (beyond * 50 <= all).then_some(longest as f64)
    }

    fn edges(&self, sheet: &Sheet) -> (f64, f64) {
        self.edges.get(&(sheet.width.round() as i64)).copied().unwrap_or((0.0, sheet.width))
    }
}

#[derive(Default)]
struct Flow {
    out: String,
    measure: Measure,
    /// The edges of the text on this page.
    edges: (f64, f64),
    /// Nothing has been taken from this page so far.
    turned: bool,
    /// The paragraph that is open, and its last line.
    paragraph: String,
    last: Option<Line>,
    /// Whether the last line is the first of its paragraph.
    is_first: bool,
    open: Option<Table>,
}

impl Flow {
    fn line(&mut self, line: Line) {
        self.close_table();
        if self.last.as_ref().is_some_and(|last| self.goes_on(last, &line)) {
            joined(&mut self.paragraph, &line.text);
            self.is_first = false;
        } else {
            self.close();
            self.paragraph.clone_from(&line.text);
            self.is_first = true;
        }
        self.last = Some(line);
    }

    /// Whether a line goes on with the paragraph of the one before.
    fn goes_on(&self, last: &Line, line: &Line) -> bool {
        if (last.size - line.size).abs() > line.size * 0.15 {
            return false;
        }
        let (left, right) = line.column.unwrap_or(self.edges);
        let gap = last.y - line.y;
        let turned = gap <= 0.0 || self.turned;
        let is_centred = |line: &Line| {
            let (before, behind) = (line.start - left, right - line.end);
            before.min(behind) > line.size && (before - behind).abs() < line.size * 1.2
        };
        let is_title = line.size > self.measure.size * 1.12;
        let (last_left, last_right) = last.column.unwrap_or((left, right));
        let is_full = last.end + line.first > last_right - line.size * 0.4
            || self.measure.count.is_some_and(|count| last.reach(last_left) + 1.5 > count);
        if is_title && is_centred(line) && (is_full || is_centred(last)) {
            return !turned && gap < line.size * 2.4;
        }
        if !turned && self.measure.gap > 0.0 && gap > self.measure.gap.max(line.size) * 1.45 {
            return false;
        }
        let begins = begins_anew(&last.text, &line.text);
        let (indent, last_indent) = (line.start - left, last.start - last_left);
        if !is_full || begins {
            return false;
        }
        let same = (indent - last_indent).abs() < line.size * 0.5;
        if indent < line.size * 0.8 {
            return true;
        }
        // Indented as the line before: the same block where that went on itself, or hangs behind a number.
        let hangs = self.is_first
            && begins_with_number(&last.text)
            && indent > last_indent
            && indent - last_indent < line.size * 3.5;
        (same && !self.is_first) || hangs
    }

    fn close(&mut self) {
        if !self.paragraph.trim().is_empty() && self.out.len() <= MAX_TEXT_BYTES {
            self.out.push_str(self.paragraph.trim());
            self.out.push('\n');
        }
        self.paragraph.clear();
        self.last = None;
    }

    /// Takes a table, which may be the rest of the one on the page before.
    fn table(&mut self, table: Table) {
        self.close();
        let same = |open: &Table| {
            open.edges.len() == table.edges.len()
                && open.edges.iter().zip(&table.edges).all(|(a, b)| (a - b).abs() < 4.0)
        };
        if self.turned && self.open.as_ref().is_some_and(same) {
            if let Some(open) = &mut self.open {
                open.go_on(table);
            }
        } else {
            self.close_table();
            self.open = Some(table);
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.open.take() else { return };
        let mut grid = Grid::default();
        let mut cells = table.cells.into_iter().peekable();
        for row in 0..table.rows {
            grid.row();
            while let Some(cell) = cells.next_if(|cell| cell.row == row) {
                grid.put(cell.column, cell.rows, cell.columns, cell.text);
            }
        }
        grid.print(&mut self.out);
    }
}

impl Table {
    /// Takes the rows of the next page.
    fn go_on(&mut self, mut next: Self) {
        let words = |table: &Self, row: usize| -> Vec<(usize, String)> {
            let own = table.cells.iter().filter(|cell| cell.row == row);
            own.map(|cell| (cell.column, cell.text.trim().to_owned()))
                .filter(|(_, text)| !text.is_empty())
                .collect()
        };
        // The head is printed again on each page.
        if next.rows > 1 && words(self, 0) == words(&next, 0) {
            next.cells.retain(|cell| cell.row > 0);
            next.cells.iter_mut().for_each(|cell| cell.row -= 1);
            next.rows -= 1;
        }
        let mut last: Vec<usize> = (0..self.cells.len())
            .filter(|at| {
                let cell = &self.cells[*at];
                cell.row + cell.rows == self.rows
            })
            .collect();
        let above = |column: usize, last: &[usize], cells: &[super::ruled::Cell]| {
            last.iter().copied().find(|at| cells[*at].column == column)
        };
        let first: Vec<_> = next.cells.iter().filter(|cell| cell.row == 0).cloned().collect();
        let leading = first.first().is_some_and(|cell| cell.text.trim().is_empty());
        // A row that is cut by the page's end goes on without a number, in the middle of a sentence; a name that several rows
        // share may stand before the number and be cut too.
        let unnumbered = first.iter().take(2).any(|cell| cell.text.trim().is_empty());
        let cut = unnumbered
            && first.iter().any(|cell| {
                !cell.text.trim().is_empty()
                    && above(cell.column, &last, &self.cells).is_some_and(|at| {
                        let above = &self.cells[at];
                        above.is_full && !above.text.ends_with(['。', '；', '！', ';'])
                    })
            });
        if cut {
            for cell in &first {
                if let Some(at) =
                    above(cell.column, &last, &self.cells).filter(|_| !cell.text.trim().is_empty())
                {
                    let above = &mut self.cells[at];
                    if !above.is_full {
                        above.text.push('\n');
                    }
                    joined(&mut above.text, &cell.text);
                    above.is_full = cell.is_full;
                }
            }
            next.cells.retain(|cell| cell.row > 0);
            next.cells.iter_mut().for_each(|cell| cell.row -= 1);
            next.rows -= 1;
        } else if leading {
            // Blank cells at the start of the first row belong to those merged above them.
            let blank = first.iter().take_while(|cell| cell.text.trim().is_empty());
            for cell in blank {
                if let Some(at) = above(cell.column, &last, &self.cells) {
                    let rows = cell.rows;
                    self.cells[at].rows += rows;
                    last.retain(|other| *other != at);
                    next.cells.retain(|other| !(other.row == 0 && other.column == cell.column));
                }
            }
        }
        next.cells.iter_mut().for_each(|cell| cell.row += self.rows);
        self.rows += next.rows;
        self.cells.append(&mut next.cells);
    }
}

/// Whether a line below another begins something new: with a printed number or a label.
fn begins_anew(above: &str, text: &str) -> bool {
    let plain = |text: &str| text.chars().map(folded).filter(|c| *c != ' ').collect::<Vec<char>>();
    let (above, mut start) = (plain(above), plain(text));
    start.truncate(START_CHARS);
    begins_with_number(text) || label::starts(&above, &start)
}

/// Whether a line begins with a printed number.
fn begins_with_number(text: &str) -> bool {
    let start: Vec<char> = text.chars().take(NUMBER_CHARS).map(folded).collect();
    is_numbered(&start)
}

/// Adds the next line of a paragraph; two Latin words are parted by a blank.
pub(super) fn joined(text: &mut String, next: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(text.chars().next_back()) && latin(next.chars().next()) {
        text.push(' ');
    }
    text.push_str(next);
}

#[cfg(test)]
mod tests {
    use super::super::ruled::Cell;
    use super::*;

    /// A table of rows of cells; a cell that ends with ~ goes on to its edge.
    fn table(rows: &[&[&str]]) -> Table {
        let cells = rows.iter().enumerate().flat_map(|(row, cells)| {
            cells.iter().enumerate().map(move |(column, text)| Cell {
                row,
                column,
                rows: 1,
                columns: 1,
                text: text.trim_end_matches('~').to_owned(),
                is_full: text.ends_with('~'),
            })
        });
        Table { rows: rows.len(), cells: cells.collect(), ..Table::default() }
    }

    #[test]
    fn a_row_that_a_page_cuts_goes_on_also_behind_a_name_that_is_cut_with_it() {
        let head: &[&str] = &["类别", "序号", "重点工作"];
        let mut above = table(&[head, &["三、~", "6", "新增学位~"]]);
        above.go_on(table(&[head, &["社会民生", "", "1.2万个。"], &["", "7", "建成托育点40个。"]]));
        let texts: Vec<&str> = above.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts[3..], ["三、社会民生", "6", "新增学位1.2万个。", "", "7", "建成托育点40个。"]);
        // What follows a full stop is a row of its own.
        let mut above = table(&[head, &["三、民生", "6", "新增学位。~"]]);
        above.go_on(table(&[&["", "", "建成托育点。"]]));
        assert_eq!(above.rows, 3);
    }
}
