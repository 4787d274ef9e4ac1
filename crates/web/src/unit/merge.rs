//! 并入: a unit that was dissolved leads to its successor; and the undoing of that.

use super::edit::refused_beside;
use super::sheet::date;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::unit::{Merge, Part, Resolved};
use ledger::{Right, UnitId};
use serde::Deserialize;

/// The successor and the day, as they are typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    pub(super) into: String,
    pub(super) date: String,
}

pub(super) async fn merge(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    let mut errors = Errors::default();
    let mut faults = Vec::new();
    let into = match who.directory.resolve(&body.into) {
        Resolved::Unit(into, _) => Some(into),
        Resolved::Unknown(_) if body.into.trim().is_empty() => {
            errors.push("into", who.w.t("refusal-empty"));
            None
        }
        Resolved::Unknown(near) => {
            let near = who.w.list(near.into_iter().map(|unit| who.directory.unit_name(unit)));
            let key = if near.is_empty() { "unit-merge-unknown" } else { "unit-merge-near" };
            errors.push("into", who.w.fill(key, &[("name", &body.into.trim()), ("near", &near)]));
            None
        }
    };
    let day = date(&body.date, &mut faults);
    if let Some(fault) = faults.pop() {
        errors.push("date", fault.sentence(who.w));
    } else if day.is_none() {
        errors.push("date", who.w.t("refusal-empty"));
    }
    if let Some((into, date)) = into.zip(day) {
        let command = Merge { unit: UnitId(id), into, date };
        match who.app.store.write(who.sent(&filled, Some(id)), command).await {
            Ok(recorded) => return page::see(format!("/units/{id}?saved={}", recorded.seq)),
            Err(error) => errors = Errors::of(error, who.w)?,
        }
    }
    refused_beside(&who, UnitId(id), errors, Some(body)).await
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn part(Path(id): Path<u64>, Form { who, filled, .. }: Form<Nothing>) -> Answer {
    who.require(Right::ChangeUnits)?;
    match who.app.store.write(who.sent(&filled, Some(id)), Part { unit: UnitId(id) }).await {
        Ok(recorded) => page::see(format!("/units/{id}?saved={}", recorded.seq)),
        Err(error) => refused_beside(&who, UnitId(id), Errors::of(error, who.w)?, None).await,
    }
}
