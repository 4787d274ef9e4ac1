//! What can happen to a document.

use crate::event::facts;
use serde::{Deserialize, Serialize};

/// `document.kept`: hashes are SHA-256 in hex.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// The file's name.
    pub name: String,
    /// Of the bytes as they came.
    pub sha256: String,
    /// Their number.
    pub bytes: u64,
    /// Of the extracted text, to which spans refer.
    pub text: String,
    /// Of the reading as JSON.
    pub reading: String,
}

facts! {
    /// Events of documents.
    DocumentEvent in Document { Kept = "document.kept" }
}
