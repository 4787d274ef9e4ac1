//! What can happen to a unit.

use super::facts::{Facts, Former};
use super::level::{AreaCode, Level};
use crate::event::facts;
use crate::id::UnitId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The two events that state a whole description; what the first releases wrote stands first, in its order.
macro_rules! stating {
    ($($(#[$doc:meta])* $name:ident { $(#[$retired:meta])* retired })+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        pub struct $name {
            /// The name in force.
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
            /// No new work is handed to it.
            $(#[$retired])*
            pub retired: bool,
            /// Short and other names.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub aliases: Vec<String>,
            /// Former names; where none are stated they stay, and a name that is changed joins them.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub former: Option<Vec<Former>>,
            /// Its level.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub level: Option<Level>,
            /// The area that it is of.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub area: Option<AreaCode>,
            /// The day on which it was dissolved.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub ended: Option<Date>,
        }

        impl From<Facts> for $name {
            fn from(of: Facts) -> Self {
                let Facts { name, aliases, former, level, area, group, members, order, retired, ended } = of;
                Self { name, group, members, order, retired, aliases, former: Some(former), level, area, ended }
            }
        }

        impl From<$name> for Facts {
            fn from(of: $name) -> Self {
                let $name { name, group, members, order, retired, aliases, former, level, area, ended } = of;
                let former = former.unwrap_or_default();
                Self { name, aliases, former, level, area, group, members, order, retired, ended }
            }
        }
    )+};
}

stating! {
    /// `unit.added`
    Added { #[serde(default, skip_serializing_if = "std::ops::Not::not")] retired }
    /// `unit.changed`: the whole new description. Tasks keep the name that they were given.
    Changed { #[serde(default)] retired }
}

/// `unit.aliased`: a document calls it so, and a reviewer said that it is meant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Aliased {
    /// The name.
    pub name: String,
}

/// `unit.merged`: it became part of another unit, which answers to its names from now on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Merged {
    /// The successor.
    pub into: UnitId,
    /// The day from which that holds.
    pub date: Date,
    /// Its names, so that the successor can be told by the event alone.
    pub names: Vec<String>,
}

/// `unit.parted`: it was merged by mistake, or stands on its own again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Parted {
    /// The successor that it had.
    pub from: UnitId,
}

facts! {
    /// Events of units.
    UnitEvent in Unit {
        Added = "unit.added",
        Changed = "unit.changed",
        Aliased = "unit.aliased",
        Merged = "unit.merged",
        Parted = "unit.parted",
    }
}

impl UnitEvent {
    /// The other unit that an event changes: the successor.
    pub(crate) fn successor(&self) -> Option<UnitId> {
        match self {
            UnitEvent::Merged(merged) => Some(merged.into),
            UnitEvent::Parted(parted) => Some(parted.from),
            UnitEvent::Added(_) | UnitEvent::Changed(_) | UnitEvent::Aliased(_) => None,
        }
    }
}
