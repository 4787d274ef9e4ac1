//! What lists and counters show of a task: pure functions of the task and the day.

use super::claim::Standing;
use super::state::{State, Task};
use crate::clock::Class;
use crate::id::{LeaderId, PlanId, UnitId};
use crate::light::{self, Light, LightRules, Reason};
use crate::pace::{self, Word};
use crate::printed::Duty;
use crate::world::Facet;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One line of the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The plan.
    pub plan: PlanId,
    /// Place in the plan.
    pub order: u32,
    /// Number as printed.
    pub number: String,
    /// Innermost heading; 0 for none.
    pub section: u32,
    /// Title.
    pub title: String,
    /// Ordinary or complex.
    pub class: Class,
    /// Where it is.
    pub state: State,
    /// Is it in time?
    pub light: Light,
    /// Why.
    pub reason: Reason,
    /// The earliest clock that runs: its day and its code.
    pub due: Option<(Date, String)>,
    /// The line of pace.
    pub start: Date,
    /// Its end.
    pub end: Date,
    /// How far it is, for pace.
    pub progress: Option<i32>,
    /// The word for its pace.
    pub pace: Word,
    /// Claimed percentage.
    pub percent: Option<u8>,
    /// Verified percentage.
    pub verified: Option<u8>,
    /// Lead units.
    pub leads: Vec<UnitId>,
    /// All units that answer.
    pub units: Vec<UnitId>,
    /// Leaders.
    pub leaders: Vec<LeaderId>,
    /// Returned, and nothing came since.
    pub returned: bool,
    /// The day of the last approved report.
    pub reported: Option<Date>,
    /// What waits, and for whom.
    pub waits: Vec<Wait>,
    /// Microseconds of the last event.
    pub updated: i64,
    /// The day on which this row turns by itself.
    pub turns_on: Option<Date>,
}

/// What waits for whom: the lists of "my work".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Wait {
    /// For supervisors: to be handed out.
    Assign,
    /// For supervisors: a lead is missing, or an assignment disputed.
    Designate,
    /// For supervisors: a report to accept or return.
    Accept,
    /// For supervisors: asked to be cleared.
    Clear,
    /// For the liaisons of a unit: to sign for.
    Sign(UnitId),
    /// For the liaisons of a unit: to report.
    Report(UnitId),
    /// For the heads of a unit: a report to approve.
    Approve(UnitId),
    /// For the heads of a unit: the work is done, ask to clear.
    Submit(UnitId),
}

impl Wait {
    /// The wait's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            Wait::Assign => "assign",
            Wait::Designate => "designate",
            Wait::Accept => "accept",
            Wait::Clear => "clear",
            Wait::Sign(_) => "sign",
            Wait::Report(_) => "report",
            Wait::Approve(_) => "approve",
            Wait::Submit(_) => "submit",
        }
    }

    /// The facet's value: unit × 8 + what.
    pub fn value(self) -> u64 {
        match self {
            Wait::Assign => 0,
            Wait::Designate => 1,
            Wait::Accept => 2,
            Wait::Clear => 3,
            Wait::Sign(unit) => unit.0 * 8 + 4,
            Wait::Report(unit) => unit.0 * 8 + 5,
            Wait::Approve(unit) => unit.0 * 8 + 6,
            Wait::Submit(unit) => unit.0 * 8 + 7,
        }
    }
}

fn waits(task: &Task, state: State) -> Vec<Wait> {
    let mut waits = Vec::new();
    if !state.open() {
        return waits;
    }
    if task.assignments.is_empty() && !task.units.is_empty() {
        waits.push(Wait::Assign);
    } else if state == State::Registered {
        waits.push(Wait::Designate);
    }
    if state == State::Submitted {
        waits.push(Wait::Clear);
    }
    for part in task.assigned() {
        let lead = part.duty == Duty::Lead;
        let done = part.claimed.as_ref().is_some_and(|claim| claim.percent == 100);
        if part.refused.is_some() {
            waits.push(Wait::Designate);
        } else if part.signed.is_none() {
            waits.push(Wait::Sign(part.unit));
        } else if part.waiting.is_some() {
            waits.push(Wait::Approve(part.unit));
        } else if lead && done && state != State::Submitted {
            // It has nothing more to report; while another lead has, nobody can ask to clear.
            if task.percent(Standing::Claimed) == Some(100) {
                waits.push(Wait::Submit(part.unit));
            }
        } else if state != State::Submitted && (lead || part.claimed.is_none()) {
            waits.push(Wait::Report(part.unit));
        }
        if part.to_accept() {
            waits.push(Wait::Accept);
        }
    }
    waits.sort_unstable();
    waits.dedup();
    waits
}

