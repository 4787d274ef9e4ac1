//! Adding a unit or a group.

use super::event::Added;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::UnitId;
use crate::limit::{self, MEMBERS_PER_GROUP, NAME_CHARS};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::{NameKind, World};
use serde::Serialize;

/// Adds a unit whose name is free.
#[derive(Clone, Debug, Serialize)]
pub struct Add {
    /// The name.
    pub name: String,
    /// Whether it stands for its members.
    pub group: bool,
    /// Members, where it is a group.
    pub members: Vec<UnitId>,
    /// Official order.
    pub order: u32,
}

impl Command for Add {
    const KIND: &'static str = "unit.add";
    const RIGHT: Right = Right::ChangeUnits;

    fn needs(&self, _: &World) -> Needs {
        Needs::none().name(NameKind::Unit, self.name.trim()).all(self.members.iter().copied())
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let name = limit::text("name", &self.name, NAME_CHARS)?;
        if world.named(NameKind::Unit, &name)?.is_some() {
            return Err(Refusal::of(Code::NameTaken).at("name").with("name", name));
        }
        members(world, None, self.group, &self.members)?;
        let mut emit = Emit::new(cx);
        let members = limit::distinct(&self.members);
        emit.makes(Added { name, group: self.group, members, order: self.order });
        Ok(emit.events())
    }
}

/// Members are units, not groups, and only a group has them.
pub(super) fn members(
    world: &World,
    of: Option<UnitId>,
    group: bool,
    members: &[UnitId],
) -> Result<(), Refusal> {
    limit::count("members", members, MEMBERS_PER_GROUP)?;
    ensure(group || members.is_empty(), Code::GroupInGroup).map_err(|refusal| refusal.at("members"))?;
    for &member in members {
        let unit = world.unit(member)?;
        if unit.group || of == Some(member) {
            return Err(Refusal::of(Code::GroupInGroup).at("members").with("name", &unit.name));
        }
    }
    Ok(())
}
