//! Undoing one's own last correction of a draft.

use super::event::Undone;
use super::state::{Draft, Step};
use crate::command::{Command, Context, Emit, Needs, Who};
use crate::event::Event;
use crate::id::DraftId;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Takes back this person's last correction, unless somebody changed the same task since.
#[derive(Clone, Debug, Serialize)]
pub struct Undo {
    /// Which draft.
    pub draft: DraftId,
}

impl Undo {
    fn last(draft: &Draft, who: Who) -> Option<&Step> {
        draft.steps.iter().rev().find(|step| match (who, step.by) {
            (Who::System, None) => true,
            (Who::Account { account, .. }, Some(by)) => account == by,
            _ => false,
        })
    }
}

impl Command for Undo {
    const KIND: &'static str = "draft.undo";
    const RIGHT: Right = Right::Review;

    fn needs(&self, world: &World) -> Needs {
        // Whose correction is taken back is known only when it decides, so the tasks of all steps are asked for.
        let steps = world.draft(self.draft).map(|draft| draft.steps.clone()).unwrap_or_default();
        Needs::thing(self.draft).all(steps.into_iter().flat_map(|step| step.tasks))
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let draft = world.draft(self.draft)?;
        draft.open()?;
        let step = Self::last(draft, cx.who).ok_or_else(|| Refusal::of(Code::NothingToUndo))?;
        for &task in &step.tasks {
            ensure(world.draft_task(task)?.last_step(step.seq), Code::ChangedSince)?;
        }
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Undone { step: step.seq, tasks: step.tasks.clone() });
        Ok(emit.events())
    }
}
