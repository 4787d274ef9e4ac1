//! 审签: the unit's head lets a report out.

use super::show;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::report::Approve;
use ledger::{ReportId, Right};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {
    /// The reason that was begun for returning it: kept where approving is refused.
    #[serde(default)]
    reason: String,
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Approve)?;
    let back = show::task_of(&who, id).await?;
    match who.app.store.write(who.sent(&filled, Some(id)), Approve { report: ReportId(id) }).await {
        Ok(_) => page::see(back),
        Err(error) => show::refused(&who, id, &filled, Errors::of(error, who.w)?, body.reason).await,
    }
}
