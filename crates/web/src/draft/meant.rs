//! Which units the printed names mean: by their names and short forms, or as the reviewer chooses; and the groups among
//! them that nobody stands behind yet.

use super::review::{NewName, Review, open};
use crate::problem::Halt;
use crate::who::Who;
use ledger::UnitId;
use ledger::draft::Meant;
use ledger::unit::{How, Resolved, looks_like_group};

/// A printed name that no unit has, and what it can mean.
pub(super) struct Unknown {
    pub of: NewName,
    /// Value and word: a new unit, or one of those that it looks like.
    pub choices: Vec<(String, String)>,
    pub chosen: String,
}

/// A group without members.
pub(super) struct Empty {
    pub name: String,
    /// Where its members are entered.
    pub href: String,
}

/// The names that no unit has, with what was chosen for them, else what their short form means.
pub(super) fn unknown(who: &Who, of: &Review, chosen: &[(String, String)]) -> Vec<Unknown> {
    let new_word = |group: bool| who.w.t(if group { "draft-as-group" } else { "draft-as-unit" }).to_owned();
    let unknown = |of: NewName| {
        let (meant, near) = match who.directory.resolve(&of.name) {
            Resolved::Unit(unit, _) => (Some(unit), who.directory.resolver().nearest(&of.name)),
            Resolved::Unknown(near) => (None, near),
        };
        let mut all: Vec<UnitId> = meant.into_iter().collect();
        all.extend(near.into_iter().filter(|near| Some(*near) != meant));
        let units = all.iter().map(|&unit| (unit.to_string(), who.directory.unit_name(unit)));
        let choices = std::iter::once((String::new(), new_word(of.group))).chain(units).collect();
        let by_hand = chosen.iter().find(|(name, _)| *name == of.name).map(|(_, unit)| unit.clone());
        let by_form = || meant.map(|unit| unit.to_string()).unwrap_or_default();
        Unknown { choices, chosen: by_hand.unwrap_or_else(by_form), of }
    };
    of.new_units(who).into_iter().map(unknown).collect()
}

/// What a reviewer's choices say to the ledger.
pub(super) fn meant(chosen: &[(String, String)]) -> Vec<Meant> {
    let meant = |(name, unit): &(String, String)| {
        Some(Meant { name: name.clone(), unit: UnitId(unit.parse().ok()?) })
    };
    chosen.iter().filter_map(meant).collect()
}

/// What the short forms alone say: for those who confirm without a page.
///
/// # Errors
/// Those of opening the draft.
pub(crate) async fn by_form(who: &Who, draft: u64) -> Result<Vec<Meant>, Halt> {
    let of = open(who, draft).await?;
    let meant = |of: NewName| match who.directory.resolve(&of.name) {
        Resolved::Unit(unit, How::Short) => Some(Meant { name: of.name, unit }),
        _ => None,
    };
    Ok(of.new_units(who).into_iter().filter_map(meant).collect())
}

/// The groups that the draft names and that have no members, new ones too.
pub(super) fn empty_groups(who: &Who, of: &Review) -> Vec<Empty> {
    let mut empty: Vec<Empty> = Vec::new();
    for printed in of.tasks.iter().flat_map(|task| &task.facts.units).map(|unit| &unit.name) {
        let known = who.directory.resolve(printed).unit();
        let (name, href) = match known.and_then(|id| Some((id, who.directory.unit(id)?))) {
            Some((id, unit)) if unit.facts.group && unit.facts.members.is_empty() => {
                (unit.facts.name.clone(), format!("/units/{id}#members"))
            }
            None if looks_like_group(printed) => {
                let typed: String = printed.bytes().map(crate::page::percent).collect();
                (printed.clone(), format!("/units/new?group=on&name={typed}"))
            }
            _ => continue,
        };
        if !empty.iter().any(|there| there.name == name) {
            empty.push(Empty { name, href });
        }
    }
    empty
}

/// What a reviewer is told of a printed name beside it, or "": which unit is meant, or which look like it.
pub(super) fn told(who: &Who, printed: &str) -> String {
    let w = who.w;
    match who.directory.resolve(printed) {
        Resolved::Unit(unit, How::Name)
            if who.directory.unit(unit).is_some_and(|unit| !unit.facts.retired) =>
        {
            String::new()
        }
        Resolved::Unit(unit, _) => w.fill("unit-means", &[("name", &who.directory.unit_name(unit))]),
        Resolved::Unknown(near) if near.is_empty() => String::new(),
        Resolved::Unknown(near) => {
            let near = w.list(near.into_iter().map(|unit| who.directory.unit_name(unit)));
            w.fill("unit-nearest", &[("names", &near)])
        }
    }
}
