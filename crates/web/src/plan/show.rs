//! 方案详情: its period, its sections with their counts, what is left to hand out.

use super::{State, open, seen};
use crate::cx::Cx;
use crate::form::Errors;
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::{Who, not_found};
use askama::Template;
use axum::extract::Path;
use ledger::light::Light;
use ledger::plan::Plan;
use ledger::printed::Duty;
use ledger::task::State as TaskState;
use ledger::{Facet, PlanId, Right, Thing};
use std::collections::{BTreeSet, HashMap};
use store::query::overview::{self, Counts};
use store::query::things;
use store::{Connection, Fault};

/// A line of the tree of sections.
struct Line {
    /// How deep it stands, from 0 to 3.
    depth: usize,
    title: String,
    /// The list of its own tasks; "" where it has none.
    href: String,
    counts: Option<Numbers>,
}

/// What the tree and its foot count.
struct Numbers {
    tasks: i64,
    cleared: i64,
    lights: Vec<(&'static str, i64)>,
}

impl Numbers {
    fn of(counts: &Counts) -> Self {
        let light = |light: Light| (light.text(), counts.of(Facet::Light, light as u64));
        Self {
            tasks: counts.rows(),
            cleared: counts.of(Facet::State, TaskState::Cleared as u64),
            lights: Light::ALL.map(light).into_iter().filter(|&(_, n)| n > 0).collect(),
        }
    }
}

/// What is not handed out yet.
#[derive(Default)]
struct Left {
    tasks: usize,
    leaderless: usize,
    /// Tasks whose groups some units joined since they were handed out.
    joined: usize,
    /// Groups without members, and how many of these tasks name each.
    groups: Vec<(String, usize)>,
}

#[derive(Template)]
#[template(path = "plan/show.html")]
struct Page {
    cx: Cx,
    id: u64,
    version: u64,
    number: String,
    period: String,
    state: State,
    /// Which day of how many.
    day: (i32, i32),
    end: String,
    withdrawn: String,
    /// Plans before and after it: a word for each, its title, its id.
    chain: Vec<(&'static str, String, u64)>,
    whole: bool,
    seen: i64,
    open: i64,
    lines: Vec<Line>,
    total: Option<Numbers>,
    left: Left,
    may_assign: bool,
    may_review: bool,
    reason: String,
    errors: Errors,
}

/// What of a plan is counted.
struct Loaded {
    seen: i64,
    counts: Counts,
    sections: HashMap<u32, Counts>,
    left: Left,
}

pub(super) async fn show(who: Who, Path(id): Path<u64>) -> Answer {
    page::page(&view(&who, id, String::new(), Errors::default()).await?)
}

/// The page with a form that was refused.
pub(super) async fn refused(who: &Who, id: u64, reason: String, errors: Errors) -> Answer {
    page::refused(&view(who, id, reason, errors).await?)
}

async fn view(who: &Who, id: u64, reason: String, errors: Errors) -> Result<Page, Halt> {
    let (plan_id, plan) = open(who, id)?;
    let scope = who.scope()?;
    let whole = scope.0 == Facet::All;
    let of = who.clone();
    let loaded = who.app.store.read(move |db| {
        let Some(plan) = of.directory.plan(plan_id) else { return Err(Fault::Lost) };
        let seen = seen(db, of.jurisdiction, scope, plan_id)?;
        if !whole {
            return Ok(Loaded {
                seen,
                counts: Counts::default(),
                sections: HashMap::new(),
                left: Left::default(),
            });
        }
        let counts = overview::scope(db, of.jurisdiction, Facet::Plan, plan_id.0)?;
        let sections = overview::sections(db, of.jurisdiction, plan_id.0)?;
        let registered = counts.of(Facet::State, TaskState::Registered as u64);
        // Only who joined a group after the plan was made can have missed a task of it.
        let groups = || of.directory.units().into_iter().filter(|(_, unit)| unit.facts.group);
        let changed = || groups().any(|(group, _)| of.directory.version(group) > plan_id.0);
        let left = if registered > 0 || changed() { left(db, &of, plan)? } else { Left::default() };
        Ok(Loaded { seen, counts, sections, left })
    });
    let Loaded { seen, counts, sections, left } = loaded.await?;
    if seen == 0 {
        return Err(not_found());
    }
    let w = who.w;
    let period = plan.period;
    let days = |from, to: jiff::civil::Date| ledger_days(from, to);
    let whole_days = days(period.start, period.end);
    let total = whole.then(|| Numbers::of(&counts));
    let cleared = counts.of(Facet::State, TaskState::Cleared as u64)
        + counts.of(Facet::State, TaskState::Cancelled as u64);
    Ok(Page {
        cx: who.cx(plan.title.clone(), "plans"),
        id,
        version: who.directory.version(plan_id),
        number: plan.number.clone(),
        period: format!("{} — {}", w.date_year(period.start), w.day(period.end, period.start)),
        state: State::of(plan, who.today),
        day: (days(period.start, who.today).clamp(0, whole_days), whole_days),
        end: w.day(period.end, who.today),
        withdrawn: plan.withdrawn.clone().unwrap_or_default(),
        chain: chain(who, plan),
        whole,
        seen,
        open: if whole { counts.tasks() - cleared } else { seen },
        lines: tree(plan_id, plan, whole.then_some(&sections), w),
        total,
        left,
        may_assign: who.may(Right::Assign),
        may_review: who.may(Right::Review),
        reason,
        errors,
    })
}

/// The plans before and after a plan.
fn chain(who: &Who, plan: &Plan) -> Vec<(&'static str, String, u64)> {
    let former = plan.follows.map(|former| (who.w.of("follow-plan", former.how.text()), former.plan));
    let later = plan.followed_by.iter().map(|&later| (who.w.t("follow-plan-by"), later));
    let titled = |(word, id)| Some((word, who.directory.plan(id)?.title.clone(), id.0));
    former.into_iter().chain(later).filter_map(titled).collect()
}

/// Days from a day to another, both counted.
fn ledger_days(from: jiff::civil::Date, to: jiff::civil::Date) -> i32 {
    // Two dates of the calendar are never further apart than 32 bits of days.
    (to - from).get_days() + 1
}

fn left(db: &mut Connection, who: &Who, plan: &Plan) -> Result<Left, Fault> {
    let mut left = Left::default();
    let mut groups: HashMap<u64, usize> = HashMap::new();
    for entry in things::some(db, who.jurisdiction, plan.tasks.iter().map(|task| task.0))?.into_values() {
        let Thing::Task(task) = entry.thing else { continue };
        if !task.assignments.is_empty() || !task.state().open() {
            left.joined += usize::from(!who.directory.joined(&task).parts.is_empty());
            continue;
        }
        left.tasks += 1;
        left.leaderless += usize::from(!task.units.iter().any(|&(_, duty)| duty == Duty::Lead));
        let units: BTreeSet<u64> = task.units.iter().map(|&(unit, _)| unit.0).collect();
        for unit in units {
            *groups.entry(unit).or_default() += 1;
        }
    }
    let empty = who
        .directory
        .units()
        .into_iter()
        .filter(|(_, unit)| unit.facts.group && unit.facts.members.is_empty());
    let named = empty.filter_map(|(id, unit)| Some((unit.facts.name.clone(), *groups.get(&id.0)?)));
    left.groups = named.collect();
    Ok(left)
}

/// The sections in the order of the document, each with the tasks in it and below it.
fn tree(
    id: PlanId,
    plan: &Plan,
    counts: Option<&HashMap<u32, Counts>>,
    w: &crate::words::Words,
) -> Vec<Line> {
    let mut sums: HashMap<u32, Counts> = HashMap::new();
    for (&section, of) in counts.into_iter().flatten() {
        for above in plan.path(section) {
            sums.entry(above.id).or_default().add(of);
        }
    }
    let holds = |section: u32| counts.is_none_or(|counts| counts.contains_key(&section));
    let line = |section: &ledger::draft::Section| Line {
        depth: plan.path(section.id).len().saturating_sub(1).min(3),
        title: format!("{}{}", section.number, section.title),
        href: if holds(section.id) {
            format!("/tasks?plan={id}&section={}", section.id)
        } else {
            String::new()
        },
        counts: sums.get(&section.id).map(Numbers::of),
    };
    // A heading without tasks below it (总体要求) is none of the ledger's.
    let mut lines: Vec<Line> = plan
        .sections
        .iter()
        .filter(|section| counts.is_none() || sums.contains_key(&section.id))
        .map(line)
        .collect();
    if let Some(of) = counts.and_then(|counts| counts.get(&0)) {
        let title = w.t("plan-other").to_owned();
        lines.push(Line { depth: 0, title, href: String::new(), counts: Some(Numbers::of(of)) });
    }
    lines
}
