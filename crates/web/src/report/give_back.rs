//! 退回: a report goes back to its unit, with a reason.

use super::show;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::report::Return;
use ledger::{ReportId, Right};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    reason: String,
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Return)?;
    let back = show::task_of(&who, id).await?;
    let command = Return { report: ReportId(id), reason: body.reason.clone() };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(_) => page::see(back),
        Err(error) => show::refused(&who, id, &filled, Errors::of(error, who.w)?, body.reason).await,
    }
}
