//! The table of a comparison: former tasks beside those of the draft, what is proposed, and what a person chose by hand.

use super::{Body, Loaded, matter};
use crate::task::light::{LightWords, light_words};
use crate::who::Who;
use crate::words::Words;
use jiff::civil::Date;
use ledger::TaskId;
use ledger::plan::How;
use ledger::task::{Registered, Task};
use reading::compare::{Change, Comparison, Link, changes, compare_matters};
use std::collections::{BTreeMap, BTreeSet};

/// A former task.
pub(super) struct Former {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) light: LightWords,
    /// Work on it goes on.
    open: bool,
    /// Another plan carries it on already.
    taken: bool,
}

/// A line of the table.
#[derive(Default)]
pub(super) struct Line {
    /// The box of this line: its value, and whether it is ticked; none where nothing is to be decided.
    pub(super) choice: Option<(String, bool)>,
    pub(super) former: Option<usize>,
    /// The new task: its id and name.
    pub(super) new: Option<(u64, String)>,
    /// 拆分, 合并, 人工指定, or "".
    pub(super) link: &'static str,
    /// In percent; none where it is not to be doubted.
    pub(super) likeness: Option<u32>,
    pub(super) changes: Vec<String>,
    /// Where a person may name the task of the other side: what was typed.
    pub(super) typed: Option<String>,
}

/// Lines of one kind under their heading.
pub(super) struct Group {
    pub(super) key: &'static str,
    pub(super) lines: Vec<Line>,
}

/// Below this likeness, in percent, a pair is to be looked at.
const LIKE: u32 = 60;

/// A title behind its number, which is set off where it has no mark of its own.
fn numbered(number: &str, title: &str) -> String {
    let gap = if number.ends_with(|last: char| last.is_numeric()) { " " } else { "" };
    format!("{number}{gap}{title}")
}

/// The former tasks.
pub(super) fn formers(who: &Who, of: &Loaded) -> Vec<Former> {
    let today: Date = who.today;
    let former = |(id, task, _): &(TaskId, Task, Registered)| {
        let row = ledger::task::row(task, &who.directory.jurisdiction.lights, today);
        Former {
            id: id.0,
            name: numbered(&task.number, &task.title),
            light: light_words(&row, today, who.w),
            open: row.state.open(),
            taken: !task.carried.is_empty(),
        }
    };
    of.former.iter().map(former).collect()
}

/// Tasks by the words under which a form offers them, each of which names one task.
pub(super) fn offered(tasks: impl Iterator<Item = (u64, String)>) -> BTreeMap<String, u64> {
    let mut offered = BTreeMap::new();
    for (id, name) in tasks {
        let name = if offered.contains_key(&name) { format!("{name} #{id}") } else { name };
        offered.insert(name, id);
    }
    offered
}

/// The task that typed words mean: the one of that name, else the only one whose name holds them.
pub(super) fn meant(typed: &str, offered: &BTreeMap<String, u64>) -> Option<u64> {
    let mut holding = offered.iter().filter(|(name, _)| name.contains(typed)).map(|(_, id)| *id);
    let only = holding.next().filter(|_| holding.next().is_none());
    offered.get(typed).copied().or(only)
}

/// The former tasks that can be carried on.
pub(super) fn offered_formers(of: &Loaded) -> BTreeMap<String, u64> {
    let open = of.former.iter().filter(|(_, task, _)| task.carried.is_empty());
    offered(open.map(|(id, task, _)| (id.0, numbered(&task.number, &task.title))))
}

/// The draft's tasks.
pub(super) fn offered_tasks(of: &Loaded) -> BTreeMap<String, u64> {
    offered(of.tasks.iter().map(|(id, facts)| (id.0, numbered(&facts.number, &facts.title))))
}

/// Two tasks that a person or the comparison holds to be one matter, by their places.
struct Pair {
    from: usize,
    to: usize,
    link: &'static str,
    likeness: Option<u32>,
    changes: Vec<Change>,
}

