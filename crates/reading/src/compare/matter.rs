//! A task as a comparison needs it, whether it was read from a document or stands in a ledger.

use crate::reading::{Comparator, PartialDate, RelativeDeadline, Task};
use crate::relative::time_unit;
use serde::Serialize;

/// One task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Matter {
    /// Its words.
    pub words: String,
    /// Lead units.
    pub lead: Vec<String>,
    /// Responsible units.
    pub responsible: Vec<String>,
    /// Leaders.
    pub leaders: Vec<String>,
    /// Dates.
    pub deadlines: Vec<PartialDate>,
    /// The rules of duties that come again.
    pub recurrences: Vec<String>,
    /// Time limits that count from an event.
    pub relative_deadlines: Vec<Limit>,
    /// Amounts.
    pub targets: Vec<Amount>,
}

/// A time limit that counts from an event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Limit {
    /// The event.
    pub event: String,
    /// How many.
    pub amount: u32,
    /// Of what, by its name in programs: `working_day`.
    pub unit: String,
}

impl From<&RelativeDeadline> for Limit {
    fn from(of: &RelativeDeadline) -> Self {
        let unit = time_unit(&of.unit).unwrap_or(&of.unit).to_owned();
        Self { event: of.event.clone(), amount: of.amount, unit }
    }
}

/// An amount to be reached.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Amount {
    /// What is counted; may be empty.
    pub subject: String,
    /// How to compare.
    pub comparator: Comparator,
    /// A decimal.
    pub value: String,
    /// The unit printed after the figure.
    pub unit: String,
}

impl From<&Task> for Matter {
    fn from(task: &Task) -> Self {
        let heading = task.title.as_deref().filter(|title| !task.body.contains(title));
        Self {
            words: heading.into_iter().chain([&*task.body]).collect::<Vec<_>>().join("。"),
            lead: task.lead.clone(),
            responsible: task.responsible.clone(),
            leaders: task.leaders.clone(),
            deadlines: task.deadlines.iter().map(|deadline| deadline.date).collect(),
            recurrences: task.recurrences.iter().map(|duty| duty.rule.clone()).collect(),
            relative_deadlines: task.relative_deadlines.iter().map(Limit::from).collect(),
            targets: task
                .targets
                .iter()
                .map(|target| Amount {
                    subject: target.subject.clone().unwrap_or_default(),
                    comparator: target.comparator,
                    value: target.value.clone(),
                    unit: target.unit.clone(),
                })
                .collect(),
        }
    }
}
