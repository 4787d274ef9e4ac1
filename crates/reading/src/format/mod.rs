//! Containers: which format a document has, and its text.

mod html;
mod txt;

use crate::Unreadable;

/// First bytes of formats that are told apart by them.
const ZIP: &[u8] = b"PK\x03\x04";
const PDF: &[u8] = b"%PDF-";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";

/// The extracted text of a document.
pub(crate) fn text(bytes: &[u8], name: Option<&str>) -> Result<String, Unreadable> {
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    if bytes.starts_with(ZIP) || bytes.starts_with(PDF) {
        return Err(Unreadable::Unsupported);
    }
    if bytes.starts_with(OLE) {
        return Err(Unreadable::OldWord);
    }
    if html::is_html(bytes) || matches!(ending.as_deref(), Some("html" | "htm" | "shtml" | "mht")) {
        html::text(bytes)
    } else {
        txt::text(bytes)
    }
}
