//! Who stands behind a unit or group: members of groups, groups in groups, the successor of a merged unit.

use super::state::Unit;
use crate::command::Needs;
use crate::id::UnitId;
use crate::limit::GROUP_DEPTH;
use crate::refusal::{Code, Refusal};
use crate::world::World;
use std::collections::BTreeSet;

/// How a unit is looked up.
pub type Look<'a> = &'a dyn Fn(UnitId) -> Result<&'a Unit, Refusal>;

/// The next step from a unit: its successor, or the members of a group.
fn next(unit: &Unit) -> &[UnitId] {
    unit.into.as_ref().map_or(&unit.facts.members, std::slice::from_ref)
}

/// Asks for a unit and for all that stands behind it, as far as it is loaded.
pub(crate) fn needs(world: &World, mut needs: Needs, unit: UnitId) -> Needs {
    let mut seen = BTreeSet::new();
    let mut layer = vec![unit];
    for _ in 0..=GROUP_DEPTH {
        layer.retain(|&id| seen.insert(id));
        needs = needs.all(layer.iter().copied());
        layer = layer.iter().filter_map(|&id| world.unit(id).ok()).flat_map(next).copied().collect();
    }
    needs
}

/// The units in use that a unit or group stands for, each once, the nearest first. A group without members stands for
/// itself, as a unit does.
///
/// # Errors
/// `GroupTooDeep`; those of the look-up.
pub fn units(look: Look<'_>, unit: UnitId) -> Result<Vec<UnitId>, Refusal> {
    let all = behind(look, unit, GROUP_DEPTH)?;
    let ends = all.into_iter().filter(|(_, state)| !state.facts.retired && next(state).is_empty());
    Ok(ends.map(|(id, _)| id).collect())
}

/// Refuses a member through which its group would be a member of itself, or groups too deep to be handed out.
///
/// # Errors
/// `GroupInGroup`, `GroupTooDeep`.
pub(super) fn without_ring(world: &World, member: UnitId, of: Option<UnitId>) -> Result<(), Refusal> {
    // The group itself is the first step.
    match behind(&|id| world.unit(id), member, GROUP_DEPTH - 1)?.into_iter().find(|(id, _)| of == Some(*id)) {
        Some((_, state)) => Err(Refusal::of(Code::GroupInGroup).with("name", &state.facts.name)),
        None => Ok(()),
    }
}

/// A unit and all that stand behind it, step by step, each once.
fn behind(look: Look<'_>, unit: UnitId, steps: usize) -> Result<Vec<(UnitId, &Unit)>, Refusal> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut layer = vec![unit];
    for _ in 0..=steps {
        let mut after = Vec::new();
        for id in layer {
            if seen.insert(id) {
                let state = look(id)?;
                found.push((id, state));
                after.extend(next(state));
            }
        }
        layer = after;
    }
    if layer.iter().any(|id| !seen.contains(id)) {
        return Err(Refusal::of(Code::GroupTooDeep).with("max", GROUP_DEPTH));
    }
    Ok(found)
}
