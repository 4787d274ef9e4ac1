//! 并入: a unit that was dissolved leads to its successor; and the undoing of that.

use super::edit::refused_beside;
use super::fault::Fault;
use super::sheet::date;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::unit::{Merge, Part, Resolved};
use ledger::{Right, UnitId};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    into: String,
    date: String,
}

pub(super) async fn merge(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    let mut errors = Errors::default();
    let mut faults = Vec::new();
    let day = date(&body.date, &mut faults).unwrap_or(who.today);
    if let Some(fault) = faults.pop() {
        errors.push("date", fault.sentence(who.w));
    }
    match who.directory.resolve(&body.into) {
        Resolved::Unit(into, _) if errors.is_empty() => {
            let command = Merge { unit: UnitId(id), into, date: day };
            match who.app.store.write(who.sent(&filled, Some(id)), command).await {
                Ok(recorded) => return page::see(format!("/units/{id}?saved={}", recorded.seq)),
                Err(error) => errors = Errors::of(error, who.w)?,
            }
        }
        Resolved::Unit(..) => {}
        Resolved::Unknown(near) => {
            let near = near.into_iter().map(|unit| who.directory.unit_name(unit)).collect();
            errors.push("into", Fault::Unknown(body.into, near).sentence(who.w));
        }
    }
    refused_beside(&who, UnitId(id), errors).await
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn part(Path(id): Path<u64>, Form { who, filled, .. }: Form<Nothing>) -> Answer {
    who.require(Right::ChangeUnits)?;
    match who.app.store.write(who.sent(&filled, Some(id)), Part { unit: UnitId(id) }).await {
        Ok(recorded) => page::see(format!("/units/{id}?saved={}", recorded.seq)),
        Err(error) => refused_beside(&who, UnitId(id), Errors::of(error, who.w)?).await,
    }
}
