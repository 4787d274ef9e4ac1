//! The original file, as it came in.

use crate::page::percent;
use crate::problem::Answer;
use crate::who::{Who, not_found};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use ledger::{Right, Thing};
use store::blob;
use store::query::things;

pub(super) async fn get(who: Who, Path(id): Path<u64>) -> Answer {
    who.require(Right::Review)?;
    let key = who.key(id);
    let found = who.app.store.read(move |db| {
        let Some(Thing::Document(document)) = things::one(db, key)?.map(|entry| entry.thing) else {
            return Ok(None);
        };
        let hash = blob::parse(&document.sha256);
        Ok(hash
            .map(|hash| blob::get(db, &hash))
            .transpose()?
            .flatten()
            .map(|blob| (document.name, blob.bytes)))
    });
    let (name, bytes) = found.await?.ok_or_else(not_found)?;
    // Never shown by the browser, whatever is in it: it came from outside.
    let name: String = name.bytes().map(percent).collect::<String>().replace('/', "%2F");
    let disposition = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}"));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/octet-stream");
    Ok(([(header::CONTENT_DISPOSITION, disposition), (header::CONTENT_TYPE, kind)], bytes).into_response())
}
