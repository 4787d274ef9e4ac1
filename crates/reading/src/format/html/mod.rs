//! Web pages: the words that a browser shows, one line for each block, table rows with bars between the cells.

mod part;
mod tag;

use memchr::memmem;

use super::MAX_TEXT_BYTES;
use super::grid::Grid;
use crate::Unreadable;
use crate::charset;
use part::Line;
use tag::Tag;

/// Bytes in which the start of a page is looked for.
const HEAD_BYTES: usize = 4096;

/// Elements whose content is no text of the page.
const HIDDEN: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "select", "textarea", "iframe", "object",
    "title",
];
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "pre",
    "blockquote",
    "hr",
    "form",
    "center",
    "caption",
    "fieldset",
    "figure",
    "address",
    "table",
];
/// Elements without an end.
const VOID: &[&str] =
    &["br", "img", "input", "hr", "meta", "link", "col", "area", "base", "source", "wbr", "embed", "param"];
/// Elements that an end tag is looked for among.
const MAX_OPEN: usize = 512;
/// Tables inside each other that are looked at; deeper ones are but their words.
const MAX_TABLES: usize = 32;
/// Characters below which a page is read again with all that looks like its parts.
const SHORT_PAGE_CHARS: usize = 200;

/// Whether bytes are a web page.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(HEAD_BYTES)].to_ascii_lowercase();
    ["<!doctype html", "<html", "<body", "<table", "<div", "<meta "]
        .iter()
        .any(|tag| memmem::find(&head, tag.as_bytes()).is_some())
}

/// The text of a page.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let page = charset::decode(bytes, named(bytes).as_deref())?;
    let text = visible(&page, true);
    let is_short = text.chars().filter(|c| !c.is_whitespace()).count() < SHORT_PAGE_CHARS;
    Ok(if is_short { visible(&page, false) } else { text })
}

/// The charset that the page names.
fn named(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(HEAD_BYTES)].to_ascii_lowercase();
    let at = memmem::find(&head, b"charset")? + "charset".len();
    let value: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'=' | b' ' | b'"' | b'\''))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    String::from_utf8(value).ok()
}

/// An element that is open.
struct Open {
    name: String,
    /// Its words are left out.
    apart: bool,
    is_main: bool,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    grid: Grid,
    /// The cell that is open: rows, columns, words.
    cell: Option<(usize, usize, String)>,
    /// It only puts parts of the page beside each other.
    is_layout: bool,
    /// Elements that were open where it begins.
    depth: usize,
}

impl Table {
    fn close_cell(&mut self) {
        if let Some((rows, columns, text)) = self.cell.take() {
            self.grid.put(self.grid.free(0), rows, columns, text);
        }
    }
}

/// What is written so far.
#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    line: Line,
    open: Vec<Open>,
    tables: Vec<Table>,
    /// The next numbers of the lists that are open; None in one without numbers.
    lists: Vec<Option<usize>>,
    apart: usize,
    main: usize,
    links: usize,
    preformatted: usize,
    bytes: usize,
}

impl Page {
    /// Where words go: the open cell of the innermost table that has any, else the line.
    fn cell(&mut self) -> Option<&mut String> {
        let table = self.tables.iter_mut().rev().find(|table| !table.is_layout)?;
        table.cell.as_mut().map(|(.., text)| text)
    }

    fn new_line(&mut self) {
        if let Some(cell) = self.cell() {
            cell.truncate(cell.trim_end_matches(' ').len());
            if !cell.is_empty() && !cell.ends_with('\n') {
                cell.push('\n');
            }
            return;
        }
        if !self.line.text.trim().is_empty() {
            self.line.text.truncate(self.line.text.trim_end_matches(' ').len());
            self.bytes += self.line.text.len();
            self.lines.push(std::mem::take(&mut self.line));
        }
        self.line = Line { is_main: self.main > 0, ..Line::default() };
    }

    fn blank(&mut self) {
        let to = match self.cell() {
            Some(cell) => cell,
            None => &mut self.line.text,
        };
        if !to.is_empty() && !to.ends_with([' ', '\n']) {
            to.push(' ');
        }
    }

    fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let linked = if self.links > 0 { words.chars().filter(|c| !c.is_whitespace()).count() } else { 0 };
        match self.cell() {
            Some(cell) => cell.push_str(words),
            None => {
                self.line.text.push_str(words);
                self.line.linked += linked;
            }
        }
    }

    fn words(&mut self, text: &str) {
        if self.apart > 0 {
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find(['&', ' ', '\n', '\t', '\r', '\u{a0}']) {
            self.push(&rest[..at]);
            rest = &rest[at..];
            if rest.starts_with('&') {
                let (c, length) = tag::entity(rest);
                if c == ' ' || c == '\u{a0}' || c == '\n' {
                    self.blank();
                } else {
                    self.push(c.encode_utf8(&mut [0; 4]));
                }
                rest = &rest[length..];
            } else if self.preformatted > 0 && rest.starts_with(['\n', '\r']) {
                self.new_line();
                rest = rest.trim_start_matches(['\n', '\r']);
            } else {
                self.blank();
                rest = rest.trim_start_matches([' ', '\t', '\u{a0}']);
                if self.preformatted == 0 {
                    rest = rest.trim_start_matches([' ', '\n', '\t', '\r', '\u{a0}']);
                }
            }
        }
        self.push(rest);
    }

    fn start(&mut self, tag: &Tag<'_>, strict: bool) {
        let name = tag.name.as_str();
        if self.open.last().is_some_and(|open| open.name == "p") && BLOCKS.contains(&name) && name != "br" {
            self.end("p");
        }
        if BLOCKS.contains(&name) {
            self.new_line();
        }
        if !VOID.contains(&name) && !matches!(name, "tr" | "td" | "th" | "") {
            let apart = if strict { part::is_apart(tag) } else { part::is_unseen(tag) };
            let is_main = part::is_main(tag);
            self.apart += usize::from(apart);
            self.main += usize::from(is_main);
            self.links += usize::from(name == "a");
            self.preformatted += usize::from(name == "pre");
            if is_main {
                self.new_line();
            }
            let is_table = name == "table" && self.tables.len() == MAX_TABLES;
            let name = if is_table { String::new() } else { tag.name.clone() };
            self.open.push(Open { name, apart, is_main });
        }
        if self.apart > 0 {
            return;
        }
        match name {
            "table" if self.tables.len() < MAX_TABLES => self.start_table(),
            "tr" => {
                let Some(table) = self.tables.last_mut().filter(|table| !table.is_layout) else {
                    return self.new_line();
                };
                table.close_cell();
                table.grid.row();
            }
            "td" | "th" => {
                let (rows, columns) = (tag.count("rowspan"), tag.count("colspan"));
                let Some(table) = self.tables.last_mut().filter(|table| !table.is_layout) else {
                    return self.new_line();
                };
                table.close_cell();
                if table.grid.is_empty() {
                    table.grid.row();
                }
                table.cell = Some((rows, columns, String::new()));
            }
            "ol" => self.lists.push(Some(tag.count("start"))),
            "ul" => self.lists.push(None),
            "li" => {
                if let Some(Some(next)) = self.lists.last_mut() {
                    let number = format!("{next}.");
                    *next += 1;
                    self.push(&number);
                }
            }
            _ => {}
        }
    }

    /// Begins a table. One that stands in the first cells of another shows that this one only lays out the page.
    fn start_table(&mut self) {
        for at in 0..self.tables.len() {
            let outer = &mut self.tables[at];
            if outer.is_layout || outer.grid.begins_with_heads() {
                continue;
            }
            outer.is_layout = true;
            let open = outer.cell.take().map(|(.., text)| text);
            let words = std::mem::take(&mut outer.grid).paragraphs();
            for line in words.iter().map(String::as_str).chain(open.iter().flat_map(|text| text.lines())) {
                self.new_line();
                self.push(line);
            }
            self.new_line();
        }
        self.tables.push(Table { depth: self.open.len(), ..Table::default() });
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.tables.pop() else { return };
        table.close_cell();
        let mut text = String::new();
        if !table.is_layout {
            table.grid.print(&mut text);
        }
        for line in text.lines() {
            self.new_line();
            self.push(line);
        }
        self.new_line();
    }

    fn end(&mut self, name: &str) {
        match name {
            "td" | "th" | "tr" => {
                match self.tables.last_mut().filter(|table| !table.is_layout) {
                    Some(table) => table.close_cell(),
                    None => self.new_line(),
                }
                return;
            }
            "br" => return self.new_line(),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.new_line();
        }
        // An end tag closes nothing outside of the table that it stands in.
        let floor = match self.tables.last() {
            Some(table) if name != "table" => table.depth,
            _ => 0,
        };
        let from = floor.max(self.open.len().saturating_sub(MAX_OPEN));
        let Some(at) = self.open.iter().skip(from).rposition(|open| open.name == name).map(|at| at + from)
        else {
            return;
        };
        for closed in self.open.split_off(at) {
            let was_apart = self.apart > 0;
            self.apart -= usize::from(closed.apart);
            match closed.name.as_str() {
                "table" if !was_apart => self.end_table(),
                "ol" | "ul" if !was_apart => {
                    self.lists.pop();
                }
                "a" => self.links = self.links.saturating_sub(1),
                "pre" => self.preformatted = self.preformatted.saturating_sub(1),
                _ => {}
            }
            if closed.is_main {
                self.new_line();
                self.main -= 1;
                self.new_line();
            }
        }
    }
}

/// The words of a page, by one walk over its tags. `strict` leaves out menus and the like.
fn visible(page: &str, strict: bool) -> String {
    let mut out = Page::default();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        out.words(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let Some((tag, behind)) = Tag::read(rest) else {
            out.words("<");
            rest = &rest[1..];
            continue;
        };
        rest = behind;
        if tag.closes {
            out.end(&tag.name);
        } else if HIDDEN.contains(&tag.name.as_str()) {
            rest = tag::behind(rest, &tag.name);
        } else {
            out.start(&tag, strict);
        }
        if out.bytes > MAX_TEXT_BYTES {
            break;
        }
    }
    out.words(rest);
    while !out.tables.is_empty() {
        out.end_table();
    }
    out.new_line();
    part::document(&out.lines)
}
