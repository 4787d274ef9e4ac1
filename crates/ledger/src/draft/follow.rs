//! Saying which plan came before a draft, and what becomes of that plan's tasks: nothing happens to them before the
//! draft is confirmed, and nothing ever to those of which nothing is said.

use super::event::{Carry, Followed};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, TaskId};
use crate::limit::{self, NOTE_CHARS, TASKS_PER_PLAN};
use crate::plan::Follows;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Sets the former plan, what is carried on and what ends; all of it anew.
#[derive(Clone, Debug, Serialize)]
pub struct Follow {
    /// Which draft.
    pub draft: DraftId,
    /// The former plan; none where the draft stands alone.
    pub follows: Option<Follows>,
    /// What is carried on. A former task may go into several, and several into one.
    pub carried: Vec<Carry>,
    /// What ends.
    pub ended: Vec<TaskId>,
    /// Why it ends; needed where something does.
    pub reason: String,
}

impl Command for Follow {
    const KIND: &'static str = "draft.follow";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        let former = self.carried.iter().map(|carry| carry.task).chain(self.ended.iter().copied());
        Needs::thing(self.draft)
            .all(self.follows.map(|follows| follows.plan))
            .all(former)
            .all(self.carried.iter().map(|carry| carry.into))
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let draft = world.draft(self.draft)?;
        draft.open()?;
        limit::count("carried", &self.carried, 2 * TASKS_PER_PLAN)?;
        limit::count("ended", &self.ended, TASKS_PER_PLAN)?;
        if let Some(follows) = self.follows {
            ensure(world.plan(follows.plan)?.withdrawn.is_none(), Code::PlanWithdrawn)?;
        }
        let of_plan = |task: TaskId| -> Result<(), Refusal> {
            let task = world.task(task)?;
            ensure(self.follows.is_some_and(|follows| follows.plan == task.plan), Code::NotFound)?;
            ensure(task.carried.is_empty(), Code::TaskState)
        };
        let mut carried: Vec<Carry> = Vec::new();
        for &carry in &self.carried {
            of_plan(carry.task)?;
            let into = world.draft_task(carry.into)?;
            ensure(into.draft == self.draft && !into.removed, Code::NotInDraft)?;
            carried.push(carry);
        }
        carried.sort_unstable();
        carried.dedup();
        let mut ended = self.ended.clone();
        ended.sort_unstable();
        ended.dedup();
        for &task in &ended {
            of_plan(task)?;
            // What is carried on does not end; what is closed already cannot.
            let open = world.task(task)?.state().open() && !carried.iter().any(|carry| carry.task == task);
            ensure(open, Code::TaskState)?;
        }
        let reason =
            if ended.is_empty() { String::new() } else { limit::text("reason", &self.reason, NOTE_CHARS)? };
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Followed { follows: self.follows, carried, ended, reason });
        Ok(emit.events())
    }
}
