//! 退回: a report is sent back with a reason. A supervisor may return a figure, never edit it (统计法第七条).

use super::approve::{needs, report_and_unit};
use super::event::Returned;
use super::state::ReportState;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::ReportId;
use crate::limit::{self, NOTE_CHARS};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::{Actor, Right, Role};
use crate::world::World;
use serde::Serialize;

/// Returns a report: the unit's head before approving, a supervisor after.
#[derive(Clone, Debug, Serialize)]
pub struct Return {
    /// Which.
    pub report: ReportId,
    /// Why.
    pub reason: String,
}

impl Command for Return {
    const KIND: &'static str = "report.return";
    const RIGHT: Right = Right::Return;

    fn needs(&self, world: &World) -> Needs {
        needs(world, self.report)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let (report, unit) = report_and_unit(world, self.report)?;
        let actor = Actor::of(world, cx.who)?;
        let waits_for = match actor.role {
            Some(Role::Head) => {
                ensure(actor.acts_for(unit), Code::NotYourUnit)?;
                report.state == ReportState::Written
            }
            Some(_) => report.state == ReportState::Approved,
            None => matches!(report.state, ReportState::Written | ReportState::Approved),
        };
        // An older report, which a newer one has replaced, is not sent back any more.
        let part = world.task(report.task)?.assignment(report.assignment)?;
        let latest =
            [&part.waiting, &part.claimed].into_iter().flatten().any(|claim| claim.report == self.report);
        ensure(waits_for && latest, Code::ReportState)?;
        let reason = limit::text("reason", &self.reason, NOTE_CHARS)?;
        let mut emit = Emit::new(cx);
        emit.on(report.task, Returned { report: self.report, assignment: report.assignment, reason });
        Ok(emit.events())
    }
}
