//! A task as rules need it: no texts but its title.

use super::claim::{Claim, Standing, TargetState};
use super::event::{Made, Registered, TaskEvent};
use crate::clock::{Class, Clock, Fulfilled};
use crate::event::Event;
use crate::id::{AssignmentId, LeaderId, PlanId, ReportId, TaskId, UnitId};
use crate::plan;
use crate::printed::Duty;
use crate::refusal::{Code, Refusal};
use crate::report::ReportEvent;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// 办理状态, in the order of the work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 拟办
    Registered,
    /// 已交办
    Assigned,
    /// 已签收
    Signed,
    /// 办理中
    UnderWay,
    /// 申请办结
    Submitted,
    /// 已销号
    Cleared,
    /// 撤销
    Cancelled,
    /// 已结转: a later plan's task carries it on.
    Carried,
}

impl State {
    /// All states.
    pub const ALL: [State; 8] = [
        State::Registered,
        State::Assigned,
        State::Signed,
        State::UnderWay,
        State::Submitted,
        State::Cleared,
        State::Cancelled,
        State::Carried,
    ];

    /// The state's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            State::Registered => "registered",
            State::Assigned => "assigned",
            State::Signed => "signed",
            State::UnderWay => "under_way",
            State::Submitted => "submitted",
            State::Cleared => "cleared",
            State::Cancelled => "cancelled",
            State::Carried => "carried",
        }
    }

    /// Whether work on it goes on.
    pub fn open(self) -> bool {
        self < State::Cleared
    }
}

/// One unit's part in a task.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Assignment {
    /// The event that made it.
    pub id: AssignmentId,
    /// Who answers.
    pub unit: UnitId,
    /// Lead or responsible.
    pub duty: Duty,
    /// The group through which it was reached.
    pub via: Option<UnitId>,
    /// When it was made.
    pub made: Date,
    /// When it was signed for.
    pub signed: Option<Date>,
    /// Disputed since.
    pub refused: Option<Date>,
    /// It was disputed, and a supervisor decided that it stays.
    #[serde(default)]
    pub stands: bool,
    /// Handed to another unit.
    pub ended: bool,
    /// Files of evidence in approved reports.
    pub evidence: u32,
    /// The report that waits for the unit's head.
    pub waiting: Option<Claim>,
    /// The latest approved report.
    pub claimed: Option<Claim>,
    /// The latest accepted report.
    pub verified: Option<Claim>,
    /// When the first report was approved.
    pub reported: Option<Date>,
}

impl Assignment {
    /// Where it is on the way.
    pub fn state(&self) -> State {
        match self {
            Self { reported: Some(_), .. } => State::UnderWay,
            Self { signed: Some(_), .. } => State::Signed,
            _ => State::Assigned,
        }
    }

    /// Whether a supervisor has yet to look at its latest approved report.
    pub fn to_accept(&self) -> bool {
        self.claimed.as_ref().is_some_and(|claimed| {
            self.verified.as_ref().is_none_or(|verified| verified.report != claimed.report)
        })
    }
}

/// One task.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Task {
    /// The plan that it is of.
    pub plan: PlanId,
    /// Its place in the plan.
    pub order: u32,
    /// The number as printed.
    pub number: String,
    /// The innermost heading; 0 for none.
    pub section: u32,
    /// A short title.
    pub title: String,
    /// Ordinary or complex.
    pub class: Class,
    /// The first day of the line of pace.
    pub start: Date,
    /// Its last day.
    pub end: Date,
    /// Units and groups as the plan names them.
    pub units: Vec<(UnitId, Duty)>,
    /// Leaders whom the document names, or in whose portfolio a lead unit is.
    pub leaders: Vec<LeaderId>,
    /// Those whom the document names: they stay whatever portfolios become.
    #[serde(default)]
    pub named: Vec<LeaderId>,
    /// Clocks, oldest first.
    pub clocks: Vec<Clock>,
    /// Targets.
    pub targets: Vec<TargetState>,
    /// Assignments, oldest first.
    pub assignments: Vec<Assignment>,
    /// When it was asked to be cleared.
    pub submitted: Option<Date>,
    /// The targets that are explained, not met.
    pub explained: Vec<usize>,
    /// When it was cleared.
    pub cleared: Option<Date>,
    /// Its plan was withdrawn, or it was ended.
    pub cancelled: bool,
    /// A later plan does not name it any more.
    #[serde(default)]
    pub ended: bool,
    /// The tasks of the former plan that it carries on.
    #[serde(default)]
    pub carries: Vec<TaskId>,
    /// The tasks of a later plan that carry it on.
    #[serde(default)]
    pub carried: Vec<TaskId>,
    /// A report was returned, or the task reopened, and nothing came since.
    pub returned: bool,
    /// The day of its last approved report.
    pub reported: Option<Date>,
    /// Time of its last event, in microseconds.
    pub updated: i64,
}

