//! Taking a task out of a draft.

use super::correct::open_task;
use super::event::Removed;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, DraftTaskId};
use crate::refusal::Refusal;
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Takes out what is no task.
#[derive(Clone, Debug, Serialize)]
pub struct Remove {
    /// Which draft.
    pub draft: DraftId,
    /// Which of its tasks.
    pub task: DraftTaskId,
}

impl Command for Remove {
    const KIND: &'static str = "draft.remove";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.draft).and(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        open_task(world, self.draft, self.task)?;
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Removed { task: self.task });
        Ok(emit.events())
    }
}
