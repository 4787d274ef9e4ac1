//! Plans.

use super::asker::{Asked, Asker, Body, Under, Written, tagged, written};
use super::list::{List, Paging};
use crate::problem::Answer;
use crate::who::{Who, not_found};
use axum::extract::Path;
use ledger::task::Assign;
use ledger::{PlanId, Right, TaskId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// 方案
#[derive(Serialize, ToSchema)]
pub(super) struct Plan {
    id: u64,
    version: u64,
    title: String,
    number: String,
    document: u64,
    /// First day.
    start: String,
    /// Last day.
    end: String,
    /// The day of confirming.
    confirmed: String,
    /// Why it was withdrawn; null where it is in force.
    withdrawn: Option<String>,
    sections: Vec<Section>,
    /// Ids of its tasks in order.
    tasks: Vec<u64>,
    /// The plan that came before; null where it stands alone.
    follows: Option<Former>,
    /// The plans that came after it.
    followed_by: Vec<u64>,
}

/// The plan that came before another.
#[derive(Serialize, ToSchema)]
pub(super) struct Former {
    plan: u64,
    /// `continues` or `replaces`.
    how: &'static str,
}

/// 章节: `section` of tasks and filters is its id within the plan.
#[derive(Serialize, ToSchema)]
pub(super) struct Section {
    id: u32,
    parent: Option<u32>,
    number: String,
    title: String,
}

fn item(who: &Who, id: PlanId, of: &ledger::plan::Plan) -> Plan {
    let section = |of: &ledger::draft::Section| {
        let (number, title) = (of.number.clone(), of.title.clone());
        Section { id: of.id, parent: of.parent, number, title }
    };
    Plan {
        id: id.0,
        version: who.directory.version(id),
        title: of.title.clone(),
        number: of.number.clone(),
        document: of.document.0,
        start: of.period.start.to_string(),
        end: of.period.end.to_string(),
        confirmed: of.confirmed.to_string(),
        withdrawn: of.withdrawn.clone(),
        sections: of.sections.iter().map(section).collect(),
        tasks: of.tasks.iter().map(|task| task.0).collect(),
        follows: of.follows.map(|former| Former { plan: former.plan.0, how: former.how.text() }),
        followed_by: of.followed_by.iter().map(|plan| plan.0).collect(),
    }
}

#[utoipa::path(get, path = "/api/v1/plans", tag = "plans", params(Paging),
    responses((status = 200, description = "Plans", body = List<Plan>)))]
pub(super) async fn list(Asker(who): Asker, Asked(paging): Asked<Paging>) -> Answer {
    who.require(Right::ReadTasks)?;
    let plans = who.directory.plans().map(|(id, plan)| (id.0, item(&who, id, plan)));
    Ok(List::of(plans, &paging)?.answer())
}

#[utoipa::path(get, path = "/api/v1/plans/{id}", tag = "plans", params(("id" = u64, Path, description = "Its id")),
    responses((status = 200, description = "The plan", body = Plan), (status = 404, description = "There is none")))]
pub(super) async fn one(Asker(who): Asker, Path(id): Path<u64>) -> Answer {
    who.require(Right::ReadTasks)?;
    let plan = who.directory.plan(PlanId(id)).ok_or_else(not_found)?;
    let item = item(&who, PlanId(id), plan);
    Ok(tagged(item.version, item))
}

/// What is handed out.
#[derive(Deserialize, ToSchema)]
pub(super) struct Assigning {
    /// Only these tasks; empty or left out for all. One that was handed out already goes to those who joined its groups since.
    #[serde(default)]
    tasks: Vec<u64>,
}

#[utoipa::path(post, path = "/api/v1/plans/{id}/assign", tag = "plans", request_body = Assigning,
    params(("id" = u64, Path, description = "The plan"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The plan's version")),
    responses((status = 200, description = "Handed out", body = Written), (status = 409, description = "Nothing to hand out, or changed since")))]
pub(super) async fn assign(
    Asker(who): Asker,
    Path(id): Path<u64>,
    under: Under,
    Body(body): Body<Assigning>,
) -> Answer {
    let command = Assign { plan: PlanId(id), tasks: body.tasks.into_iter().map(TaskId).collect() };
    Ok(written(who.app.store.write(under.sent(&who, Some(id)), command).await?))
}
