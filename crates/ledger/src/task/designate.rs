//! 指定: a supervisor decides whose a task is: a disputed assignment, or a lead that was missing.

use super::assign::lead_or_part;
use super::event::Designated;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{AssignmentId, TaskId, UnitId};
use crate::limit::{self, NOTE_CHARS};
use crate::printed::Duty;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Hands a disputed assignment to a unit (the same one: it stands), or gives a task a lead.
#[derive(Clone, Debug, Serialize)]
pub struct Designate {
    /// Which task.
    pub task: TaskId,
    /// The disputed assignment; none to add a lead.
    pub assignment: Option<AssignmentId>,
    /// Who answers from now on.
    pub unit: UnitId,
    /// Why; may be empty.
    pub reason: String,
}

impl Command for Designate {
    const KIND: &'static str = "assignment.designate";
    const RIGHT: Right = Right::Assign;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.task).and(self.unit)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let task = world.task(self.task)?;
        ensure(task.state().open(), Code::TaskState)?;
        let unit = world.unit(self.unit)?;
        ensure(!unit.retired && unit.members.is_empty(), Code::UnknownName)
            .map_err(|refusal| refusal.at("unit"))?;
        let reason = limit::optional("reason", &self.reason, NOTE_CHARS)?;
        let mut emit = Emit::new(cx);
        let (duty, via) = match self.assignment {
            Some(id) => {
                let disputed = task.assignment(id)?;
                ensure(disputed.refused.is_some(), Code::AssignmentState)?;
                let stands = disputed.unit == self.unit;
                emit.on(self.task, Designated { assignment: id, stands, reason });
                if stands {
                    return Ok(emit.events());
                }
                (disputed.duty, disputed.via)
            }
            None => (Duty::Lead, None),
        };
        if let Some(has) = task.assigned().find(|has| has.unit == self.unit) {
            ensure(has.duty == Duty::Responsible && duty == Duty::Lead, Code::AlreadyLeads)?;
            // It leads from now on, and no longer only takes part.
            emit.on(self.task, Designated { assignment: has.id, stands: false, reason: String::new() });
        }
        let starts = duty == Duty::Lead && !task.assignments.iter().any(|made| made.duty == Duty::Lead);
        emit.on(self.task, lead_or_part(world, task, self.unit, duty, via, starts, cx.today)?);
        Ok(emit.events())
    }
}
