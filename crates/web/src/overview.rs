//! 总览: lights, pace against time, by action and by unit, what needs a hand now. Each figure leads to its list.

use crate::address::Address;
use crate::app::App;
use crate::cx::Cx;
use crate::page;
use crate::problem::Answer;
use crate::task::light::{LightWords, light_words};
use crate::who::Who;
use askama::Template;
use axum::Router;
use axum::routing::get;
use ledger::draft::Section;
use ledger::light::Light;
use ledger::pace::{self, Word};
use ledger::plan::Plan;
use ledger::task::Shown;
use ledger::{Facet, PlanId, Right, UnitId};
use std::collections::HashMap;
use store::query::overview::{Counts, scope, scopes};
use store::query::tasks::{Question, Sort, page as tasks};
use store::row::task::TaskRow;

/// Tasks that need a hand, at most.
const URGENT_ROWS: usize = 8;
/// Lead units, at most: those with the most red and yellow come first.
const UNIT_ROWS: usize = 12;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

/// The lights of a set of tasks, each with the address of its list.
struct Lights {
    red: i64,
    yellow: i64,
    green: i64,
    blue: i64,
    all: i64,
}

impl Lights {
    fn of(counts: &Counts) -> Self {
        let of = |light: Light| counts.of(Facet::Light, light as u64);
        Self {
            red: of(Light::Red),
            yellow: of(Light::Yellow),
            green: of(Light::Green),
            blue: of(Light::Blue),
            all: counts.tasks(),
        }
    }
}

/// A line of the table of actions or of units.
struct Line {
    name: String,
    /// The address of its list, to which a light is added.
    href: String,
    lights: Lights,
    claimed: i64,
    verified: i64,
    behind: bool,
    on_pace: i64,
    measured: i64,
}

impl Line {
    fn of(name: String, href: String, counts: &Counts, expected: Option<i32>) -> Self {
        let claimed = counts.mean(Facet::Percent).unwrap_or(0);
        let word = |word: Word| counts.of(Facet::Pace, word as u64);
        let measured = counts.tasks() - word(Word::NotMeasurable);
        Self {
            name,
            href,
            lights: Lights::of(counts),
            claimed,
            verified: counts.mean(Facet::Verified).unwrap_or(0),
            behind: expected
                .is_some_and(|expected| i64::from(expected) - claimed >= i64::from(pace::WORD_POINTS)),
            on_pace: measured - word(Word::Behind),
            measured,
        }
    }
}

/// A task that needs a hand.
struct Urgent {
    row: TaskRow,
    lead: String,
    light: LightWords,
}

#[derive(Template)]
#[template(path = "overview.html")]
struct Overview {
    cx: Cx,
    sub: String,
    /// Plans to choose from, the current one marked.
    plans: Vec<(String, String, bool)>,
    base: String,
    all: Line,
    time: Option<i32>,
    actions: Vec<Line>,
    units: Vec<Line>,
    urgent: Vec<Urgent>,
    ended: bool,
    may_review: bool,
}

async fn show(who: Who, address: Address) -> Answer {
    if !who.may(Right::ReadTasks) {
        return page::see("/units");
    }
    let (facet, value) = who.scope()?;
    let office = facet == Facet::All;
    let chosen = address.number("plan").map(PlanId).filter(|&plan| who.directory.plan(plan).is_some());
    let newest = || who.directory.plans().find(|(_, plan)| plan.withdrawn.is_none()).map(|(id, _)| id);
    // The office looks at one plan; a unit or a leader at all that is theirs.
    let plan = if office { chosen.or_else(newest) } else { None };
    let of = plan.map_or((facet, value), |plan| (Facet::Plan, plan.0));
    let (jurisdiction, lights) = (who.jurisdiction, vec![Light::Red as u64, Light::Yellow as u64]);
    let question = Question {
        jurisdiction,
        filters: vec![(of.0, vec![of.1]), (Facet::Light, lights)],
        due_before: None,
        words: None,
        sort: Sort::Due,
        after: None,
        limit: URGENT_ROWS,
    };
    let read = who.app.store.read(move |db| {
        let counts = scope(db, jurisdiction, of.0, of.1)?;
        let sections = if office { scopes(db, jurisdiction, Facet::Section)? } else { HashMap::new() };
        let leads = if office { scopes(db, jurisdiction, Facet::Lead)? } else { HashMap::new() };
        Ok((counts, sections, leads, tasks(db, &question)?))
    });
    let (counts, sections, leads, urgent) = read.await?;
    let state = plan.and_then(|plan| who.directory.plan(plan));
    let time = state.map(|plan| pace::expected(plan.period.start, plan.period.end, who.today));
    let base = match of {
        (Facet::Plan, plan) => format!("/tasks?plan={plan}"),
        _ => "/tasks?sort=due".to_owned(),
    };
    let all = Line::of(String::new(), base.clone(), &counts, time);
    let actions = plan.zip(state).map(|(id, plan)| by_action(id, plan, &sections, time)).unwrap_or_default();
    let title = state.map_or_else(|| who.w.t("overview-title").to_owned(), |plan| plan.title.clone());
    let urgent = urgent.rows.into_iter().map(|row| Urgent {
        lead: who.w.list(row.leads.iter().map(|&lead| who.directory.unit_name(lead))),
        light: light_words(&row, who.today, who.w),
        row,
    });
    page::page(&Overview {
        sub: sub(&who, state, &all, time),
        plans: plans(&who, plan, office),
        ended: state.is_some_and(|plan| plan.period.end < who.today),
        units: by_unit(&who, &leads),
        urgent: urgent.collect(),
        may_review: who.may(Right::Review),
        cx: who.cx(title, "overview"),
        base,
        all,
        time,
        actions,
    })
}

