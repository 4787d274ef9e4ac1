//! Excel workbooks from 1997 to 2003: records of a stream inside a compound file.

use std::io::{Cursor, Read};

use jiff::civil::{Date, date};

use super::number_format::{Format, built_in, parsed};
use super::sheet::{MAX_CELLS, Region, Sheet, cost};
use crate::Unreadable;

/// The largest stream that is read: that of the largest document.
const MAX_STREAM_BYTES: u64 = crate::MAX_DOCUMENT_BYTES as u64;

/// Kinds of record.
mod kind {
    pub(super) const FORMULA: u16 = 0x06;
    pub(super) const END: u16 = 0x0a;
    pub(super) const DATE_MODE: u16 = 0x22;
    pub(super) const FILE_PASS: u16 = 0x2f;
    pub(super) const CONTINUE: u16 = 0x3c;
    pub(super) const COLUMN_INFO: u16 = 0x7d;
    pub(super) const BOUND_SHEET: u16 = 0x85;
    pub(super) const MANY_RK: u16 = 0xbd;
    pub(super) const RICH_STRING: u16 = 0xd6;
    pub(super) const EXTENDED_FORMAT: u16 = 0xe0;
    pub(super) const MERGED_CELLS: u16 = 0xe5;
    pub(super) const SHARED_STRINGS: u16 = 0xfc;
    pub(super) const SHARED_STRING: u16 = 0xfd;
    pub(super) const NUMBER: u16 = 0x203;
    pub(super) const LABEL: u16 = 0x204;
    pub(super) const BOOLEAN: u16 = 0x205;
    pub(super) const STRING: u16 = 0x207;
    pub(super) const ROW: u16 = 0x208;
    pub(super) const RK: u16 = 0x27e;
    pub(super) const FORMAT: u16 = 0x41e;
    pub(super) const BEGIN: u16 = 0x809;
}

/// A compound file, as Word, Excel and WPS wrote them.
pub(super) type Compound<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

/// The sheets of a workbook that are shown.
pub(super) fn sheets(mut file: Compound<'_>) -> Result<Vec<Sheet>, Unreadable> {
    let mut data = Vec::new();
    let older = if file.is_stream("/Book") { Unreadable::OldSheet } else { Unreadable::Unsupported };
    let stream = file.open_stream("/Workbook").map_err(|_| older)?;
    stream.take(MAX_STREAM_BYTES).read_to_end(&mut data).map_err(|_| Unreadable::Damaged)?;
    let book = Book::read(&data)?;
    let mut cells = 0;
    let mut out = Vec::new();
    for start in &book.sheets {
        let sheet = book.sheet(data.get(*start..).unwrap_or_default(), &mut cells);
        if cells > MAX_CELLS {
            return Err(Unreadable::TooLarge);
        }
        out.push(sheet);
    }
    Ok(out)
}

/// The records of a stream.
fn records(mut data: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (short(data, 0)?, short(data, 2)?);
        let body = data.get(4..4 + usize::from(length))?;
        data = &data[4 + usize::from(length)..];
        Some((kind, body))
    })
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

fn double(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at + 8)?.try_into().ok()?))
}

/// A number in four bytes: an integer or the upper half of a double, perhaps times a hundred.
fn packed(bits: u32) -> f64 {
    let value =
        if bits & 2 != 0 { f64::from(bits as i32 >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

/// A string whose length stands before it in two bytes.
fn string(data: &[u8]) -> Option<String> {
    let count = usize::from(short(data, 0)?);
    Parts { parts: vec![data.get(2..)?], at: 0 }.characters(count)
}

/// Data that goes on in further records.
struct Parts<'a> {
    parts: Vec<&'a [u8]>,
    at: usize,
}

impl Parts<'_> {
    fn byte(&mut self) -> Option<u8> {
        while self.parts.get(self.at)?.is_empty() {
            self.at += 1;
        }
        let (byte, rest) = self.parts[self.at].split_first()?;
        self.parts[self.at] = rest;
        Some(*byte)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |number, at| Some(number | u32::from(self.byte()?) << (8 * at)))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let part = self.parts.get_mut(self.at)?;
            let taken = part.len().min(count);
            *part = &part[taken..];
            count -= taken;
            self.at += usize::from(count > 0);
        }
        Some(())
    }

    /// Flags and characters of a string; where it goes on in the next record, flags stand there again.
    fn characters(&mut self, count: usize) -> Option<String> {
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? as usize } else { 0 };
        let spoken = if flags & 4 != 0 { self.number(4)? as usize } else { 0 };
        let mut units: Vec<u16> = Vec::new();
        let mut wide = flags & 1 != 0;
        while units.len() < count {
            if self.parts.get(self.at)?.is_empty() {
                self.at += 1;
                wide = self.byte()? & 1 != 0;
                continue;
            }
            units.push(self.number(if wide { 2 } else { 1 })? as u16);
        }
        self.skip(runs * 4 + spoken)?;
        Some(String::from_utf16_lossy(&units))
    }
}

/// What the sheets of a workbook share.
struct Book {
    /// Where each sheet that is shown begins.
    sheets: Vec<usize>,
    strings: Vec<String>,
    formats: Vec<Format>,
    epoch: Date,
}

