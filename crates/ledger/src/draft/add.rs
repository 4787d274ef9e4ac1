//! Adding a task that the reader missed.

use super::event::TaskMade;
use super::facts::DraftFacts;
use super::make::known;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, DraftTaskId};
use crate::limit::{self, TASKS_PER_PLAN};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Adds a task to a draft.
#[derive(Clone, Debug, Serialize)]
pub struct Add {
    /// Which draft.
    pub draft: DraftId,
    /// The task behind which it stands; none for the first place.
    pub after: Option<DraftTaskId>,
    /// What is known of it.
    pub facts: DraftFacts,
}

impl Command for Add {
    const KIND: &'static str = "draft.add";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.draft)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let draft = world.draft(self.draft)?;
        draft.open()?;
        limit::count("tasks", &draft.tasks, TASKS_PER_PLAN - 1)?;
        ensure(self.after.is_none_or(|after| draft.tasks.contains(&after)), Code::NotInDraft)?;
        known(&draft.sections, self.facts.section)?;
        let facts = self.facts.clone().checked()?;
        let mut emit = Emit::new(cx);
        emit.on(self.draft, TaskMade { after: self.after, facts, step: Some(cx.next) });
        Ok(emit.events())
    }
}
