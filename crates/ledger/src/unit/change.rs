//! Changing a unit: name, members, order, retirement.

use super::add::members;
use super::event::Changed;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::UnitId;
use crate::limit::{self, NAME_CHARS};
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::world::{NameKind, World};
use serde::Serialize;

/// Changes a unit to this description.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Which.
    pub unit: UnitId,
    /// The name.
    pub name: String,
    /// Whether it stands for its members.
    pub group: bool,
    /// Members, where it is a group.
    pub members: Vec<UnitId>,
    /// Official order.
    pub order: u32,
    /// No new work is handed to it.
    pub retired: bool,
}

impl Command for Change {
    const KIND: &'static str = "unit.change";
    const RIGHT: Right = Right::ChangeUnits;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.unit).name(NameKind::Unit, self.name.trim()).all(self.members.iter().copied())
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        world.unit(self.unit)?;
        let name = limit::text("name", &self.name, NAME_CHARS)?;
        if world.named(NameKind::Unit, &name)?.is_some_and(|holder| holder != self.unit.0) {
            return Err(Refusal::of(Code::NameTaken).at("name").with("name", name));
        }
        members(world, Some(self.unit), self.group, &self.members)?;
        let mut emit = Emit::new(cx);
        emit.on(
            self.unit,
            Changed {
                name,
                group: self.group,
                members: limit::distinct(&self.members),
                order: self.order,
                retired: self.retired,
            },
        );
        Ok(emit.events())
    }
}
