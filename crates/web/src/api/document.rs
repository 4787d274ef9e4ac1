//! Documents: kept, read, and made a draft of.

use super::asker::{Asked, Asker, Under, tagged};
use super::list::{List, Paging};
use crate::draft::from_reading;
use crate::problem::{Answer, Halt};
use crate::who::not_found;
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Path, Request};
use axum::response::IntoResponse;
use ledger::document::{Keep, Kept};
use ledger::{DocumentId, Entry, Kind, Right, Thing};
use reading::MAX_DOCUMENT_BYTES;
use serde::{Deserialize, Serialize};
use store::query::things;
use store::{Fault, document};
use utoipa::{IntoParams, ToSchema};

/// 文件
#[derive(Serialize, ToSchema)]
pub(super) struct Document {
    id: u64,
    version: u64,
    /// The file's name.
    name: String,
    /// Of its bytes, in hex.
    sha256: String,
    bytes: u64,
}

fn item((id, entry): (u64, Entry)) -> Option<(u64, Document)> {
    let Thing::Document(Kept { name, sha256, bytes, .. }) = entry.thing else { return None };
    Some((id, Document { id, version: entry.version, name, sha256, bytes }))
}

#[utoipa::path(get, path = "/api/v1/documents", tag = "documents", params(Paging),
    responses((status = 200, description = "Documents", body = List<Document>)))]
pub(super) async fn list(Asker(who): Asker, Asked(paging): Asked<Paging>) -> Answer {
    who.require(Right::Review)?;
    let jurisdiction = who.jurisdiction;
    let all = who.app.store.read(move |db| things::all(db, jurisdiction, Kind::Document)).await?;
    Ok(List::of(all.into_iter().filter_map(item), &paging)?.answer())
}

#[utoipa::path(get, path = "/api/v1/documents/{id}", tag = "documents", params(("id" = u64, Path, description = "Its id")),
    responses((status = 200, description = "The document", body = Document), (status = 404, description = "There is none")))]
pub(super) async fn one(Asker(who): Asker, Path(id): Path<u64>) -> Answer {
    who.require(Right::Review)?;
    let key = who.key(id);
    let found = who.app.store.read(move |db| things::one(db, key)).await?;
    let (_, item) = found.and_then(|entry| item((id, entry))).ok_or_else(not_found)?;
    Ok(tagged(item.version, item))
}

/// The name under which it is kept.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// The file's name; its ending helps where the bytes do not say the format.
    name: String,
}

/// What was made of a document.
#[derive(Serialize, ToSchema)]
pub(super) struct Read {
    /// The document's id.
    document: u64,
    /// Its draft's id, to be looked at and confirmed.
    draft: u64,
    /// How many tasks were read.
    tasks: usize,
    /// How many warnings there are to look at.
    warnings: usize,
}

#[utoipa::path(post, path = "/api/v1/documents", tag = "documents",
    params(Named, ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once")),
    request_body(content = String, content_type = "application/octet-stream", description = "The file's bytes"),
    responses((status = 201, description = "Kept, and read into a draft", body = Read),
        (status = 413, description = "More than 20 MiB"), (status = 422, description = "It cannot be read")))]
pub(super) async fn upload(
    Asker(who): Asker,
    Asked(named): Asked<Named>,
    under: Under,
    request: Request,
) -> Answer {
    who.require(Right::Review)?;
    let too_large = |_| Halt::TooLarge(MAX_DOCUMENT_BYTES);
    let bytes = to_bytes(request.into_body(), MAX_DOCUMENT_BYTES).await.map_err(too_large)?;
    let reading = who.app.converter.read(bytes.clone(), &named.name).await?;
    let json = serde_json::to_vec(&reading).map_err(|error| Fault::Broken(error.to_string()))?;
    let (text, now) = (reading.text.clone(), who.app.store.now());
    let put = move |db: &mut _| document::put(db, &named.name, &bytes, &text, &json, now);
    let document = who.app.store.own(put).await?;
    let kept = who.app.store.write(under.sent(&who, None), Keep { document }).await?;
    let make = from_reading(DocumentId(kept.seq), &reading);
    let warnings = make.warnings.len() + make.tasks.iter().map(|task| task.warnings.len()).sum::<usize>();
    let tasks = make.tasks.len();
    let draft = who.app.store.write(under.then().sent(&who, None), make).await?.seq;
    let read = Read { document: kept.seq, draft, tasks, warnings };
    Ok((axum::http::StatusCode::CREATED, Json(read)).into_response())
}
