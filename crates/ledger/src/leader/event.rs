//! What can happen to a leader. Leaders named in a published plan are public.

use crate::event::facts;
use crate::id::UnitId;
use serde::{Deserialize, Serialize};

/// `leader.added`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Added {
    /// Name, or the post where a document prints that (分管副省长).
    pub name: String,
    /// Office held, such as 副省长.
    #[serde(default)]
    pub title: String,
    /// Official order, smaller first.
    #[serde(default)]
    pub order: u32,
    /// The portfolio.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitId>,
}

/// `leader.changed`: the whole new description.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Changed {
    /// Name.
    pub name: String,
    /// Office held.
    #[serde(default)]
    pub title: String,
    /// Official order.
    #[serde(default)]
    pub order: u32,
    /// The portfolio.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitId>,
    /// The former portfolio, so that the units that leave it can be told by the event alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<UnitId>,
}

facts! {
    /// Events of leaders.
    LeaderEvent in Leader { Added = "leader.added", Changed = "leader.changed" }
}
