//! Which unit a printed name means: by its names, by a short form, or the nearest that there are.

use super::short::{Own, form};
use super::state::Unit;
use crate::id::UnitId;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How a printed name was understood.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// The name in force.
    Name,
    /// A short or other name.
    Alias,
    /// A former name, or that of a unit that was merged into it.
    Former,
    /// By the rules of short forms, and nobody else has that form.
    Short,
}

/// What a printed name means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolved {
    /// This unit or group.
    Unit(UnitId, How),
    /// None; these look most like it, the most alike first.
    Unknown(Vec<UnitId>),
}

impl Resolved {
    /// The unit, where it is known.
    pub fn unit(&self) -> Option<UnitId> {
        match self {
            Resolved::Unit(unit, _) => Some(*unit),
            Resolved::Unknown(_) => None,
        }
    }
}

/// As many nearest matches are offered.
const NEAREST: usize = 3;
/// Two forms of which fewer pairs of characters agree are not alike, in thousandths.
const ALIKE: usize = 400;

/// The names of a jurisdiction's units, ready to be asked.
#[derive(Debug)]
pub struct Resolver {
    own: Own,
    names: HashMap<String, (UnitId, How)>,
    /// Forms of units in use; none where several have it.
    forms: HashMap<String, Option<UnitId>>,
    /// Units in use and their forms.
    alike: Vec<(UnitId, Vec<String>)>,
}

impl Resolver {
    /// Of the units of a jurisdiction, in official order.
    pub fn new<'a>(jurisdiction: &str, units: impl IntoIterator<Item = (UnitId, &'a Unit)>) -> Self {
        let own = Own::of(jurisdiction);
        let mut resolver = Self { own, names: HashMap::new(), forms: HashMap::new(), alike: Vec::new() };
        for (id, unit) in units {
            for name in unit.held() {
                resolver.names.insert(name.to_owned(), (id, how(unit, name)));
            }
            if unit.facts.retired {
                continue;
            }
            let mut forms: Vec<String> = unit.names().into_iter().map(|name| resolver.form(name)).collect();
            forms.sort_unstable();
            forms.dedup();
            for form in &forms {
                let same = resolver.forms.entry(form.clone()).or_insert(Some(id));
                *same = same.filter(|same| *same == id);
            }
            resolver.alike.push((id, forms));
        }
        resolver
    }

    /// The short form of a name.
    pub fn form(&self, name: &str) -> String {
        form(name, &self.own)
    }

    /// The unit that a printed name means, where it is known.
    pub fn known(&self, printed: &str) -> Option<(UnitId, How)> {
        let printed = printed.trim();
        let short = || self.forms.get(&self.form(printed)).copied().flatten().map(|unit| (unit, How::Short));
        self.names.get(printed).copied().or_else(short)
    }

    /// What a printed name means.
    pub fn resolve(&self, printed: &str) -> Resolved {
        match self.known(printed) {
            Some((unit, how)) => Resolved::Unit(unit, how),
            None => Resolved::Unknown(self.nearest(printed)),
        }
    }

    /// The units whose forms look most like a name, at most three, the most alike first.
    pub fn nearest(&self, printed: &str) -> Vec<UnitId> {
        let pairs = pairs(&self.form(printed));
        let mut alike: Vec<(usize, UnitId)> = self
            .alike
            .iter()
            .filter_map(|(id, forms)| Some((forms.iter().map(|form| likeness(&pairs, form)).max()?, *id)))
            .filter(|(likeness, _)| *likeness >= ALIKE)
            .collect();
        // A stable sort: what is as much alike stays in official order.
        alike.sort_by_key(|(likeness, _)| Reverse(*likeness));
        alike.into_iter().take(NEAREST).map(|(_, id)| id).collect()
    }
}

fn how(unit: &Unit, name: &str) -> How {
    if name == unit.facts.name {
        How::Name
    } else if unit.facts.aliases.iter().any(|alias| alias == name) {
        How::Alias
    } else {
        How::Former
    }
}

type Pair = (Option<char>, Option<char>);

/// Neighbouring characters, the ends of the name included, so that 厅 at the end counts.
fn pairs(form: &str) -> Vec<Pair> {
    let ends = || std::iter::once(None);
    let chars: Vec<Option<char>> = ends().chain(form.chars().map(Some)).chain(ends()).collect();
    chars.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Dice's coefficient of two forms' pairs, in thousandths.
fn likeness(of: &[Pair], form: &str) -> usize {
    let mut other = pairs(form);
    let all = of.len() + other.len();
    let common = of.iter().filter(|pair| {
        let at = other.iter().position(|there| there == *pair);
        at.map(|at| other.swap_remove(at)).is_some()
    });
    common.count() * 2_000 / all
}
