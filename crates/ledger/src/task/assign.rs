//! 交办: handing tasks to their units, a group to each of its members.

use super::event::Made;
use super::state::Task;
use crate::clock::{self, Start};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{LeaderId, PlanId, TaskId, UnitId};
use crate::limit::EVENTS_PER_WRITE;
use crate::printed::Duty;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
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
        ensure(self.tasks.iter().all(|task| of_plan.contains(task)), Code::NotFound)?;
        Ok(self.tasks.clone())
    }
}

impl Command for Assign {
    const KIND: &'static str = "task.assign";
    const RIGHT: Right = Right::Assign;

    fn needs(&self, world: &World) -> Needs {
        let mut needs = Needs::thing(self.plan);
        let Ok(tasks) = self.tasks(world) else { return needs };
        needs = needs.all(tasks.iter().copied());
        for task in tasks.iter().filter_map(|&task| world.task(task).ok()) {
            for &(unit, _) in &task.units {
                needs = needs.and(unit);
                if let Ok(unit) = world.unit(unit) {
                    needs = needs.all(unit.members.iter().copied());
                }
            }
        }
        needs
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        ensure(world.plan(self.plan)?.withdrawn.is_none(), Code::PlanWithdrawn)?;
        let mut emit = Emit::new(cx);
        for id in self.tasks(world)? {
            let task = world.task(id)?;
            if task.state().open() && task.assignments.is_empty() {
                for made in hand_out(world, task, cx.today)? {
                    emit.on(id, made);
                }
            }
        }
        let events = emit.events();
        ensure(!events.is_empty(), Code::NothingToAssign)?;
        if events.len() > EVENTS_PER_WRITE {
            return Err(Refusal::of(Code::WriteTooLarge).with("max", EVENTS_PER_WRITE));
        }
        Ok(events)
    }
}

/// One assignment for each unit; a group's members stand in for it, a group without members is held by the office.
fn hand_out(world: &World, task: &Task, today: Date) -> Result<Vec<Made>, Refusal> {
    let mut parts: Vec<(UnitId, Duty, Option<UnitId>)> = Vec::new();
    let mut add =
        |unit: UnitId, duty: Duty, via: Option<UnitId>| match parts.iter_mut().find(|part| part.0 == unit) {
            // A unit that is named itself, or named as lead, is not also reached through a group.
            Some(part) if (duty, via) < (part.1, part.2) => *part = (unit, duty, via),
            Some(_) => {}
            None => parts.push((unit, duty, via)),
        };
    for &(id, duty) in &task.units {
        let unit = world.unit(id)?;
        if unit.members.is_empty() {
            add(id, duty, None);
        }
        for &member in &unit.members {
            add(member, duty, Some(id));
        }
    }
    let mut started = false;
    let mut made = Vec::new();
    for (unit, duty, via) in parts {
        let first_lead = duty == Duty::Lead && !started;
        started |= first_lead;
        made.push(lead_or_part(world, task, unit, duty, via, first_lead, today)?);
    }
    Ok(made)
}

/// An assignment; with the first lead the clocks start, and each lead brings the leaders of its portfolio.
pub(super) fn lead_or_part(
    world: &World,
    task: &Task,
    unit: UnitId,
    duty: Duty,
    via: Option<UnitId>,
    starts: bool,
    today: Date,
) -> Result<Made, Refusal> {
    let rules = &world.jurisdiction().clocks;
    let clocks = if starts { clock::started(rules, task.class, Start::Assigned, today) } else { Vec::new() };
    let leaders: Vec<LeaderId> =
        if duty == Duty::Lead { world.unit(unit)?.leaders.clone() } else { Vec::new() };
    Ok(Made { unit, duty, via, clocks, leaders })
}
