//! A report's file: only for those who see its task, never shown by the browser.

use crate::page::percent;
use crate::problem::{Answer, Halt};
use crate::task::Opened;
use crate::who::{Who, not_found};
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use ledger::report::ReportEvent;
use ledger::{Fact, Thing};
use store::blob;
use store::query::{events, things};

pub(super) async fn get(who: Who, Path((report, sha256)): Path<(u64, String)>) -> Answer {
    who.scope()?;
    let asked = who.clone();
    let found = who.app.store.read(move |db| {
        let key = asked.key(report);
        let Some(Thing::Report(state)) = things::one(db, key)?.map(|entry| entry.thing) else {
            return Ok(None);
        };
        if Opened::load(db, &asked, state.task)?.is_none() {
            return Ok(None);
        }
        // A report's first event has its seq; the hash has to be one that it names.
        let Some(Fact::Report(ReportEvent::Written(written))) =
            events::one(db, key)?.map(|dated| dated.event.fact)
        else {
            return Ok(None);
        };
        let Some(file) = written.evidence.into_iter().find(|file| file.sha256 == sha256) else {
            return Ok(None);
        };
        let blob = blob::parse(&file.sha256).map(|hash| blob::get(db, &hash)).transpose()?.flatten();
        Ok(blob.map(|blob| (file.name, blob.bytes)))
    });
    let (name, bytes) = found.await?.ok_or_else(not_found)?;
    let name: String =
        name.bytes().map(|byte| if byte == b'/' { "%2F".into() } else { percent(byte) }).collect();
    let disposition = HeaderValue::try_from(format!("attachment; filename*=UTF-8''{name}"))
        .map_err(|_| Halt::BadRequest("a file's name".into()))?;
    let media = HeaderValue::from_static("application/octet-stream");
    let headers = [(header::CONTENT_TYPE, media), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}
