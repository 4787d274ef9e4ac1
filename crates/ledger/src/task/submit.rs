//! 申请办结: a lead unit's head asks to clear; what is missing is named.

use super::event::{Explained, Submitted};
use super::state::{State, Task};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::TaskId;
use crate::limit::{self, FACTS_PER_TASK, NOTE_CHARS};
use crate::printed::Duty;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::{Actor, Right};
use crate::world::World;
use serde::Serialize;

/// Asks to clear a task.
#[derive(Clone, Debug, Serialize)]
pub struct Submit {
    /// Which task.
    pub task: TaskId,
    /// What was done, in a few words; may be empty.
    pub note: String,
    /// Targets that are not met, each with a reason.
    pub explained: Vec<Explained>,
}

impl Command for Submit {
    const KIND: &'static str = "task.submit";
    const RIGHT: Right = Right::Submit;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let task = world.task(self.task)?;
        let actor = Actor::of(world, cx.who)?;
        ensure(task.leads().any(|unit| actor.acts_for(unit)), Code::NotYourUnit)?;
        ensure(task.state() < State::Submitted, Code::TaskState)?;
        limit::count("explained", &self.explained, FACTS_PER_TASK)?;
        let mut explained = Vec::new();
        for one in &self.explained {
            ensure(one.target < task.targets.len(), Code::NoSuchTarget)?;
            let text = limit::optional("explained", &one.text, NOTE_CHARS)?;
            if !text.is_empty() {
                explained.push(Explained { target: one.target, text });
            }
        }
        if let Some(refusal) = missing(task, &explained).into_iter().next() {
            return Err(refusal);
        }
        let note = limit::optional("note", &self.note, NOTE_CHARS)?;
        let mut emit = Emit::new(cx);
        emit.on(self.task, Submitted { note, explained });
        Ok(emit.events())
    }
}

/// All that stands between a task and asking to clear it.
pub fn missing(task: &Task, explained: &[Explained]) -> Vec<Refusal> {
    let mut missing = Vec::new();
    let mut leads = task.assigned().filter(|part| part.duty == Duty::Lead).peekable();
    if leads.peek().is_none() || leads.any(|lead| lead.claimed.is_none()) {
        missing.push(Refusal::of(Code::LeadSilent));
    }
    if task.evidence() == 0 {
        missing.push(Refusal::of(Code::NoEvidence));
    }
    for (index, target) in task.targets.iter().enumerate() {
        if !target.met() && !explained.iter().any(|one| one.target == index) {
            missing.push(Refusal::of(Code::TargetOpen).at("explained").with("target", index + 1));
        }
    }
    missing
}
