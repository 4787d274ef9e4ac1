//! 签收.

use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::task::Sign;
use ledger::{AssignmentId, TaskId};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {}

pub(super) async fn post(Path((id, part)): Path<(u64, u64)>, Form { who, filled, .. }: Form<Body>) -> Answer {
    super::open(&who, id).await?;
    // Other units of the task sign at the same time: only the assignment's own state counts.
    let command = Sign { task: TaskId(id), assignment: AssignmentId(part) };
    match who.app.store.write(who.sent(&filled, None), command).await {
        Ok(_) => page::see(format!("/tasks/{id}")),
        Err(error) => super::show::refused(&who, id, Errors::of(error, who.w)?).await,
    }
}
