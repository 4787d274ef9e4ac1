//! Excel workbooks since 2007: sheets of cells with shared strings and formats.

use std::collections::HashMap;

use jiff::civil::{Date, date};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::container::Container;
use super::docx::value;
use super::number_format::{Format, built_in, parsed};
use super::resolved;
use super::sheet::{MAX_CELLS, Region, Sheet, cost};
use crate::Unreadable;

/// The sheets of a workbook that are shown.
pub(super) fn sheets(mut container: Container<'_>) -> Result<Vec<Sheet>, Unreadable> {
    let book = container.part("xl/workbook.xml")?.ok_or(Unreadable::Damaged)?;
    let links = container.part("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let strings = container.part("xl/sharedStrings.xml")?.map_or_else(Vec::new, |xml| shared(&xml));
    let formats = container.part("xl/styles.xml")?.map_or_else(Vec::new, |xml| formats(&xml));
    let (names, epoch) = shown_parts(&book, &links);
    let mut cells = 0;
    let mut out = Vec::new();
    for name in names {
        let Some(xml) = container.part(&name)? else { continue };
        let source = Source { strings: &strings, formats: &formats, epoch };
        let sheet = source.sheet(&xml, &mut cells).ok_or(Unreadable::Damaged)?;
        if cells > MAX_CELLS {
            return Err(Unreadable::TooLarge);
        }
        out.push(sheet);
    }
    Ok(out)
}

/// Calls for each element that starts, with its name.
fn each_start(xml: &str, mut call: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => call(element.local_name().as_ref(), &element),
            Event::Eof => return,
            _ => {}
        }
    }
}

/// The parts of the sheets that are shown, in their order, and the day from which days are counted.
fn shown_parts(book: &str, links: &str) -> (Vec<String>, Date) {
    let mut targets: HashMap<String, String> = HashMap::new();
    each_start(links, |name, element| {
        if let ("Relationship", Some(id), Some(target)) =
            (name, value(element, "Id"), value(element, "Target"))
        {
            let target = target.trim_start_matches('/');
            let target = if target.starts_with("xl/") { target.to_owned() } else { format!("xl/{target}") };
            targets.insert(id, target);
        }
    });
    let mut names = Vec::new();
    // The first day is 1; 1900 is taken for a leap year.
    let mut epoch = date(1899, 12, 30);
    each_start(book, |name, element| match name {
        "sheet" if value(element, "state").is_none_or(|state| state == "visible") => {
            names.extend(value(element, "id").and_then(|id| targets.get(&id).cloned()));
        }
        "workbookPr" if value(element, "date1904").is_some_and(|on| on == "1" || on == "true") => {
            epoch = date(1904, 1, 1);
        }
        _ => {}
    });
    (names, epoch)
}

