//! A unit as rules need it.

use super::event::UnitEvent;
use super::facts::{Facts, Former};
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
pub struct Unit {
    /// Its description.
    pub facts: Facts,
    /// Names of units that were merged into it.
    pub inherited: Vec<Inherited>,
    /// The unit that it was merged into, and that is found by its names.
    pub into: Option<UnitId>,
    /// The leaders in whose portfolio it is.
    pub leaders: Vec<LeaderId>,
}

impl Unit {
    pub(crate) fn apply(&mut self, event: &UnitEvent) {
        match event.clone() {
            UnitEvent::Added(added) => self.state(added.former.is_some(), added.into()),
            UnitEvent::Changed(changed) => self.state(changed.former.is_some(), changed.into()),
            UnitEvent::Aliased(aliased) => self.facts.aliases.push(aliased.name),
            UnitEvent::Merged(merged) => {
                self.into = Some(merged.into);
                self.facts.retired = true;
                self.facts.ended = Some(merged.date);
            }
            UnitEvent::Parted(_) => {
                self.into = None;
                self.facts.retired = false;
                self.facts.ended = None;
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

    /// Takes a description. The first releases stated no former names: they stay, and a changed name joins them.
    fn state(&mut self, with_former: bool, stated: Facts) {
        let before = std::mem::replace(&mut self.facts, stated);
        let Facts { name, former, .. } = &mut self.facts;
        if !with_former {
            *former = before.former;
            if !before.name.is_empty() && before.name != *name {
                former.push(Former { name: before.name, until: None });
            }
        }
        former.retain(|former| former.name != *name);
    }

    /// What it is or was called, today's name first, each once.
    pub fn names(&self) -> Vec<&str> {
        let former = self.facts.former.iter().map(|former| &former.name);
        let inherited = self.inherited.iter().map(|inherited| &inherited.name);
        let mut names: Vec<&str> = Vec::new();
        for name in
            std::iter::once(&self.facts.name).chain(&self.facts.aliases).chain(former).chain(inherited)
        {
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
