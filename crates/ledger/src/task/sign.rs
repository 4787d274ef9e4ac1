//! 签收: a unit signs for its assignment.

use super::event::Signed;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{AssignmentId, TaskId};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::{Actor, Right};
use crate::task::Assignment;
use crate::world::World;
use serde::Serialize;

/// Signs for one assignment.
#[derive(Clone, Debug, Serialize)]
pub struct Sign {
    /// Which task.
    pub task: TaskId,
    /// Which of its assignments.
    pub assignment: AssignmentId,
}

impl Command for Sign {
    const KIND: &'static str = "assignment.sign";
    const RIGHT: Right = Right::Sign;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let assignment = own_assignment(world, cx, self.task, self.assignment)?;
        ensure(assignment.signed.is_none() && assignment.refused.is_none(), Code::AssignmentState)?;
        let mut emit = Emit::new(cx);
        emit.on(self.task, Signed { assignment: self.assignment });
        Ok(emit.events())
    }
}

/// An assignment of an open task that is the actor's unit's.
pub(crate) fn own_assignment<'a>(
    world: &'a World,
    cx: &Context,
    task: TaskId,
    assignment: AssignmentId,
) -> Result<&'a Assignment, Refusal> {
    let task = world.task(task)?;
    ensure(task.state().open(), Code::TaskState)?;
    let assignment = task.assignment(assignment)?;
    ensure(Actor::of(world, cx.who)?.acts_for(assignment.unit), Code::NotYourUnit)?;
    Ok(assignment)
}
