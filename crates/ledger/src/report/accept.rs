//! 采纳: a supervisor accepts a report; its figures are verified from then on.

use super::approve::{needs, report_and_unit};
use super::event::Accepted;
use super::state::ReportState;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::ReportId;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::{Actor, Right};
use crate::world::World;
use serde::Serialize;

/// Accepts an approved report, the latest of its unit.
#[derive(Clone, Debug, Serialize)]
pub struct Accept {
    /// Which.
    pub report: ReportId,
}

impl Command for Accept {
    const KIND: &'static str = "report.accept";
    const RIGHT: Right = Right::Accept;

    fn needs(&self, world: &World) -> Needs {
        needs(world, self.report)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let (report, unit) = report_and_unit(world, self.report)?;
        ensure(report.state == ReportState::Approved, Code::ReportState)?;
        ensure(Actor::of(world, cx.who)?.unit != Some(unit), Code::ClearedByOwnUnit)?;
        let part = world.task(report.task)?.assignment(report.assignment)?;
        let latest = part.claimed.as_ref().is_some_and(|claim| claim.report == self.report);
        ensure(latest, Code::ReportState)?;
        let mut emit = Emit::new(cx);
        emit.on(report.task, Accepted { report: self.report, assignment: report.assignment });
        Ok(emit.events())
    }
}
