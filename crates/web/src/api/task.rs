//! Tasks: the ledger's list, a task, and what is done with it as a whole.

use super::asker::{Asked, Asker, Body, Under, Written, tagged, written};
use super::list::{List, limit, unknown};
use super::unit::{UnitName, named};
use crate::problem::{Answer, Halt};
use crate::task::list::{cursor_of, cursor_text, descendants};
use crate::task::{Opened, open};
use crate::who::Who;
use axum::extract::Path;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::clock::Class;
use ledger::light::Light;
use ledger::task::{Classify, Clear, Explained, Reopen, Shown, State, Submit};
use ledger::{Facet, PlanId, TaskId};
use serde::{Deserialize, Serialize};
use store::query::tasks::{Page, Question, Sort, page};
use store::row::task::TaskRow;
use utoipa::{IntoParams, ToSchema};

/// 任务, as a line of the ledger.
#[derive(Serialize, ToSchema)]
pub(super) struct Line {
    id: u64,
    plan: u64,
    /// Number as printed.
    number: String,
    /// Id of the innermost heading within the plan; 0 for none.
    section: u32,
    title: String,
    /// `ordinary` or `complex`.
    class: &'static str,
    /// `registered`, `assigned`, `signed`, `under_way`, `submitted`, `cleared`, `cancelled`, `carried`.
    state: &'static str,
    /// `red`, `yellow`, `green`, `blue`, `grey`.
    light: &'static str,
    /// Why: `overdue`, `due_soon`, `behind`, `in_time`, `cleared`, `cancelled`, `ended`, `carried`.
    reason: &'static str,
    /// The last day of the earliest clock that runs.
    due: Option<String>,
    /// That clock, such as `complex_1` or `document`.
    clock: Option<String>,
    /// First day of the line against which pace is measured.
    start: String,
    /// Its last day.
    end: String,
    /// How far it is, for pace, in percent.
    progress: Option<i32>,
    /// The word for its pace.
    pace: &'static str,
    /// Share of the work that its units claim.
    percent: Option<u8>,
    /// Share that was verified.
    verified: Option<u8>,
    /// Lead units.
    leads: Vec<UnitName>,
    /// How many units answer.
    units: usize,
    /// Sent back, and nothing came since.
    returned: bool,
    /// The day of the last approved report.
    reported: Option<String>,
    /// The time of the last event, RFC 3339.
    updated: String,
}

impl Line {
    fn of(who: &Who, row: TaskRow) -> Self {
        let (due, clock) = row.due.map(|(due, clock)| (due.to_string(), clock)).unzip();
        Self {
            id: row.task.0,
            plan: row.plan,
            number: row.number,
            section: row.section,
            title: row.title,
            class: row.class.text(),
            state: row.state.text(),
            light: row.light.text(),
            reason: row.reason.text(),
            due,
            clock,
            start: row.start.to_string(),
            end: row.end.to_string(),
            progress: row.progress,
            pace: row.pace.text(),
            percent: row.percent,
            verified: row.verified,
            leads: row.leads.into_iter().map(|unit| named(who, unit)).collect(),
            units: row.units,
            returned: row.returned,
            reported: row.reported.map(|day| day.to_string()),
            // Microseconds that were a time before they were kept.
            updated: Timestamp::from_microsecond(row.updated).map(|at| at.to_string()).unwrap_or_default(),
        }
    }
}

/// 任务, with its words and targets.
#[derive(Serialize, ToSchema)]
pub(super) struct Task {
    #[serde(flatten)]
    line: Line,
    version: u64,
    /// Its own words.
    body: String,
    /// Leaders' ids.
    leaders: Vec<u64>,
    targets: Vec<Target>,
    /// Duties that come again.
    recurrences: Vec<Recurrence>,
    /// Time limits that count from an event.
    relative_deadlines: Vec<RelativeDeadline>,
    /// The tasks of a former plan that it carries on.
    carries: Vec<u64>,
    /// The tasks of a later plan that carry it on.
    carried: Vec<u64>,
}

/// 指标, with where it stands.
#[derive(Serialize, ToSchema)]
pub(super) struct Target {
    /// The words.
    text: String,
    /// A decimal number.
    value: String,
    unit: String,
    /// `=`, `>=`, `>`, `<=`, `<`, `~`.
    comparator: &'static str,
    /// The figure that its units claim.
    claimed: Option<String>,
    /// The figure that was verified.
    verified: Option<String>,
}

/// A duty that comes again.
#[derive(Serialize, ToSchema)]
pub(super) struct Recurrence {
    /// The words.
    text: String,
    /// Its rule as in RFC 5545: `FREQ=MONTHLY;BYMONTHDAY=5`. A month without the day has its last one.
    rule: String,
    /// Its next date, `YYYY-MM-DD`; null once the task is closed.
    next: Option<String>,
}

/// A time limit that counts from an event, whose day no document knows.
#[derive(Serialize, ToSchema)]
pub(super) struct RelativeDeadline {
    /// The words.
    text: String,
    /// The event.
    event: String,
    /// How many.
    amount: u32,
    /// Of what: `working_day`, `day`, `week`, `month`, `year`, `hour`.
    unit: &'static str,
}

