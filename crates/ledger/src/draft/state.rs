//! A draft and its tasks as rules need them.

use super::event::{Followed, Made, TaskMade};
use super::facts::{DraftFacts, Section};
use crate::command::Who;
use crate::id::{AccountId, DocumentId, DraftId, DraftTaskId, PlanId};
use crate::limit::UNDO_STEPS;
use crate::plan::Period;
use crate::printed::Warning;
use crate::refusal::{Code, Refusal, ensure};
use serde::{Deserialize, Serialize};

/// A correction that can be undone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Step {
    /// The first event of the correction.
    pub seq: u64,
    /// Who made it; none for the system.
    pub by: Option<AccountId>,
    /// The tasks that it touched.
    pub tasks: Vec<DraftTaskId>,
    /// The draft's own warnings that it accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<usize>,
    /// The tasks that it moved, each with the one behind which it stood on the other side of the step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<(DraftTaskId, Option<DraftTaskId>)>,
}

/// A reading under review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The document that was read.
    pub document: DocumentId,
    /// The plan's title.
    pub title: String,
    /// The document's number.
    pub number: String,
    /// The plan's period.
    pub period: Option<Period>,
    /// Headings.
    pub sections: Vec<Section>,
    /// Warnings that are about no task.
    pub warnings: Vec<Warning>,
    /// Tasks in order; removed ones are kept in their place.
    pub tasks: Vec<DraftTaskId>,
    /// Corrections that can be undone, oldest first.
    pub steps: Vec<Step>,
    /// Corrections that were taken back and can be made again, the last one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undone: Vec<Step>,
    /// Dropped.
    pub dropped: bool,
    /// The plan that it became.
    pub plan: Option<PlanId>,
    /// Which plan came before, and what becomes of its tasks.
    #[serde(default)]
    pub followed: Followed,
}

/// What a task is on the other side of a correction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Before {
    step: u64,
    facts: DraftFacts,
    removed: bool,
}

/// One task of a draft.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DraftTask {
    /// The draft that it is of.
    pub draft: DraftId,
    /// What is known of it.
    pub facts: DraftFacts,
    /// Taken out of the draft.
    pub removed: bool,
    before: Vec<Before>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    undone: Vec<Before>,
}

/// Corrections of one task that can be undone: enough for a person's second thoughts, and a bound.
const STEPS_PER_TASK: usize = 10;

impl Draft {
    pub(crate) fn made(by: &Made) -> Self {
        let Made { document, title, number, period, sections, warnings } = by.clone();
        Self {
            document,
            title,
            number,
            period,
            sections,
            warnings,
            tasks: Vec::new(),
            steps: Vec::new(),
            undone: Vec::new(),
            dropped: false,
            plan: None,
            followed: Followed::default(),
        }
    }

    pub(crate) fn insert(&mut self, task: DraftTaskId, made: &TaskMade) {
        let place = made.after.and_then(|after| self.tasks.iter().position(|&there| there == after));
        let place = if made.after.is_none() { 0 } else { place.map_or(self.tasks.len(), |place| place + 1) };
        self.tasks.insert(place, task);
        if let (Some(step), Some(last)) = (made.step, self.steps.last_mut())
            && last.seq == step
        {
            last.tasks.push(task);
        }
    }

    pub(crate) fn step(&mut self, seq: u64, by: Option<AccountId>, tasks: Vec<DraftTaskId>) {
        if self.steps.len() == UNDO_STEPS {
            self.steps.remove(0);
        }
        // Whoever goes another way does not come back to what they took back.
        self.undone.retain(|step| step.by != by);
        self.steps.push(Step { seq, by, tasks, warnings: Vec::new(), moved: Vec::new() });
    }

    /// The last step accepts some of the draft's own warnings.
    pub(crate) fn accept(&mut self, warnings: &[usize]) {
        if let Some(mut step) = self.steps.pop() {
            step.warnings = warnings.to_vec();
            self.turn(&mut step);
            self.steps.push(step);
        }
    }

