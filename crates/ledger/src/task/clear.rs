//! 销号: every target met or explained, evidence there, and by someone who is not of its units.

use super::event::{Cleared, Ending};
use super::state::State;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::TaskId;
use crate::limit::{self, NOTE_CHARS};
use crate::printed::Duty;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::{Actor, Right};
use crate::world::World;
use serde::Serialize;

/// Clears a task whose lead reports are accepted.
#[derive(Clone, Debug, Serialize)]
pub struct Clear {
    /// Which task.
    pub task: TaskId,
    /// The supervisor's words; may be empty.
    pub note: String,
}

impl Command for Clear {
    const KIND: &'static str = "task.clear";
    const RIGHT: Right = Right::Clear;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let task = world.task(self.task)?;
        ensure(task.state() == State::Submitted, Code::TaskState)?;
        let unit = Actor::of(world, cx.who)?.unit;
        ensure(!task.assigned().any(|part| Some(part.unit) == unit), Code::ClearedByOwnUnit)?;
        ensure(task.evidence() > 0, Code::NoEvidence)?;
        let leads = || task.assigned().filter(|part| part.duty == Duty::Lead);
        ensure(leads().all(|lead| lead.verified.is_some() && !lead.to_accept()), Code::NotAccepted)?;
        let open = |index: usize| !task.targets[index].verified_met() && !task.explained.contains(&index);
        if let Some(index) = (0..task.targets.len()).find(|&index| open(index)) {
            return Err(Refusal::of(Code::TargetOpen).with("target", index + 1));
        }
        let all_verified = task.targets.iter().all(super::TargetState::verified_met);
        let ending = if all_verified { Ending::Verified } else { Ending::Explained };
        let mut emit = Emit::new(cx);
        emit.on(self.task, Cleared { ending, note: limit::optional("note", &self.note, NOTE_CHARS)? });
        Ok(emit.events())
    }
}
