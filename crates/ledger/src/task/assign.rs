//! 交办: handing tasks to their units, a group to each of its members.

use super::event::Made;
use super::state::Task;
use crate::clock::{self, Start};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{PlanId, TaskId, UnitId};
use crate::limit::{self, TASKS_PER_PLAN};
use crate::printed::Duty;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::unit::expand;
use crate::world::World;
use jiff::civil::Date;
use serde::Serialize;

/// Hands out the tasks of a plan that were not handed out yet: all, or those named.
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
            if task.state().open() && task.assignments.is_empty() {
                hand_out(world, &mut emit, id, None)?;
            }
        }
        let events = emit.events();
        ensure(!events.is_empty(), Code::NothingToAssign)?;
        Ok(events)
    }
}

/// The units of a task and all that stand behind its groups.
pub(super) fn parts(world: &World, needs: Needs, task: &Task) -> Needs {
    task.units.iter().fold(needs, |needs, &(id, _)| expand::needs(world, needs, id))
}

/// One assignment for each unit in use; members stand in for a group, the successor for a merged unit; a group without
/// members is held by the office. A lead that the plan does not name may be designated.
pub(super) fn hand_out(
    world: &World,
    emit: &mut Emit<'_>,
    id: TaskId,
    designated: Option<UnitId>,
) -> Result<(), Refusal> {
    let task = world.task(id)?;
    let mut parts: Vec<(UnitId, Duty, Option<UnitId>)> = Vec::new();
    let named = task.units.iter().copied().chain(designated.map(|unit| (unit, Duty::Lead)));
    for (id, duty) in named {
        for unit in expand::units(world, id)? {
            let via = (unit != id).then_some(id);
            match parts.iter_mut().find(|part| part.0 == unit) {
                // A unit that is named itself, or named as lead, is not also reached through a group.
                Some(part) if (duty, via) < (part.1, part.2) => *part = (unit, duty, via),
                Some(_) => {}
                None => parts.push((unit, duty, via)),
            }
        }
    }
    let mut starts = true;
    for (unit, duty, via) in parts {
        emit.on(id, made(world, emit.today(), task, (unit, duty, via), starts && duty == Duty::Lead)?);
        emit.fits()?;
        starts &= duty != Duty::Lead;
    }
    Ok(())
}

/// An assignment; with the first lead the clocks start, and each lead brings the leaders of its portfolio.
pub(super) fn made(
    world: &World,
    today: Date,
    task: &Task,
    (unit, duty, via): (UnitId, Duty, Option<UnitId>),
    starts: bool,
) -> Result<Made, Refusal> {
    let rules = &world.jurisdiction().clocks;
    let clocks = if starts { clock::started(rules, task.class, Start::Assigned, today) } else { Vec::new() };
    let leaders = if duty == Duty::Lead { world.unit(unit)?.leaders.clone() } else { Vec::new() };
    Ok(Made { unit, duty, via, clocks, leaders })
}
