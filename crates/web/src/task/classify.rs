//! 归类: an ordinary task becomes a complex one, or the other way round.

use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::{Path, Query};
use ledger::TaskId;
use ledger::clock::Class;
use ledger::task::Classify;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {}

/// The class from now on, in the form's address.
#[derive(Deserialize)]
pub(super) struct To {
    class: Class,
}

pub(super) async fn post(
    Path(id): Path<u64>,
    Query(To { class }): Query<To>,
    Form { who, filled, .. }: Form<Body>,
) -> Answer {
    super::open(&who, id).await?;
    match who.app.store.write(who.sent(&filled, Some(id)), Classify { task: TaskId(id), class }).await {
        Ok(_) => page::see(format!("/tasks/{id}")),
        Err(error) => super::show::refused(&who, id, Errors::of(error, who.w)?).await,
    }
}
