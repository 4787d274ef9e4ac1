//! Merging a task of a draft into the one before it.

use super::correct::open_task;
use super::event::Merged;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, DraftTaskId};
use crate::printed::Span;
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Merges a task into the one that stands before it.
#[derive(Clone, Debug, Serialize)]
pub struct Merge {
    /// Which draft.
    pub draft: DraftId,
    /// The task that goes.
    pub task: DraftTaskId,
}

impl Command for Merge {
    const KIND: &'static str = "draft.merge";
    const RIGHT: Right = Right::Review;

    fn needs(&self, world: &World) -> Needs {
        let before = world.draft(self.draft).map(|draft| draft.tasks.clone()).unwrap_or_default();
        Needs::thing(self.draft).and(self.task).all(before)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let (draft, task) = open_task(world, self.draft, self.task)?;
        let place = draft.tasks.iter().position(|&other| other == self.task).unwrap_or(0);
        let mut before = None;
        for &other in draft.tasks[..place].iter().rev() {
            let task = world.draft_task(other)?;
            if !task.removed {
                before = Some((other, task));
                break;
            }
        }
        let (into, before) = before.ok_or_else(|| Refusal::of(Code::MergeNeighbours))?;
        let mut facts = before.facts.clone();
        let from = &task.facts;
        facts.body.push_str(&from.body);
        facts.span = facts
            .span
            .zip(from.span)
            .map(|(a, b)| Span { start: a.start.min(b.start), end: a.end.max(b.end) });
        let units = facts.units.clone();
        facts.units.extend(
            from.units
                .iter()
                .filter(|u| !units.iter().any(|has| has.name == u.name && has.duty == u.duty))
                .cloned(),
        );
        let leaders = facts.leaders.clone();
        facts
            .leaders
            .extend(from.leaders.iter().filter(|l| !leaders.iter().any(|has| has.name == l.name)).cloned());
        facts.deadlines.extend(from.deadlines.iter().cloned());
        facts.recurrences.extend(from.recurrences.iter().cloned());
        facts.relative_deadlines.extend(from.relative_deadlines.iter().cloned());
        facts.targets.extend(from.targets.iter().cloned());
        facts.warnings.extend(from.warnings.iter().cloned());
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Merged { task: into, from: self.task, facts: facts.checked()? });
        Ok(emit.events())
    }
}
