//! Saying that a task is ordinary or complex: the new class's clocks start that day.

use super::event::Classified;
use super::state::State;
use crate::clock::{self, Class, Start};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::TaskId;
use crate::printed::Duty;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Gives a task the other class; the old clock stays visible.
#[derive(Clone, Debug, Serialize)]
pub struct Classify {
    /// Which task.
    pub task: TaskId,
    /// The class from now on.
    pub class: Class,
}

impl Command for Classify {
    const KIND: &'static str = "task.classify";
    const RIGHT: Right = Right::Assign;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let task = world.task(self.task)?;
        // Once it is asked to clear, a new clock would start after what fulfils it.
        ensure(task.state() < State::Submitted, Code::TaskState)?;
        ensure(task.class != self.class, Code::SameClass)?;
        let rules = &world.jurisdiction().clocks;
        // Before it is handed to a lead no clock of its class runs; assigning starts it.
        let assigned = task.assignments.iter().any(|part| part.duty == Duty::Lead);
        let clocks =
            if assigned { clock::started(rules, self.class, Start::Assigned, cx.today) } else { Vec::new() };
        let mut emit = Emit::new(cx);
        emit.on(self.task, Classified { class: Some(self.class), clocks, leaders: None });
        Ok(emit.events())
    }
}
