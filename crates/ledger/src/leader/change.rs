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
use std::collections::BTreeMap;

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
        let units = former.iter().chain(&self.units).copied();
        let needs = Needs::thing(self.leader).name(NameKind::Leader, self.name.trim()).all(units.clone());
        units.fold(needs, |needs, unit| needs.within(Facet::Lead, unit))
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let former = world.leader(self.leader)?.units.clone();
        let name = limit::text("name", &self.name, NAME_CHARS)?;
        if world.named(NameKind::Leader, &name)?.is_some_and(|holder| holder != self.leader.0) {
            return Err(Refusal::of(Code::NameTaken).at("name").with("name", name));
        }
        let title = limit::optional("title", &self.title, NAME_CHARS)?;
        let mut emit = Emit::new(cx);
        let units = self.units.clone();
        emit.on(self.leader, Changed { name, title, order: self.order, units, former: former.clone() });
        portfolio(world, &mut emit, self.leader, &former, &self.units)?;
        Ok(emit.events())
    }
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
    let mut moved: BTreeMap<u64, bool> = BTreeMap::new();
    for &unit in former.iter().filter(|unit| !units.contains(unit)) {
        for &task in world.within(Facet::Lead, unit.0)? {
            // A task whose other lead unit stays in the portfolio stays as well.
            let stays = world.task(TaskId(task))?.leads().any(|lead| units.contains(&lead));
            moved.insert(task, stays);
        }
    }
    for &unit in units.iter().filter(|unit| !former.contains(unit)) {
        for &task in world.within(Facet::Lead, unit.0)? {
            moved.insert(task, true);
        }
    }
    let moved: Vec<_> = moved.into_iter().collect();
    limit::count("units", &moved, TASKS_PER_PORTFOLIO_CHANGE)?;
    for (task, is_in) in moved {
        let had = &world.task(TaskId(task))?.leaders;
        if had.contains(&leader) != is_in {
            let mut leaders: Vec<_> = had.iter().copied().filter(|&other| other != leader).collect();
            if is_in {
                leaders.push(leader);
            }
            emit.on(task, Classified { class: None, clocks: Vec::new(), leaders: Some(leaders) });
        }
    }
    Ok(())
}