    /// The last step moves tasks one after the other behind another one.
    pub(crate) fn moves(&mut self, tasks: &[DraftTaskId], after: Option<DraftTaskId>) {
        if let Some(mut step) = self.steps.pop() {
            let places = std::iter::once(after).chain(tasks.iter().copied().map(Some));
            step.moved = tasks.iter().copied().zip(places).collect();
            self.turn(&mut step);
            self.steps.push(step);
        }
    }

    pub(crate) fn undone(&mut self, seq: u64) {
        if let Some(at) = self.steps.iter().position(|step| step.seq == seq) {
            let mut step = self.steps.remove(at);
            self.turn(&mut step);
            self.undone.push(step);
        }
    }

    pub(crate) fn redone(&mut self, seq: u64) {
        if let Some(at) = self.undone.iter().position(|step| step.seq == seq) {
            let mut step = self.undone.remove(at);
            self.turn(&mut step);
            self.steps.push(step);
        }
    }

    /// Brings warnings and order to the other side of a step; a second turn brings them back.
    fn turn(&mut self, step: &mut Step) {
        for &place in &step.warnings {
            if let Some(warning) = self.warnings.get_mut(place) {
                warning.accepted = !warning.accepted;
            }
        }
        let here: Vec<_> = step.moved.iter().map(|&(task, _)| (task, self.before(task))).collect();
        for &(task, after) in &step.moved {
            self.tasks.retain(|&other| other != task);
            let place = after.and_then(|after| self.tasks.iter().position(|&other| other == after));
            self.tasks.insert(place.map_or(0, |place| place + 1), task);
        }
        step.moved = here;
    }

    /// The task that stands before another one, taken out or not.
    fn before(&self, task: DraftTaskId) -> Option<DraftTaskId> {
        let place = self.tasks.iter().position(|&other| other == task)?;
        Some(self.tasks[place.checked_sub(1)?])
    }

    /// This person's last correction, done or undone.
    pub(super) fn last_of(steps: &[Step], who: Who) -> Option<&Step> {
        steps.iter().rev().find(|step| match (who, step.by) {
            (Who::System, None) => true,
            (Who::Account { account, .. }, Some(by)) => account == by,
            _ => false,
        })
    }

    /// Open to corrections.
    ///
    /// # Errors
    /// `DraftClosed`.
    pub fn open(&self) -> Result<(), Refusal> {
        ensure(!self.dropped && self.plan.is_none(), Code::DraftClosed)
    }
}

impl DraftTask {
    pub(crate) fn made(draft: DraftId, by: &TaskMade) -> Self {
        // A task that a correction made is taken out again when the correction is undone.
        let before = by.step.map(|step| Before { step, facts: by.facts.clone(), removed: true });
        Self {
            draft,
            facts: by.facts.clone(),
            removed: false,
            before: before.into_iter().collect(),
            undone: Vec::new(),
        }
    }

    pub(crate) fn change(&mut self, step: u64, facts: Option<DraftFacts>, removed: bool) {
        if self.before.len() == STEPS_PER_TASK {
            self.before.remove(0);
        }
        self.undone.clear();
        let facts = facts.unwrap_or_else(|| self.facts.clone());
        let before = self.becomes(Before { step, facts, removed });
        self.before.push(before);
    }

    pub(crate) fn undo(&mut self, step: u64) {
        if self.last_step(step)
            && let Some(before) = self.before.pop()
        {
            let after = self.becomes(before);
            self.undone.push(after);
        }
    }

    pub(crate) fn redo(&mut self, step: u64) {
        if self.last_undone(step)
            && let Some(after) = self.undone.pop()
        {
            let before = self.becomes(after);
            self.before.push(before);
        }
    }

    /// Takes another state; gives the present one, to come back to.
    fn becomes(&mut self, other: Before) -> Before {
        let facts = std::mem::replace(&mut self.facts, other.facts);
        let removed = std::mem::replace(&mut self.removed, other.removed);
        Before { step: other.step, facts, removed }
    }

    /// Whether the correction `step` is the last one of this task.
    pub fn last_step(&self, step: u64) -> bool {
        self.before.last().is_some_and(|before| before.step == step)
    }

    /// Whether the correction `step` is the last one of this task that was taken back, and nothing came since.
    pub fn last_undone(&self, step: u64) -> bool {
        self.undone.last().is_some_and(|after| after.step == step)
    }
}
