//! 采纳: a supervisor accepts a report; its figures count as verified.

use super::show;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::report::Accept;
use ledger::{ReportId, Right};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {
    /// The reason that was begun for returning it: kept where accepting is refused.
    #[serde(default)]
    reason: String,
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Accept)?;
    let back = show::task_of(&who, id).await?;
    match who.app.store.write(who.sent(&filled, Some(id)), Accept { report: ReportId(id) }).await {
        Ok(_) => page::see(back),
        Err(error) => show::refused(&who, id, &filled, Errors::of(error, who.w)?, body.reason).await,
    }
}