impl Task {
    pub(crate) fn registered(by: &Registered) -> Self {
        let target = |target: &crate::printed::Target| TargetState {
            value: target.value,
            unit: target.unit.clone(),
            comparator: target.comparator,
            claimed: None,
            verified: None,
        };
        Self {
            plan: by.plan,
            order: by.order,
            number: by.number.clone(),
            section: by.section,
            title: by.title.clone(),
            class: by.class,
            start: by.start,
            end: by.end,
            units: by.units.iter().map(|unit| (unit.unit, unit.duty)).collect(),
            leaders: by.leaders.clone(),
            named: by.leaders.clone(),
            clocks: by.clocks.clone(),
            targets: by.targets.iter().map(target).collect(),
            assignments: Vec::new(),
            submitted: None,
            explained: Vec::new(),
            cleared: None,
            cancelled: false,
            ended: false,
            carries: by.carries.clone(),
            carried: Vec::new(),
            returned: false,
            reported: None,
            updated: 0,
        }
    }

    /// Units that lead and answer.
    pub fn leads(&self) -> impl Iterator<Item = UnitId> {
        let assigned = self.assigned().filter(|assignment| assignment.duty == Duty::Lead).map(|a| a.unit);
        // Before anything is handed out, those that the plan names.
        let named = self.units.iter().filter(|_| self.assignments.is_empty()).filter(|u| u.1 == Duty::Lead);
        assigned.chain(named.map(|&(unit, _)| unit))
    }

    /// Assignments that have not gone to another unit.
    pub fn assigned(&self) -> impl Iterator<Item = &Assignment> {
        self.assignments.iter().filter(|assignment| !assignment.ended)
    }

    fn lead_assignments(&self) -> impl Iterator<Item = &Assignment> {
        self.assigned().filter(|assignment| assignment.duty == Duty::Lead)
    }

    /// Where the task is: at its least advanced lead assignment.
    pub fn state(&self) -> State {
        match self {
            Self { cancelled: true, .. } => State::Cancelled,
            Self { cleared: Some(_), .. } => State::Cleared,
            Self { carried, .. } if !carried.is_empty() => State::Carried,
            Self { submitted: Some(_), .. } => State::Submitted,
            _ => self.lead_assignments().map(Assignment::state).min().unwrap_or(State::Registered),
        }
    }