fn item(who: &Who, of: Opened) -> Task {
    let target = |(printed, state): (&ledger::printed::Target, &ledger::task::TargetState)| Target {
        text: printed.text.clone(),
        value: state.value.to_string(),
        unit: state.unit.clone(),
        comparator: state.comparator.sign(),
        claimed: state.claimed.map(|(figure, _)| figure.to_string()),
        verified: state.verified.map(|(figure, _)| figure.to_string()),
    };
    let targets = of.registered.targets.iter().zip(&of.task.targets).map(target).collect();
    let again = of.recurrences(who.today).into_iter().map(|(duty, next)| Recurrence {
        text: duty.text.clone(),
        rule: duty.rule.to_string(),
        next: next.map(|next| next.to_string()),
    });
    let recurrences = again.collect();
    let limits = of.registered.relative_deadlines.iter().map(|due| RelativeDeadline {
        text: due.text.clone(),
        event: due.event.clone(),
        amount: due.amount,
        unit: due.unit.text(),
    });
    let relative_deadlines = limits.collect();
    let row = of.row;
    let leaders = row.leaders.iter().map(|leader| leader.0).collect();
    let row = TaskRow {
        task: of.id,
        plan: row.plan.0,
        number: row.number,
        section: row.section,
        title: row.title,
        class: row.class,
        state: row.state,
        light: row.light,
        reason: row.reason,
        due: row.due,
        start: row.start,
        end: row.end,
        progress: row.progress,
        pace: row.pace,
        percent: row.percent,
        verified: row.verified,
        leads: row.leads,
        units: row.units.len(),
        returned: row.returned,
        reported: row.reported,
        updated: row.updated,
        place: row.order,
    };
    let ids = |tasks: &[TaskId]| tasks.iter().map(|task| task.0).collect();
    let (carries, carried) = (ids(&of.task.carries), ids(&of.task.carried));
    let (line, body) = (Line::of(who, row), of.registered.body);
    Task {
        line,
        version: of.version,
        body,
        leaders,
        targets,
        recurrences,
        relative_deadlines,
        carries,
        carried,
    }
}

/// Which tasks, in which order.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filters {
    /// Of this plan.
    plan: Option<u64>,
    /// Under this heading of the plan and those below it.
    section: Option<u32>,
    /// For which this unit answers.
    unit: Option<u64>,
    /// In this leader's portfolio.
    leader: Option<u64>,
    /// In one of these states, with commas between.
    state: Option<String>,
    /// With one of these lights, with commas between.
    light: Option<String>,
    /// Due on or before this day, `YYYY-MM-DD`.
    due_before: Option<String>,
    /// Whose text holds these words.
    q: Option<String>,
    /// `due` (the default), `number`, `updated`.
    sort: Option<String>,
    /// Items of a page, 1 to 200; 50 where it is left out.
    limit: Option<usize>,
    /// The former page's `next`.
    after: Option<String>,
}

/// The numbers under which tables keep the constants that a parameter names.
fn numbers<T: Copy>(
    name: &str,
    asked: &str,
    all: &[T],
    text: fn(T) -> &'static str,
) -> Result<Vec<u64>, Halt> {
    let number = |word: &str| all.iter().position(|&value| text(value) == word).map(|at| at as u64);
    asked.split(',').map(|word| number(word.trim()).ok_or_else(|| unknown(name))).collect()
}

fn question(who: &Who, asked: Filters) -> Result<Question, Halt> {
    let (scope, value) = who.scope()?;
    let mut filters = vec![(scope, vec![value])];
    match (asked.plan, asked.section) {
        (Some(plan), Some(section)) => {
            let sections = descendants(who, PlanId(plan), section);
            filters.push((
                Facet::Section,
                sections.into_iter().map(|id| Shown::section_value(plan, id)).collect(),
            ));
        }
        (Some(plan), None) => filters.push((Facet::Plan, vec![plan])),
        (None, Some(_)) => return Err(Halt::BadRequest("section needs its plan".into())),
        (None, None) => {}
    }
    filters.extend(asked.unit.map(|unit| (Facet::Unit, vec![unit])));
    filters.extend(asked.leader.map(|leader| (Facet::Leader, vec![leader])));
    if let Some(state) = &asked.state {
        filters.push((Facet::State, numbers("state", state, &State::ALL, State::text)?));
    }
    if let Some(light) = &asked.light {
        filters.push((Facet::Light, numbers("light", light, &Light::ALL, Light::text)?));
    }
    let due =
        asked.due_before.map(|day| day.parse::<Date>().map_err(|_| unknown("due_before"))).transpose()?;
    let sort = asked.sort.map(|sort| Sort::of(&sort).ok_or_else(|| unknown("sort"))).transpose()?;
    Ok(Question {
        jurisdiction: who.jurisdiction,
        filters,
        due_before: due.map(|day| day.to_string()),
        words: asked.q.filter(|words| !words.trim().is_empty()),
        sort: sort.unwrap_or_default(),
        after: asked.after.map(|after| cursor_of(&after).ok_or_else(|| unknown("after"))).transpose()?,
        limit: limit(asked.limit)?,
    })
}

