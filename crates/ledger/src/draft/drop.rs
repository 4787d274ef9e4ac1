//! Dropping a draft.

use super::event::Dropped;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::DraftId;
use crate::limit::{self, NOTE_CHARS};
use crate::refusal::Refusal;
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Drops a draft: it becomes no plan.
#[derive(Clone, Debug, Serialize)]
pub struct Drop {
    /// Which draft.
    pub draft: DraftId,
    /// Why; may be empty.
    pub reason: String,
}

impl Command for Drop {
    const KIND: &'static str = "draft.drop";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.draft)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        world.draft(self.draft)?.open()?;
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Dropped { reason: limit::optional("reason", &self.reason, NOTE_CHARS)? });
        Ok(emit.events())
    }
}
