//! 审签: the unit's head approves a report.

use super::event::Approved;
use super::state::{Report, ReportState};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{ReportId, UnitId};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::{Actor, Right};
use crate::world::World;
use serde::Serialize;

/// Approves a report of the own unit.
#[derive(Clone, Debug, Serialize)]
pub struct Approve {
    /// Which.
    pub report: ReportId,
}

impl Command for Approve {
    const KIND: &'static str = "report.approve";
    const RIGHT: Right = Right::Approve;

    fn needs(&self, world: &World) -> Needs {
        needs(world, self.report)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let (report, unit) = report_and_unit(world, self.report)?;
        ensure(Actor::of(world, cx.who)?.acts_for(unit), Code::NotYourUnit)?;
        ensure(report.state == ReportState::Written, Code::ReportState)?;
        let mut emit = Emit::new(cx);
        emit.on(report.task, Approved { report: self.report, assignment: report.assignment });
        Ok(emit.events())
    }
}

/// A report and its task.
pub(super) fn needs(world: &World, report: ReportId) -> Needs {
    Needs::thing(report).all(world.report(report).ok().map(|report| report.task))
}

/// A report and the unit that wrote it; its task must still be open.
pub(super) fn report_and_unit(world: &World, report: ReportId) -> Result<(&Report, UnitId), Refusal> {
    let report = world.report(report)?;
    let task = world.task(report.task)?;
    ensure(task.state().open(), Code::TaskState)?;
    Ok((report, task.assignment(report.assignment)?.unit))
}
