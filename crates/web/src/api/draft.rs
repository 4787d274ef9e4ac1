//! Drafts: looked at and confirmed; corrections are made on their page.

use super::asker::{Asker, Under, Written, tagged, written};
use crate::problem::Answer;
use crate::who::not_found;
use axum::extract::Path;
use ledger::draft::Confirm;
use ledger::{DraftId, Right, Thing};
use serde::Serialize;
use store::query::things;
use utoipa::ToSchema;

/// 待核对方案
#[derive(Serialize, ToSchema)]
pub(super) struct Draft {
    id: u64,
    version: u64,
    document: u64,
    title: String,
    number: String,
    /// First and last day; null where the document says none, and has to be given before confirming.
    period: Option<[String; 2]>,
    /// How many tasks it has.
    tasks: usize,
    /// Warnings that nobody has looked at.
    open_warnings: usize,
    dropped: bool,
    /// The plan that it became.
    plan: Option<u64>,
}

#[utoipa::path(get, path = "/api/v1/drafts/{id}", tag = "documents", params(("id" = u64, Path, description = "Its id")),
    responses((status = 200, description = "The draft", body = Draft), (status = 404, description = "There is none")))]
pub(super) async fn one(Asker(who): Asker, Path(id): Path<u64>) -> Answer {
    who.require(Right::Review)?;
    let (key, jurisdiction) = (who.key(id), who.jurisdiction);
    let found = who.app.store.read(move |db| {
        let Some(entry) = things::one(db, key)? else { return Ok(None) };
        let Thing::Draft(draft) = entry.thing else { return Ok(None) };
        let tasks = things::some(db, jurisdiction, draft.tasks.iter().map(|task| task.0))?;
        Ok(Some((entry.version, draft, tasks)))
    });
    let (version, draft, tasks) = found.await?.ok_or_else(not_found)?;
    let there = tasks.into_values().filter_map(|entry| match entry.thing {
        Thing::DraftTask(task) if !task.removed => Some(task),
        _ => None,
    });
    let open: Vec<usize> = there.map(|task| task.facts.open_warnings()).collect();
    let of_none = draft.warnings.iter().filter(|warning| !warning.accepted).count();
    let item = Draft {
        id,
        version,
        document: draft.document.0,
        title: draft.title,
        number: draft.number,
        period: draft.period.map(|period| [period.start.to_string(), period.end.to_string()]),
        tasks: open.len(),
        open_warnings: of_none + open.iter().sum::<usize>(),
        dropped: draft.dropped,
        plan: draft.plan.map(|plan| plan.0),
    };
    Ok(tagged(version, item))
}

#[utoipa::path(post, path = "/api/v1/drafts/{id}/confirm", tag = "documents",
    params(("id" = u64, Path, description = "The draft"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The draft's version")),
    responses((status = 200, description = "It became a plan; GET the draft names it", body = Written),
        (status = 409, description = "It is closed, or was changed since"), (status = 422, description = "Title or period is missing")))]
pub(super) async fn confirm(Asker(who): Asker, Path(id): Path<u64>, under: Under) -> Answer {
    let meant = crate::draft::by_form(&who, id).await?;
    let command = Confirm { draft: DraftId(id), meant };
    Ok(written(who.app.store.write(under.sent(&who, Some(id)), command).await?))
}
