//! What an administrator says of a unit: names, place in the order of governments, members.

use super::level::{AreaCode, Level};
use crate::command::Needs;
use crate::id::UnitId;
use crate::limit::{self, MEMBERS_PER_GROUP, NAME_CHARS, NAMES_PER_UNIT};
use crate::refusal::{Code, Refusal};
use crate::world::{NameKind, World};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A name that a unit had (曾用名).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Former {
    /// The name.
    pub name: String,
    /// The day on which another one took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// The whole description of a unit or group.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Facts {
    /// The name in force.
    pub name: String,
    /// 简称、别名: what documents also call it.
    pub aliases: Vec<String>,
    /// Names that it had.
    pub former: Vec<Former>,
    /// Its level, where known.
    pub level: Option<Level>,
    /// The area that it is of, where known.
    pub area: Option<AreaCode>,
    /// Whether it stands for its members.
    pub group: bool,
    /// Members of a group: units, or groups again.
    pub members: Vec<UnitId>,
    /// Official order (机构排序), smaller first.
    pub order: u32,
    /// No new work is handed to it.
    pub retired: bool,
    /// The day on which it was dissolved, where that is known.
    pub ended: Option<Date>,
}

impl Facts {
    /// A unit.
    pub fn unit(name: impl Into<String>, order: u32) -> Self {
        Self { name: name.into(), order, ..Self::default() }
    }

    /// A group of these.
    pub fn group(name: impl Into<String>, members: Vec<UnitId>, order: u32) -> Self {
        Self { group: true, members, ..Self::unit(name, order) }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let former = self.former.iter().map(|former| &former.name);
        std::iter::once(&self.name).chain(&self.aliases).chain(former).map(|name| name.trim())
    }

    /// Its names must be free, its members known down to the units.
    pub(super) fn needs(&self, world: &World) -> Needs {
        let needs = self.names().fold(Needs::none(), |needs, name| needs.name(NameKind::Unit, name));
        self.members.iter().fold(needs, |needs, &member| super::expand::needs(world, needs, member))
    }

    /// Trimmed, each name once and free (or the unit's own), members without a ring.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `TooMany`, `NameTaken`, `GroupInGroup`, `GroupTooDeep`, naming the field.
    pub(super) fn checked(mut self, world: &World, of: Option<UnitId>) -> Result<Self, Refusal> {
        self.name = limit::text("name", &self.name, NAME_CHARS)?;
        limit::count("aliases", &self.aliases, NAMES_PER_UNIT)?;
        limit::count("former", &self.former, NAMES_PER_UNIT)?;
        let mut seen = vec![self.name.clone()];
        let mut fresh = |field, name: &str| -> Result<Option<String>, Refusal> {
            let name = limit::optional(field, name, NAME_CHARS)?;
            let is_new = !name.is_empty() && !seen.contains(&name);
            seen.extend(is_new.then(|| name.clone()));
            Ok(is_new.then_some(name))
        };
        let mut aliases = Vec::new();
        for alias in &self.aliases {
            aliases.extend(fresh("aliases", alias)?);
        }
        self.aliases = aliases;
        let mut former = Vec::new();
        for Former { name, until } in &self.former {
            former.extend(fresh("former", name)?.map(|name| Former { name, until: *until }));
        }
        self.former = former;
        let fields = ["aliases"; NAMES_PER_UNIT].into_iter().take(self.aliases.len());
        let fields = std::iter::once("name").chain(fields).chain(std::iter::repeat("former"));
        for (name, field) in self.names().zip(fields) {
            if let Some(holder) = world.named(NameKind::Unit, name)?
                && of.is_none_or(|of| of.0 != holder)
            {
                return Err(Refusal::of(Code::NameTaken).at(field).with("name", name));
            }
        }
        self.members = limit::distinct(&self.members);
        limit::count("members", &self.members, MEMBERS_PER_GROUP)?;
        let stray = !self.group && !self.members.is_empty();
        let ring = |refusal: Refusal| refusal.at("members");
        if stray {
            return Err(ring(Refusal::of(Code::GroupInGroup).with("name", &self.name)));
        }
        for &member in &self.members {
            super::expand::without_ring(world, member, of).map_err(ring)?;
        }
        Ok(self)
    }
}
