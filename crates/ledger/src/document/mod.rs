//! 文件: a document as it came in; bytes, text and reading are blobs named by hash.

mod event;
mod keep;
mod state;

pub use event::{DocumentEvent, Kept};
pub use keep::Keep;
pub use state::Document;
