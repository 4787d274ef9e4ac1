//! 并入 and its undoing: a unit that was dissolved leads to its successor, whatever document prints its names. Its
//! assignments stay until a supervisor hands them on.

use super::event::{Merged, Parted};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::UnitId;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use jiff::civil::Date;
use serde::Serialize;

/// The first day that a reform can have: that of the state.
const EARLIEST: Date = jiff::civil::date(1949, 10, 1);

/// Merges a unit into another one.
#[derive(Clone, Debug, Serialize)]
pub struct Merge {
    /// The unit that is dissolved.
    pub unit: UnitId,
    /// Its successor.
    pub into: UnitId,
    /// Since when; not after today.
    pub date: Date,
}

impl Command for Merge {
    const KIND: &'static str = "unit.merge";
    const RIGHT: Right = Right::ChangeUnits;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.unit).and(self.into)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let (unit, into) = (world.unit(self.unit)?, world.unit(self.into)?);
        ensure(unit.into.is_none(), Code::UnitMerged)?;
        // A successor in use cannot itself have been merged, so that no chain of successors is a ring.
        let may = self.unit != self.into && !unit.facts.group && !into.facts.group && !into.facts.retired;
        ensure(may, Code::NoSuccessor).map_err(|refusal| refusal.at("into"))?;
        if self.date < EARLIEST || self.date > cx.today {
            return Err(Refusal::of(Code::BadDate).at("date").with("min", EARLIEST).with("max", cx.today));
        }
        let names = unit.names().into_iter().map(str::to_owned).collect();
        let mut emit = Emit::new(cx);
        emit.on(self.unit, Merged { into: self.into, date: self.date, names });
        Ok(emit.events())
    }
}

/// Lets a merged unit stand on its own again.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// The unit that was merged.
    pub unit: UnitId,
}

impl Command for Part {
    const KIND: &'static str = "unit.part";
    const RIGHT: Right = Right::ChangeUnits;

    fn needs(&self, world: &World) -> Needs {
        let into = world.unit(self.unit).ok().and_then(|unit| unit.into);
        Needs::thing(self.unit).all(into)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let unit = world.unit(self.unit)?;
        let from = unit.into.ok_or_else(|| Refusal::of(Code::NotMerged))?;
        let successor = world.unit(from)?;
        // Its names lie with the last successor: the chain is taken apart from that end.
        if successor.into.is_some() {
            return Err(Refusal::of(Code::SuccessorMerged).with("name", &successor.facts.name));
        }
        let mut emit = Emit::new(cx);
        emit.on(self.unit, Parted { from });
        Ok(emit.events())
    }
}
