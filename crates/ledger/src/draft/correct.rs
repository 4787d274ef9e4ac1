//! Correcting one task of a draft.

use super::correction::Correction;
use super::event::Corrected;
use super::make::known;
use super::state::{Draft, DraftTask};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, DraftTaskId};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Corrects one task.
#[derive(Clone, Debug, Serialize)]
pub struct Correct {
    /// Which draft.
    pub draft: DraftId,
    /// Which of its tasks.
    pub task: DraftTaskId,
    /// What is changed.
    pub correction: Correction,
}

impl Command for Correct {
    const KIND: &'static str = "draft.correct";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.draft).and(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let (draft, task) = open_task(world, self.draft, self.task)?;
        if let Correction::Section(section) = self.correction {
            known(&draft.sections, section)?;
        }
        self.correction.of(&task.facts)?;
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Corrected { task: self.task, correction: self.correction.clone() });
        Ok(emit.events())
    }
}

/// A task of a draft that is open to corrections.
pub(super) fn open_task(
    world: &World,
    draft: DraftId,
    task: DraftTaskId,
) -> Result<(&Draft, &DraftTask), Refusal> {
    let of = world.draft(draft)?;
    of.open()?;
    let task = world.draft_task(task)?;
    ensure(task.draft == draft && !task.removed, Code::NotInDraft)?;
    Ok((of, task))
}
