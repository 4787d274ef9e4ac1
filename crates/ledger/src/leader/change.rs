//! Changing a leader: name, office, portfolio. Open tasks of the units that come or go move with them.

use super::event::Changed;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{LeaderId, TaskId, UnitId};
use crate::limit::{self, MEMBERS_PER_GROUP, NAME_CHARS, TASKS_PER_PORTFOLIO_CHANGE};
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::task::Classified;
use crate::world::{Facet, NameKind, World};
use serde::Serialize;
use std::collections::BTreeSet;

/// Changes a leader to this description.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Which.
    pub leader: LeaderId,
    /// Name.
    pub name: String,
    /// Office held.
    pub title: String,
    /// Official order.
    pub order: u32,
    /// The portfolio.
    pub units: Vec<UnitId>,
}

impl Command for Change {
    const KIND: &'static str = "leader.change";
    const RIGHT: Right = Right::ChangeUnits;

    fn needs(&self, world: &World) -> Needs {
        let former = world.leader(self.leader).map(|leader| leader.units.clone()).unwrap_or_default();
        let units: Vec<UnitId> = former.iter().chain(&self.units).copied().collect();
        moved(world, Needs::thing(self.leader).name(NameKind::Leader, self.name.trim()), &units)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let former = world.leader(self.leader)?.units.clone();
        let name = limit::text("name", &self.name, NAME_CHARS)?;
        if world.named(NameKind::Leader, &name)?.is_some_and(|holder| holder != self.leader.0) {
            return Err(Refusal::of(Code::NameTaken).at("name").with("name", name));
        }
        let title = limit::optional("title", &self.title, NAME_CHARS)?;
        let mut emit = Emit::new(cx);
        let units = limit::distinct(&self.units);
        let changed =
            Changed { name, title, order: self.order, units: units.clone(), former: former.clone() };
        emit.on(self.leader, changed);
        portfolio(world, &mut emit, self.leader, &former, &units)?;
        Ok(emit.events())
    }
}

/// The units of portfolios, and the tasks that they lead.
pub(super) fn moved(world: &World, needs: Needs, units: &[UnitId]) -> Needs {
    units.iter().fold(needs.all(units.iter().copied()), |needs, &unit| {
        let tasks = world.within(Facet::Lead, unit.0).unwrap_or_default();
        needs.within(Facet::Lead, unit).all(tasks.iter().copied())
    })
}

/// Moves the open tasks of the units that come into the portfolio, or leave it.
pub(super) fn portfolio(
    world: &World,
    emit: &mut Emit<'_>,
    leader: LeaderId,
    former: &[UnitId],
    units: &[UnitId],
) -> Result<(), Refusal> {
    limit::count("units", units, MEMBERS_PER_GROUP)?;
    for &unit in units {
        world.unit(unit)?;
    }
    let moves = |unit: &&UnitId| former.contains(unit) != units.contains(unit);
    let mut led: BTreeSet<u64> = BTreeSet::new();
    for &unit in former.iter().chain(units).filter(moves) {
        led.extend(world.within(Facet::Lead, unit.0)?);
    }
    let led: Vec<_> = led.into_iter().map(TaskId).collect();
    limit::count("units", &led, TASKS_PER_PORTFOLIO_CHANGE)?;
    for id in led {
        let task = world.task(id)?;
        // A task whose other lead unit stays in the portfolio stays as well, and one whose document names the leader.
        let is_in = task.leads().any(|lead| units.contains(&lead)) || task.named.contains(&leader);
        if task.state().open() && task.leaders.contains(&leader) != is_in {
            let mut leaders: Vec<_> = task.leaders.iter().copied().filter(|&other| other != leader).collect();
            leaders.extend(is_in.then_some(leader));
            emit.on(id, Classified { class: None, clocks: Vec::new(), leaders: Some(leaders) });
        }
    }
    Ok(())
}
