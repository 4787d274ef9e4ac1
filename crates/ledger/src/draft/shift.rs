//! Moving a task of a draft: one place up or down, or under another heading.

use super::correct::open_task;
use super::event::Moved;
use super::make::known;
use super::state::Draft;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, DraftTaskId};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Where a task goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Before the task above it; where that one stands under another heading, to that heading's end.
    Up,
    /// Behind the task below it; where that one stands under another heading, to that heading's beginning.
    Down,
    /// To the end of this heading; 0 is none.
    Section(u32),
}

/// Moves one task.
#[derive(Clone, Debug, Serialize)]
pub struct Move {
    /// Which draft.
    pub draft: DraftId,
    /// Which of its tasks.
    pub task: DraftTaskId,
    /// Where to.
    pub to: Place,
}

impl Command for Move {
    const KIND: &'static str = "draft.move";
    const RIGHT: Right = Right::Review;

    fn needs(&self, world: &World) -> Needs {
        let tasks = world.draft(self.draft).map(|draft| draft.tasks.clone()).unwrap_or_default();
        Needs::thing(self.draft).and(self.task).all(tasks)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let (draft, task) = open_task(world, self.draft, self.task)?;
        let own = task.facts.section;
        let tasks = placed(world, draft)?;
        let place = tasks.iter().position(|&(other, _)| other == self.task).unwrap_or(0);
        let at = |place: Option<usize>| place.and_then(|place| tasks.get(place)).copied();
        let nowhere = || Refusal::of(Code::NothingToChange);
        let (after, section) = match self.to {
            Place::Up => match at(place.checked_sub(1)).ok_or_else(nowhere)? {
                (_, section) if section == own => (at(place.checked_sub(2)).map(|(task, _)| task), own),
                (above, section) => (Some(above), section),
            },
            Place::Down => match at(Some(place + 1)).ok_or_else(nowhere)? {
                (below, section) if section == own => (Some(below), own),
                (_, section) => (at(place.checked_sub(1)).map(|(task, _)| task), section),
            },
            Place::Section(section) => {
                known(&draft.sections, section)?;
                ensure(section != own, Code::NothingToChange)?;
                (end_of(&tasks, &[self.task], section), section)
            }
        };
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Moved { tasks: vec![self.task], after, section });
        Ok(emit.events())
    }
}

/// The tasks that are there, in order, each with its heading.
pub(super) fn placed(world: &World, draft: &Draft) -> Result<Vec<(DraftTaskId, u32)>, Refusal> {
    let mut tasks = Vec::new();
    for &id in &draft.tasks {
        let task = world.draft_task(id)?;
        if !task.removed {
            tasks.push((id, task.facts.section));
        }
    }
    Ok(tasks)
}

/// The task behind which a heading's tasks end: its own last one, else the last under a heading before it.
pub(super) fn end_of(tasks: &[(DraftTaskId, u32)], but: &[DraftTaskId], section: u32) -> Option<DraftTaskId> {
    let others = || tasks.iter().rev().filter(|(task, _)| !but.contains(task));
    let own = others().find(|&&(_, of)| of == section);
    own.or_else(|| others().find(|&&(_, of)| of < section)).map(|&(task, _)| task)
}