/// The strings that cells share; how they are pronounced is left out.
fn shared(xml: &str) -> Vec<String> {
    let mut strings: Vec<String> = Vec::new();
    let mut reader = Reader::from_str(xml);
    let (mut in_text, mut spoken) = (false, false);
    while let Ok(event) = reader.read_event() {
        let open = strings.last_mut().filter(|_| in_text && !spoken);
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => strings.push(String::new()),
                "t" => in_text = true,
                "rPh" => spoken = true,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => spoken = false,
                _ => {}
            },
            Event::Text(text) => {
                if let Some(open) = open {
                    open.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(entity) => {
                if let Some(open) = open {
                    open.push_str(&resolved(&entity));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    strings
}

/// The number format of each style.
fn formats(xml: &str) -> Vec<Format> {
    let mut own: HashMap<u32, Format> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    each_start(xml, |name, element| match name {
        "numFmt" => {
            if let (Some(id), Some(code)) = (number(element, "numFmtId"), value(element, "formatCode")) {
                own.insert(id, parsed(&code.replace("&quot;", "\"")));
            }
        }
        "cellXfs" => in_cells = true,
        "cellStyleXfs" | "cellStyles" | "dxfs" => in_cells = false,
        "xf" if in_cells => {
            let id = number(element, "numFmtId").unwrap_or(0);
            formats.push(own.get(&id).cloned().unwrap_or_else(|| built_in(id)));
        }
        _ => {}
    });
    formats
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    value(element, name)?.parse().ok()
}

/// Row and column of `B12`, from 0.
fn place(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = name.bytes().take(letters).try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((name[letters..].parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// What the cells of a sheet refer to.
struct Source<'a> {
    strings: &'a [String],
    formats: &'a [Format],
    epoch: Date,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    at: (u32, u32),
    kind: String,
    style: usize,
    text: String,
}

impl Source<'_> {
    /// A sheet; None where it is no XML. `cells` counts those of the whole workbook.
    fn sheet(&self, xml: &str, cells: &mut usize) -> Option<Sheet> {
        let mut sheet = Sheet::default();
        let mut reader = Reader::from_str(xml);
        let mut cell = Cell::default();
        let (mut next, mut in_text, mut spoken) = ((0_u32, 0_u32), false, false);
        while *cells <= MAX_CELLS {
            match reader.read_event().ok()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" | "t" => in_text = true,
                    "rPh" => spoken = true,
                    name => open(name, &element, &mut sheet, &mut cell, &mut next),
                },
                Event::Empty(element) => {
                    open(element.local_name().as_ref(), &element, &mut sheet, &mut cell, &mut next);
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "v" | "t" => in_text = false,
                    "rPh" => spoken = false,
                    "c" => {
                        let text = self.shown(&cell);
                        *cells += cost(&text);
                        sheet.put(cell.at.0, cell.at.1, text);
                        cell = Cell::default();
                    }
                    "row" => next = (next.0.saturating_add(1), 0),
                    _ => {}
                },
                Event::Text(text) if in_text && !spoken => cell.text.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) if in_text && !spoken => cell.text.push_str(&resolved(&entity)),
                Event::Eof => break,
                _ => {}
            }
        }
        Some(sheet)
    }

    fn shown(&self, cell: &Cell) -> String {
        match cell.kind.as_str() {
            "s" => cell
                .text
                .trim()
                .parse()
                .ok()
                .and_then(|at: usize| self.strings.get(at))
                .cloned()
                .unwrap_or_default(),
            "b" => (if cell.text.trim() == "1" { "是" } else { "否" }).to_owned(),
            "e" => String::new(),
            "" | "n" => match cell.text.trim().parse::<f64>() {
                Ok(value) => {
                    self.formats.get(cell.style).unwrap_or(&Format::General).shown(value, self.epoch)
                }
                Err(_) => cell.text.clone(),
            },
            _ => cell.text.clone(),
        }
    }
}

fn open(name: &str, element: &BytesStart<'_>, sheet: &mut Sheet, cell: &mut Cell, next: &mut (u32, u32)) {
    match name {
        "row" => {
            *next = (number(element, "r").and_then(|row| row.checked_sub(1)).unwrap_or(next.0), 0);
            if value(element, "hidden").is_some_and(|on| on == "1" || on == "true") {
                sheet.hidden_rows.push(next.0);
            }
        }
        "c" => {
            let at = value(element, "r").and_then(|name| place(&name)).unwrap_or(*next);
            let style = number(element, "s").unwrap_or(0) as usize;
            *cell = Cell { at, kind: value(element, "t").unwrap_or_default(), style, text: String::new() };
            *next = (at.0, at.1.saturating_add(1));
        }
        "col" if value(element, "hidden").is_some_and(|on| on == "1" || on == "true") => {
            if let (Some(first), Some(last)) = (number(element, "min"), number(element, "max")) {
                sheet.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
            }
        }
        "mergeCell" => {
            let region = value(element, "ref");
            if let Some((first, last)) = region.as_deref().and_then(|region| region.split_once(':'))
                && let (Some(first), Some(last)) = (place(first), place(last))
            {
                sheet.merged.push(Region { first, last });
            }
        }
        _ => {}
    }
}
