//! The list of tasks beside a document, a stretch at a time, and the outline of its headings.

use super::review::{Review, Task};
use crate::address::Address;
use ledger::printed::Duty;
use std::collections::{BTreeMap, BTreeSet};

/// Tasks of one stretch of the list.
const ROWS: usize = 50;
/// Headings that are shown whole; of more only those round the task that is looked at.
pub(super) const HEADINGS: usize = 60;

/// Headings before and behind one on the way, of the same depth, that are shown with it.
const NEAR: usize = 6;

/// A line of the list of tasks.
pub(super) struct Line {
    pub(super) id: u64,
    pub(super) version: u64,
    pub(super) here: bool,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) open: usize,
    pub(super) looked_at: bool,
    pub(super) lead: bool,
    /// The heading that begins with it, or "".
    pub(super) heading: String,
}

/// What the list is filtered by.
#[derive(Clone, Default)]
pub(super) struct Filter {
    pub(super) only: String,
    pub(super) q: String,
}

impl Filter {
    /// The filters that there are.
    pub(super) const ONLY: [&'static str; 3] = ["", "open", "leaderless"];

    pub(super) fn of(address: &Address) -> Self {
        let one = |key| address.one(key).unwrap_or_default().to_owned();
        Self { only: one("only"), q: one("q") }
    }

    /// As it stands in an address, behind other parameters.
    pub(super) fn query(&self) -> String {
        let encoded = |text: &str| text.bytes().map(crate::page::percent).collect::<String>();
        let pairs = [("only", &self.only), ("q", &self.q)];
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        pairs.map(|(key, value)| format!("&{key}={}", encoded(value))).collect()
    }

    fn holds(&self, task: &Task) -> bool {
        let facts = &task.facts;
        let only = match &*self.only {
            "open" => facts.open_warnings() > 0,
            "leaderless" => !leads(task),
            _ => true,
        };
        let words = || [&facts.number, &facts.title, &facts.body].into_iter();
        let names = || facts.units.iter().map(|unit| &unit.name);
        only && (self.q.is_empty() || words().chain(names()).any(|text| text.contains(&self.q)))
    }
}

fn leads(task: &Task) -> bool {
    task.facts.units.iter().any(|unit| unit.duty == Duty::Lead)
}

/// A stretch of the list.
pub(super) struct Stretch {
    pub(super) from: usize,
    pub(super) lines: Vec<Line>,
    /// What changes when tasks come, go or change places.
    pub(super) mark: String,
    /// Tasks that the filter holds.
    pub(super) found: usize,
    /// The first task of the stretch before, and of the one behind.
    pub(super) earlier: Option<u64>,
    pub(super) later: Option<u64>,
}

impl Stretch {
    /// The stretch that begins at a place, else the one that holds the task that is looked at.
    pub(super) fn of(of: &Review, filter: &Filter, current: Option<u64>, from: Option<usize>) -> Self {
        let found: Vec<&Task> = of.tasks.iter().filter(|task| filter.holds(task)).collect();
        let here = || found.iter().position(|task| Some(task.id) == current).unwrap_or(0);
        let from = from.unwrap_or_else(|| here() / ROWS * ROWS).min(found.len());
        let mut section = from.checked_sub(1).map(|before| found[before].facts.section);
        let word = |id: u32| {
            let found = of.draft.sections.iter().find(|section| section.id == id);
            found.map(|section| format!("{}{}", section.number, section.title)).unwrap_or_default()
        };
        let mut mark = 0_u64;
        let line = |task: &&Task| {
            mark = mark.wrapping_mul(31).wrapping_add(task.id * 4096 + u64::from(task.facts.section));
            let begins = section != Some(task.facts.section);
            section = Some(task.facts.section);
            Line {
                id: task.id,
                version: task.version,
                here: Some(task.id) == current,
                number: task.facts.number.clone(),
                title: task.facts.title.clone(),
                open: task.facts.open_warnings(),
                looked_at: !task.facts.warnings.is_empty(),
                lead: leads(task),
                heading: if begins { word(task.facts.section) } else { String::new() },
            }
        };
        let lines = found.iter().skip(from).take(ROWS).map(line).collect();
        let at = |place: usize| found.get(place).map(|task| task.id);
        Self {
            from,
            lines,
            mark: format!("{mark:x}-{}", current.unwrap_or(0)),
            found: found.len(),
            earlier: from.checked_sub(ROWS).and_then(at),
            later: at(from + ROWS),
        }
    }

    /// Where the next stretch begins.
    pub(super) fn next(&self) -> usize {
        self.from + ROWS
    }
}

/// A heading with what stands under it.
pub(super) struct Node {
    pub(super) id: u32,
    pub(super) depth: usize,
    pub(super) word: String,
    pub(super) tasks: usize,
    pub(super) open: usize,
    /// Its first task.
    pub(super) first: Option<u64>,
    /// The task that is looked at stands under it.
    pub(super) here: bool,
}

/// The headings of a document; of a long one those round the way to a heading.
pub(super) fn outline(of: &Review, section: u32, whole: bool) -> Vec<Node> {
    let parents: BTreeMap<u32, Option<u32>> =
        of.draft.sections.iter().map(|one| (one.id, one.parent)).collect();
    let path = |id: u32| {
        let above = std::iter::successors(Some(id), |id| parents.get(id).copied().flatten());
        // A heading stands under another one at most as often as there are headings.
        above.take(parents.len())
    };
    let mut sums: BTreeMap<u32, (usize, usize, Option<u64>)> = BTreeMap::new();
    for task in &of.tasks {
        for id in path(task.facts.section) {
            let (tasks, open, first) = sums.entry(id).or_default();
            *tasks += 1;
            *open += task.facts.open_warnings();
            first.get_or_insert(task.id);
        }
    }
    let way: BTreeSet<u32> = path(section).collect();
    let mut beside: BTreeMap<Option<u32>, Vec<u32>> = BTreeMap::new();
    for one in &of.draft.sections {
        beside.entry(one.parent).or_default().push(one.id);
    }
    let near = |one: &ledger::draft::Section| {
        let place = |of: &dyn Fn(u32) -> bool| beside[&one.parent].iter().position(|&id| of(id)).unwrap_or(0);
        let on_way = one.parent.is_none_or(|parent| way.contains(&parent));
        on_way && place(&|id| way.contains(&id)).abs_diff(place(&|id| id == one.id)) <= NEAR
    };
    let shown = |one: &&ledger::draft::Section| whole || parents.len() <= HEADINGS || near(one);
    let node = |one: &ledger::draft::Section| {
        let (tasks, open, first) = sums.get(&one.id).copied().unwrap_or_default();
        Node {
            id: one.id,
            depth: path(one.id).count() - 1,
            word: format!("{}{}", one.number, one.title),
            tasks,
            open,
            first,
            here: way.contains(&one.id),
        }
    };
    of.draft.sections.iter().filter(shown).map(node).collect()
}
