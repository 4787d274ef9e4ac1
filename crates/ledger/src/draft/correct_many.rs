//! One correction of many tasks at once, undone at once.

use super::correction::Correction;
use super::event::{ManyCorrected, Moved};
use super::facts::{DraftFacts, Section};
use super::make::known;
use super::shift::{end_of, placed};
use super::state::Draft;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, DraftTaskId};
use crate::printed::Warning;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Which tasks a correction is meant for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All of the draft.
    All,
    /// Those under a heading and the headings under it.
    Section(u32),
    /// These.
    Tasks(Vec<DraftTaskId>),
}

impl Scope {
    /// Whether it is meant for this task.
    pub fn holds(&self, sections: &[Section], task: DraftTaskId, facts: &DraftFacts) -> bool {
        match self {
            Scope::All => true,
            Scope::Section(of) => under(sections, facts.section, *of),
            Scope::Tasks(tasks) => tasks.contains(&task),
        }
    }
}

/// Whether a heading is another one or stands under it.
fn under(sections: &[Section], mut section: u32, of: u32) -> bool {
    // A heading stands under another one at most as often as there are headings.
    for _ in 0..=sections.len() {
        if section == of {
            return true;
        }
        let parent = sections.iter().find(|other| other.id == section).and_then(|other| other.parent);
        let Some(parent) = parent else { return false };
        section = parent;
    }
    false
}

/// Corrects every task of the scope that the correction changes.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectMany {
    /// Which draft.
    pub draft: DraftId,
    /// Which of its tasks.
    pub scope: Scope,
    /// What is changed in each.
    pub correction: Correction,
}

impl CorrectMany {
    /// Whether a task of the scope changes.
    pub fn changes(&self, facts: &DraftFacts) -> bool {
        self.correction.of(facts).is_ok_and(|after| after != *facts)
    }

    /// The draft's own warnings that are accepted with those of all its tasks.
    pub fn accepted(&self, draft: &Draft) -> Vec<usize> {
        let (Scope::All, Correction::AcceptCode(code)) = (&self.scope, &self.correction) else {
            return Vec::new();
        };
        let open = |warning: &Warning| warning.code == *code && !warning.accepted;
        let warnings = draft.warnings.iter().enumerate();
        warnings.filter(|(_, warning)| open(warning)).map(|(place, _)| place).collect()
    }
}

impl Command for CorrectMany {
    const KIND: &'static str = "draft.correct_many";
    const RIGHT: Right = Right::Review;

    fn needs(&self, world: &World) -> Needs {
        let tasks = world.draft(self.draft).map(|draft| draft.tasks.clone()).unwrap_or_default();
        Needs::thing(self.draft).all(tasks)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let draft = world.draft(self.draft)?;
        draft.open()?;
        let there = placed(world, draft)?;
        let mut tasks = Vec::new();
        for &(task, _) in &there {
            let facts = &world.draft_task(task)?.facts;
            if self.scope.holds(&draft.sections, task, facts) && self.changes(facts) {
                tasks.push(task);
            }
        }
        let warnings = self.accepted(draft);
        let mut emit = Emit::new(cx);
        if let Correction::Section(section) = self.correction {
            known(&draft.sections, section)?;
            ensure(!tasks.is_empty(), Code::NothingToChange)?;
            let after = end_of(&there, &tasks, section);
            emit.on(self.draft, Moved { tasks, after, section });
        } else {
            ensure(!tasks.is_empty() || !warnings.is_empty(), Code::NothingToChange)?;
            emit.on(self.draft, ManyCorrected { tasks, correction: self.correction.clone(), warnings });
        }
        Ok(emit.events())
    }
}
