//! Assignments: signed for, disputed, designated. They are parts of tasks; the event that made one names its task.

use super::asker::{Asked, Asker, Body, Under, Written, tagged, written};
use super::list::List;
use super::unit::{UnitName, named};
use crate::problem::{Answer, Halt};
use crate::task::open;
use crate::who::{Who, not_found};
use axum::extract::Path;
use ledger::report::ReportEvent;
use ledger::task::{Designate, Refuse, Sign, TaskEvent};
use ledger::{AssignmentId, Fact, TaskId, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::query::events::{self, Dated};
use utoipa::{IntoParams, ToSchema};

/// 交办
#[derive(Serialize, ToSchema)]
pub(super) struct Assignment {
    id: u64,
    /// The seq of its last event.
    version: u64,
    task: u64,
    unit: UnitName,
    /// `lead` or `responsible`.
    duty: &'static str,
    /// The group through which it was reached.
    via: Option<UnitName>,
    /// The day it was made.
    made: String,
    /// The day it was signed for.
    signed: Option<String>,
    /// Disputed since.
    refused: Option<String>,
    /// Handed to another unit.
    ended: bool,
    /// Share of the work that its latest approved report claims.
    percent: Option<u8>,
}

/// The last event of each assignment of a history.
fn versions(history: &[Dated]) -> HashMap<u64, u64> {
    let mut versions = HashMap::new();
    for Dated { event, .. } in history {
        let of = match &event.fact {
            Fact::Task(TaskEvent::Made(_)) => event.seq,
            Fact::Task(TaskEvent::Signed(signed)) => signed.assignment.0,
            Fact::Task(TaskEvent::Refused(refused)) => refused.assignment.0,
            Fact::Task(TaskEvent::Designated(designated)) => designated.assignment.0,
            Fact::Report(ReportEvent::Written(written)) => written.assignment.0,
            Fact::Report(ReportEvent::Approved(approved)) => approved.assignment.0,
            Fact::Report(ReportEvent::Returned(returned)) => returned.assignment.0,
            Fact::Report(ReportEvent::Accepted(accepted)) => accepted.assignment.0,
            _ => continue,
        };
        versions.insert(of, event.seq);
    }
    versions
}

/// The assignments of a task within the post's sight.
async fn of_task(who: &Who, task: u64) -> Result<Vec<Assignment>, Halt> {
    let of = open(who, task).await?;
    let key = who.key(task);
    let versions = versions(&who.app.store.read(move |db| events::of(db, key)).await?);
    let item = |part: &ledger::task::Assignment| Assignment {
        id: part.id.0,
        version: versions.get(&part.id.0).copied().unwrap_or(part.id.0),
        task,
        unit: named(who, part.unit),
        duty: part.duty.text(),
        via: part.via.map(|group| named(who, group)),
        made: part.made.to_string(),
        signed: part.signed.map(|day| day.to_string()),
        refused: part.refused.map(|day| day.to_string()),
        ended: part.ended,
        percent: part.claimed.as_ref().map(|claim| claim.percent),
    };
    Ok(of.task.assignments.iter().map(item).collect())
}

/// An assignment; the event that made it stands in its task's history.
async fn find(who: &Who, id: u64) -> Result<Assignment, Halt> {
    let key = who.key(id);
    let made = who.app.store.read(move |db| events::one(db, key)).await?.map(|dated| dated.event);
    let task =
        made.filter(|event| matches!(event.fact, Fact::Task(TaskEvent::Made(_)))).and_then(|event| event.on);
    let all = of_task(who, task.ok_or_else(not_found)?).await?;
    all.into_iter().find(|assignment| assignment.id == id).ok_or_else(not_found)
}

/// An assignment in the version that was looked at; a race is settled by the rules, which a second time refuse.
async fn looked_at(who: &Who, id: u64, under: &Under) -> Result<Assignment, Halt> {
    let found = find(who, id).await?;
    match under.version {
        // What was done under this key already is answered again, whatever has happened since.
        Some(version) if version != found.version && under.key.is_none() => Err(Halt::Stale),
        _ => Ok(found),
    }
}

/// Of which task.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OfTask {
    /// The task.
    pub(super) task: u64,
}

#[utoipa::path(get, path = "/api/v1/assignments", tag = "assignments", params(OfTask),
    responses((status = 200, description = "The assignments of a task", body = List<Assignment>)))]
pub(super) async fn list(Asker(who): Asker, Asked(of): Asked<OfTask>) -> Answer {
    Ok(List { items: of_task(&who, of.task).await?, next: None }.answer())
}

#[utoipa::path(get, path = "/api/v1/assignments/{id}", tag = "assignments", params(("id" = u64, Path, description = "Its id")),
    responses((status = 200, description = "The assignment", body = Assignment), (status = 404, description = "There is none that the post sees")))]
pub(super) async fn one(Asker(who): Asker, Path(id): Path<u64>) -> Answer {
    let found = find(&who, id).await?;
    Ok(tagged(found.version, found))
}

#[utoipa::path(post, path = "/api/v1/assignments/{id}/sign", tag = "assignments",
    params(("id" = u64, Path, description = "The assignment"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The assignment's version")),
    responses((status = 200, description = "Done", body = Written), (status = 409, description = "Signed or disputed already, or changed since")))]
pub(super) async fn sign(Asker(who): Asker, Path(id): Path<u64>, under: Under) -> Answer {
    let of = looked_at(&who, id, &under).await?;
    let command = Sign { task: TaskId(of.task), assignment: AssignmentId(id) };
    Ok(written(who.app.store.write(under.sent(&who, None), command).await?))
}

/// Why it is not ours.
#[derive(Deserialize, ToSchema)]
pub(super) struct Refusing {
    reason: String,
}

#[utoipa::path(post, path = "/api/v1/assignments/{id}/refuse", tag = "assignments", request_body = Refusing,
    params(("id" = u64, Path, description = "The assignment"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The assignment's version")),
    responses((status = 200, description = "Done", body = Written), (status = 409, description = "Signed or disputed already, or changed since")))]
pub(super) async fn refuse(
    Asker(who): Asker,
    Path(id): Path<u64>,
    under: Under,
    Body(body): Body<Refusing>,
) -> Answer {
    let of = looked_at(&who, id, &under).await?;
    let command = Refuse { task: TaskId(of.task), assignment: AssignmentId(id), reason: body.reason };
    Ok(written(who.app.store.write(under.sent(&who, None), command).await?))
}

/// Who answers from now on.
#[derive(Deserialize, ToSchema)]
pub(super) struct Designating {
    /// The unit; the same one where the assignment stands.
    unit: u64,
    #[serde(default)]
    reason: String,
}

#[utoipa::path(post, path = "/api/v1/assignments/{id}/designate", tag = "assignments", request_body = Designating,
    params(("id" = u64, Path, description = "The assignment"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The assignment's version")),
    responses((status = 200, description = "Done", body = Written), (status = 409, description = "It is not disputed, or changed since")))]
pub(super) async fn designate(
    Asker(who): Asker,
    Path(id): Path<u64>,
    under: Under,
    Body(body): Body<Designating>,
) -> Answer {
    let of = looked_at(&who, id, &under).await?;
    let (task, assignment) = (TaskId(of.task), Some(AssignmentId(id)));
    let command = Designate { task, assignment, unit: UnitId(body.unit), reason: body.reason };
    Ok(written(who.app.store.write(under.sent(&who, None), command).await?))
}
