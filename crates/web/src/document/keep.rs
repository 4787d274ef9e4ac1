//! 上传: a file is read before it is kept, so that nothing is kept that must not be.

use super::Unread;
use super::list::{self, Refused};
use crate::draft::from_reading;
use crate::form::{Errors, Filled, Form, guard};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::{Who, not_found};
use axum::body::Bytes;
use axum::extract::{Multipart, Path};
use ledger::document::{Document, Keep};
use ledger::{DocumentId, Kind, Refusal, Right, Thing};
use reading::{Reading, Unreadable};
use serde::Deserialize;
use store::query::things;
use store::{Fault, WriteError, blob, document};

/// What an upload's form holds.
#[derive(Default)]
pub(crate) struct Upload {
    pub(crate) filled: Filled,
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
}

/// Why a file was not taken.
enum Stop {
    Unread(Unread),
    /// These bytes were kept before.
    Kept(u64),
    Errors(Errors),
    Halt(Halt),
}

impl<T: Into<Halt>> From<T> for Stop {
    fn from(halt: T) -> Self {
        Self::Halt(halt.into())
    }
}

pub(super) async fn upload(who: Who, form: Multipart) -> Answer {
    who.require(Right::Review)?;
    let (upload, too_large) = fields(form).await;
    guard(&who, &upload.filled.csrf)?;
    let name = upload.name.clone();
    let kept =
        if too_large { Err(Stop::Unread(Unreadable::TooLarge.into())) } else { keep(&who, upload).await };
    let why = match kept {
        Ok(draft) => return page::see(format!("/drafts/{draft}")),
        Err(Stop::Halt(halt)) => return Err(halt),
        Err(Stop::Unread(Unread::Unreadable(Unreadable::Empty))) if name.is_empty() => {
            who.w.t("document-no-file").to_owned()
        }
        Err(Stop::Unread(why)) => who.w.of("document-unreadable", why.code()).to_owned(),
        Err(Stop::Errors(errors)) => errors.all().iter().map(|(_, sentence)| &**sentence).collect(),
        Err(Stop::Kept(before)) => {
            return list::refused(who, Refused { name, before: Some(before), ..Refused::default() }).await;
        }
    };
    list::refused(who, Refused { name, why, before: None }).await
}

/// The form's fields, and whether the file was larger than is taken.
pub(crate) async fn fields(mut form: Multipart) -> (Upload, bool) {
    let mut upload = Upload::default();
    // A form that breaks off has no token or no file, and is refused for that.
    while let Ok(Some(field)) = form.next_field().await {
        match field.name() {
            Some("csrf") => upload.filled.csrf = field.text().await.unwrap_or_default(),
            Some("key") => upload.filled.key = field.text().await.ok().filter(|key| !key.is_empty()),
            Some("file") => {
                upload.name = field.file_name().unwrap_or_default().to_owned();
                match field.bytes().await {
                    Ok(bytes) => upload.bytes = bytes,
                    Err(error) => {
                        return (upload, error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE);
                    }
                }
            }
            _ => {}
        }
    }
    (upload, false)
}

async fn keep(who: &Who, upload: Upload) -> Result<u64, Stop> {
    let Upload { filled, name, bytes } = upload;
    let reading = who.app.converter.read(bytes.clone(), &name).await.map_err(unread)?;
    let (jurisdiction, same) = (who.jurisdiction, proof::Hash(blob::hash(&bytes)).to_string());
    let before = who.app.store.read(move |db| {
        let is_same = |(_, entry): &(u64, ledger::Entry)| matches!(&entry.thing, Thing::Document(of) if of.sha256 == same);
        Ok(things::all(db, jurisdiction, Kind::Document)?.iter().find(|one| is_same(one)).map(|&(seq, _)| seq))
    });
    if let Some(before) = before.await? {
        return Err(Stop::Kept(before));
    }
    let (text, json) =
        (reading.text.clone(), serde_json::to_vec(&reading).map_err(|e| Fault::Broken(e.to_string()))?);
    let now = who.app.store.now();
    let document = who.app.store.own(move |db| document::put(db, &name, &bytes, &text, &json, now)).await?;
    let kept = who.app.store.write(who.sent(&filled, None), Keep { document }).await;
    let kept = kept.map_err(|error| stop(error, who))?;
    make(who, DocumentId(kept.seq), &reading).await
}

/// Makes the draft of a kept document.
async fn make(who: &Who, document: DocumentId, reading: &Reading) -> Result<u64, Stop> {
    let make = from_reading(document, reading);
    let made = who.app.store.write(who.sent(&Filled::default(), None), make).await;
    Ok(made.map_err(|error| stop(error, who))?.seq)
}

fn unread(why: Unread) -> Stop {
    if why == Unread::Lost { Stop::Halt(why.into()) } else { Stop::Unread(why) }
}

fn stop(error: WriteError, who: &Who) -> Stop {
    match Errors::of(error, who.w) {
        Ok(errors) => Stop::Errors(errors),
        Err(halt) => Stop::Halt(halt),
    }
}

#[derive(Deserialize)]
pub(super) struct Body {}

/// Reads a document again whose draft was dropped, or was never made.
pub(super) async fn again(Path(id): Path<u64>, Form { who, .. }: Form<Body>) -> Answer {
    who.require(Right::Review)?;
    let jurisdiction = who.jurisdiction;
    let (key, of) = (who.key(id), DocumentId(id));
    let found = who.app.store.read(move |db| {
        let Some(Thing::Document(document)) = things::one(db, key)?.map(|entry| entry.thing) else {
            return Ok(None);
        };
        let open =
            things::all(db, jurisdiction, Kind::Draft)?.into_iter().find_map(|(seq, entry)| {
                match entry.thing {
                    Thing::Draft(draft) if draft.document == of && !draft.dropped => Some(seq),
                    _ => None,
                }
            });
        let hash = blob::parse(&document.sha256);
        let bytes = hash.map(|hash| blob::get(db, &hash)).transpose()?.flatten().map(|blob| blob.bytes);
        Ok(Some((document, bytes.unwrap_or_default(), open)))
    });
    let (document, bytes, open): (Document, Vec<u8>, Option<u64>) = found.await?.ok_or_else(not_found)?;
    if let Some(open) = open {
        return page::see(format!("/drafts/{open}"));
    }
    let name = document.name;
    let made = match who.app.converter.read(bytes.into(), &name).await {
        Ok(reading) => make(&who, of, &reading).await,
        Err(why) => Err(unread(why)),
    };
    match made {
        Ok(draft) => page::see(format!("/drafts/{draft}")),
        Err(Stop::Halt(halt)) => Err(halt),
        Err(Stop::Unread(why)) => {
            let why = who.w.of("document-unreadable", why.code()).to_owned();
            list::refused(who, Refused { name, why, before: None }).await
        }
        Err(Stop::Errors(errors)) => {
            let why = errors.all().iter().map(|(_, sentence)| &**sentence).collect();
            list::refused(who, Refused { name, why, before: None }).await
        }
        Err(Stop::Kept(_)) => Err(Refusal::of(ledger::Code::Unasked).into()),
    }
}
