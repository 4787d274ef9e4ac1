//! 文件: documents as they came in, and the reading of them.

mod convert;
mod file;
mod keep;
mod list;

use crate::app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use store::blob::MAX_BLOB_BYTES;

/// A form's other fields and the borders between them, beside the file.
const ROUND_BYTES: usize = 64 * 1024;

pub use convert::{Converter, Program, Unread};
pub(crate) use keep::{Upload, fields};

/// One byte more than a document may have, so that one that is too large is told as such.
pub(crate) fn upload_limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MAX_BLOB_BYTES + 1 + ROUND_BYTES)
}

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/documents", get(list::show).post(keep::upload).layer(upload_limit()))
        .route("/documents/{id}/file", get(file::get))
        .route("/documents/{id}/read", post(keep::again))
}
