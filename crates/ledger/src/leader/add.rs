//! Adding a leader.

use super::change::{moved, portfolio};
use super::event::Added;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{LeaderId, UnitId};
use crate::limit::{self, NAME_CHARS};
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::world::{NameKind, World};
use serde::Serialize;

/// Adds a leader with a portfolio.
#[derive(Clone, Debug, Serialize)]
pub struct Add {
    /// Name.
    pub name: String,
    /// Office held.
    pub title: String,
    /// Official order.
    pub order: u32,
    /// The portfolio.
    pub units: Vec<UnitId>,
}

impl Command for Add {
    const KIND: &'static str = "leader.add";
    const RIGHT: Right = Right::ChangeUnits;

    fn needs(&self, world: &World) -> Needs {
        moved(world, Needs::none().name(NameKind::Leader, self.name.trim()), &self.units)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let name = limit::text("name", &self.name, NAME_CHARS)?;
        let title = limit::optional("title", &self.title, NAME_CHARS)?;
        if world.named(NameKind::Leader, &name)?.is_some() {
            return Err(Refusal::of(Code::NameTaken).at("name").with("name", name));
        }
        let mut emit = Emit::new(cx);
        let units = limit::distinct(&self.units);
        let leader = emit.makes(Added { name, title, order: self.order, units: units.clone() });
        portfolio(world, &mut emit, LeaderId(leader), &[], &units)?;
        Ok(emit.events())
    }
}
