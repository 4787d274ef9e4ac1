//! Withdrawing a plan: nothing is deleted, its tasks are cancelled.

use super::event::Withdrawn;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::PlanId;
use crate::limit::{self, NOTE_CHARS};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Withdraws a plan on whose tasks no report stands yet.
#[derive(Clone, Debug, Serialize)]
pub struct Withdraw {
    /// Which.
    pub plan: PlanId,
    /// Why.
    pub reason: String,
}

impl Command for Withdraw {
    const KIND: &'static str = "plan.withdraw";
    const RIGHT: Right = Right::Review;

    fn needs(&self, world: &World) -> Needs {
        let tasks = world.plan(self.plan).map(|plan| plan.tasks.clone()).unwrap_or_default();
        Needs::thing(self.plan).all(tasks)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let plan = world.plan(self.plan)?;
        ensure(plan.withdrawn.is_none(), Code::PlanWithdrawn)?;
        for &task in &plan.tasks {
            ensure(!world.task(task)?.has_work(), Code::PlanHasWork)?;
        }
        let mut emit = Emit::new(cx);
        let reason = limit::text("reason", &self.reason, NOTE_CHARS)?;
        emit.on(self.plan, Withdrawn { reason, tasks: plan.tasks.clone() });
        Ok(emit.events())
    }
}
