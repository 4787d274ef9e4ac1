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

/// The rows of a workbook's first sheet that is not empty, or of comma-separated values; a row's place is its number in
/// the sheet, less one.
pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let rows = if bytes.starts_with(super::ZIP) || bytes.starts_with(super::OLE) {
        let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        let ranges = book.sheet_names().into_iter().filter_map(|name| book.worksheet_range(&name).ok());
        let range = ranges.into_iter().find(|range| !range.is_empty()).ok_or(Unreadable::Empty)?;
        let (row, column) = range.start().unwrap_or_default();
        let cells = |row: &[Data]| {
            vec![String::new(); column as usize].into_iter().chain(row.iter().map(shown)).collect()
        };
        vec![Vec::new(); row as usize].into_iter().chain(range.rows().map(cells)).collect()
    } else {
        let text = charset::decode(bytes, None)?;
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let records: Result<Vec<_>, _> = reader.records().map(|record| record.map(cells)).collect();
        records.map_err(|_| Unreadable::Damaged)?
    };
    let empty = rows.iter().flatten().all(|cell: &String| cell.trim().is_empty());
    if empty { Err(Unreadable::Empty) } else { Ok(rows) }
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