/// The line of the ledger that a task shows on a day.
pub fn row(task: &Task, rules: &LightRules, today: Date) -> Row {
    let state = task.state();
    let (light, reason) = light::light(task, rules, today);
    let mut units: Vec<UnitId> = task.assigned().map(|part| part.unit).collect();
    if units.is_empty() {
        units = task.units.iter().map(|&(unit, _)| unit).collect();
    }
    units.sort_unstable();
    units.dedup();
    Row {
        plan: task.plan,
        order: task.order,
        number: task.number.clone(),
        section: task.section,
        title: task.title.clone(),
        class: task.class,
        state,
        light,
        reason,
        due: task.due().map(|clock| (clock.due, clock.code.clone())),
        start: task.start,
        end: task.end,
        progress: pace::progress(task),
        pace: pace::word(task, today),
        percent: task.percent(Standing::Claimed),
        verified: task.percent(Standing::Verified),
        leads: task.leads().collect(),
        units,
        leaders: task.leaders.clone(),
        returned: task.returned,
        reported: task.reported,
        waits: waits(task, state),
        updated: task.updated,
        turns_on: light::turns_on(task, rules, today),
    }
}

/// What a row last contributed to facets and counters, kept beside the snapshot.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shown {
    plan: u64,
    section: u32,
    units: Vec<u64>,
    leads: Vec<u64>,
    leaders: Vec<u64>,
    state: u8,
    light: u8,
    pace: u8,
    waits: Vec<u64>,
    /// The due date that facets are sorted by; the end of time where there is none.
    pub due: Date,
    percent: u8,
    verified: u8,
}

/// A counter's key: scope, its value, facet, its value.
pub type Count = (Facet, u64, Facet, u64);

/// Sections are numbered below this in each plan, so that plan and section make one value.
pub const SECTION_VALUES: u32 = 4_096;

/// The due date of what has none: sorts last.
pub const NO_DUE: Date = jiff::civil::date(9999, 12, 31);

/// What a row contributes.
pub fn shown(row: &Row) -> Shown {
    Shown {
        plan: row.plan.0,
        section: row.section,
        units: row.units.iter().map(|unit| unit.0).collect(),
        leads: row.leads.iter().map(|unit| unit.0).collect(),
        leaders: row.leaders.iter().map(|leader| leader.0).collect(),
        state: row.state as u8,
        light: row.light as u8,
        pace: row.pace as u8,
        waits: row.waits.iter().map(|wait| wait.value()).collect(),
        due: row.due.as_ref().map_or(NO_DUE, |&(due, _)| due),
        percent: worth(row.state, row.percent),
        verified: worth(row.state, row.verified),
    }
}

/// What is cleared counts as done, whatever was last reported; what is carried on counts where it goes on.
fn worth(state: State, percent: Option<u8>) -> u8 {
    match state {
        State::Cleared => 100,
        State::Carried => 0,
        _ => percent.unwrap_or(0),
    }
}

impl Shown {
    /// Another task carries it on, and is measured in its place.
    fn carried(&self) -> bool {
        self.state == State::Carried as u8
    }

    /// A section's value: it is unique across plans.
    pub fn section_value(plan: u64, section: u32) -> u64 {
        plan * u64::from(SECTION_VALUES) + u64::from(section)
    }

    fn section(&self) -> u64 {
        Self::section_value(self.plan, self.section)
    }

    /// The facet values that lists filter by.
    pub fn facets(&self) -> Vec<(Facet, u64)> {
        let mut facets = vec![
            (Facet::All, 0),
            (Facet::Plan, self.plan),
            (Facet::Section, self.section()),
            (Facet::State, u64::from(self.state)),
            (Facet::Light, u64::from(self.light)),
        ];
        facets.extend((!self.carried()).then_some((Facet::Pace, u64::from(self.pace))));
        facets.extend(self.units.iter().map(|&unit| (Facet::Unit, unit)));
        facets.extend(self.leads.iter().map(|&unit| (Facet::Lead, unit)));
        facets.extend(self.leaders.iter().map(|&leader| (Facet::Leader, leader)));
        facets.extend(self.waits.iter().map(|&wait| (Facet::Wait, wait)));
        facets
    }

    /// What it adds to counters: scope × facet. `Percent` and `Verified` are sums, not counts.
    pub fn counts(&self) -> Vec<(Count, i64)> {
        let mut scopes = vec![(Facet::All, 0), (Facet::Plan, self.plan), (Facet::Section, self.section())];
        scopes.extend(self.units.iter().map(|&unit| (Facet::Unit, unit)));
        scopes.extend(self.leads.iter().map(|&unit| (Facet::Lead, unit)));
        scopes.extend(self.leaders.iter().map(|&leader| (Facet::Leader, leader)));
        let mut counts = Vec::with_capacity(scopes.len() * 6);
        for (scope, value) in scopes {
            let mut add = |facet: Facet, of: u64, n: i64| counts.push(((scope, value, facet, of), n));
            add(Facet::State, u64::from(self.state), 1);
            add(Facet::Light, u64::from(self.light), 1);
            add(Facet::Pace, u64::from(self.pace), i64::from(!self.carried()));
            add(Facet::Percent, 0, i64::from(self.percent));
            add(Facet::Verified, 0, i64::from(self.verified));
            if scope == Facet::Unit || scope == Facet::Leader {
                add(Facet::Plan, self.plan, 1);
            }
        }
        counts.extend(self.waits.iter().map(|&wait| ((Facet::All, 0, Facet::Wait, wait), 1)));
        counts.push(((Facet::Plan, self.plan, Facet::Section, self.section()), 1));
        counts.retain(|&(_, n)| n != 0);
        counts
    }
}
