//! Containers: which format a document has, and its text.

mod container;
mod docx;
mod grid;
mod html;
mod list_style;
mod number_format;
mod numbering;
mod odf;
mod pdf;
mod sheet;
mod txt;
mod xls;
mod xlsx;
mod xml;

use std::io::{Cursor, Read};

use memchr::memmem;
use quick_xml::events::BytesRef;

use crate::Unreadable;
use container::Container;
use sheet::Sheet;
use xls::Compound;

/// Bytes of the longest text that a document may hold.
const MAX_TEXT_BYTES: usize = 2 * crate::MAX_DOCUMENT_BYTES;

/// First bytes of formats that are told apart by them.
const ZIP: &[u8] = b"PK\x03\x04";
const PDF: &[u8] = b"%PDF-";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";
const RTF: &[u8] = b"{\\rtf";
/// Those of archives: rar, 7z, gzip.
const OTHERS: &[&[u8]] = &[b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b"];
/// Bytes in which the start of a PDF is looked for.
const PDF_HEAD_BYTES: usize = 1024;
/// What the XML of office programs of 2003 says of itself, and the bytes in which it does.
const OFFICE_XML: [(&[u8], Unreadable); 2] =
    [(b"progid=\"Word.Document\"", Unreadable::OldWord), (b"progid=\"Excel.Sheet\"", Unreadable::OldSheet)];
const OFFICE_XML_HEAD_BYTES: usize = 256;
/// Where a Word document's flags stand in its stream, and the one that says that it is locked ([MS-DOC] 2.5.2).
const WORD_FLAGS: usize = 10;
const WORD_LOCKED: u8 = 1;

/// The extracted text of a document.
pub(crate) fn text(bytes: &[u8], name: Option<&str>) -> Result<String, Unreadable> {
    let text = extracted(bytes, name)?;
    if text.trim().is_empty() {
        Err(Unreadable::Empty)
    } else if text.len() > MAX_TEXT_BYTES {
        Err(Unreadable::TooLarge)
    } else {
        Ok(text)
    }
}

/// The text, by what the bytes are; the name helps where they do not say.
fn extracted(bytes: &[u8], name: Option<&str>) -> Result<String, Unreadable> {
    if bytes.starts_with(ZIP) {
        return packed(bytes);
    }
    if bytes.starts_with(OLE) {
        return guarded(|| compound(bytes));
    }
    if OTHERS.iter().any(|start| bytes.starts_with(start)) {
        return Err(Unreadable::Archive);
    }
    if bytes.starts_with(RTF) {
        return Err(Unreadable::OldWord);
    }
    let head = &bytes[..bytes.len().min(OFFICE_XML_HEAD_BYTES)];
    if let Some((_, old)) = OFFICE_XML.into_iter().find(|(says, _)| memmem::find(head, says).is_some()) {
        return Err(old);
    }
    if memmem::find(&bytes[..bytes.len().min(PDF_HEAD_BYTES)], PDF).is_some() {
        return guarded(|| pdf::text(bytes));
    }
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        _ if html::is_html(bytes) => html::text(bytes),
        Some("html" | "htm" | "shtml") => html::text(bytes),
        // What is called a workbook and is none holds values.
        Some("csv" | "tsv" | "xls" | "et") => sheet::separated(bytes),
        _ => txt::text(bytes),
    }
}

/// The text of a document that is packed.
fn packed(bytes: &[u8]) -> Result<String, Unreadable> {
    let container = Container::open(bytes)?;
    if container.holds("word/") {
        docx::text(container)
    } else if container.holds("xl/workbook.bin") {
        Err(Unreadable::OldSheet)
    } else if container.holds("xl/") {
        xlsx::sheets(container).map(printed)
    } else if container.holds("content.xml") && container.holds("mimetype") {
        odf::text(container)
    } else if container.holds("OFD.xml") {
        Err(Unreadable::Ofd)
    } else if container.holds("ppt/") {
        Err(Unreadable::Unsupported)
    } else {
        Err(Unreadable::Archive)
    }
}

/// The text of a document in the form that office programs had before 2007.
fn compound(bytes: &[u8]) -> Result<String, Unreadable> {
    let mut file = Compound::open(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if file.is_stream("/EncryptedPackage") {
        Err(Unreadable::Encrypted)
    } else if let Ok(words) = file.open_stream("/WordDocument") {
        let locked =
            words.bytes().nth(WORD_FLAGS + 1).and_then(Result::ok).is_some_and(|of| of & WORD_LOCKED != 0);
        Err(if locked { Unreadable::Encrypted } else { Unreadable::OldWord })
    } else {
        xls::sheets(file).map(printed)
    }
}

/// The rows of a table file: of a workbook's first sheet that is not empty, or of separated values. A row's place is its
/// number in the sheet, less one.
pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let first = |sheets: Vec<Sheet>| {
        sheets.into_iter().find(|sheet| !sheet.rows.is_empty()).map_or_else(Vec::new, Sheet::into_rows)
    };
    let rows = if bytes.starts_with(ZIP) {
        let container = Container::open(bytes)?;
        if container.holds("xl/") { first(xlsx::sheets(container)?) } else { odf::rows(container)? }
    } else if bytes.starts_with(OLE) {
        first(guarded(|| xls::sheets(Compound::open(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?))?)
    } else {
        sheet::separated_rows(bytes)?
    };
    if rows.iter().flatten().all(|cell| cell.trim().is_empty()) { Err(Unreadable::Empty) } else { Ok(rows) }
}

/// The text of a workbook.
fn printed(sheets: Vec<Sheet>) -> String {
    let mut out = String::new();
    for sheet in sheets {
        sheet.print(&mut out);
    }
    out
}

/// Reads with a parser that others made: where a hostile file breaks it, the file counts as damaged.
fn guarded<T>(read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or(Err(Unreadable::Damaged))
}

/// The character of an XML entity; nothing for one that XML does not know: none is ever expanded.
fn resolved(entity: &BytesRef<'_>) -> String {
    let named = || quick_xml::escape::resolve_xml_entity(&entity.xml10_content()).map(str::to_owned);
    entity.resolve_char_ref().ok().flatten().map(String::from).or_else(named).unwrap_or_default()
}
