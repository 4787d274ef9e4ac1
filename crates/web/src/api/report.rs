//! Reports: written, approved, sent back, accepted.

use super::asker::{Asked, Asker, Body, Under, Written, tagged, written};
use super::assignment::OfTask;
use super::list::{List, unknown};
use crate::problem::{Answer, Halt};
use crate::task::{Story, open};
use crate::who::{Who, not_found};
use axum::extract::Path;
use jiff::civil::Date;
use ledger::report::{Accept, Approve, Evidence, ReportEvent, Return, Write};
use ledger::task::Figure;
use ledger::{AssignmentId, Fact, ReportId, TaskId, Thing};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::query::things;
use utoipa::ToSchema;

/// 反馈
#[derive(Serialize, ToSchema)]
pub(super) struct Report {
    id: u64,
    version: u64,
    task: u64,
    assignment: u64,
    /// `written`, `approved`, `returned`, `accepted`.
    state: &'static str,
    /// When it was written, RFC 3339.
    at: String,
    /// The day for which it holds.
    as_of: String,
    percent: u8,
    text: String,
    problems: String,
    figures: Vec<Value>,
    correction: String,
    evidence: Vec<File>,
}

/// 数据: a cumulative figure of a target.
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct Value {
    /// Which target, from 0.
    target: usize,
    /// A decimal number.
    value: String,
}

/// 佐证材料
#[derive(Serialize, ToSchema)]
pub(super) struct File {
    name: String,
    sha256: String,
    bytes: u64,
}

impl From<Evidence> for File {
    fn from(Evidence { name, sha256, bytes }: Evidence) -> Self {
        Self { name, sha256, bytes }
    }
}

/// The reports of a task within the post's sight, oldest first.
async fn of_task(who: &Who, task: u64) -> Result<Vec<Report>, Halt> {
    let of = who.clone();
    let story =
        who.app.store.read(move |db| Story::load(db, &of, TaskId(task))).await?.ok_or_else(not_found)?;
    let Story { history, reports, .. } = story;
    let item = |dated: store::query::events::Dated| {
        let event = dated.event;
        let Fact::Report(ReportEvent::Written(of)) = event.fact else { return None };
        let &(state, version) = reports.get(&event.seq)?;
        let figure = |figure: Figure| Value { target: figure.target, value: figure.value.to_string() };
        Some(Report {
            id: event.seq,
            version,
            task,
            assignment: of.assignment.0,
            state: state.text(),
            at: event.at.to_string(),
            as_of: of.as_of.to_string(),
            percent: of.percent,
            text: of.text,
            problems: of.problems,
            figures: of.figures.into_iter().map(figure).collect(),
            correction: of.correction,
            evidence: of.evidence.into_iter().map(File::from).collect(),
        })
    };
    Ok(history.into_iter().filter_map(item).collect())
}

/// The task of a report, within the post's sight.
async fn task_of(who: &Who, report: u64) -> Result<u64, Halt> {
    let key = who.key(report);
    let found = who.app.store.read(move |db| things::one(db, key)).await?;
    let Some(Thing::Report(report)) = found.map(|entry| entry.thing) else { return Err(not_found()) };
    open(who, report.task.0).await?;
    Ok(report.task.0)
}

#[utoipa::path(get, path = "/api/v1/reports", tag = "reports", params(OfTask),
    responses((status = 200, description = "The reports of a task, oldest first", body = List<Report>)))]
pub(super) async fn list(Asker(who): Asker, Asked(of): Asked<OfTask>) -> Answer {
    Ok(List { items: of_task(&who, of.task).await?, next: None }.answer())
}

#[utoipa::path(get, path = "/api/v1/reports/{id}", tag = "reports", params(("id" = u64, Path, description = "Its id")),
    responses((status = 200, description = "The report", body = Report), (status = 404, description = "There is none that the post sees")))]
