//! Keeping a document: its bytes, text and reading become blobs, the document an event, its reading a draft.

use crate::read;
use crate::trouble::Trouble;
use ledger::{DocumentId, document};
use std::path::Path;
use store::{Sent, Store, blob};

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

/// Reads a document, keeps it, makes its draft; `sent` says where and by whom.
pub(crate) fn keep(store: &Store, sent: Sent, name: &str, bytes: &[u8]) -> Result<Kept, Trouble> {
    let reading = reading::read(bytes, Some(name)).map_err(|why| read::unreadable(Path::new(name), why))?;
    let json = serde_json::to_vec(&reading).map_err(|error| {
        Trouble::new(format!("The reading of {name} cannot be written: {error}"), "Tell the makers of duban")
    })?;
    let (now, parts) = (store.now(), [bytes.to_vec(), reading.text.clone().into_bytes(), json]);
    let media = ["application/octet-stream", "text/plain; charset=utf-8", "application/json"];
    let names = store.own_now(move |db| {
        let put = |(bytes, media): (&Vec<u8>, &str)| blob::put(db, media, bytes, now);
        parts.iter().zip(media).map(put).collect::<Result<Vec<_>, _>>()
    })?;
    let hex = |index: usize| proof::Hash(names[index]).to_string();
    let document = document::Kept {
        name: name.to_owned(),
        sha256: hex(0),
        bytes: bytes.len() as u64,
        text: hex(1),
        reading: hex(2),
    };
    let kept = store.write_now(sent.clone(), document::Keep { document })?;
    let make = web::draft::from_reading(DocumentId(kept.seq), &reading);
    let warnings = make.warnings.len() + make.tasks.iter().map(|task| task.warnings.len()).sum::<usize>();
    let tasks = make.tasks.len();
    let draft = store.write_now(sent, make)?;
    Ok(Kept { document: kept.seq, draft: draft.seq, tasks, warnings })
}
