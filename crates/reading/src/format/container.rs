//! Containers: parts of a zip file, each within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::Unreadable;

/// The largest part that is read, unpacked: what a document of the largest size unpacks to.
const MAX_PART_BYTES: u64 = 64 * 1024 * 1024;
/// Parts of the largest container; a document has dozens.
const MAX_PARTS: usize = 20_000;

/// All parts that are read, unpacked: a workbook has a part for each of its sheets.
const MAX_UNPACKED_BYTES: u64 = 4 * MAX_PART_BYTES;

/// A container that is open.
pub(super) struct Container<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that parts may still unpack to.
    left: u64,
}

impl<'a> Container<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if zip.len() > MAX_PARTS {
            Err(Unreadable::TooLarge)
        } else {
            Ok(Self { zip, left: MAX_UNPACKED_BYTES })
        }
    }

    /// Whether there is a part whose name begins so.
    pub(super) fn holds(&self, start: &str) -> bool {
        self.zip.file_names_raw().any(|name| name.starts_with(start.as_bytes()))
    }

    /// The name of the first part that begins and ends so.
    pub(super) fn find(&self, start: &str, end: &str) -> Option<String> {
        let names = self.zip.file_names().flatten();
        names
            .filter(|name| name.starts_with(start) && name.ends_with(end))
            .min()
            .map(std::borrow::Cow::into_owned)
    }

    /// A part as text; None where there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(at) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = self.zip.by_index(at).map_err(|why| match why {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                Unreadable::Encrypted
            }
            _ => Unreadable::Damaged,
        })?;
        let mut text = String::new();
        let most = MAX_PART_BYTES.min(self.left);
        let read = file.take(most).read_to_string(&mut text);
        if text.len() as u64 >= most {
            return Err(Unreadable::TooLarge);
        }
        read.map_err(|_| Unreadable::Damaged)?;
        self.left -= text.len() as u64;
        Ok(Some(text))
    }
}
