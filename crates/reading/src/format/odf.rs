//! Open document texts and spreadsheets (odt, ods), the form of the free office programs.

use quick_xml::events::BytesStart;

use super::container::Container;
use super::docx::value;
use super::grid::{Grid, MAX_COLUMNS};
use super::list_style::{self, Lists};
use super::sheet::{MAX_CELLS, MAX_ROWS, cost};
use super::{MAX_TEXT_BYTES, xml};
use crate::Unreadable;

/// Elements whose words are not on the page.
const HIDDEN: &[&str] = &[
    "tracked-changes",
    "annotation",
    "note",
    "desc",
    "title",
    "ruby-text",
    "tracked-change",
    "forms",
    "shapes",
];
/// How often a row that says that it is repeated is printed.
const MAX_REPEATED: usize = 100;

/// The text of a document.
pub(super) fn text(mut container: Container<'_>) -> Result<String, Unreadable> {
    // A locked document says so in its list of parts.
    if container.part("META-INF/manifest.xml")?.is_some_and(|parts| parts.contains("encryption-data")) {
        return Err(Unreadable::Encrypted);
    }
    let content = container.part("content.xml")?.ok_or(Unreadable::Damaged)?;
    let styles = container.part("styles.xml")?.unwrap_or_default();
    let mut page = Page { lists: list_style::read(&styles, &content), ..Page::default() };
    xml::walk(&content, &mut page).ok_or(Unreadable::Damaged)?;
    if page.cells > MAX_CELLS { Err(Unreadable::TooLarge) } else { Ok(page.out) }
}

/// The rows of a spreadsheet's first table that is not empty, each at its place.
pub(super) fn rows(mut container: Container<'_>) -> Result<Vec<Vec<String>>, Unreadable> {
    let content = container.part("content.xml")?.ok_or(Unreadable::Damaged)?;
    let mut page = Page { rows: Some(Vec::new()), ..Page::default() };
    xml::walk(&content, &mut page).ok_or(Unreadable::Damaged)?;
    Ok(page.rows.unwrap_or_default())
}

/// The row that is being read.
#[derive(Default)]
struct Row {
    /// Column, rows, columns, words.
    cells: Vec<(usize, usize, usize, String)>,
    column: usize,
    repeated: usize,
    is_hidden: bool,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    rows: usize,
    columns: usize,
    repeated: usize,
    date: Option<String>,
    text: String,
}

/// What is written so far.
#[derive(Default)]
struct Page {
    out: String,
    lists: Lists,
    /// Paragraphs that are open; one in a frame lies inside another.
    paragraphs: Vec<String>,
    /// Depth of tables; those inside the outermost are words of its cells.
    tables: usize,
    grid: Grid,
    row: Row,
    cell: Option<Cell>,
    hidden_columns: Vec<(usize, usize)>,
    columns: usize,
    hidden: usize,
    cells: usize,
    /// Rows of the first table, where these are asked for instead of text; closed once they are read.
    rows: Option<Vec<Vec<String>>>,
    rows_read: bool,
}

impl xml::Page for Page {
    fn words(&mut self, text: &str) {
        if self.hidden == 0
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.extend(text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        }
    }

