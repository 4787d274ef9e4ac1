//! Adding a unit or a group.

use super::event::Added;
use super::facts::Facts;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Adds a unit whose names are free.
#[derive(Clone, Debug, Serialize)]
pub struct Add {
    /// Its description.
    pub facts: Facts,
}

impl Command for Add {
    const KIND: &'static str = "unit.add";
    const RIGHT: Right = Right::ChangeUnits;

    fn needs(&self, world: &World) -> Needs {
        self.facts.needs(world)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let mut emit = Emit::new(cx);
        emit.makes(Added::from(self.facts.clone().checked(world, None)?));
        Ok(emit.events())
    }
}
