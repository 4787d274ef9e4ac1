//! 交办: handing tasks to their units, a group to each of its members; and again to those who joined a group since.

use super::event::{Designated, Made};
use super::state::{State, Task};
use crate::clock::{self, Start};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{AssignmentId, PlanId, TaskId, UnitId};
use crate::limit::{self, TASKS_PER_PLAN};
use crate::printed::Duty;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::unit::expand::{self, Look};
use crate::world::World;
use jiff::civil::Date;
use serde::Serialize;

/// Hands out the tasks of a plan, all or those named: those that were not handed out yet to all their units, the others
/// to the units that joined their groups since.
#[derive(Clone, Debug, Serialize)]
pub struct Assign {
    /// Which plan.
    pub plan: PlanId,
    /// Only these; empty for all.
    pub tasks: Vec<TaskId>,
}

impl Assign {
    fn tasks(&self, world: &World) -> Result<Vec<TaskId>, Refusal> {
        let of_plan = &world.plan(self.plan)?.tasks;
        if self.tasks.is_empty() {
            return Ok(of_plan.clone());
        }
        limit::count("tasks", &self.tasks, TASKS_PER_PLAN)?;
        ensure(self.tasks.iter().all(|task| of_plan.contains(task)), Code::NotFound)?;
        Ok(limit::distinct(&self.tasks))
    }
}

impl Command for Assign {
    const KIND: &'static str = "task.assign";
    const RIGHT: Right = Right::Assign;

    fn needs(&self, world: &World) -> Needs {
        let needs = Needs::thing(self.plan);
        let Ok(tasks) = self.tasks(world) else { return needs };
        let needs = needs.all(tasks.iter().copied());
        tasks
            .iter()
            .filter_map(|&task| world.task(task).ok())
            .fold(needs, |needs, task| parts(world, needs, task))
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        ensure(world.plan(self.plan)?.withdrawn.is_none(), Code::PlanWithdrawn)?;
        let mut emit = Emit::new(cx);
        for id in self.tasks(world)? {
            let task = world.task(id)?;
            if !task.assignments.is_empty() {
                hand_on(world, &mut emit, id)?;
            } else if task.state().open() {
                hand_out(world, &mut emit, id, None)?;
            }
        }
        let events = emit.events();
        ensure(!events.is_empty(), Code::NothingToAssign)?;
        Ok(events)
    }
}

/// The units of a task, named and assigned, and all that stand behind them.
pub(super) fn parts(world: &World, needs: Needs, task: &Task) -> Needs {
    let named = task.units.iter().map(|&(id, _)| id);
    let all = named.chain(task.assigned().map(|part| part.unit));
    all.fold(needs, |needs, id| expand::needs(world, needs, id))
}

/// Who answers, for what, and through which group or merged unit it is reached.
pub type Part = (UnitId, Duty, Option<UnitId>);

/// The units in use behind those that are named; members stand in for a group, the successor for a merged unit; a group
/// without members stands for itself.
fn behind(look: Look<'_>, named: impl Iterator<Item = (UnitId, Duty)>) -> Result<Vec<Part>, Refusal> {
    let mut parts: Vec<Part> = Vec::new();
    for (id, duty) in named {
        for unit in expand::units(look, id)? {
            let via = (unit != id).then_some(id);
            match parts.iter_mut().find(|part| part.0 == unit) {
                // A unit that is named itself, or named as lead, is not also reached through a group.
                Some(part) if (duty, via) < (part.1, part.2) => *part = (unit, duty, via),
                Some(_) => {}
                None => parts.push((unit, duty, via)),
            }
        }
    }
    Ok(parts)
}

/// Who joined the groups of a task since it was handed out.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Joined {
    /// The units that answer too from now on.
    pub parts: Vec<Part>,
    /// Assignments that end with it: those of groups that were empty, and of units that lead from now on.
    pub ends: Vec<AssignmentId>,
}

/// Who joined the groups of a task since it was handed out; nobody once it is asked to be cleared.
///
/// # Errors
/// `GroupTooDeep`; those of the look-up.
pub fn joined(task: &Task, look: Look<'_>) -> Result<Joined, Refusal> {
    let mut joined = Joined::default();
    if task.assignments.is_empty() || task.state() >= State::Submitted {
        return Ok(joined);
    }
    // Whoever has it already, or said that it is not theirs, or is the successor of one who has it.
    let mut served: Vec<(UnitId, Duty)> = task.assignments.iter().map(|has| (has.unit, has.duty)).collect();
    for has in task.assigned() {
        let behind = expand::units(look, has.unit)?;
        if !look(has.unit)?.facts.group {
            served.extend(behind.into_iter().map(|unit| (unit, has.duty)));
        } else if has.signed.is_none() && behind != [has.unit] {
            joined.ends.push(has.id);
        }
    }
    // What an empty group held was given to somebody else: that was decided.
    let decided = |group: UnitId| {
        task.assignments.iter().any(|has| has.unit == group && has.ended)
            && !task.assignments.iter().any(|has| has.via == Some(group))
    };
    for (unit, duty, via) in behind(look, task.units.iter().copied())? {
        let known = served.iter().any(|&(has, of)| has == unit && of <= duty);
        if let Some(group) = via.filter(|&group| !known && !decided(group))
            && look(group)?.facts.group
        {
            joined.parts.push((unit, duty, via));
            joined.ends.extend(task.assigned().filter(|has| has.unit == unit).map(|has| has.id));
        }
    }
    Ok(joined)
}

/// One assignment for each unit; a group without members is held by the office. A lead that the plan does not name may be
/// designated.
pub(super) fn hand_out(
    world: &World,
    emit: &mut Emit<'_>,
    id: TaskId,
    designated: Option<UnitId>,
) -> Result<(), Refusal> {
    let task = world.task(id)?;
    let named = task.units.iter().copied().chain(designated.map(|unit| (unit, Duty::Lead)));
    make(world, emit, id, behind(&|id| world.unit(id), named)?)
}

/// Assignments for those who joined the groups of a task since it was handed out.
fn hand_on(world: &World, emit: &mut Emit<'_>, id: TaskId) -> Result<(), Refusal> {
    let Joined { parts, ends } = joined(world.task(id)?, &|id| world.unit(id))?;
    for assignment in ends {
        emit.on(id, Designated { assignment, stands: false, reason: String::new() });
    }
    make(world, emit, id, parts)
}

fn make(world: &World, emit: &mut Emit<'_>, id: TaskId, parts: Vec<Part>) -> Result<(), Refusal> {
    let task = world.task(id)?;
    let mut starts = !task.assignments.iter().any(|made| made.duty == Duty::Lead);
    for part in parts {
        emit.on(id, made(world, emit.today(), task, part, starts && part.1 == Duty::Lead)?);
        emit.fits()?;
        starts &= part.1 != Duty::Lead;
    }
    Ok(())
}

/// An assignment; with the first lead the clocks start, and each lead brings the leaders of its portfolio.
pub(super) fn made(
    world: &World,
    today: Date,
    task: &Task,
    (unit, duty, via): Part,
    starts: bool,
) -> Result<Made, Refusal> {
    let rules = &world.jurisdiction().clocks;
    let clocks = if starts { clock::started(rules, task.class, Start::Assigned, today) } else { Vec::new() };
    let leaders = if duty == Duty::Lead { world.unit(unit)?.leaders.clone() } else { Vec::new() };
    Ok(Made { unit, duty, via, clocks, leaders })
}
