//! Containers: which format a document has, and its text.

mod docx;
mod html;
mod numbering;
mod sheet;
mod txt;

use memchr::memmem;

use crate::Unreadable;

/// First bytes of formats that are told apart by them.
const ZIP: &[u8] = b"PK\x03\x04";
const PDF: &[u8] = b"%PDF-";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";

/// The extracted text of a document.
pub(crate) fn text(bytes: &[u8], name: Option<&str>) -> Result<String, Unreadable> {
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    let holds = |word: &str| memmem::find(bytes, word.as_bytes()).is_some();
    let holds_wide = |word: &str| {
        let wide: Vec<u8> = word.bytes().flat_map(|b| [b, 0]).collect();
        memmem::find(bytes, &wide).is_some()
    };
    if bytes.starts_with(ZIP) {
        return if holds("word/document.xml") {
            docx::text(bytes)
        } else if holds("xl/workbook") || holds("opendocument.spreadsheet") {
            sheet::text(bytes)
        } else {
            Err(Unreadable::Unsupported)
        };
    }
    if bytes.starts_with(OLE) {
        return if holds_wide("EncryptedPackage") {
            Err(Unreadable::Encrypted)
        } else if holds_wide("Workbook") || holds_wide("Book") {
            sheet::text(bytes)
        } else {
            Err(Unreadable::OldWord)
        };
    }
    if bytes.starts_with(PDF) {
        // A text layer is read by a later release: until then nothing is guessed.
        Err(Unreadable::Unsupported)
    } else if html::is_html(bytes) || matches!(ending.as_deref(), Some("html" | "htm" | "shtml")) {
        html::text(bytes)
    } else if ending.as_deref() == Some("csv") {
        sheet::separated(bytes)
    } else {
        txt::text(bytes)
    }
}

/// Writes a table's row: cells with bars behind them, a lone cell as a line.
fn push_row(out: &mut String, cells: &[String]) {
    let mut filled = cells.iter().filter(|cell| !cell.trim().is_empty());
    let (first, second) = (filled.next(), filled.next());
    match (first, second) {
        (None, _) => {}
        (Some(only), None) => {
            out.push_str(only.trim());
            out.push('\n');
        }
        _ => {
            for cell in cells {
                out.extend(cell.trim().chars().map(|c| if matches!(c, '\n' | '\r' | '|') { ' ' } else { c }));
                out.push_str(" | ");
            }
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        }
    }
}
