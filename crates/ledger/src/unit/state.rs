//! A unit as rules need it.

use super::event::UnitEvent;
use super::facts::{Facts, Former};
use super::level::{AreaCode, Level};
use crate::id::{LeaderId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A name that came with a unit that was merged into this one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Inherited {
    /// The name.
    pub name: String,
    /// Whose it was.
    pub from: UnitId,
    /// Since when.
    pub since: Date,
}

/// One unit or group.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Unit {
    /// The name in force.
    pub name: String,
    /// Short and other names.
    pub aliases: Vec<String>,
    /// Former names: a document may still print them.
    pub former: Vec<Former>,
    /// Names of units that were merged into it.
    pub inherited: Vec<Inherited>,
    /// Its level.
    pub level: Option<Level>,
    /// The area that it is of.
    pub area: Option<AreaCode>,
    /// Whether it stands for its members.
    pub group: bool,
    /// Members of a group.
    pub members: Vec<UnitId>,
    /// Official order, smaller first.
    pub order: u32,
    /// No new work is handed to it.
    pub retired: bool,
    /// The day on which it was dissolved.
    pub ended: Option<Date>,
    /// The unit that it was merged into, and that is found by its names.
    pub into: Option<UnitId>,
    /// The leaders in whose portfolio it is.
    pub leaders: Vec<LeaderId>,
}

/// States a description.
macro_rules! state {
    ($unit:ident, $stated:ident) => {{
        let old = std::mem::replace(&mut $unit.name, $stated.name);
        match $stated.former {
            Some(former) => $unit.former = former,
            // The first releases stated no former names: a changed name joined them.
            None if !old.is_empty() && old != $unit.name => {
                $unit.former.push(Former { name: old, until: None })
            }
            None => {}
        }
        let name = &$unit.name;
        $unit.former.retain(|former| former.name != *name);
        $unit.aliases = $stated.aliases;
        $unit.level = $stated.level;
        $unit.area = $stated.area;
        $unit.group = $stated.group;
        $unit.members = $stated.members;
        $unit.order = $stated.order;
        $unit.retired = $stated.retired;
        $unit.ended = $stated.ended;
    }};
}

impl Unit {
    pub(crate) fn apply(&mut self, event: &UnitEvent) {
        match event.clone() {
            UnitEvent::Added(added) => state!(self, added),
            UnitEvent::Changed(changed) => state!(self, changed),
            UnitEvent::Aliased(aliased) => self.aliases.push(aliased.name),
            UnitEvent::Merged(merged) => {
                self.into = Some(merged.into);
                self.retired = true;
                self.ended = Some(merged.date);
            }
            UnitEvent::Parted(_) => {
                self.into = None;
                self.retired = false;
                self.ended = None;
            }
        }
    }

    /// What becomes of a successor when `of` joins it, or leaves it again.
    pub(crate) fn joined(&mut self, of: UnitId, event: &UnitEvent) {
        match event {
            UnitEvent::Merged(merged) => {
                let name = |name: &String| Inherited { name: name.clone(), from: of, since: merged.date };
                self.inherited.extend(merged.names.iter().map(name));
            }
            UnitEvent::Parted(_) => self.inherited.retain(|inherited| inherited.from != of),
            _ => {}
        }
    }

    /// Its description, to be changed and stated anew.
    pub fn facts(&self) -> Facts {
        Facts {
            name: self.name.clone(),
            aliases: self.aliases.clone(),
            former: self.former.clone(),
            level: self.level,
            area: self.area,
            group: self.group,
            members: self.members.clone(),
            order: self.order,
            retired: self.retired,
            ended: self.ended,
        }
    }

    /// What it is or was called, today's name first, each once.
    pub fn names(&self) -> Vec<&str> {
        let former = self.former.iter().map(|former| &former.name);
        let inherited = self.inherited.iter().map(|inherited| &inherited.name);
        let mut names: Vec<&str> = Vec::new();
        for name in std::iter::once(&self.name).chain(&self.aliases).chain(former).chain(inherited) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// The names by which it is found: none where another unit answers to them.
    pub fn held(&self) -> Vec<&str> {
        if self.into.is_some() { Vec::new() } else { self.names() }
    }
}

/// Whether a printed name stands for several units: 各市州政府, 省政府各部门, 有关单位, 相关市州政府.
pub fn looks_like_group(name: &str) -> bool {
    name.contains('各') || name.contains("有关") || name.contains("相关") || name.contains("其他")
}
