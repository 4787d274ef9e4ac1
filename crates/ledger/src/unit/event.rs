//! What can happen to a unit.

use crate::event::facts;
use crate::id::UnitId;
use serde::{Deserialize, Serialize};

/// `unit.added`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Added {
    /// The name as printed.
    pub name: String,
    /// Whether it stands for its members.
    #[serde(default)]
    pub group: bool,
    /// Members of a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<UnitId>,
    /// Official order (机构排序), smaller first.
    #[serde(default)]
    pub order: u32,
}

/// `unit.changed`: the whole new description. Tasks keep the name that they were given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Changed {
    /// The new name.
    pub name: String,
    /// Whether it stands for its members.
    #[serde(default)]
    pub group: bool,
    /// Members of a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<UnitId>,
    /// Official order.
    #[serde(default)]
    pub order: u32,
    /// No new work is handed to it.
    #[serde(default)]
    pub retired: bool,
}

facts! {
    /// Events of units.
    UnitEvent in Unit { Added = "unit.added", Changed = "unit.changed" }
}
