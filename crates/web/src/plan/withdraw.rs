//! 撤回方案.

use super::{open, show};
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::plan::Withdraw;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    reason: String,
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    let (plan, _) = open(&who, id)?;
    let command = Withdraw { plan, reason: body.reason.clone() };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(_) => page::see(format!("/plans/{id}")),
        Err(error) => show::refused(&who, id, body.reason, Errors::of(error, who.w)?).await,
    }
}
