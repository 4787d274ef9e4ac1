//! Spreadsheets and comma-separated values: a line for each row, bars between the cells.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};

use crate::Unreadable;
use crate::charset;

/// The text of a workbook.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut out = String::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let covered = covered(&mut book, &name);
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, cells) in (first_row..).zip(range.rows()) {
            let cells: Vec<String> = (first_column..)
                .zip(cells)
                .filter(|(column, _)| !covered.contains(&(row, *column)))
                .map(|(_, cell)| shown(cell))
                .collect();
            super::grid::push_row(&mut out, &cells);
        }
    }
    if out.trim().is_empty() { Err(Unreadable::Empty) } else { Ok(out) }
}

/// The text of comma-separated values.
pub(crate) fn separated(bytes: &[u8]) -> Result<String, Unreadable> {
    let text = charset::decode(bytes, None)?;
    let mut out = String::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::Damaged)?;
        super::grid::push_row(&mut out, &record.iter().map(str::to_owned).collect::<Vec<_>>());
    }
    if out.trim().is_empty() { Err(Unreadable::Empty) } else { Ok(out) }
}

/// Cells that a merged cell covers, its first one left out; only Excel's newer format tells.
fn covered<R: std::io::Read + std::io::Seek>(book: &mut Sheets<R>, name: &str) -> HashSet<(u32, u32)> {
    let Sheets::Xlsx(book) = book else { return HashSet::new() };
    let regions = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    regions
        .into_iter()
        .flat_map(|region| {
            let (start, end) = (region.start, region.end);
            // A region may span the whole sheet; what lies beyond the used rows is never asked for.
            (start.0..=end.0.min(start.0 + 2000))
                .flat_map(move |row| (start.1..=end.1.min(start.1 + 200)).map(move |column| (row, column)))
                .filter(move |at| *at != start)
        })
        .collect()
}

/// A cell as it is shown.
fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => format!("{value:.0}"),
        Data::Empty | Data::Error(_) => String::new(),
        cell => cell.to_string(),
    }
}
