//! Tables of every format in one form: a line for each row, bars between the cells, merged cells filled.

use std::collections::BTreeSet;

use super::MAX_TEXT_BYTES;

/// Columns of the widest table; what a file claims beyond them is not there.
pub(super) const MAX_COLUMNS: usize = 256;
/// Places of the largest table whose merged cells are filled: a file may claim more than memory holds.
const MAX_PLACES: usize = 4_000_000;
/// Rows and cells of the largest table; what a file holds beyond them is not there.
const MAX_ROWS: usize = 1_000_000;
const MAX_CELLS: usize = 2_000_000;
/// Characters of a head that says nothing without the one above it (单位 under 牵头).
const SHORT_HEAD_CHARS: usize = 2;

/// Characters of the longest head.
const HEAD_CHARS: usize = 14;
/// Paragraphs of a cell in a table of one or two rows from which it is no cell but a part of the page.
const LAYOUT_LINES: usize = 8;

/// A cell, at the place where it begins. Its paragraphs stand on lines of their own.
#[derive(Debug)]
struct Cell {
    row: usize,
    column: usize,
    text: String,
}

/// A table that is being put together, row by row.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    /// The cell at each place of each row.
    rows: Vec<Vec<Option<u32>>>,
    /// For each column, a cell that reaches down and how many rows it has left.
    down: Vec<(u32, usize)>,
    places: usize,
}

impl Grid {
    /// Begins the next row.
    pub(super) fn row(&mut self) {
        if self.rows.len() == MAX_ROWS {
            return;
        }
        let mut row = Vec::new();
        if self.places < MAX_PLACES {
            for (column, (cell, left)) in self.down.iter_mut().enumerate() {
                if *left > 0 {
                    *left -= 1;
                    row.resize(column, None);
                    row.push(Some(*cell));
                }
            }
        }
        self.places += row.len() + 1;
        self.rows.push(row);
    }

    /// Whether a place of the open row belongs to a cell already.
    pub(super) fn is_taken(&self, column: usize) -> bool {
        self.rows.last().is_some_and(|row| row.get(column).is_some_and(Option::is_some))
    }

    /// The first free place of the open row, from a column on.
    pub(super) fn free(&self, from: usize) -> usize {
        let row = self.rows.last().map_or(&[][..], Vec::as_slice);
        (from..row.len()).find(|column| row[*column].is_none()).unwrap_or(from.max(row.len()))
    }

    /// Puts a cell into the open row; it reaches over `rows` and `columns`, both at least 1. Places that are taken stay.
    pub(super) fn put(&mut self, column: usize, rows: usize, columns: usize, text: String) {
        // A claim beyond all tables is none.
        let columns = if columns > MAX_COLUMNS { 1 } else { columns };
        let id = self.cells.len() as u32;
        let end = column.saturating_add(columns.max(1)).min(MAX_COLUMNS);
        let Some(at) =
            self.rows.len().checked_sub(1).filter(|_| column < end && self.cells.len() < MAX_CELLS)
        else {
            return;
        };
        self.cells.push(Cell { row: at, column, text });
        self.take(column..end, id);
        if rows > 1 {
            self.down.resize(self.down.len().max(end), (0, 0));
            self.down[column..end].fill((id, rows - 1));
        }
    }

    /// Lets the cell above reach into the open row; where there is none, an empty one begins.
    pub(super) fn reach(&mut self, column: usize, columns: usize) {
        let above = self.rows.len().checked_sub(2).and_then(|above| *self.rows[above].get(column)?);
        match above {
            Some(id) => self.take(column..column.saturating_add(columns.max(1)).min(MAX_COLUMNS), id),
            None => self.put(column, 1, columns, String::new()),
        }
    }

    fn take(&mut self, columns: std::ops::Range<usize>, id: u32) {
        let Some(row) = self.rows.last_mut() else { return };
        if row.len() < columns.end {
            self.places += columns.end - row.len();
            row.resize(columns.end, None);
        }
        row[columns].iter_mut().filter(|place| place.is_none()).for_each(|place| *place = Some(id));
    }

    /// Whether it has no row.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether one of its first rows holds several short words: a table that shows something.
    pub(super) fn begins_with_heads(&self) -> bool {
        (0..self.rows.len().min(3)).any(|row| {
            self.own(row).filter(|cell| !is_blank(cell) && cell.text.chars().count() <= HEAD_CHARS).count()
                >= 3
        })
    }

