//! What can happen to a report. All of it stands in the task's history.

use crate::event::facts;
use crate::id::{AssignmentId, ReportId};
use crate::task::Figure;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A file handed in as evidence (佐证材料).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// The file's name.
    pub name: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Their number.
    pub bytes: u64,
}

/// `report.written`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Written {
    /// The assignment that it answers.
    pub assignment: AssignmentId,
    /// The day for which it holds.
    pub as_of: Date,
    /// Share of the work that is done, 0 to 100.
    pub percent: u8,
    /// What was done.
    pub text: String,
    /// What stands in the way.
    #[serde(default)]
    pub problems: String,
    /// Cumulative figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// Why a cumulative figure is below the last one.
    #[serde(default)]
    pub correction: String,
    /// Files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// `report.approved`: it counts as claimed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Approved {
    /// Which report.
    pub report: ReportId,
    /// Its assignment.
    pub assignment: AssignmentId,
}

/// `report.returned`: by the unit's head before approving, by a supervisor after.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Returned {
    /// Which report.
    pub report: ReportId,
    /// Its assignment.
    pub assignment: AssignmentId,
    /// Why.
    pub reason: String,
}

/// `report.accepted`: it counts as verified.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Accepted {
    /// Which report.
    pub report: ReportId,
    /// Its assignment.
    pub assignment: AssignmentId,
}

facts! {
    /// Events of reports.
    ReportEvent in Report {
        Written = "report.written",
        Approved = "report.approved",
        Returned = "report.returned",
        Accepted = "report.accepted",
    }
}
