//! What can happen to a draft. All of it stands in the draft's history, that of its tasks too.

use super::correction::Correction;
use super::facts::{DraftFacts, Section};
use crate::event::facts;
use crate::id::{DocumentId, DraftTaskId, TaskId};
use crate::plan::{Follows, Period};
use crate::printed::Warning;
use serde::{Deserialize, Serialize};

/// `draft.made`: `draft_task.made` follows for each task.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Made {
    /// The document that was read.
    pub document: DocumentId,
    /// The plan's title.
    pub title: String,
    /// The document's number, such as 示政办〔2026〕18号.
    #[serde(default)]
    pub number: String,
    /// The plan's period, where the document says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Headings.
    pub sections: Vec<Section>,
    /// Warnings that are about no task.
    #[serde(default)]
    pub warnings: Vec<Warning>,
}

/// `draft.edited`: title and period as the reviewer wants them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Edited {
    /// The plan's title.
    pub title: String,
    /// The plan's period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
}

/// `draft_task.made`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskMade {
    /// The task after which it stands; none for the first place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<DraftTaskId>,
    /// What was found, or typed.
    pub facts: DraftFacts,
    /// The correction that it is part of, its own seq where a person added it; none where the reading made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u64>,
}

/// `draft_task.corrected`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Corrected {
    /// Which task.
    pub task: DraftTaskId,
    /// What was changed.
    pub correction: Correction,
}

/// `draft_task.split`: `task` keeps the first part, a `draft_task.made` with the second follows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Split {
    /// Which task.
    pub task: DraftTaskId,
    /// The first part.
    pub facts: DraftFacts,
}

/// `draft_task.merged`: `from` goes into `task`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Merged {
    /// The task that stays.
    pub task: DraftTaskId,
    /// The task that goes.
    pub from: DraftTaskId,
    /// Both together.
    pub facts: DraftFacts,
}

/// `draft_task.removed`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Removed {
    /// Which task.
    pub task: DraftTaskId,
}

/// `draft_task.many_corrected`: the same correction of several tasks, each of which it changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ManyCorrected {
    /// Which tasks, in order.
    pub tasks: Vec<DraftTaskId>,
    /// What was changed in each.
    pub correction: Correction,
    /// Places among the draft's own warnings that were accepted with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<usize>,
}

/// `draft_task.moved`: the tasks stand one after the other behind `after`, under the heading `section`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Moved {
    /// Which tasks, in order.
    pub tasks: Vec<DraftTaskId>,
    /// The task behind which they stand; none for the first place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<DraftTaskId>,
    /// The heading.
    pub section: u32,
}

/// `draft.accepted`: a warning that is about no task was looked at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Accepted {
    /// Its place among the draft's warnings.
    pub warning: usize,
}

/// `draft.redone`: the correction made by the event `step`, taken back before, holds again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Redone {
    /// The first event of the correction.
    pub step: u64,
    /// The tasks that it touched.
    pub tasks: Vec<DraftTaskId>,
}

/// `draft.undone`: the correction made by the event `step` is taken back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Undone {
    /// The first event of the correction.
    pub step: u64,
    /// The tasks that it touched.
    pub tasks: Vec<DraftTaskId>,
}

/// A task of the former plan that a task of this draft carries on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Carry {
    /// The former task.
    pub task: TaskId,
    /// The one that carries it on.
    pub into: DraftTaskId,
}

/// `draft.followed`: which plan came before, and what becomes of its tasks when the draft is confirmed.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Followed {
    /// The former plan; none where the draft stands alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
    /// What is carried on, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<Carry>,
    /// What ends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended: Vec<TaskId>,
    /// Why it ends.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// `draft.dropped`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Dropped {
    /// Why.
    #[serde(default)]
    pub reason: String,
}

facts! {
    /// Events of drafts and their tasks.
    DraftEvent in Draft {
        Made = "draft.made",
        Edited = "draft.edited",
        Followed = "draft.followed",
        Undone = "draft.undone",
        Redone = "draft.redone",
        Accepted = "draft.accepted",
        Dropped = "draft.dropped",
        TaskMade = "draft_task.made",
        Corrected = "draft_task.corrected",
        ManyCorrected = "draft_task.many_corrected",
        Moved = "draft_task.moved",
        Split = "draft_task.split",
        Merged = "draft_task.merged",
        Removed = "draft_task.removed",
    }
}