    /// One of its assignments that has not ended.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn assignment(&self, id: AssignmentId) -> Result<&Assignment, Refusal> {
        self.assigned().find(|assignment| assignment.id == id).ok_or_else(|| Refusal::of(Code::NotFound))
    }

    /// The lowest of its lead units' latest percentages; none before the first report.
    pub fn percent(&self, standing: Standing) -> Option<u8> {
        let of = |assignment: &Assignment| match standing {
            Standing::Claimed => assignment.claimed.as_ref().map(|claim| claim.percent),
            Standing::Verified => assignment.verified.as_ref().map(|claim| claim.percent),
        };
        self.lead_assignments().find_map(of)?;
        self.lead_assignments().map(|assignment| of(assignment).unwrap_or(0)).min()
    }

    /// The earliest clock that still runs; none of a task that is closed.
    pub fn due(&self) -> Option<&Clock> {
        let running = self.clocks.iter().filter(|clock| clock.open() && self.state().open());
        running.min_by_key(|clock| clock.due)
    }

    /// Whether a unit has reported anything that was not sent back.
    pub fn has_work(&self) -> bool {
        self.assignments.iter().any(|part| part.reported.is_some() || part.waiting.is_some())
    }

    /// Evidence in approved reports of its lead units.
    pub fn evidence(&self) -> u32 {
        self.lead_assignments().map(|assignment| assignment.evidence).sum()
    }

    fn fulfil(&mut self, what: Fulfilled, day: Date) {
        for clock in self.clocks.iter_mut().filter(|clock| clock.fulfilled == what && clock.open()) {
            clock.met = Some(day);
        }
    }

    fn at(&mut self, id: AssignmentId) -> Option<&mut Assignment> {
        self.assignments.iter_mut().find(|assignment| assignment.id == id)
    }

    /// Folds an event of the task or one of its assignments; `day` is the ledger's.
    pub(crate) fn apply(&mut self, event: &Event, fact: &TaskEvent, day: Date) {
        self.updated = event.at.as_microsecond();
        match fact {
            TaskEvent::Registered(registered) => {
                *self = Self { updated: self.updated, ..Self::registered(registered) };
            }
            TaskEvent::Classified(classified) => {
                if let Some(class) = classified.class {
                    self.class = class;
                    for clock in self.clocks.iter_mut().filter(|clock| clock.open()) {
                        let answers = classified.clocks.iter().any(|new| new.code == clock.code);
                        let of_class = !matches!(clock.fulfilled, Fulfilled::Cleared)
                            && clock.code != crate::clock::DOCUMENT;
                        clock.replaced = of_class || answers;
                    }
                    self.clocks.extend(classified.clocks.iter().cloned());
                }
                if let Some(leaders) = &classified.leaders {
                    self.leaders.clone_from(leaders);
                }
            }
            TaskEvent::Submitted(submitted) => {
                self.submitted = Some(day);
                self.explained = submitted.explained.iter().map(|explained| explained.target).collect();
                self.returned = false;
                self.fulfil(Fulfilled::Submitted, day);
            }
            TaskEvent::Cleared(_) => {
                self.cleared = Some(day);
                // A clock that waits for a report which never came is not met by clearing; it stands still.
                self.fulfil(Fulfilled::Cleared, day);
            }
            TaskEvent::Reopened(_) => {
                (self.submitted, self.cleared) = (None, None);
                self.explained.clear();
                self.returned = true;
                // The clocks that asking or clearing had stopped run on with the days that they had.
                for clock in self.clocks.iter_mut().filter(|clock| clock.fulfilled != Fulfilled::Reported) {
                    clock.met = None;
                }
            }
            TaskEvent::Carried(carried) => self.carried.clone_from(&carried.to),
            TaskEvent::Ended(_) => (self.cancelled, self.ended) = (true, true),
            TaskEvent::Made(made) => self.made(event.seq, made, day),
            TaskEvent::Signed(signed) => {
                if let Some(assignment) = self.at(signed.assignment) {
                    assignment.signed = Some(day);
                }
            }
            TaskEvent::Refused(refused) => {
                if let Some(assignment) = self.at(refused.assignment) {
                    assignment.refused = Some(day);
                }
            }
            TaskEvent::Designated(designated) => {
                if let Some(assignment) = self.at(designated.assignment) {
                    assignment.refused = None;
                    assignment.stands = designated.stands;
                    assignment.ended = !designated.stands;
                }
            }
        }
    }

    fn made(&mut self, seq: u64, made: &Made, day: Date) {
        self.assignments.push(Assignment {
            id: AssignmentId(seq),
            unit: made.unit,
            duty: made.duty,
            via: made.via,
            made: day,
            signed: None,
            refused: None,
            stands: false,
            ended: false,
            evidence: 0,
            waiting: None,
            claimed: None,
            verified: None,
            reported: None,
        });
        self.clocks.extend(made.clocks.iter().cloned());
        for &leader in &made.leaders {
            if !self.leaders.contains(&leader) {
                self.leaders.push(leader);
            }
        }
    }

    /// Folds an event of one of its reports.
    pub(crate) fn reported(&mut self, event: &Event, fact: &ReportEvent, day: Date) {
        self.updated = event.at.as_microsecond();
        let assignment = match fact {
            ReportEvent::Written(written) => written.assignment,
            ReportEvent::Approved(approved) => approved.assignment,
            ReportEvent::Returned(returned) => returned.assignment,
            ReportEvent::Accepted(accepted) => accepted.assignment,
        };
        let Some(at) = self.assignments.iter_mut().find(|at| at.id == assignment) else { return };
        let leads = at.duty == Duty::Lead;
        match fact {
            ReportEvent::Written(written) => {
                at.waiting = Some(Claim {
                    report: ReportId(event.seq),
                    percent: written.percent,
                    figures: written.figures.clone(),
                    as_of: written.as_of,
                    evidence: written.evidence.len() as u32,
                    known: Vec::new(),
                });
            }
            ReportEvent::Approved(_) => {
                at.claimed = at.waiting.take().map(|claim| claim.after(at.claimed.as_ref()));
                at.evidence += at.claimed.as_ref().map_or(0, |claim| claim.evidence);
                at.reported.get_or_insert(day);
                self.returned = false;
                self.reported = Some(day);
                if leads {
                    self.fulfil(Fulfilled::Reported, day);
                }
            }
            ReportEvent::Returned(returned) => {
                if at.waiting.as_ref().is_some_and(|claim| claim.report == returned.report) {
                    at.waiting = None;
                } else {
                    // What was claimed falls back to what is verified.
                    let taken = at.claimed.take().map_or(0, |claim| claim.evidence);
                    at.evidence = at.evidence.saturating_sub(taken);
                    at.claimed = at.verified.clone();
                }
                self.returned = true;
            }
            ReportEvent::Accepted(_) => {
                // Figures of a former report that nobody accepted are not verified with this one.
                at.verified = at.claimed.clone().map(|claim| claim.after(at.verified.as_ref()));
            }
        }
        if leads {
            self.figures();
        }
    }

    /// Targets show, of the figures that count at the lead units, the one of the last report.
    fn figures(&mut self) {
        let last = |index: usize, of: fn(&Assignment) -> Option<&Claim>| {
            let claims = self.lead_assignments().filter_map(of);
            let known = claims.flat_map(|claim| &claim.known).filter(|known| known.target == index);
            known.max_by_key(|known| known.report).map(|known| (known.value, known.as_of))
        };
        let of = |index| (last(index, |at| at.claimed.as_ref()), last(index, |at| at.verified.as_ref()));
        let figures: Vec<_> = (0..self.targets.len()).map(of).collect();
        for (target, (claimed, verified)) in self.targets.iter_mut().zip(figures) {
            (target.claimed, target.verified) = (claimed, verified);
        }
    }

    pub(crate) fn withdrawn(&mut self, event: &Event, _: &plan::Withdrawn) {
        self.updated = event.at.as_microsecond();
        self.cancelled = true;
    }
}
