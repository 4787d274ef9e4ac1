//! Keeping a document: its bytes, text and reading become blobs, the document an event, its reading a draft.

use crate::trouble::Trouble;
use ledger::DocumentId;
use ledger::document::Keep;
use reading::Reading;
use store::{Sent, Store, document};

/// What was made of a document.
pub(crate) struct Kept {
    /// Seq of the document.
    pub(crate) document: u64,
    /// Seq of the draft.
    pub(crate) draft: u64,
    /// How many tasks were read.
    pub(crate) tasks: usize,
    /// How many warnings there are to look at.
    pub(crate) warnings: usize,
}

/// Keeps a document that was read, makes its draft; `sent` says where and by whom.
pub(crate) fn keep(
    store: &Store,
    sent: Sent,
    name: &str,
    bytes: &[u8],
    reading: &Reading,
) -> Result<Kept, Trouble> {
    let json = serde_json::to_vec(reading).map_err(|error| {
        Trouble::new(format!("The reading of {name} cannot be written: {error}"), "Tell the makers of duban")
    })?;
    let (now, name, bytes, text) = (store.now(), name.to_owned(), bytes.to_vec(), reading.text.clone());
    let document = store.own_now(move |db| document::put(db, &name, &bytes, &text, &json, now))?;
    let kept = store.write_now(sent.clone(), Keep { document })?;
    let make = web::draft::from_reading(DocumentId(kept.seq), reading);
    let warnings = make.warnings.len() + make.tasks.iter().map(|task| task.warnings.len()).sum::<usize>();
    let tasks = make.tasks.len();
    let draft = store.write_now(sent, make)?;
    Ok(Kept { document: kept.seq, draft: draft.seq, tasks, warnings })
}
