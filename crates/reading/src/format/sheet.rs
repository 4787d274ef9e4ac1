//! Spreadsheets: what their cells show, sheet by sheet, and values separated by commas.

use std::collections::{BTreeMap, HashMap};

use super::grid::{Grid, MAX_COLUMNS, push_row};
use crate::Unreadable;
use crate::charset;

/// Cells of the largest workbook that is read, a long text counted as several.
pub(super) const MAX_CELLS: usize = 2_000_000;

/// What a cell counts for: a long text that many cells share is more than one.
pub(super) fn cost(text: &str) -> usize {
    1 + text.len() / 64
}

/// Rows of the longest sheet of any program.
pub(super) const MAX_ROWS: u32 = 1_048_576;
/// Runs of hidden columns that are looked at.
const MAX_HIDDEN: usize = 256;

/// Cells that are merged: their first and last row and column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    pub(super) first: (u32, u32),
    pub(super) last: (u32, u32),
}

/// What a sheet shows.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Words by row and column.
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, String>>,
    pub(super) merged: Vec<Region>,
    pub(super) hidden_rows: Vec<u32>,
    /// First and last of columns that are hidden.
    pub(super) hidden_columns: Vec<(u32, u32)>,
}

impl Sheet {
    pub(super) fn put(&mut self, row: u32, column: u32, text: String) {
        if row < MAX_ROWS && !text.trim().is_empty() {
            self.rows.entry(row).or_default().insert(column, text);
        }
    }

    /// Its rows as they are, each at its place; merged cells only where they begin.
    pub(super) fn into_rows(self) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (row, cells) in self.rows {
            rows.resize_with(row as usize, Vec::new);
            let mut line = Vec::new();
            for (column, text) in cells.into_iter().take_while(|(column, _)| (*column as usize) < MAX_COLUMNS)
            {
                line.resize_with(column as usize, String::new);
                line.push(text);
            }
            rows.push(line);
        }
        rows
    }

    /// Writes the sheet as it is seen: what is hidden is left out.
    pub(super) fn print(mut self, out: &mut String) {
        self.hidden_columns.truncate(MAX_HIDDEN);
        let hidden = std::mem::take(&mut self.hidden_columns);
        let hiding = |column: u32| hidden.iter().find(|(first, last)| (*first..=*last).contains(&column));
        let mut words: HashMap<(u32, u32), String> = HashMap::new();
        // A merged cell whose first row or column is hidden begins where it is seen.
        for region in &mut self.merged {
            let text = self.rows.get(&region.first.0).and_then(|row| row.get(&region.first.1)).cloned();
            while let Some((_, last)) = hiding(region.first.1).filter(|(_, last)| *last < region.last.1) {
                region.first.1 = last + 1;
            }
            if let Some(text) = text {
                words.insert(region.first, text);
            }
        }
        for row in &self.hidden_rows {
            self.rows.remove(row);
        }
        let shown: Vec<u32> = self.rows.keys().copied().collect();
        let mut begins: HashMap<u32, Vec<(u32, usize, usize, String)>> = HashMap::new();
        for region in &self.merged {
            let from = shown.partition_point(|row| *row < region.first.0);
            let to = shown.partition_point(|row| *row <= region.last.0);
            let columns = region.last.1.saturating_sub(region.first.1) as usize + 1;
            if let (Some(row), Some(text)) =
                (shown.get(from).filter(|_| from < to), words.remove(&region.first))
            {
                begins.entry(*row).or_default().push((region.first.1, to - from, columns, text));
            }
        }
        let mut grid = Grid::default();
        for (row, cells) in self.rows {
            grid.row();
            for (column, rows, columns, text) in begins.remove(&row).unwrap_or_default() {
                if !grid.is_taken(column as usize) {
                    grid.put(column as usize, rows, columns, text);
                }
            }
            for (column, text) in cells {
                if !grid.is_taken(column as usize) && hiding(column).is_none() {
                    grid.put(column as usize, 1, 1, text);
                }
            }
        }
        grid.print(out);
    }
}

/// Lines in which the mark between values is looked for.
const LOOKED_AT: usize = 20;

/// The text of separated values.
pub(super) fn separated(bytes: &[u8]) -> Result<String, Unreadable> {
    let mut out = String::new();
    separated_rows(bytes)?.iter().for_each(|row| push_row(&mut out, row));
    Ok(out)
}

/// The rows of separated values.
pub(super) fn separated_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let text = charset::decode(bytes, None)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark(&text))
        .from_reader(text.as_bytes());
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    let rows: Result<_, _> = reader.records().map(|record| record.map(cells)).collect();
    rows.map_err(|_| Unreadable::Damaged)
}

/// The mark that stands between values: the one that most lines have most of.
fn mark(text: &str) -> u8 {
    let mut counts = [(b'\t', 0), (b',', 0), (b';', 0)];
    for line in text.lines().take(LOOKED_AT) {
        let mut quoted = false;
        let bare = |quoted: &mut bool, c: char| {
            *quoted ^= c == '"';
            !*quoted
        };
        let bare: String = line.chars().filter(|c| bare(&mut quoted, *c)).collect();
        for (mark, count) in &mut counts {
            *count += bare.matches(char::from(*mark)).count();
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| mark)
}
