//! Reads a document of a Chinese government: bytes in, a [`Reading`] out. Pure; knows no other room.

mod reading;
mod unreadable;

pub use reading::*;
pub use unreadable::Unreadable;

/// The largest document that is read, in bytes.
pub const MAX_DOCUMENT_BYTES: usize = 20 * 1024 * 1024;

/// Reads a document. `name` is its file name, a hint of its format where the bytes do not say.
pub fn read(bytes: &[u8], _name: Option<&str>) -> Result<Reading, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    Err(Unreadable::Unsupported)
}