    /// What its cells hold, without the table.
    pub(super) fn paragraphs(&self) -> Vec<String> {
        let lines = self.cells.iter().flat_map(|cell| cell.text.lines()).map(|line| line.trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    }

    /// Whether it only puts long texts beside each other.
    fn is_layout(&self) -> bool {
        self.rows.len() <= 2 && self.cells.iter().any(|cell| cell.text.lines().count() >= LAYOUT_LINES)
    }

    /// How many columns have a cell that begins in them.
    fn columns(&self) -> Vec<usize> {
        self.cells.iter().map(|cell| cell.column).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Writes the table; one of a single column is no table but paragraphs in a frame.
    pub(super) fn print(&self, out: &mut String) {
        let columns = self.columns();
        if columns.len() < 2 || self.is_layout() {
            for line in self.paragraphs() {
                out.push_str(&line);
                out.push('\n');
            }
            return;
        }
        let head =
            (0..self.rows.len()).find(|row| self.own(*row).filter(|cell| !is_blank(cell)).count() >= 2);
        let below = head.map(|head| head + 1).filter(|below| self.is_head_below(*below));
        for row in 0..self.rows.len() {
            if out.len() > MAX_TEXT_BYTES {
                return;
            }
            if Some(row) == below || self.own(row).all(is_blank) {
                continue;
            }
            let cells: Vec<String> = match below {
                Some(below) if Some(row) == head => {
                    columns.iter().map(|column| self.joined_head(row, below, *column)).collect()
                }
                _ if Some(row) == head => self.head(row, &columns),
                _ => columns.iter().map(|column| self.text(row, *column).to_owned()).collect(),
            };
            push_row(out, &cells);
        }
    }

    /// The cells that begin in a row.
    fn own(&self, row: usize) -> impl Iterator<Item = &Cell> {
        let from = self.cells.partition_point(|cell| cell.row < row);
        self.cells[from..].iter().take_while(move |cell| cell.row == row)
    }

    fn at(&self, row: usize, column: usize) -> Option<&Cell> {
        let id = (*self.rows.get(row)?.get(column)?)?;
        self.cells.get(id as usize)
    }

    /// The words at a place: a merged cell has them in each row, but only in its first column.
    fn text(&self, row: usize, column: usize) -> &str {
        self.at(row, column).filter(|cell| cell.column == column).map_or("", |cell| cell.text.as_str())
    }

    /// Whether a row is the second of a head: all its cells stand under one that spans them.
    fn is_head_below(&self, below: usize) -> bool {
        let under = |cell: &Cell| {
            self.at(below - 1, cell.column).is_none_or(|above| {
                // Some leave the places beside the upper head blank instead of merging them.
                let spans =
                    |next: &Cell| next.column == above.column || (is_blank(next) && next.row == below - 1);
                is_blank(above)
                    || above.column < cell.column
                    || self.at(below - 1, cell.column + 1).is_none_or(spans)
            })
        };
        let filled = || self.own(below).filter(|cell| !is_blank(cell));
        filled().count() >= 2
            && filled().all(under)
            && self
                .own(below - 1)
                .any(|above| !is_blank(above) && filled().any(|cell| cell.column == above.column))
            && filled().all(|cell| cell.text.chars().count() <= HEAD_CHARS)
    }

    /// The head of a column that has two rows of heads.
    fn joined_head(&self, row: usize, below: usize, column: usize) -> String {
        let under = self.at(below, column).filter(|cell| cell.row == below && cell.column == column);
        let above = self.at(row, column).map_or("", |cell| cell.text.as_str());
        match under.map(|cell| cell.text.trim()).filter(|under| !under.is_empty()) {
            Some(under) if under.chars().count() <= SHORT_HEAD_CHARS => format!("{above}{under}"),
            Some(under) => under.to_owned(),
            None => self.text(row, column).to_owned(),
        }
    }

    /// A head of one row: one that spans columns is that of the fullest of them.
    fn head(&self, row: usize, columns: &[usize]) -> Vec<String> {
        let length = |column: usize| -> usize {
            (row + 1..self.rows.len().min(row + 50))
                .map(|below| self.text(below, column).chars().count())
                .sum()
        };
        let mut heads = vec![String::new(); columns.len()];
        for cell in self.own(row) {
            let spanned = (0..columns.len()).filter(|at| {
                self.at(row, columns[*at]).is_some_and(|over| over.column == cell.column && over.row == row)
            });
            if let Some(at) = spanned.max_by_key(|at| (length(columns[*at]), usize::MAX - at)) {
                heads[at].clone_from(&cell.text);
            }
        }
        for (head, column) in heads.iter_mut().zip(columns) {
            if head.is_empty() && self.at(row, *column).is_some_and(|cell| cell.row < row) {
                self.text(row, *column).clone_into(head);
            }
        }
        heads
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.text.trim().is_empty()
}

/// Writes a table's row: cells with bars behind them, a lone cell as a line.
pub(super) fn push_row(out: &mut String, cells: &[String]) {
    if out.len() > MAX_TEXT_BYTES {
        return;
    }
    let filled = || cells.iter().filter(|cell| !cell.trim().is_empty());
    match filled().count() {
        0 => {}
        1 => {
            out.extend(filled().flat_map(|cell| cell.trim().chars()));
            out.push('\n');
        }
        _ => {
            for cell in cells {
                out.extend(
                    cell.trim().chars().map(|c| if matches!(c, '\n' | '\r' | '\t' | '|') { ' ' } else { c }),
                );
                out.push_str(" | ");
            }
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        }
    }
}
