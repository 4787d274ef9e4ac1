//! A draft and its tasks as rules need them.

use super::event::{Made, TaskMade};
use super::facts::{DraftFacts, Section};
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
    /// Dropped.
    pub dropped: bool,
    /// The plan that it became.
    pub plan: Option<PlanId>,
}

/// What a task was before a correction.
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
            dropped: false,
            plan: None,
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
        self.steps.push(Step { seq, by, tasks });
    }

    pub(crate) fn undone(&mut self, seq: u64) {
        self.steps.retain(|step| step.seq != seq);
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
        Self { draft, facts: by.facts.clone(), removed: false, before: before.into_iter().collect() }
    }

    pub(crate) fn change(&mut self, step: u64, facts: Option<DraftFacts>, removed: bool) {
        if self.before.len() == STEPS_PER_TASK {
            self.before.remove(0);
        }
        self.before.push(Before { step, facts: self.facts.clone(), removed: self.removed });
        self.facts = facts.unwrap_or_else(|| std::mem::take(&mut self.facts));
        self.removed = removed;
    }

    pub(crate) fn undo(&mut self, step: u64) {
        if self.before.last().is_some_and(|before| before.step == step)
            && let Some(before) = self.before.pop()
        {
            self.facts = before.facts;
            self.removed = before.removed;
        }
    }

    /// Whether the correction `step` is the last one of this task.
    pub fn last_step(&self, step: u64) -> bool {
        self.before.last().is_some_and(|before| before.step == step)
    }
}
