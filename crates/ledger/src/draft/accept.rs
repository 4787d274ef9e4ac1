//! Accepting a warning that is about no task.

use super::event::Accepted;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::DraftId;
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// A person has looked at a warning of the whole document and goes on.
#[derive(Clone, Debug, Serialize)]
pub struct Accept {
    /// Which draft.
    pub draft: DraftId,
    /// The warning's place among the draft's own.
    pub warning: usize,
}

impl Command for Accept {
    const KIND: &'static str = "draft.accept";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.draft)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let draft = world.draft(self.draft)?;
        draft.open()?;
        let open = draft.warnings.get(self.warning).filter(|warning| !warning.accepted);
        open.ok_or_else(|| Refusal::of(Code::ChangedSince))?;
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Accepted { warning: self.warning });
        Ok(emit.events())
    }
}
