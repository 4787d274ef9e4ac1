//! What can happen to a task and its assignments.

use crate::clock::{Class, Clock};
use crate::event::facts;
use crate::id::{AssignmentId, LeaderId, PlanId, TaskId, UnitId};
use crate::printed::{Deadline, Duty, Recurrence, RelativeDeadline, Span, Target, Warning};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A unit named for a task, mapped to the unit that the office knows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TaskUnit {
    /// The unit, or the group.
    pub unit: UnitId,
    /// The name that it was given in the document.
    pub name: String,
    /// Lead or responsible.
    pub duty: Duty,
    /// Its place in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// `task.registered`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Registered {
    /// The plan that it is of.
    pub plan: PlanId,
    /// Its place in the plan, from 0.
    pub order: u32,
    /// The number as printed.
    pub number: String,
    /// The innermost heading; 0 for none.
    pub section: u32,
    /// A short title.
    pub title: String,
    /// Its own words.
    pub body: String,
    /// Its place in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Ordinary or complex.
    pub class: Class,
    /// The first day of the line against which pace is measured.
    pub start: Date,
    /// Its last day.
    pub end: Date,
    /// Units and groups.
    pub units: Vec<TaskUnit>,
    /// Leaders whom the document names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaders: Vec<LeaderId>,
    /// Dates as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Deadline>,
    /// Duties that come again, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recurrences: Vec<Recurrence>,
    /// Time limits that count from an event, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relative_deadlines: Vec<RelativeDeadline>,
    /// Amounts as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// Oddities of the document, as the reviewer left them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// The clocks that start now.
    pub clocks: Vec<Clock>,
    /// The tasks of the former plan that it carries on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carries: Vec<TaskId>,
}

/// `task.classified`: another class with its clocks, or other leaders because a portfolio changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Classified {
    /// The class from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// The clocks that replace those of the former class.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<Clock>,
    /// The leaders from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaders: Option<Vec<LeaderId>>,
}

/// A target that is not met, and why that is accepted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Explained {
    /// Which target, from 0.
    pub target: usize,
    /// Why.
    pub text: String,
}

/// `task.submitted`: a lead unit's head asks to clear.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Submitted {
    /// What was done, in a few words.
    #[serde(default)]
    pub note: String,
    /// Targets that are not met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explained: Vec<Explained>,
}

/// How a cleared task ended; counted apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Every target met by verified figures.
    Verified,
    /// A target is not met, with an explanation that was accepted.
    Explained,
}

/// `task.cleared`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cleared {
    /// How it ended.
    pub ending: Ending,
    /// The supervisor's words.
    #[serde(default)]
    pub note: String,
}

/// `task.reopened`: not cleared as asked, or taken up again after clearing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reopened {
    /// Why.
    pub reason: String,
}

/// `task.carried`: other tasks carry it on in a later plan; if it is open, it is closed by that.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Carried {
    /// The later plan.
    pub plan: PlanId,
    /// The tasks that carry it on.
    pub to: Vec<TaskId>,
}

/// `task.ended`: a later plan does not name it any more, and a person decided that it ends.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ended {
    /// The later plan.
    pub plan: PlanId,
    /// Why.
    pub reason: String,
}

/// `assignment.made`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Made {
    /// Who answers.
    pub unit: UnitId,
    /// Lead or responsible.
    pub duty: Duty,
    /// The group through which it was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<UnitId>,
    /// The clocks that start with the first lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<Clock>,
    /// The leaders in whose portfolio a lead unit is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaders: Vec<LeaderId>,
}

/// `assignment.signed`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Signed {
    /// Which assignment.
    pub assignment: AssignmentId,
}

/// `assignment.refused`: "not ours".
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refused {
    /// Which assignment.
    pub assignment: AssignmentId,
    /// Why.
    pub reason: String,
}

/// `assignment.designated`: a supervisor's decision about a refused assignment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Designated {
    /// Which assignment.
    pub assignment: AssignmentId,
    /// It stays with its unit; else it ends and another is made.
    pub stands: bool,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

facts! {
    /// Events of tasks.
    #[expect(clippy::large_enum_variant, reason = "few are held at once, and a box would stand at every reader")]
    TaskEvent in Task {
        Registered = "task.registered",
        Classified = "task.classified",
        Submitted = "task.submitted",
        Cleared = "task.cleared",
        Reopened = "task.reopened",
        Carried = "task.carried",
        Ended = "task.ended",
        Made = "assignment.made",
        Signed = "assignment.signed",
        Refused = "assignment.refused",
        Designated = "assignment.designated",
    }
}
