//! Plain text.

use crate::Unreadable;
use crate::charset;

/// The text of a plain file.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    charset::decode(bytes, None)
}
