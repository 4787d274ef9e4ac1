//! A post as rules need it.

use super::event::{Added, PostEvent};
use crate::id::{LeaderId, UnitId};
use crate::right::Role;
use serde::{Deserialize, Serialize};

/// One post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Post {
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// The leader whose portfolio it sees.
    pub leader: Option<LeaderId>,
    /// Nobody may act in it.
    pub retired: bool,
}

impl Post {
    pub(crate) fn added(by: &Added) -> Self {
        Self { name: by.name.clone(), role: by.role, unit: by.unit, leader: by.leader, retired: false }
    }

    pub(crate) fn apply(&mut self, event: &PostEvent) {
        match event {
            PostEvent::Added(added) => *self = Self::added(added),
            PostEvent::Changed(changed) => {
                self.name.clone_from(&changed.name);
                self.retired = changed.retired;
            }
        }
    }
}
