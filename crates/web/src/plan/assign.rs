//! 交办: all tasks of a plan that are not handed out yet.

use super::{open, show};
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::task::Assign;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, .. }: Form<Body>) -> Answer {
    let (plan, _) = open(&who, id)?;
    let command = Assign { plan, tasks: Vec::new() };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(_) => page::see(format!("/plans/{id}#assign")),
        Err(error) => show::refused(&who, id, String::new(), Errors::of(error, who.w)?).await,
    }
}
