//! What reports claim and what is verified: percentages and figures.

use crate::id::ReportId;
use crate::printed::Comparator;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// 认定: how far a figure is to be believed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 自报: the unit's head approved it.
    Claimed,
    /// 核实: a supervisor accepted it.
    Verified,
}

/// A cumulative figure of a target.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// Which target, from 0.
    pub target: usize,
    /// The figure, in the target's unit.
    pub value: Decimal,
}

/// What a report says of the work.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// The report.
    pub report: ReportId,
    /// Share of the work that is done, 0 to 100.
    pub percent: u8,
    /// Figures.
    pub figures: Vec<Figure>,
    /// The day for which they hold.
    pub as_of: Date,
    /// Files of evidence.
    pub evidence: u32,
    /// Every target's last figure once this report counts: its own, else those of the reports before it.
    #[serde(default)]
    pub known: Vec<Known>,
}

impl Claim {
    /// Its figures, and those of the claim before it on which it is silent.
    pub(super) fn after(mut self, before: Option<&Claim>) -> Self {
        let own = self.figures.iter().map(|figure| Known {
            target: figure.target,
            value: figure.value,
            as_of: self.as_of,
            report: self.report,
        });
        let mut known: Vec<Known> = own.collect();
        let former = before.into_iter().flat_map(|claim| &claim.known);
        known.extend(former.filter(|old| !self.figures.iter().any(|new| new.target == old.target)));
        self.known = known;
        self
    }
}

/// A figure that counts, and the report that gave it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Known {
    /// Which target, from 0.
    pub target: usize,
    /// The figure.
    pub value: Decimal,
    /// The day for which it holds.
    pub as_of: Date,
    /// The report.
    pub report: ReportId,
}

/// A target and where it stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TargetState {
    /// The figure to reach.
    pub value: Decimal,
    /// Its unit.
    pub unit: String,
    /// How a figure must stand to it.
    pub comparator: Comparator,
    /// What the lead claims, as of when.
    pub claimed: Option<(Decimal, Date)>,
    /// What was verified, as of when.
    pub verified: Option<(Decimal, Date)>,
}

impl TargetState {
    /// Whether the claimed figure meets it.
    pub fn met(&self) -> bool {
        self.claimed.is_some_and(|(figure, _)| self.comparator.met(figure, self.value))
    }

    /// Whether the verified figure meets it.
    pub fn verified_met(&self) -> bool {
        self.verified.is_some_and(|(figure, _)| self.comparator.met(figure, self.value))
    }

    /// Whether a straight line from 0 to the value says anything: shares and upper limits have none.
    pub fn has_line(&self) -> bool {
        let share = self.unit.contains('%') || self.unit.contains('％') || self.unit.contains("百分点");
        let up = !matches!(self.comparator, Comparator::AtMost | Comparator::LessThan);
        up && !share && self.value > Decimal::ZERO
    }
}