    fn open(&mut self, element: &BytesStart<'_>, empty: bool) {
        let name = element.local_name();
        let name = name.as_ref();
        if self.hidden > 0 || HIDDEN.contains(&name) {
            self.hidden += usize::from(!empty);
            return;
        }
        let is_collapsed =
            || value(element, "visibility").is_some_and(|how| matches!(how.as_str(), "collapse" | "filter"));
        match name {
            "p" | "h" => {
                let number = self.lists.number();
                self.paragraphs.push(number);
            }
            "list" => self.lists.open(element),
            "list-item" => self.lists.item(),
            "s" => self.words(&" ".repeat(count(element, "c").min(80))),
            "tab" => self.words("\t"),
            "line-break" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.push('\n');
                }
            }
            "table" => {
                self.tables += 1;
                if self.tables == 1 {
                    (self.hidden_columns, self.columns) = (Vec::new(), 0);
                }
            }
            "table-column" if self.tables == 1 => {
                let next = self.columns.saturating_add(count(element, "number-columns-repeated"));
                if is_collapsed() && self.hidden_columns.len() < MAX_REPEATED {
                    self.hidden_columns.push((self.columns, next));
                }
                self.columns = next;
            }
            "table-row" if self.tables == 1 => {
                let repeated = count(element, "number-rows-repeated");
                self.row = Row { repeated, is_hidden: is_collapsed(), ..Row::default() };
            }
            "covered-table-cell" if self.tables == 1 => {
                self.row.column = self.row.column.saturating_add(count(element, "number-columns-repeated"));
                self.hidden += usize::from(!empty);
                return;
            }
            "table-cell" if self.tables == 1 => {
                self.cell = Some(Cell {
                    rows: count(element, "number-rows-spanned"),
                    columns: count(element, "number-columns-spanned"),
                    repeated: count(element, "number-columns-repeated"),
                    date: value(element, "date-value"),
                    text: String::new(),
                });
            }
            _ => {}
        }
        if empty {
            self.close(name);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                let Some(text) = self.paragraphs.pop() else { return };
                match &mut self.cell {
                    Some(cell) if !text.trim().is_empty() => {
                        if !cell.text.is_empty() {
                            cell.text.push('\n');
                        }
                        cell.text.push_str(text.trim());
                    }
                    Some(_) => {}
                    None => {
                        self.out.push_str(&text);
                        self.out.push('\n');
                    }
                }
            }
            "list" => self.lists.close(),
            "table-cell" if self.tables == 1 => {
                let Some(cell) = self.cell.take() else { return };
                self.cells += 1;
                let column = self.row.column;
                self.row.column = column.saturating_add(cell.repeated);
                let text = cell.date.as_deref().and_then(dated).unwrap_or(cell.text);
                let is_hidden =
                    |at: usize| self.hidden_columns.iter().any(|(from, to)| (*from..*to).contains(&at));
                if cell.repeated > MAX_REPEATED && text.is_empty() {
                    return;
                }
                for at in column..column + cell.repeated.min(MAX_REPEATED) {
                    self.cells += cost(&text);
                    if !is_hidden(at) {
                        self.row.cells.push((at, cell.rows, cell.columns, text.clone()));
                    }
                }
            }
            "table-row" if self.tables == 1 => {
                let row = std::mem::take(&mut self.row);
                let is_blank = row.cells.iter().all(|(.., text)| text.is_empty());
                if let Some(rows) = self.rows.as_mut().filter(|_| !self.rows_read) {
                    let mut line: Vec<String> = Vec::new();
                    for (column, .., text) in row.cells.into_iter().take_while(|cell| cell.0 < MAX_COLUMNS) {
                        line.resize_with(column, String::new);
                        line.push(text);
                    }
                    line.truncate(line.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1));
                    let left = (MAX_ROWS as usize).saturating_sub(rows.len());
                    let repeated = row.repeated.min(if is_blank { left } else { left.min(MAX_REPEATED) });
                    rows.extend(std::iter::repeat_n(line, repeated));
                    return;
                }
                if row.is_hidden || (is_blank && row.repeated > 1) {
                    return;
                }
                for _ in 0..row.repeated.min(if is_blank { 1 } else { MAX_REPEATED }) {
                    self.cells += row.cells.iter().map(|(.., text)| cost(text)).sum::<usize>();
                    self.grid.row();
                    for (column, rows, columns, text) in &row.cells {
                        if !self.grid.is_taken(*column) {
                            self.grid.put(*column, *rows, *columns, text.clone());
                        }
                    }
                }
            }
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.rows_read = self.rows.iter().flatten().any(|row| !row.is_empty());
                    if let Some(rows) = self.rows.as_mut().filter(|_| !self.rows_read) {
                        rows.clear();
                    }
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
        self.out.len() > MAX_TEXT_BYTES || self.cells > MAX_CELLS
    }
}

/// A count; 1 where none is said.
fn count(element: &BytesStart<'_>, name: &str) -> usize {
    value(element, name).and_then(|value| value.parse().ok()).unwrap_or(1)
}

/// `2026-06-30T00:00:00` as a date.
fn dated(value: &str) -> Option<String> {
    let date: jiff::civil::Date = value.get(..10)?.parse().ok()?;
    Some(format!("{}年{}月{}日", date.year(), date.month(), date.day()))
}
