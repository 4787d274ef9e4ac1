//! Confirming a draft: it becomes a plan, unknown units and leaders are added, tasks are registered.

use super::event::Followed;
use super::facts::DraftFacts;
use crate::clock::{self, Clock, Start};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DraftId, DraftTaskId, LeaderId, PlanId, TaskId, UnitId};
use crate::leader;
use crate::limit::{self, TASKS_PER_PLAN};
use crate::plan::{Confirmed, Period};
use crate::printed::Deadline;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::task::{Carried, Ended, Registered, TaskUnit};
use crate::unit::{self, Own, form, looks_like_group};
use crate::world::{NameKind, World};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Confirms a draft. Warnings may stay; a task without a lead stays registered until one is designated.
#[derive(Clone, Debug, Serialize)]
pub struct Confirm {
    /// Which draft.
    pub draft: DraftId,
    /// Printed names that no unit has, and the units that they mean; the others are added as units.
    pub meant: Vec<Meant>,
}

/// What a reviewer says of a printed name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Meant {
    /// The name as printed.
    pub name: String,
    /// The unit or group that it means.
    pub unit: UnitId,
}

impl Command for Confirm {
    const KIND: &'static str = "draft.confirm";
    const RIGHT: Right = Right::Review;

    fn needs(&self, world: &World) -> Needs {
        let mut needs = Needs::thing(self.draft).all(self.meant.iter().map(|meant| meant.unit));
        let Ok(draft) = world.draft(self.draft) else { return needs };
        let Followed { follows, carried, ended, .. } = &draft.followed;
        needs = needs.all(draft.tasks.iter().copied()).all(follows.map(|follows| follows.plan));
        needs = needs.all(carried.iter().map(|carry| carry.task)).all(ended.iter().copied());
        for task in draft.tasks.iter().filter_map(|&task| world.draft_task(task).ok()) {
            for unit in &task.facts.units {
                needs = needs.name(NameKind::Unit, &unit.name);
            }
            for leader in &task.facts.leaders {
                needs = needs.name(NameKind::Leader, &leader.name);
            }
        }
        needs
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let draft = world.draft(self.draft)?;
        draft.open()?;
        if draft.title.trim().is_empty() {
            return Err(Refusal::of(Code::Empty).at("title"));
        }
        let period = draft.period.ok_or_else(|| Refusal::of(Code::Empty).at("period"))?;
        if let Some(follows) = draft.followed.follows {
            ensure(world.plan(follows.plan)?.withdrawn.is_none(), Code::PlanWithdrawn)?;
        }
        let (mut tasks, mut places) = (Vec::new(), Vec::new());
        for &id in &draft.tasks {
            let task = world.draft_task(id)?;
            if !task.removed {
                tasks.push(&task.facts);
                places.push(id);
            }
        }
        ensure(!tasks.is_empty(), Code::NoTasks)?;
        limit::count("tasks", &tasks, TASKS_PER_PLAN)?;

        let mut emit = Emit::new(cx);
        let (units, leaders) = self.names(world, &mut emit, &tasks)?;
        let plan = PlanId(emit.makes(Confirmed {
            draft: self.draft,
            document: draft.document,
            title: draft.title.clone(),
            number: draft.number.clone(),
            period,
            sections: draft.sections.clone(),
            follows: draft.followed.follows,
        }));
        let mut carried = BTreeMap::<TaskId, Vec<TaskId>>::new();
        for (order, facts) in tasks.into_iter().enumerate() {
            let clocks = clocks(world, &facts.deadlines, facts.class, cx.today);
            let end = end_of(&facts.deadlines, period);
            let named: Vec<_> = facts.leaders.iter().map(|leader| leaders[leader.name.as_str()]).collect();
            let carries = carries(world, &draft.followed, places[order])?;
            let task = emit.makes(Registered {
                plan,
                order: order as u32,
                number: facts.number.clone(),
                section: facts.section,
                title: facts.title.clone(),
                body: facts.body.clone(),
                span: facts.span,
                class: facts.class,
                start: period.start.min(end),
                end,
                units: task_units(facts, &units),
                leaders: limit::distinct(&named),
                deadlines: facts.deadlines.clone(),
                recurrences: facts.recurrences.clone(),
                relative_deadlines: facts.relative_deadlines.clone(),
                targets: facts.targets.clone(),
                warnings: facts.warnings.clone(),
                clocks,
                carries: carries.clone(),
            });
            for former in carries {
                carried.entry(former).or_default().push(TaskId(task));
            }
            emit.fits()?;
        }
        for (former, to) in carried {
            emit.on(former, Carried { plan, to });
        }
        for &former in &draft.followed.ended {
            // It may have been closed since the reviewer decided.
            if world.task(former)?.state().open() {
                emit.on(former, Ended { plan, reason: draft.followed.reason.clone() });
            }
        }
        emit.fits()?;
        Ok(emit.events())
    }
}

