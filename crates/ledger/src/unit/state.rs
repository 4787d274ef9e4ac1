//! A unit as rules need it.

use super::event::UnitEvent;
use crate::id::{LeaderId, UnitId};
use serde::{Deserialize, Serialize};

/// One unit or group.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unit {
    /// The name in force.
    pub name: String,
    /// Former names: a document may still print them.
    pub former: Vec<String>,
    /// Whether it stands for its members.
    pub group: bool,
    /// Members of a group.
    pub members: Vec<UnitId>,
    /// Official order, smaller first.
    pub order: u32,
    /// No new work is handed to it.
    pub retired: bool,
    /// The leaders in whose portfolio it is.
    pub leaders: Vec<LeaderId>,
}

impl Unit {
    pub(crate) fn apply(&mut self, event: &UnitEvent) {
        match event.clone() {
            UnitEvent::Added(added) => {
                self.name = added.name;
                self.group = added.group;
                self.members = added.members;
                self.order = added.order;
            }
            UnitEvent::Changed(changed) => {
                if changed.name != self.name {
                    self.former.retain(|name| *name != changed.name);
                    self.former.push(std::mem::replace(&mut self.name, changed.name));
                }
                self.group = changed.group;
                self.members = changed.members;
                self.order = changed.order;
                self.retired = changed.retired;
            }
        }
    }

    /// The names by which it is found: today's and former ones.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.former).map(String::as_str)
    }
}

/// Whether a printed name stands for several units: 各市州政府, 省政府各部门, 有关单位, 相关市州政府.
pub fn looks_like_group(name: &str) -> bool {
    name.contains('各') || name.contains("有关") || name.contains("相关") || name.contains("其他")
}
