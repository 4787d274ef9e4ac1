//! 退回交办: "not ours", within the limit; a supervisor then designates.

use super::event::Refused;
use super::sign::own_assignment;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{AssignmentId, TaskId};
use crate::limit::{self, NOTE_CHARS, REFUSE_DAYS};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use jiff::ToSpan;
use serde::Serialize;

/// Disputes one assignment that is not signed for.
#[derive(Clone, Debug, Serialize)]
pub struct Refuse {
    /// Which task.
    pub task: TaskId,
    /// Which of its assignments.
    pub assignment: AssignmentId,
    /// Why it is not ours.
    pub reason: String,
}

impl Command for Refuse {
    const KIND: &'static str = "assignment.refuse";
    const RIGHT: Right = Right::Sign;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let assignment = own_assignment(world, cx, self.task, self.assignment)?;
        let open = assignment.signed.is_none() && assignment.refused.is_none();
        // What a supervisor has decided once is not disputed again.
        ensure(open && !assignment.stands, Code::AssignmentState)?;
        let last = assignment.made.saturating_add(REFUSE_DAYS.days());
        if cx.today > last {
            return Err(Refusal::of(Code::RefuseTooLate).with("days", REFUSE_DAYS).with("last", last));
        }
        let reason = limit::text("reason", &self.reason, NOTE_CHARS)?;
        let mut emit = Emit::new(cx);
        emit.on(self.task, Refused { assignment: self.assignment, reason });
        Ok(emit.events())
    }
}
