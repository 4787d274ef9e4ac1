//! What changed of a matter that goes on.

use super::matter::{Amount, Limit, Matter};
use crate::fold::folded;
use crate::reading::{PartialDate, Role};
use serde::Serialize;
use std::collections::BTreeSet;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// A unit that was not there before.
    UnitAdded {
        /// Its name.
        unit: String,
        /// Its role.
        role: Role,
    },
    /// A unit that is not there any more.
    UnitDropped {
        /// Its name.
        unit: String,
        /// The role that it had.
        role: Role,
    },
    /// A unit in the other role.
    RoleChanged {
        /// Its name.
        unit: String,
        /// The role that it has now.
        role: Role,
    },
    /// Other leaders.
    Leaders {
        /// Those who are not named any more.
        from: Vec<String>,
        /// Those who were not named before.
        to: Vec<String>,
    },
    /// Other dates.
    Deadlines {
        /// Those that are gone.
        from: Vec<PartialDate>,
        /// Those that came.
        to: Vec<PartialDate>,
    },
    /// Other duties that come again, by their rules.
    Recurrences {
        /// Those that are gone.
        from: Vec<String>,
        /// Those that came.
        to: Vec<String>,
    },
    /// Other time limits that count from an event.
    RelativeDeadlines {
        /// Those that are gone.
        from: Vec<Limit>,
        /// Those that came.
        to: Vec<Limit>,
    },
    /// Another amount of the same thing, one that is gone, or one that came.
    Target {
        /// What was to be reached.
        from: Option<Amount>,
        /// What is to be reached.
        to: Option<Amount>,
    },
    /// Other words, clause by clause.
    Words {
        /// Clauses that are gone.
        from: Vec<String>,
        /// Clauses that came.
        to: Vec<String>,
    },
}

/// What changed between two tasks, in a fixed order.
pub fn changes(from: &Matter, to: &Matter) -> Vec<Change> {
    let mut changes = units(from, to);
    let (gone, came) = difference(&from.leaders, &to.leaders);
    if !(gone.is_empty() && came.is_empty()) {
        changes.push(Change::Leaders { from: gone, to: came });
    }
    let (gone, came) = difference(&from.deadlines, &to.deadlines);
    if !(gone.is_empty() && came.is_empty()) {
        changes.push(Change::Deadlines { from: gone, to: came });
    }
    let (gone, came) = difference(&from.recurrences, &to.recurrences);
    if !(gone.is_empty() && came.is_empty()) {
        changes.push(Change::Recurrences { from: gone, to: came });
    }
    let (gone, came) = difference(&from.relative_deadlines, &to.relative_deadlines);
    if !(gone.is_empty() && came.is_empty()) {
        changes.push(Change::RelativeDeadlines { from: gone, to: came });
    }
    changes.extend(targets(&from.targets, &to.targets));
    changes.extend(words(&from.words, &to.words));
    changes
}

fn units(from: &Matter, to: &Matter) -> Vec<Change> {
    let named = |matter: &Matter| -> Vec<(String, Role)> {
        let lead = matter.lead.iter().map(|unit| (unit.clone(), Role::Lead));
        lead.chain(matter.responsible.iter().map(|unit| (unit.clone(), Role::Responsible))).collect()
    };
    let (gone, came) = difference(&named(from), &named(to));
    let has = |list: &[(String, Role)], unit: &str| list.iter().any(|(other, _)| other == unit);
    let mut changes: Vec<Change> = Vec::new();
    for (unit, role) in &came {
        let (unit, role) = (unit.clone(), *role);
        changes.push(if has(&gone, &unit) {
            Change::RoleChanged { unit, role }
        } else {
            Change::UnitAdded { unit, role }
        });
    }
    let dropped = gone.into_iter().filter(|(unit, _)| !has(&came, unit));
    changes.extend(dropped.map(|(unit, role)| Change::UnitDropped { unit, role }));
    changes
}

/// Amounts that count the same thing belong together: by unit and subject, else by unit in their order. One that is
/// only called otherwise did not change.
fn targets(from: &[Amount], to: &[Amount]) -> Vec<Change> {
    let figure = |amount: &Amount| (amount.comparator, amount.value.clone(), amount.unit.clone());
    let (mut gone, mut came) = difference(from, to);
    came.retain(|to| match gone.iter().position(|from| figure(from) == figure(to)) {
        Some(at) => {
            gone.remove(at);
            false
        }
        None => true,
    });
    let mut changes = Vec::new();
    for to in came {
        let same = |from: &Amount| from.unit == to.unit;
        let by_subject = gone.iter().position(|from| same(from) && from.subject == to.subject);
        let at = by_subject.or_else(|| gone.iter().position(same));
        changes.push(Change::Target { from: at.map(|at| gone.remove(at)), to: Some(to) });
    }
    changes.extend(gone.into_iter().map(|from| Change::Target { from: Some(from), to: None }));
    changes
}

fn words(from: &str, to: &str) -> Option<Change> {
    let clauses = |words: &str| -> Vec<String> {
        let clauses = words.split(['，', '。', '；', ',', ';', '\n']).map(str::trim);
        clauses.filter(|clause| !clause.is_empty()).map(str::to_owned).collect()
    };
    let bare =
        |clause: &String| -> String { clause.chars().map(folded).filter(|c| !c.is_whitespace()).collect() };
    let (from, to) = (clauses(from), clauses(to));
    let known = |clauses: &[String]| clauses.iter().map(bare).collect::<BTreeSet<_>>();
    let (before, after) = (known(&from), known(&to));
    let from: Vec<String> = from.into_iter().filter(|clause| !after.contains(&bare(clause))).collect();
    let to: Vec<String> = to.into_iter().filter(|clause| !before.contains(&bare(clause))).collect();
    (!(from.is_empty() && to.is_empty())).then_some(Change::Words { from, to })
}

/// What only the first list has, and what only the second has.
fn difference<T: Clone + PartialEq>(from: &[T], to: &[T]) -> (Vec<T>, Vec<T>) {
    let without = |list: &[T], other: &[T]| -> Vec<T> {
        let mut only: Vec<T> = Vec::new();
        for one in list.iter().filter(|one| !other.contains(one)) {
            if !only.contains(one) {
                only.push(one.clone());
            }
        }
        only
    };
    (without(from, to), without(to, from))
}