#[utoipa::path(get, path = "/api/v1/tasks", tag = "tasks", params(Filters),
    responses((status = 200, description = "Tasks that the post sees", body = List<Line>)))]
pub(super) async fn list(Asker(who): Asker, Asked(filters): Asked<Filters>) -> Answer {
    let question = question(&who, filters)?;
    let Page { rows, next, .. } = who.app.store.read(move |db| page(db, &question)).await?;
    let items = rows.into_iter().map(|row| Line::of(&who, row)).collect();
    Ok(List { items, next: next.map(|cursor| cursor_text(&cursor)) }.answer())
}

#[utoipa::path(get, path = "/api/v1/tasks/{id}", tag = "tasks", params(("id" = u64, Path, description = "Its id")),
    responses((status = 200, description = "The task", body = Task), (status = 404, description = "There is none that the post sees")))]
pub(super) async fn one(Asker(who): Asker, Path(id): Path<u64>) -> Answer {
    let of = open(&who, id).await?;
    Ok(tagged(of.version, item(&who, of)))
}

/// The class from now on.
#[derive(Deserialize, ToSchema)]
pub(super) struct Classifying {
    /// `ordinary` or `complex`.
    class: String,
}

#[utoipa::path(post, path = "/api/v1/tasks/{id}/classify", tag = "tasks", request_body = Classifying,
    params(("id" = u64, Path, description = "The task"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The task's version")),
    responses((status = 200, description = "Done", body = Written), (status = 409, description = "Not now, or changed since")))]
pub(super) async fn classify(
    Asker(who): Asker,
    Path(id): Path<u64>,
    under: Under,
    Body(body): Body<Classifying>,
) -> Answer {
    let named = [Class::Ordinary, Class::Complex].into_iter().find(|class| class.text() == body.class);
    let class = named.ok_or_else(|| unknown("class"))?;
    Ok(written(who.app.store.write(under.sent(&who, Some(id)), Classify { task: TaskId(id), class }).await?))
}

/// Asking to clear.
#[derive(Deserialize, ToSchema)]
pub(super) struct Submitting {
    /// What was done, in a few words.
    #[serde(default)]
    note: String,
    /// Targets that are not met, each with a reason.
    #[serde(default)]
    explained: Vec<Explanation>,
}

/// Why a target is not met.
#[derive(Deserialize, ToSchema)]
pub(super) struct Explanation {
    /// Which target, from 0.
    target: usize,
    text: String,
}

#[utoipa::path(post, path = "/api/v1/tasks/{id}/submit", tag = "tasks", request_body = Submitting,
    params(("id" = u64, Path, description = "The task"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The task's version")),
    responses((status = 200, description = "Done", body = Written), (status = 409, description = "Not now, or changed since")))]
pub(super) async fn submit(
    Asker(who): Asker,
    Path(id): Path<u64>,
    under: Under,
    Body(body): Body<Submitting>,
) -> Answer {
    let explained =
        body.explained.into_iter().map(|one| Explained { target: one.target, text: one.text }).collect();
    let command = Submit { task: TaskId(id), note: body.note, explained };
    Ok(written(who.app.store.write(under.sent(&who, Some(id)), command).await?))
}

/// The supervisor's words.
#[derive(Deserialize, ToSchema)]
pub(super) struct Clearing {
    #[serde(default)]
    note: String,
}

#[utoipa::path(post, path = "/api/v1/tasks/{id}/clear", tag = "tasks", request_body = Clearing,
    params(("id" = u64, Path, description = "The task"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The task's version")),
    responses((status = 200, description = "Done", body = Written), (status = 409, description = "Not now, or changed since")))]
pub(super) async fn clear(
    Asker(who): Asker,
    Path(id): Path<u64>,
    under: Under,
    Body(body): Body<Clearing>,
) -> Answer {
    let command = Clear { task: TaskId(id), note: body.note };
    Ok(written(who.app.store.write(under.sent(&who, Some(id)), command).await?))
}

/// Why.
#[derive(Deserialize, ToSchema)]
pub(super) struct Reopening {
    reason: String,
}

#[utoipa::path(post, path = "/api/v1/tasks/{id}/reopen", tag = "tasks", request_body = Reopening,
    params(("id" = u64, Path, description = "The task"), ("Idempotency-Key" = Option<String>, Header, description = "Sent twice, done once"),
        ("If-Match" = Option<String>, Header, description = "The task's version")),
    responses((status = 200, description = "Done", body = Written), (status = 409, description = "Not now, or changed since")))]
pub(super) async fn reopen(
    Asker(who): Asker,
    Path(id): Path<u64>,
    under: Under,
    Body(body): Body<Reopening>,
) -> Answer {
    let command = Reopen { task: TaskId(id), reason: body.reason };
    Ok(written(who.app.store.write(under.sent(&who, Some(id)), command).await?))
}
