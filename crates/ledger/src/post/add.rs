//! Adding a post.

use super::event::Added;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{LeaderId, UnitId};
use crate::limit::{self, NAME_CHARS};
use crate::refusal::{Code, Refusal};
use crate::right::{Right, Role};
use crate::world::World;
use serde::Serialize;

/// Adds a post; its role decides what scope it must name.
#[derive(Clone, Debug, Serialize)]
pub struct Add {
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// The leader whose portfolio it sees.
    pub leader: Option<LeaderId>,
}

impl Command for Add {
    const KIND: &'static str = "post.add";
    const RIGHT: Right = Right::ChangeAccounts;

    fn needs(&self, _: &World) -> Needs {
        Needs::none().all(self.unit).all(self.leader)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let name = limit::text("name", &self.name, NAME_CHARS)?;
        if let Some(unit) = self.unit {
            world.unit(unit)?;
        }
        if let Some(leader) = self.leader {
            world.leader(leader)?;
        }
        if self.role.needs_unit() && self.unit.is_none() {
            return Err(Refusal::of(Code::PostNeedsUnit).at("unit"));
        }
        if self.role == Role::Leader && self.leader.is_none() {
            return Err(Refusal::of(Code::PostNeedsUnit).at("leader"));
        }
        let mut emit = Emit::new(cx);
        emit.makes(Added { name, role: self.role, unit: self.unit, leader: self.leader });
        Ok(emit.events())
    }
}