impl Book {
    fn read(data: &[u8]) -> Result<Self, Unreadable> {
        let mut book =
            Self { sheets: Vec::new(), strings: Vec::new(), formats: Vec::new(), epoch: date(1899, 12, 30) };
        let mut codes: std::collections::HashMap<u16, Format> = std::collections::HashMap::new();
        let mut styles: Vec<u16> = Vec::new();
        let mut all = records(data).peekable();
        while let Some((kind, body)) = all.next() {
            match kind {
                kind::FILE_PASS => return Err(Unreadable::Encrypted),
                kind::DATE_MODE if short(body, 0) == Some(1) => book.epoch = date(1904, 1, 1),
                kind::BOUND_SHEET => {
                    // State 0 is shown, kind 0 is a sheet of cells.
                    if let (Some(start), Some(0), Some(0)) =
                        (long(body, 0), body.get(4).map(|state| state & 3), body.get(5))
                    {
                        book.sheets.push(start as usize);
                    }
                }
                kind::FORMAT => {
                    if let (Some(id), Some(code)) = (short(body, 0), body.get(2..).and_then(string)) {
                        codes.insert(id, parsed(&code));
                    }
                }
                kind::EXTENDED_FORMAT => styles.extend(short(body, 2)),
                kind::SHARED_STRINGS => {
                    let mut parts = vec![body.get(8..).unwrap_or_default()];
                    while let Some((_, more)) = all.next_if(|(kind, _)| *kind == kind::CONTINUE) {
                        parts.push(more);
                    }
                    let mut parts = Parts { parts, at: 0 };
                    while let Some(count) = parts.number(2) {
                        let Some(string) = parts.characters(count as usize) else { break };
                        book.strings.push(string);
                    }
                }
                kind::END => break,
                _ => {}
            }
        }
        let format = |id: &u16| codes.get(id).cloned().unwrap_or_else(|| built_in(u32::from(*id)));
        book.formats = styles.iter().map(format).collect();
        Ok(book)
    }

    fn shown(&self, style: u16, value: f64) -> String {
        self.formats.get(usize::from(style)).unwrap_or(&Format::General).shown(value, self.epoch)
    }

    /// A sheet that begins where `data` does. `cells` counts those of the whole workbook.
    fn sheet(&self, data: &[u8], cells: &mut usize) -> Sheet {
        let mut sheet = Sheet::default();
        let mut depth = 0;
        // Where the words of a formula that follow it belong.
        let mut pending = None;
        for (kind, body) in records(data) {
            if *cells > MAX_CELLS {
                break;
            }
            match kind {
                kind::BEGIN => depth += 1,
                kind::END => {
                    depth -= 1;
                    if depth <= 0 {
                        break;
                    }
                }
                // A chart inside the sheet.
                _ if depth > 1 => {}
                _ => {
                    *cells += 1;
                    let _ = self.record(kind, body, &mut sheet, &mut pending, cells);
                }
            }
        }
        sheet
    }

    /// Takes a record; None where it is cut short.
    fn record(
        &self,
        kind: u16,
        body: &[u8],
        sheet: &mut Sheet,
        pending: &mut Option<(u32, u32)>,
        cells: &mut usize,
    ) -> Option<()> {
        let (row, column) = (u32::from(short(body, 0)?), u32::from(short(body, 2).unwrap_or(0)));
        let style = short(body, 4).unwrap_or(0);
        match kind {
            kind::SHARED_STRING => {
                let text = self.strings.get(long(body, 6)? as usize)?;
                *cells += cost(text);
                sheet.put(row, column, text.clone());
            }
            kind::LABEL | kind::RICH_STRING => sheet.put(row, column, string(body.get(6..)?)?),
            kind::NUMBER => sheet.put(row, column, self.shown(style, double(body, 6)?)),
            kind::RK => sheet.put(row, column, self.shown(style, packed(long(body, 6)?))),
            kind::MANY_RK => {
                for (at, cell) in body.get(4..)?.as_chunks::<6>().0.iter().enumerate() {
                    *cells += 1;
                    sheet.put(row, column + at as u32, self.shown(short(cell, 0)?, packed(long(cell, 2)?)));
                }
            }
            kind::FORMULA => {
                *pending = Some((row, column));
                match (body.get(12..14)?, body.get(6)?) {
                    ([0xff, 0xff], 1) => sheet.put(row, column, truth(*body.get(8)?)),
                    ([0xff, 0xff], _) => {}
                    _ => sheet.put(row, column, self.shown(style, double(body, 6)?)),
                }
            }
            kind::STRING => {
                let (row, column) = pending.take()?;
                sheet.put(row, column, string(body)?);
            }
            kind::BOOLEAN if body.get(7)? == &0 => sheet.put(row, column, truth(*body.get(6)?)),
            kind::MERGED_CELLS => {
                for region in body.get(2..)?.as_chunks::<8>().0 {
                    let at = |at| short(region, at).map(u32::from);
                    sheet.merged.push(Region { first: (at(0)?, at(4)?), last: (at(2)?, at(6)?) });
                }
            }
            kind::ROW if body.get(12)? & 0x20 != 0 => sheet.hidden_rows.push(row),
            kind::COLUMN_INFO if body.get(8)? & 1 != 0 => sheet.hidden_columns.push((row, column)),
            _ => {}
        }
        Some(())
    }
}

fn truth(value: u8) -> String {
    (if value == 0 { "否" } else { "是" }).to_owned()
}
