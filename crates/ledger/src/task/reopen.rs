//! 退回办理、回头看: not cleared as asked, or taken up again with cause.

use super::event::Reopened;
use super::state::State;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::TaskId;
use crate::limit::{self, NOTE_CHARS};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Sends a task back to work.
#[derive(Clone, Debug, Serialize)]
pub struct Reopen {
    /// Which task.
    pub task: TaskId,
    /// Why.
    pub reason: String,
}

impl Command for Reopen {
    const KIND: &'static str = "task.reopen";
    const RIGHT: Right = Right::Clear;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let task = world.task(self.task)?;
        // What another plan carries on is worked on there.
        let here = task.carried.is_empty() && matches!(task.state(), State::Submitted | State::Cleared);
        ensure(here, Code::TaskState)?;
        let mut emit = Emit::new(cx);
        emit.on(self.task, Reopened { reason: limit::text("reason", &self.reason, NOTE_CHARS)? });
        Ok(emit.events())
    }
}
