//! 交办: one task of a plan; the plan's page hands out all.

use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::TaskId;
use ledger::task::Assign;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, .. }: Form<Body>) -> Answer {
    let plan = super::open(&who, id).await?.task.plan;
    let command = Assign { plan, tasks: vec![TaskId(id)] };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(_) => page::see(format!("/tasks/{id}")),
        Err(error) => super::show::refused(&who, id, Errors::of(error, who.w)?).await,
    }
}
