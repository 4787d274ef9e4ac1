//! A leader as rules need it.

use super::event::LeaderEvent;
use crate::id::UnitId;
use serde::{Deserialize, Serialize};

/// One leader and the portfolio.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Leader {
    /// Name.
    pub name: String,
    /// Office held.
    pub title: String,
    /// Official order, smaller first.
    pub order: u32,
    /// The portfolio.
    pub units: Vec<UnitId>,
}

impl Leader {
    pub(crate) fn apply(&mut self, event: &LeaderEvent) {
        let (name, title, order, units) = match event.clone() {
            LeaderEvent::Added(added) => (added.name, added.title, added.order, added.units),
            LeaderEvent::Changed(changed) => (changed.name, changed.title, changed.order, changed.units),
        };
        *self = Self { name, title, order, units };
    }
}