pub(super) async fn one(Asker(who): Asker, Path(id): Path<u64>) -> Answer {
    let all = of_task(&who, task_of(&who, id).await?).await?;
    let found = all.into_iter().find(|report| report.id == id).ok_or_else(not_found)?;
    Ok(tagged(found.version, found))
}

/// A report on one assignment.
#[derive(Deserialize, ToSchema)]
pub(super) struct Writing {
    task: u64,
    assignment: u64,
    /// The day for which it holds, `YYYY-MM-DD`; the ledger's day where it is left out.
    as_of: Option<String>,
    /// Share of the work that is done, 0 to 100.
    percent: u8,
    /// What was done.
    text: String,
    /// What stands in the way.
    #[serde(default)]
    problems: String,
    /// Cumulative figures.
    #[serde(default)]
    figures: Vec<Value>,
    /// Why a figure is below the last one.
    #[serde(default)]
    correction: String,
}

#[utoipa::path(post, path = "/api/v1/reports", tag = "reports", request_body = Writing,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once")),
    responses((status = 200, description = "It waits for the unit's head", body = Written), (status = 409, description = "Another one waits, or the task is closed"),
        (status = 422, description = "A field has to be mended; `field` names it")))]
pub(super) async fn write(Asker(who): Asker, under: Under, Body(body): Body<Writing>) -> Answer {
    let figure = |one: Value| {
        let value: Decimal = one.value.parse().map_err(|_| unknown("figures"))?;
        Ok(Figure { target: one.target, value })
    };
    let as_of = body.as_of.map(|day| day.parse::<Date>().map_err(|_| unknown("as_of"))).transpose()?;
    let command = Write {
        task: TaskId(body.task),
        assignment: AssignmentId(body.assignment),
        as_of: as_of.unwrap_or(who.today),
        percent: body.percent,
        text: body.text,
        problems: body.problems,
        figures: body.figures.into_iter().map(figure).collect::<Result<_, Halt>>()?,
        correction: body.correction,
        evidence: Vec::new(),
    };
    Ok(written(who.app.store.write(under.sent(&who, None), command).await?))
}

#[utoipa::path(post, path = "/api/v1/reports/{id}/approve", tag = "reports",
    params(("id" = u64, Path, description = "The report"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The report's version")),
    responses((status = 200, description = "It counts as claimed", body = Written), (status = 409, description = "Not now, or changed since")))]
pub(super) async fn approve(Asker(who): Asker, Path(id): Path<u64>, under: Under) -> Answer {
    task_of(&who, id).await?;
    Ok(written(who.app.store.write(under.sent(&who, Some(id)), Approve { report: ReportId(id) }).await?))
}

/// Why it is sent back.
#[derive(Deserialize, ToSchema)]
pub(super) struct Returning {
    reason: String,
}

#[utoipa::path(post, path = "/api/v1/reports/{id}/return", tag = "reports", request_body = Returning,
    params(("id" = u64, Path, description = "The report"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The report's version")),
    responses((status = 200, description = "It is sent back", body = Written), (status = 409, description = "Not now, or changed since")))]
pub(super) async fn give_back(
    Asker(who): Asker,
    Path(id): Path<u64>,
    under: Under,
    Body(body): Body<Returning>,
) -> Answer {
    task_of(&who, id).await?;
    let command = Return { report: ReportId(id), reason: body.reason };
    Ok(written(who.app.store.write(under.sent(&who, Some(id)), command).await?))
}

#[utoipa::path(post, path = "/api/v1/reports/{id}/accept", tag = "reports",
    params(("id" = u64, Path, description = "The report"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The report's version")),
    responses((status = 200, description = "It counts as verified", body = Written), (status = 409, description = "Not now, or changed since")))]
pub(super) async fn accept(Asker(who): Asker, Path(id): Path<u64>, under: Under) -> Answer {
    task_of(&who, id).await?;
    Ok(written(who.app.store.write(under.sent(&who, Some(id)), Accept { report: ReportId(id) }).await?))
}
