//! Word documents: paragraphs with the numbers that Word prints before them, table rows with bars between the cells.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::numbering::Numbering;
use crate::Unreadable;

/// The largest part of a container that is read, unpacked: what a document of the largest size unpacks to.
const MAX_PART_BYTES: u64 = 64 * 1024 * 1024;

/// Elements whose words are not on the page: moved away, or there for older programs.
const HIDDEN: &[&str] = &["moveFrom", "Fallback", "del", "instrText"];

/// The text of a document.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let document = part(&mut zip, "word/document.xml")?.ok_or(Unreadable::Unsupported)?;
    let numbering = part(&mut zip, "word/numbering.xml")?.unwrap_or_default();
    let styles = part(&mut zip, "word/styles.xml")?.unwrap_or_default();
    let mut page = Page { numbering: Numbering::read(&numbering, &styles), ..Page::default() };
    page.walk(&document).ok_or(Unreadable::Damaged)?;
    if page.out.trim().is_empty() { Err(Unreadable::Empty) } else { Ok(page.out) }
}

/// A part of the container as text; None where it has none of this name.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Unreadable> {
    let Ok(file) = zip.by_name(name) else { return Ok(None) };
    if file.encrypted() {
        return Err(Unreadable::Encrypted);
    }
    let mut text = String::new();
    let read = file.take(MAX_PART_BYTES).read_to_string(&mut text).map_err(|_| Unreadable::Damaged)?;
    if read as u64 == MAX_PART_BYTES { Err(Unreadable::TooLarge) } else { Ok(Some(text)) }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute =
        element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(attribute.value.into_owned())
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// What is written so far.
#[derive(Default)]
struct Page {
    out: String,
    numbering: Numbering,
    /// Paragraphs that are open; one in a text box lies inside another.
    paragraphs: Vec<Paragraph>,
    /// Depth of tables, of which only the outermost has rows.
    tables: usize,
    cell: String,
    /// The cell is merged with the one above, which has its words.
    merged: bool,
    row: Vec<String>,
}

impl Page {
    /// Walks through the document's elements; None where they are no XML.
    fn walk(&mut self, xml: &str) -> Option<()> {
        let mut reader = Reader::from_str(xml);
        let (mut in_text, mut in_properties, mut hidden) = (false, 0_usize, 0_usize);
        loop {
            let event = reader.read_event().ok()?;
            let (element, empty) = match &event {
                Event::Start(element) => (Some(element), false),
                Event::Empty(element) => (Some(element), true),
                _ => (None, false),
            };
            if let Some(element) = element {
                let name = element.local_name();
                let name = name.as_ref();
                if hidden > 0 || HIDDEN.contains(&name) {
                    hidden += usize::from(!empty);
                    continue;
                }
                match name {
                    "pPr" if !empty => in_properties += 1,
                    "t" if !empty => in_text = true,
                    "tab" | "br" | "cr" | "noBreakHyphen" if in_properties == 0 => self.mark(name),
                    _ => self.open(name, element),
                }
                if empty {
                    self.close(name);
                }
                continue;
            }
            match event {
                Event::End(element) => {
                    if hidden > 0 {
                        hidden -= 1;
                        continue;
                    }
                    match element.local_name().as_ref() {
                        "pPr" => in_properties = in_properties.saturating_sub(1),
                        "t" => in_text = false,
                        name => self.close(name),
                    }
                }
                Event::Text(text) if in_text && hidden == 0 => self.words(&text.xml10_content()),
                Event::GeneralRef(entity) if in_text && hidden == 0 => {
                    let c = entity.resolve_char_ref().ok().flatten();
                    let c = c.or_else(|| {
                        quick_xml::escape::resolve_xml_entity(&entity.xml10_content())?.chars().next()
                    });
                    self.words(c.map_or(String::new(), String::from).as_str());
                }
                Event::Eof => return Some(()),
                _ => {}
            }
        }
    }

    fn words(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn mark(&mut self, name: &str) {
        let mark = match name {
            "tab" if self.tables == 0 => "\t",
            "br" | "cr" if self.tables == 0 => "\n",
            "noBreakHyphen" => "-",
            _ => " ",
        };
        self.words(mark);
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tbl" => self.tables += 1,
            "tr" if self.tables == 1 => self.row.clear(),
            "tc" if self.tables == 1 => {
                self.cell.clear();
                self.merged = false;
            }
            "vMerge" if self.tables == 1 => {
                self.merged = value(element, "val").is_none_or(|val| val == "continue");
            }
            _ => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = value(element, "val"),
                    "numId" => paragraph.list = value(element, "val"),
                    "ilvl" => paragraph.level = value(element, "val").and_then(|level| level.parse().ok()),
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => {
                let Some(paragraph) = self.paragraphs.pop() else { return };
                let number = if paragraph.text.trim().is_empty() {
                    String::new()
                } else {
                    self.numbering.next(
                        paragraph.style.as_deref(),
                        paragraph.list.as_deref(),
                        paragraph.level,
                    )
                };
                let text = number + &paragraph.text;
                if self.tables == 0 {
                    self.out.push_str(&text);
                    self.out.push('\n');
                } else if !text.trim().is_empty() {
                    if !self.cell.is_empty() {
                        self.cell.push(' ');
                    }
                    self.cell.push_str(text.trim());
                }
            }
            "tc" if self.tables == 1 && !self.merged => self.row.push(std::mem::take(&mut self.cell)),
            "tr" if self.tables == 1 => super::push_row(&mut self.out, &std::mem::take(&mut self.row)),
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }
}
