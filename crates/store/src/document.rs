//! What is kept of a document: three blobs, and the fact that names them.

use crate::blob;
use crate::engine::{Connection, Fault};
use jiff::Timestamp;
use ledger::document::Kept;
use proof::Hash;

/// Stores a document's bytes, its extracted text and its reading as JSON; gives what `document.kept` says of them.
///
/// # Errors
/// Below the rules; bytes beyond the limit of a blob, which the caller has to check before.
pub fn put(
    db: &mut Connection,
    name: &str,
    bytes: &[u8],
    text: &str,
    reading: &[u8],
    now: Timestamp,
) -> Result<Kept, Fault> {
    let mut stored = |media: &str, bytes: &[u8]| Ok(Hash(blob::put(db, media, bytes, now)?).to_string());
    Ok(Kept {
        name: name.to_owned(),
        sha256: stored("application/octet-stream", bytes)?,
        bytes: bytes.len() as u64,
        text: stored("text/plain; charset=utf-8", text.as_bytes())?,
        reading: stored("application/json", reading)?,
    })
}