fn plans(who: &Who, current: Option<PlanId>, office: bool) -> Vec<(String, String, bool)> {
    let choice =
        |(id, plan): (PlanId, &Plan)| (format!("/?plan={id}"), plan.title.clone(), Some(id) == current);
    if office { who.directory.plans().map(choice).collect() } else { Vec::new() }
}

/// One sentence of where things stand, with its date and its figures.
fn sub(who: &Who, plan: Option<&Plan>, all: &Line, time: Option<i32>) -> String {
    let w = who.w;
    let today = w.date(who.today);
    let Some((plan, time)) = plan.zip(time) else {
        return w.fill("overview-sub-scope", &[("today", &today), ("n", &all.lights.all)]);
    };
    let gap = i64::from(time) - all.claimed;
    let stand = match gap {
        1.. => w.fill("overview-behind", &[("n", &gap)]),
        0 => w.t("overview-level").to_owned(),
        _ => w.fill("overview-ahead", &[("n", &-gap)]),
    };
    w.fill(
        "overview-sub",
        &[
            ("start", &w.date(plan.period.start)),
            ("end", &w.date(plan.period.end)),
            ("today", &today),
            ("time", &time),
            ("done", &all.claimed),
            ("stand", &stand),
        ],
    )
}

/// The level of headings at which a plan's tasks part: the outermost that holds more than one branch of them.
fn by_action(id: PlanId, plan: &Plan, sections: &HashMap<u64, Counts>, time: Option<i32>) -> Vec<Line> {
    let counts_under = |section: &Section| {
        let mut sum = Counts::default();
        for heading in plan.under(section.id) {
            if let Some(counts) = sections.get(&Shown::section_value(id.0, heading)) {
                sum.add(counts);
            }
        }
        sum
    };
    let mut parent = None;
    loop {
        let level: Vec<(&Section, Counts)> = plan
            .sections
            .iter()
            .filter(|section| section.parent == parent)
            .map(|section| (section, counts_under(section)))
            .filter(|(_, counts)| counts.tasks() > 0)
            .collect();
        match &level[..] {
            [(only, _)] if plan.sections.iter().any(|section| section.parent == Some(only.id)) => {
                parent = Some(only.id);
            }
            _ => {
                let line = |(section, counts): (&Section, Counts)| {
                    let href = format!("/tasks?plan={id}&section={}", section.id);
                    Line::of(format!("{}{}", section.number, section.title), href, &counts, time)
                };
                return level.into_iter().map(line).collect();
            }
        }
    }
}

fn by_unit(who: &Who, leads: &HashMap<u64, Counts>) -> Vec<Line> {
    let line = |(&unit, counts): (&u64, &Counts)| {
        Line::of(who.directory.unit_name(UnitId(unit)), format!("/tasks?lead={unit}"), counts, None)
    };
    let mut lines: Vec<Line> = leads.iter().map(line).collect();
    lines.sort_by_key(|line| (-line.lights.red, -line.lights.yellow, -line.lights.all, line.name.clone()));
    lines.truncate(UNIT_ROWS);
    lines
}
