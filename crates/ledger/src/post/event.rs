//! What can happen to a post.

use crate::event::facts;
use crate::id::{LeaderId, UnitId};
use crate::right::Role;
use serde::{Deserialize, Serialize};

/// `post.added`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Added {
    /// What it is called.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The unit it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// The leader whose portfolio it sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<LeaderId>,
}

/// `post.changed`: the new name, or that nobody may act in it any more. Role and scope stay: a new role is a new post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Changed {
    /// What it is called.
    pub name: String,
    /// Nobody may act in it.
    #[serde(default)]
    pub retired: bool,
}

facts! {
    /// Events of posts.
    PostEvent in Post { Added = "post.added", Changed = "post.changed" }
}
