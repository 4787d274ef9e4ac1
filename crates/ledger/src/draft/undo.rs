//! Undoing one's own last correction of a draft, and making it again.

use super::event::{Redone, Undone};
use super::state::{Draft, DraftTask, Step};
use crate::command::{Command, Context, Emit, Needs};
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

/// Makes the correction again that this person took back last, unless somebody changed the same task since.
#[derive(Clone, Debug, Serialize)]
pub struct Redo {
    /// Which draft.
    pub draft: DraftId,
}

impl Command for Undo {
    const KIND: &'static str = "draft.undo";
    const RIGHT: Right = Right::Review;

    fn needs(&self, world: &World) -> Needs {
        needs(world, self.draft, |draft| &draft.steps)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let Step { seq: step, tasks, .. } =
            last(world, cx, self.draft, |draft| &draft.steps, DraftTask::last_step)?;
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Undone { step, tasks });
        Ok(emit.events())
    }
}

impl Command for Redo {
    const KIND: &'static str = "draft.redo";
    const RIGHT: Right = Right::Review;

    fn needs(&self, world: &World) -> Needs {
        needs(world, self.draft, |draft| &draft.undone)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let Step { seq: step, tasks, .. } =
            last(world, cx, self.draft, |draft| &draft.undone, DraftTask::last_undone)?;
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Redone { step, tasks });
        Ok(emit.events())
    }
}

/// Whose correction it is is known only when it decides, so the tasks of each person's last step are asked for.
fn needs(world: &World, draft: DraftId, of: impl Fn(&Draft) -> &[Step]) -> Needs {
    let mut seen = Vec::new();
    let mut needs = Needs::thing(draft);
    let Ok(draft) = world.draft(draft) else { return needs };
    for step in of(draft).iter().rev() {
        if !seen.contains(&step.by) {
            seen.push(step.by);
            needs = needs.all(step.tasks.iter().copied());
        }
    }
    needs
}

/// This person's last step, and whether each of its tasks is still as it left them.
fn last(
    world: &World,
    cx: &Context,
    draft: DraftId,
    of: impl Fn(&Draft) -> &[Step],
    is_last: impl Fn(&DraftTask, u64) -> bool,
) -> Result<Step, Refusal> {
    let draft = world.draft(draft)?;
    draft.open()?;
    let step = Draft::last_of(of(draft), cx.who).ok_or_else(|| Refusal::of(Code::NothingToUndo))?;
    for &task in &step.tasks {
        ensure(is_last(world.draft_task(task)?, step.seq), Code::ChangedSince)?;
    }
    Ok(step.clone())
}
