//! Changing a unit: names, level, members, order, retirement.

use super::event::Changed;
use super::facts::{Facts, Former};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::UnitId;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Changes a unit to this description. A name that is changed is a former one from today, unless it is stated otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Which.
    pub unit: UnitId,
    /// Its description.
    pub facts: Facts,
}

impl Command for Change {
    const KIND: &'static str = "unit.change";
    const RIGHT: Right = Right::ChangeUnits;

    fn needs(&self, world: &World) -> Needs {
        self.facts.needs(world).and(self.unit)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let unit = world.unit(self.unit)?;
        ensure(unit.into.is_none(), Code::UnitMerged)?;
        let mut facts = self.facts.clone().checked(world, Some(self.unit))?;
        let told = |former: &Former| former.name == unit.facts.name;
        if facts.name != unit.facts.name
            && !facts.former.iter().any(told)
            && !facts.aliases.contains(&unit.facts.name)
        {
            facts.former.push(Former { name: unit.facts.name.clone(), until: Some(cx.today) });
        }
        let mut emit = Emit::new(cx);
        emit.on(self.unit, Changed::from(facts));
        Ok(emit.events())
    }
}