/// The table. What is ticked already stays; else pairs are, and where the draft replaces the plan, so is what ended.
pub(super) fn groups(
    who: &Who,
    of: &Loaded,
    formers: &[Former],
    how: How,
    ticked: Option<&Body>,
) -> Vec<Group> {
    let leaders = |registered: &Registered| {
        let named = registered.leaders.iter().filter_map(|&id| who.directory.leader(id));
        named.map(|leader| leader.name.clone()).collect()
    };
    let name = |printed: &str| who.directory.name_in_force(printed);
    let from: Vec<_> = of.former.iter().map(|(.., of)| matter::of_task(of, leaders(of), &name)).collect();
    let to: Vec<_> = of.tasks.iter().map(|(_, facts)| matter::of_facts(facts, &name)).collect();
    let Comparison { pairs, mut ended, mut new } = compare_matters(&from, &to);
    let found: BTreeSet<(usize, usize)> = pairs.iter().map(|pair| (pair.from, pair.to)).collect();
    let pairs = pairs.into_iter().map(|pair| Pair {
        from: pair.from,
        to: pair.to,
        link: match pair.link {
            Link::Same => "",
            Link::Split => "split",
            Link::Merged => "merged",
        },
        likeness: Some(pair.likeness / 10).filter(|likeness| *likeness < LIKE),
        changes: pair.changes,
    });
    let by_hand = chosen(of, ticked).into_iter().filter(|pair| !found.contains(pair));
    let by_hand = by_hand.map(|(at, other)| {
        let changes = changes(&from[at], &to[other]);
        Pair { from: at, to: other, link: "chosen", likeness: None, changes }
    });
    let task = |at: usize| {
        let (id, facts) = &of.tasks[at];
        (id.0, numbered(&facts.number, &facts.title))
    };
    let (mut changed, mut unchanged) = (Vec::new(), Vec::new());
    for pair in pairs.chain(by_hand.collect::<Vec<_>>()) {
        let former = &formers[pair.from];
        if pair.link == "chosen" {
            ended.retain(|&at| at != pair.from);
            new.retain(|&at| at != pair.to);
        }
        let value = format!("{}:{}", former.id, task(pair.to).0);
        let ticked = ticked.is_none_or(|body| body.carry.contains(&value));
        let list = if pair.changes.is_empty() { &mut unchanged } else { &mut changed };
        list.push(Line {
            choice: (!former.taken).then_some((value, ticked)),
            former: Some(pair.from),
            new: Some(task(pair.to)),
            link: pair.link,
            likeness: pair.likeness,
            changes: said(&pair.changes, who.w),
            typed: None,
        });
    }
    let open = of.draft.open().is_ok();
    let typed = |of: fn(&Body) -> (&[String], &[String]), id: u64| {
        let (ids, words) = ticked.map(of).unwrap_or_default();
        let at = ids.iter().position(|other| *other == id.to_string());
        at.and_then(|at| words.get(at)).cloned().unwrap_or_default()
    };
    let ended = ended.into_iter().map(|at| {
        let former = &formers[at];
        let value = former.id.to_string();
        let ticked = ticked.map_or(how == How::Replaces, |body| body.end.contains(&value));
        Line {
            choice: (former.open && !former.taken).then_some((value, ticked)),
            former: Some(at),
            typed: (open && !former.taken).then(|| typed(|body| (&body.from, &body.into), former.id)),
            ..Line::default()
        }
    });
    let new = new.into_iter().map(|at| {
        let new = task(at);
        let typed = open.then(|| typed(|body| (&body.to, &body.of), new.0));
        Line { typed, new: Some(new), ..Line::default() }
    });
    let groups = [
        Group { key: "changed", lines: changed },
        Group { key: "unchanged", lines: unchanged },
        Group { key: "ended", lines: ended.collect() },
        Group { key: "new", lines: new.collect() },
    ];
    groups.into_iter().filter(|group| !group.lines.is_empty()).collect()
}

/// The pairs that are carried on, by their places.
fn chosen(of: &Loaded, ticked: Option<&Body>) -> Vec<(usize, usize)> {
    let place = |carry: &super::Carry| {
        let from = of.former.iter().position(|(id, ..)| *id == carry.task)?;
        let to = of.tasks.iter().position(|(id, _)| *id == carry.into)?;
        Some((from, to))
    };
    ticked.into_iter().flat_map(Body::carried).filter_map(|carry| place(&carry)).collect()
}

fn said(changes: &[Change], w: &Words) -> Vec<String> {
    changes.iter().map(|change| matter::said(change, w)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_mean_one_task_or_none() {
        let names = ["1 修路", "2 修路", "3 修路和桥", "1 修路", "4 植树"];
        let offered = offered((7..).zip(names.map(str::to_owned)));
        let told = |typed| meant(typed, &offered);
        assert_eq!(
            ["1 修路", "1 修路 #10", "植树", "和桥"].map(told),
            [Some(7), Some(10), Some(11), Some(9)]
        );
        assert_eq!(["修路", "造林"].map(told), [None; 2]);
    }
}
