//! 指定: a supervisor decides whose a task is: a disputed assignment, or a lead that was missing.

use super::assign::{hand_out, made, parts};
use super::event::{Classified, Designated};
use super::state::{State, Task};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{AssignmentId, LeaderId, TaskId, UnitId};
use crate::limit::{self, NOTE_CHARS};
use crate::printed::Duty;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Hands an assignment that is disputed, or that nobody can sign for, to a unit (the same one: it stands), or gives
/// a task a lead; a task that was not handed out yet is handed out with it.
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

    fn needs(&self, world: &World) -> Needs {
        let needs = Needs::thing(self.task).and(self.unit);
        let Ok(task) = world.task(self.task) else { return needs };
        parts(world, needs, task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let task = world.task(self.task)?;
        ensure(task.state().open(), Code::TaskState)?;
        let unit = world.unit(self.unit)?;
        ensure(!unit.facts.retired && !unit.facts.group, Code::UnknownName)
            .map_err(|refusal| refusal.at("unit"))?;
        let reason = limit::optional("reason", &self.reason, NOTE_CHARS)?;
        let mut emit = Emit::new(cx);
        let (duty, via) = match self.assignment {
            Some(id) => {
                let former = task.assignment(id)?;
                let holder = world.unit(former.unit)?;
                // Nobody can sign for a group or a unit out of use; what a merged unit signed goes to its successor.
                let idle = holder.into.is_some()
                    || former.signed.is_none() && (holder.facts.group || holder.facts.retired);
                ensure(former.refused.is_some() || idle, Code::AssignmentState)?;
                let stands = former.unit == self.unit;
                emit.on(self.task, Designated { assignment: id, stands, reason });
                if stands {
                    return Ok(emit.events());
                }
                (former.duty, former.via)
            }
            None => (Duty::Lead, None),
        };
        // A lead that comes after asking to clear could neither report nor be waited for.
        ensure(duty != Duty::Lead || task.state() != State::Submitted, Code::TaskState)?;
        if task.assignments.is_empty() {
            hand_out(world, &mut emit, self.task, Some(self.unit))?;
            return Ok(emit.events());
        }
        if let Some(has) = task.assigned().find(|has| has.unit == self.unit) {
            ensure(has.duty == Duty::Responsible && duty == Duty::Lead, Code::AlreadyLeads)?;
            // It leads from now on, and no longer only takes part.
            emit.on(self.task, Designated { assignment: has.id, stands: false, reason: String::new() });
        }
        let starts = duty == Duty::Lead && !task.assignments.iter().any(|made| made.duty == Duty::Lead);
        emit.on(self.task, made(world, cx.today, task, (self.unit, duty, via), starts)?);
        if let Some(leaders) = self.leaders(world, task)? {
            emit.on(self.task, Classified { class: None, clocks: Vec::new(), leaders: Some(leaders) });
        }
        Ok(emit.events())
    }
}

impl Designate {
    /// The leaders of the task where one goes: the lead that was disputed was the last of its portfolio.
    fn leaders(&self, world: &World, task: &Task) -> Result<Option<Vec<LeaderId>>, Refusal> {
        let Some(former) = self.assignment else { return Ok(None) };
        let former = task.assignment(former)?;
        if former.duty != Duty::Lead {
            return Ok(None);
        }
        let mut stay = task.named.clone();
        stay.extend(&world.unit(self.unit)?.leaders);
        for other in task.leads().filter(|&lead| lead != former.unit) {
            stay.extend(&world.unit(other)?.leaders);
        }
        let mut go = world.unit(former.unit)?.leaders.clone();
        go.retain(|leader| !stay.contains(leader));
        let mut leaders = task.leaders.clone();
        leaders.retain(|leader| !go.contains(leader));
        let goes = leaders.len() < task.leaders.len();
        leaders.extend(&world.unit(self.unit)?.leaders);
        Ok(goes.then(|| limit::distinct(&leaders)))
    }
}
