//! Containers: which format a document has, and its text.

mod container;
mod docx;
mod grid;
mod html;
mod numbering;
mod pdf;
mod sheet;
mod txt;

use memchr::memmem;
use quick_xml::events::BytesRef;

use crate::Unreadable;
use container::Container;

/// Bytes of the longest text that a document may hold.
const MAX_TEXT_BYTES: usize = 2 * crate::MAX_DOCUMENT_BYTES;

/// First bytes of formats that are told apart by them.
const ZIP: &[u8] = b"PK\x03\x04";
const PDF: &[u8] = b"%PDF-";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";

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
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    let holds = |word: &str| memmem::find(bytes, word.as_bytes()).is_some();
    let holds_wide = |word: &str| {
        let wide: Vec<u8> = word.bytes().flat_map(|b| [b, 0]).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if bytes.starts_with(ZIP) {
        let container = Container::open(bytes)?;
        return if container.holds("word/") {
            docx::text(container)
        } else if holds("xl/workbook") || holds("opendocument.spreadsheet") {
            guarded(|| sheet::text(bytes))
        } else {
            Err(Unreadable::Unsupported)
        };
    }
    if bytes.starts_with(OLE) {
        return if holds_wide("EncryptedPackage") {
            Err(Unreadable::Encrypted)
        } else if holds_wide("Workbook") || holds_wide("Book") {
            guarded(|| sheet::text(bytes))
        } else {
            Err(Unreadable::OldWord)
        };
    }
    if bytes.starts_with(PDF) {
        guarded(|| pdf::text(bytes))
    } else if html::is_html(bytes) || matches!(ending.as_deref(), Some("html" | "htm" | "shtml")) {
        html::text(bytes)
    } else if ending.as_deref() == Some("csv") {
        sheet::separated(bytes)
    } else {
        txt::text(bytes)
    }
}

/// The rows of a table file: xlsx, xls, ods, or comma-separated values.
pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    if bytes.starts_with(ZIP) {
        Container::open(bytes)?;
    }
    guarded(|| sheet::rows(bytes))
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
