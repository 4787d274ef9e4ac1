//! A report as rules need it.

use super::event::{ReportEvent, Written};
use crate::id::{AssignmentId, TaskId};
use serde::{Deserialize, Serialize};

/// Where a report is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// It waits for the unit's head.
    Written,
    /// Claimed; it waits for a supervisor.
    Approved,
    /// Sent back.
    Returned,
    /// Verified.
    Accepted,
}

impl ReportState {
    /// The state's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            ReportState::Written => "written",
            ReportState::Approved => "approved",
            ReportState::Returned => "returned",
            ReportState::Accepted => "accepted",
        }
    }
}

/// One report; its words stand in the event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// The task.
    pub task: TaskId,
    /// The assignment that it answers.
    pub assignment: AssignmentId,
    /// Where it is.
    pub state: ReportState,
}

impl Report {
    pub(crate) fn written(task: TaskId, by: &Written) -> Self {
        Self { task, assignment: by.assignment, state: ReportState::Written }
    }

    pub(crate) fn apply(&mut self, fact: &ReportEvent) {
        self.state = match fact {
            ReportEvent::Written(_) => ReportState::Written,
            ReportEvent::Approved(_) => ReportState::Approved,
            ReportEvent::Returned(_) => ReportState::Returned,
            ReportEvent::Accepted(_) => ReportState::Accepted,
        };
    }
}
