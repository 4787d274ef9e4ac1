//! Word documents: paragraphs with the numbers that Word prints before them, tables in the form of all formats.

use quick_xml::events::BytesStart;

use super::container::Container;
use super::grid::Grid;
use super::numbering::Numbering;
use super::{MAX_TEXT_BYTES, xml};
use crate::Unreadable;

/// Elements whose words are not on the page: deleted, moved away, of older programs, or how something was before.
const HIDDEN: &[&str] = &[
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delInstrText",
    "rt",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "numberingChange",
];

/// The text of a document.
pub(super) fn text(mut container: Container<'_>) -> Result<String, Unreadable> {
    let name = container.find("word/document", ".xml").ok_or(Unreadable::Damaged)?;
    let document = container.part(&name)?.ok_or(Unreadable::Damaged)?;
    let numbering = container.part("word/numbering.xml")?.unwrap_or_default();
    let styles = container.part("word/styles.xml")?.unwrap_or_default();
    let mut page = Page { numbering: Numbering::read(&numbering, &styles), ..Page::default() };
    xml::walk(&document, &mut page).ok_or(Unreadable::Damaged)?;
    Ok(page.out)
}

/// The value of an attribute, whatever its prefix.
pub(super) fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute =
        element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(attribute.value.into_owned())
}

/// Whether a property is on: it is where its value is not said.
fn is_on(element: &BytesStart<'_>) -> bool {
    value(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    /// Its end was deleted: the next one goes on in it.
    goes_on: bool,
}

/// The cell that is being read, of the outermost table.
#[derive(Default)]
struct Cell {
    text: String,
    columns: usize,
    /// It is the rest of the cell above.
    is_rest: bool,
}

/// What is written so far.
#[derive(Default)]
struct Page {
    out: String,
    numbering: Numbering,
    /// Paragraphs that are open; one in a text box lies inside another.
    paragraphs: Vec<Paragraph>,
    /// The start of a paragraph whose end was deleted.
    pending: String,
    /// Depth of tables; only the outermost has rows, those inside are words of its cells.
    tables: usize,
    grid: Grid,
    column: usize,
    cell: Cell,
    /// The row was deleted.
    row_gone: bool,
    in_text: bool,
    /// Depth of properties, in which a tab is no tab of the text.
    properties: usize,
    in_row_properties: bool,
    /// The run is hidden text.
    vanished: bool,
    /// Depth inside a hidden element.
    hidden: usize,
}

impl xml::Page for Page {
    fn words(&mut self, text: &str) {
        if self.in_text && self.hidden == 0 && !self.vanished {
            self.push(text);
        }
    }

    fn open(&mut self, element: &BytesStart<'_>, empty: bool) {
        let name = element.local_name();
        let name = name.as_ref();
        // In properties it says that the row, or the paragraph's end, was deleted.
        let is_mark = name == "del" && self.properties > 0;
        if self.hidden > 0 || (HIDDEN.contains(&name) && !is_mark) {
            self.hidden += usize::from(!empty);
            return;
        }
        match name {
            "pPr" | "rPr" | "trPr" | "tcPr" if !empty => {
                self.properties += 1;
                self.in_row_properties |= name == "trPr";
            }
            "del" if self.in_row_properties => self.row_gone = true,
            "del" if self.properties == 2 => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.goes_on = true;
                }
            }
            "r" => self.vanished = false,
            // The mark of a paragraph's end may be hidden without its words.
            "vanish" if self.properties == 1 => self.vanished = is_on(element),
            "t" => self.in_text = !empty,
            "tab" | "ptab" if self.properties == 0 => self.push("\t"),
            "br" | "cr" if self.properties == 0 => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "p" => self.paragraphs.push(Paragraph::default()),
            "tbl" => self.tables += 1,
            "tr" if self.tables == 1 => {
                self.grid.row();
                (self.column, self.row_gone) = (0, false);
            }
            "gridBefore" if self.tables == 1 => self.column = number(element),
            "tc" if self.tables == 1 => self.cell = Cell { columns: 1, ..Cell::default() },
            "gridSpan" if self.tables == 1 => self.cell.columns = number(element).max(1),
            "vMerge" if self.tables == 1 => {
                self.cell.is_rest = value(element, "val").is_none_or(|val| val == "continue");
            }
            "hMerge" if self.tables == 1 => {
                self.cell.is_rest = value(element, "val").is_none_or(|val| val == "continue");
            }
            _ => {
                let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.properties > 0) else {
                    return;
                };
                match name {
                    "pStyle" => paragraph.style = value(element, "val"),
                    "numId" => paragraph.list = value(element, "val"),
                    "ilvl" => paragraph.level = value(element, "val").and_then(|level| level.parse().ok()),
                    _ => {}
                }
            }
        }
        if empty {
            self.close(name);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" | "rPr" | "trPr" | "tcPr" => {
                self.properties = self.properties.saturating_sub(1);
                self.in_row_properties &= name != "trPr";
            }
            "t" => self.in_text = false,
            "p" => self.close_paragraph(),
            "tc" if self.tables == 1 => {
                let cell = std::mem::take(&mut self.cell);
                if self.row_gone {
                    return;
                }
                if cell.is_rest {
                    self.grid.reach(self.column, cell.columns);
                } else {
                    self.grid.put(self.column, 1, cell.columns, cell.text);
                }
                self.column = self.column.saturating_add(cell.columns);
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    std::mem::take(&mut self.grid).print(&mut self.out);
                }
            }
            _ => {}
        }
    }

    fn hidden(&mut self) -> &mut usize {
        &mut self.hidden
    }

    fn is_full(&self) -> bool {
        self.out.len() > MAX_TEXT_BYTES
    }
}

impl Page {
    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let words = std::mem::take(&mut self.pending) + &paragraph.text;
        if paragraph.goes_on {
            self.pending = words;
            return;
        }
        let number = if words.trim().is_empty() {
            String::new()
        } else {
            self.numbering.next(paragraph.style.as_deref(), paragraph.list.as_deref(), paragraph.level)
        };
        let text = number + &words;
        if self.tables == 0 {
            self.out.push_str(&text);
            self.out.push('\n');
        } else if !text.trim().is_empty() {
            if !self.cell.text.is_empty() {
                self.cell.text.push('\n');
            }
            self.cell.text.push_str(text.trim());
        }
    }
}

/// A count; what is none is 0.
fn number(element: &BytesStart<'_>) -> usize {
    value(element, "val").and_then(|value| value.parse().ok()).unwrap_or(0)
}
