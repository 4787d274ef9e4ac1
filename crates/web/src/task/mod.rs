//! 任务: the ledger's list, a task's page, and what people do with it.

mod act;
mod assign;
mod can;
mod classify;
mod clear;
mod designate;
pub(crate) mod history;
pub(crate) mod light;
pub(crate) mod list;
mod passage;
mod refuse;
mod reopen;
pub(crate) mod show;
pub(crate) mod sign;
mod submit;
mod target;
mod units;

pub(crate) use act::Act;
pub(crate) use target::{amount, goal};

use crate::app::App;
use crate::problem::Halt;
use crate::who::{Who, not_found};
use crate::words::Words;
use axum::Router;
use axum::routing::{get, post};
use history::Names;
use jiff::civil::Date;
use ledger::printed::Recurrence;
use ledger::report::{ReportEvent, ReportState};
use ledger::task::{Registered, Row, Task, TaskEvent};
use ledger::{Facet, Fact, TaskId, Thing};
use light::{LightWords, light_words};
use std::collections::{BTreeSet, HashMap};
use store::query::events::Dated;
use store::query::{events, things};
use store::{Connection, Fault};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/tasks/{id}", get(show::show))
        .route("/tasks/{id}/assign", post(assign::post))
        .route("/tasks/{id}/classify", post(classify::post))
        .route("/tasks/{id}/designate", get(designate::show).post(designate::post))
        .route("/tasks/{id}/submit", get(submit::show).post(submit::post))
        .route("/tasks/{id}/clear", get(clear::show).post(clear::post))
        .route("/tasks/{id}/reopen", get(reopen::show).post(reopen::post))
        .route("/tasks/{id}/assignments/{part}/sign", post(sign::post))
        .route("/tasks/{id}/assignments/{part}/refuse", get(refuse::show).post(refuse::post))
}

/// A task within somebody's sight: its state, what was printed of it, and what lists show of it today.
pub(crate) struct Opened {
    pub id: TaskId,
    /// The seq of its last event.
    pub version: u64,
    pub task: Task,
    pub registered: Registered,
    pub row: Row,
}

impl Opened {
    /// Loads a task; none where there is none, or the person does not see it.
    ///
    /// # Errors
    /// Below the rules.
    pub(crate) fn load(db: &mut Connection, who: &Who, id: TaskId) -> Result<Option<Self>, Fault> {
        let Some(entry) = things::one(db, who.key(id))? else { return Ok(None) };
        let Thing::Task(task) = entry.thing else { return Ok(None) };
        let row = ledger::task::row(&task, &who.directory.jurisdiction.lights, who.today);
        if !sees(who, &row) {
            return Ok(None);
        }
        // A task's first event has its seq.
        let Some(Fact::Task(TaskEvent::Registered(registered))) =
            events::one(db, who.key(id))?.map(|dated| dated.event.fact)
        else {
            return Err(Fault::Broken(format!("task {id} was not registered")));
        };
        Ok(Some(Self { id, version: entry.version, task, registered, row }))
    }

    /// `（4）清理规范涉企收费`
    pub(crate) fn title(&self) -> String {
        format!("{}{}", self.task.number, self.task.title)
    }

    /// The duties that come again, each with its next date while the task is open.
    pub(crate) fn recurrences(&self, today: Date) -> Vec<(&Recurrence, Option<Date>)> {
        let since = self.task.start;
        let next =
            |duty: &Recurrence| self.row.state.open().then(|| duty.rule.next(since, today.max(since)))?;
        self.registered.recurrences.iter().map(|duty| (duty, next(duty))).collect()
    }

    /// Its light and the reason.
    pub(crate) fn light(&self, who: &Who) -> LightWords {
        light_words(&self.row, who.today, who.w)
    }

    /// What a target is called: what is counted with its printed words, else its figure.
    pub(crate) fn target(&self, index: usize, w: &Words) -> String {
        let printed = self.registered.targets.get(index);
        let (subject, text) = printed.map_or(("", ""), |target| (target.subject.trim(), target.text.trim()));
        if text.is_empty() {
            let target = self.task.targets.get(index);
            return target.map_or(String::new(), |target| amount(target.value, &target.unit, w));
        }
        if text.contains(subject) { text.to_owned() } else { format!("{subject}{text}") }
    }

    /// What a figure of a target is a figure of: what is counted, else the target.
    pub(crate) fn subject(&self, index: usize, w: &Words) -> String {
        let subject = self.registered.targets.get(index).map(|target| target.subject.trim().to_owned());
        subject.filter(|subject| !subject.is_empty()).unwrap_or_else(|| self.target(index, w))
    }
}

/// A task with its history and what that names.
pub(crate) struct Story {
    pub of: Opened,
    /// Oldest first.
    pub history: Vec<Dated>,
    /// Of those who did it.
    pub names: Names,
    /// State and version of each report.
    pub reports: HashMap<u64, (ReportState, u64)>,
}

impl Story {
    /// Loads a task with its history; none where there is none, or the person does not see it.
    ///
    /// # Errors
    /// Below the rules.
    pub(crate) fn load(db: &mut Connection, who: &Who, id: TaskId) -> Result<Option<Self>, Fault> {
        let Some(of) = Opened::load(db, who, id)? else { return Ok(None) };
        let history = events::of(db, who.key(id))?;
        let accounts = history.iter().filter_map(|dated| Some(dated.event.by?.0.0));
        let written = history.iter().filter_map(|dated| {
            matches!(dated.event.fact, Fact::Report(ReportEvent::Written(_))).then_some(dated.event.seq)
        });
        let wanted: BTreeSet<u64> = accounts.chain(written).collect();
        let (mut names, mut reports) = (Names::new(), HashMap::new());
        for (seq, entry) in things::some(db, who.jurisdiction, wanted)? {
            match entry.thing {
                Thing::Account(account) => {
                    names.extend(account.name().map(|name| (seq, name.to_owned())));
                }
                Thing::Report(report) => drop(reports.insert(seq, (report.state, entry.version))),
                _ => {}
            }
        }
        Ok(Some(Self { of, history, names, reports }))
    }
}

/// Whether the post sees a task: the whole office, its unit's, its leader's portfolio.
pub(crate) fn sees(who: &Who, row: &Row) -> bool {
    match who.scope() {
        Ok((Facet::All, _)) => true,
        Ok((Facet::Unit, unit)) => row.units.iter().any(|of| of.0 == unit),
        Ok((Facet::Leader, leader)) => row.leaders.iter().any(|of| of.0 == leader),
        _ => false,
    }
}

/// The task of an address.
///
/// # Errors
/// `Halt::NoRight` for a post that sees no tasks; not found for one that is not in its sight.
pub(crate) async fn open(who: &Who, id: u64) -> Result<Opened, Halt> {
    who.scope()?;
    let of = who.clone();
    who.app.store.read(move |db| Opened::load(db, &of, TaskId(id))).await?.ok_or_else(not_found)
}
