//! 指定: a supervisor decides whose a disputed assignment is, or which unit leads.

use super::{Act, Opened};
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use crate::who::Who;
use askama::Template;
use axum::extract::{Path, Query};
use ledger::task::{Assignment, Designate};
use ledger::{AssignmentId, Right, TaskId, UnitId};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "task/designate.html")]
struct Page {
    cx: Cx,
    act: Act,
    /// The assignment that is decided, or "" to add a lead.
    assignment: String,
    /// Its unit.
    former: String,
    units: Vec<(String, String)>,
    unit: String,
    reason: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    assignment: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    reason: String,
}

/// Whether nobody can sign for it, or its unit was merged: it waits to be handed on.
pub(super) fn idle(part: &Assignment, who: &Who) -> bool {
    let held = who.directory.unit(part.unit);
    let merged = held.is_some_and(|unit| unit.into.is_some());
    merged || part.signed.is_none() && held.is_none_or(|unit| unit.facts.group || unit.facts.retired)
}

fn form(who: &Who, of: &Opened, body: Body) -> Page {
    let former = body.assignment.parse().ok().and_then(|id| of.task.assignment(AssignmentId(id)).ok());
    let units =
        who.directory.units().into_iter().filter(|(_, unit)| !unit.facts.group && !unit.facts.retired);
    let title = if former.is_some() { who.w.t("task-designate-title") } else { who.w.t("task-do-lead") };
    Page {
        cx: who.cx(title, "ledger"),
        act: Act::fresh(of, who, format!("/tasks/{}/designate", of.id), of.version),
        former: former.map_or(String::new(), |part| who.directory.unit_name(part.unit)),
        assignment: former.map_or(String::new(), |part| part.id.to_string()),
        units: units.map(|(id, unit)| (id.to_string(), unit.facts.name.clone())).collect(),
        unit: body.unit,
        reason: body.reason,
    }
}

pub(super) async fn show(who: Who, Path(id): Path<u64>, Query(body): Query<Body>) -> Answer {
    who.require(Right::Assign)?;
    let of = super::open(&who, id).await?;
    page::page(&form(&who, &of, body))
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Assign)?;
    let of = super::open(&who, id).await?;
    let errors = match body.unit.parse() {
        Err(_) => {
            let mut errors = Errors::default();
            errors.push("unit", who.w.t("task-designate-choose"));
            errors
        }
        Ok(unit) => {
            let assignment = body.assignment.parse().ok().map(AssignmentId);
            let command =
                Designate { task: TaskId(id), assignment, unit: UnitId(unit), reason: body.reason.clone() };
            match who.app.store.write(who.sent(&filled, Some(id)), command).await {
                Ok(_) => return page::see(format!("/tasks/{id}")),
                Err(error) => Errors::of(error, who.w)?,
            }
        }
    };
    let page = form(&who, &of, body);
    page::refused(&Page { act: page.act.refused(&filled, errors), ..page })
}
