//! Splitting one task of a draft in two.

use super::correct::open_task;
use super::event::{Split, TaskMade};
use super::facts::{DraftFacts, title_of};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, DraftTaskId};
use crate::limit::{self, TASKS_PER_PLAN};
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
        let (draft, task) = open_task(world, self.draft, self.task)?;
        limit::count("tasks", &draft.tasks, TASKS_PER_PLAN - 1)?;
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
    let part = |title: String, body: String, keep: &dyn Fn(&str) -> bool| {
        let mut part = DraftFacts { title, body, ..facts.clone() };
        part.targets.retain(|target| keep(&target.text));
        part.deadlines.retain(|deadline| keep(&deadline.text));
        part.recurrences.retain(|recurrence| keep(&recurrence.text));
        part.relative_deadlines.retain(|due| keep(&due.text));
        part.checked()
    };
    let in_tail = |words: &str| tail.contains(words) && !head.contains(words);
    // A printed title stays with the first part; one made of the body is made anew, as `checked` does where it is empty.
    let title = if facts.title == title_of(&facts.body) { String::new() } else { facts.title.clone() };
    Ok((part(title, head.clone(), &|words| !in_tail(words))?, part(String::new(), tail.clone(), &in_tail)?))
}