/// The former tasks that a task carries on; not those that another plan has carried on since.
fn carries(world: &World, followed: &Followed, into: DraftTaskId) -> Result<Vec<TaskId>, Refusal> {
    let mut carries = Vec::new();
    for carry in followed.carried.iter().filter(|carry| carry.into == into) {
        if world.task(carry.task)?.carried.is_empty() {
            carries.push(carry.task);
        }
    }
    Ok(carries)
}

type Known<'a, Id> = BTreeMap<&'a str, Id>;

impl Confirm {
    /// Confirms a draft whose names mean the units that have them, or new ones.
    pub fn of(draft: DraftId) -> Self {
        Self { draft, meant: Vec::new() }
    }

    /// Finds every printed name, or adds it.
    fn names<'a>(
        &self,
        world: &World,
        emit: &mut Emit<'_>,
        tasks: &[&'a DraftFacts],
    ) -> Result<(Known<'a, UnitId>, Known<'a, LeaderId>), Refusal> {
        let own = Own::of(&world.jurisdiction().name);
        let mut units = Known::new();
        for unit in tasks.iter().flat_map(|task| &task.units) {
            if units.contains_key(unit.name.as_str()) {
                continue;
            }
            let meant = self.meant.iter().find(|meant| meant.name == unit.name);
            let id = match (world.named(NameKind::Unit, &unit.name)?, meant) {
                (Some(id), _) => UnitId(id),
                (None, Some(meant)) => {
                    let state = world.unit(meant.unit)?;
                    ensure(!state.facts.retired, Code::UnknownName).map_err(|refusal| refusal.at("units"))?;
                    let known = form(&unit.name, &own);
                    // What the rules of short forms do not tell is kept: the next document is understood by itself.
                    if !state.names().into_iter().any(|name| form(name, &own) == known) {
                        emit.on(meant.unit, unit::Aliased { name: unit.name.clone() });
                    }
                    meant.unit
                }
                (None, None) => {
                    let group = looks_like_group(&unit.name);
                    let facts = unit::Facts { group, ..unit::Facts::unit(&unit.name, NEW_UNIT_ORDER) };
                    UnitId(emit.makes(unit::Added::from(facts)))
                }
            };
            emit.fits()?;
            units.insert(unit.name.as_str(), id);
        }
        let mut leaders = Known::new();
        for leader in tasks.iter().flat_map(|task| &task.leaders) {
            if leaders.contains_key(leader.name.as_str()) {
                continue;
            }
            let id = world.named(NameKind::Leader, &leader.name)?.unwrap_or_else(|| {
                let name = leader.name.clone();
                let units = Vec::new();
                emit.makes(leader::Added { name, title: String::new(), order: NEW_UNIT_ORDER, units })
            });
            leaders.insert(leader.name.as_str(), LeaderId(id));
        }
        Ok((units, leaders))
    }
}

/// What a document brings stands behind what the office has put in order.
const NEW_UNIT_ORDER: u32 = 9_000;

/// Each unit once, as lead where it is both.
fn task_units(facts: &DraftFacts, known: &Known<'_, UnitId>) -> Vec<TaskUnit> {
    let mut units: Vec<TaskUnit> = Vec::new();
    for named in &facts.units {
        let unit = known[named.name.as_str()];
        match units.iter_mut().find(|there| there.unit == unit) {
            Some(there) => there.duty = there.duty.min(named.duty),
            None => {
                units.push(TaskUnit { unit, name: named.name.clone(), duty: named.duty, span: named.span });
            }
        }
    }
    units
}

/// The clocks that start on registering, and one for the document's last date.
fn clocks(world: &World, deadlines: &[Deadline], class: clock::Class, today: Date) -> Vec<Clock> {
    let mut clocks = clock::started(&world.jurisdiction().clocks, class, Start::Registered, today);
    let mut dates: Vec<Date> = deadlines.iter().map(|deadline| deadline.date.last_day()).collect();
    dates.sort_unstable();
    dates.dedup();
    // Of several dates the last is the whole task's; the earlier ones are milestones and show as deadlines.
    clocks.extend(dates.last().map(|&due| Clock::document(today, due)));
    clocks
}

/// The end of the line against which pace is measured: the document's last date, else the plan's end.
fn end_of(deadlines: &[Deadline], period: Period) -> Date {
    deadlines.iter().map(|deadline| deadline.date.last_day()).max().unwrap_or(period.end)
}
