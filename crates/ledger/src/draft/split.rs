//! Splitting one task of a draft in two.

use super::correct::open_task;
use super::event::{Split, TaskMade};
use super::facts::{DraftFacts, title_of};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, DraftTaskId};
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Splits a task before the character `at` of its body; both parts keep the units, facts go with their words.
#[derive(Clone, Debug, Serialize)]
pub struct SplitTask {
    /// Which draft.
    pub draft: DraftId,
    /// Which of its tasks.
    pub task: DraftTaskId,
    /// How many characters of the body stay.
    pub at: usize,
}

impl Command for SplitTask {
    const KIND: &'static str = "draft.split";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.draft).and(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let (_, task) = open_task(world, self.draft, self.task)?;
        let (first, second) = split(&task.facts, self.at)?;
        let mut emit = Emit::new(cx);
        let step = emit.on(self.draft, Split { task: self.task, facts: first });
        emit.on(self.draft, TaskMade { after: Some(self.task), facts: second, step: Some(step) });
        Ok(emit.events())
    }
}

fn split(facts: &DraftFacts, at: usize) -> Result<(DraftFacts, DraftFacts), Refusal> {
    let head: String = facts.body.chars().take(at).collect();
    let tail: String = facts.body.chars().skip(at).collect();
    if head.trim().is_empty() || tail.trim().is_empty() {
        return Err(Refusal::of(Code::SplitOutside).at("at"));
    }
    let part = |body: String, keep: &dyn Fn(&str) -> bool| {
        let mut part = facts.clone();
        part.title = title_of(&body);
        part.body = body;
        part.targets.retain(|target| keep(&target.text));
        part.deadlines.retain(|deadline| keep(&deadline.text));
        part.checked()
    };
    let in_tail = |words: &str| tail.contains(words) && !head.contains(words);
    Ok((part(head.clone(), &|words| !in_tail(words))?, part(tail.clone(), &in_tail)?))
}
