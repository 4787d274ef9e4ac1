//! What can happen to a plan.

use super::state::{Follows, Period};
use crate::draft::Section;
use crate::event::facts;
use crate::id::{DocumentId, DraftId, TaskId};
use serde::{Deserialize, Serialize};

/// `plan.confirmed`: `task.registered` follows for each task.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Confirmed {
    /// The draft that it was.
    pub draft: DraftId,
    /// The document that it stands in.
    pub document: DocumentId,
    /// Title.
    pub title: String,
    /// The document's number.
    #[serde(default)]
    pub number: String,
    /// First and last day.
    pub period: Period,
    /// Headings.
    pub sections: Vec<Section>,
    /// The plan that came before, and what this one is to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Follows>,
}

/// `plan.withdrawn`: its tasks are cancelled.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Why.
    pub reason: String,
    /// The tasks that are cancelled with it.
    pub tasks: Vec<TaskId>,
}

facts! {
    /// Events of plans.
    PlanEvent in Plan { Confirmed = "plan.confirmed", Withdrawn = "plan.withdrawn" }
}
