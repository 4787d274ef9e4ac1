//! Several people at once: each page asks every three seconds whether something changed or somebody came.

use super::history::mark;
use super::show::{self, Looked, Sent};
use crate::address::Address;
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::{Who, not_found};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use ledger::{Right, Thing};
use store::presence;
use store::query::things;

/// Nothing where the draft is as it was and the same people are there; else the page, of which the browser takes what
/// changed.
pub(super) async fn since(who: Who, Path((id, version)): Path<(u64, u64)>, address: Address) -> Answer {
    who.require(Right::Review)?;
    let task = address.number("task").unwrap_or(0);
    note(&who, id, task).await?;
    let (key, now) = (who.key(id), who.app.store.now());
    let found = who.app.store.read(move |db| {
        let Some(entry) = things::one(db, key)? else { return Ok(None) };
        let is_draft = matches!(entry.thing, Thing::Draft(_));
        Ok(is_draft.then_some((entry.version, presence::of(db, key, now)?)))
    });
    let (present, here) = found.await?.ok_or_else(not_found)?;
    if present == version && mark(&here, &who) == address.one("here").unwrap_or_default() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let of = super::review::open(&who, id).await?;
    let looked = Looked::at(&of, &address);
    page::page(&show::view(&who, of, looked, Sent::default()).await?)
}

/// Notes that this person looks at a task of the draft.
pub(super) async fn note(who: &Who, draft: u64, task: u64) -> Result<(), Halt> {
    let (account, thing, now) = (who.key(who.account), who.key(draft), who.app.store.now());
    let here = who.app.store.read(move |db| presence::of(db, thing, now)).await?;
    if !here.iter().any(|one| one.account == account && one.holds(task, now)) {
        who.app.store.own(move |db| presence::note(db, account, thing, task, now)).await?;
    }
    Ok(())
}
