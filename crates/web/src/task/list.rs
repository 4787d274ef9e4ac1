//! 台账: the dense list, its filters, its export.

use crate::address::Address;
use crate::app::App;
use crate::cx::Cx;
use crate::page;
use crate::problem::{Answer, Halt};
use crate::task::light::{LightWords, light_words};
use crate::who::Who;
use askama::Template;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use jiff::civil::Date;
use ledger::light::Light;
use ledger::pace::{self, Word};
use ledger::task::{Shown, State};
use ledger::{Facet, LeaderId, PlanId, UnitId};
use paper::csv;
use store::query::tasks::{Cursor, Page, Question, Sort, Total, page as tasks};
use store::row::task::TaskRow;

/// Rows of a page.
const ROWS: usize = 50;
/// Rows of an export: a province's largest plan fits many times, and a file that a spreadsheet opens.
const EXPORT_ROWS: usize = 20_000;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/tasks", get(list)).route("/tasks.csv", get(export))
}

/// A line as the page shows it.
struct Line {
    row: TaskRow,
    lead: String,
    others: usize,
    light: LightWords,
    expected: i32,
    value: String,
}

/// A condition that is in force, with the address without it.
struct Condition {
    word: String,
    without: String,
}

/// A filter that can be chosen: its name, its word, its options.
struct Filter {
    key: &'static str,
    word: String,
    options: Vec<(String, String)>,
    chosen: String,
}

#[derive(Template)]
#[template(path = "task/list.html")]
struct List {
    cx: Cx,
    lines: Vec<Line>,
    conditions: Vec<Condition>,
    filters: Vec<Filter>,
    sorts: Vec<(String, String, bool)>,
    due_before: String,
    total: String,
    first: String,
    next: String,
    stopped: bool,
    csv: String,
    any_plan: bool,
}

async fn list(who: Who, address: Address) -> Answer {
    let question = question(&who, &address, ROWS)?;
    let found = who.app.store.read(move |db| tasks(db, &question)).await?;
    let Page { rows, next, total, stopped } = found;
    let total = match total {
        Total::Exactly(n) => who.w.fill("pager-count", &[("n", &who.w.number(n))]),
        Total::Over => who.w.fill("pager-over", &[("n", &who.w.number(store::query::tasks::COUNTED_TO))]),
    };
    let mut cx = who.cx(who.w.t("list-title"), "ledger");
    cx.q = address.one("q").unwrap_or_default().to_owned();
    page::page(&List {
        lines: rows.into_iter().map(|row| line(&who, row)).collect(),
        conditions: conditions(&who, &address),
        filters: filters(&who, &address),
        sorts: Sort::ALL.map(|sort| sort_of(&who, &address, sort)).into(),
        due_before: address.one("due_before").unwrap_or_default().to_owned(),
        total,
        first: address.one("after").map(|after| address.without("after", after)).unwrap_or_default(),
        next: next.map(|cursor| address.with("after", cursor_text(&cursor))).unwrap_or_default(),
        stopped,
        csv: address.at("/tasks.csv"),
        any_plan: who.directory.plans().next().is_some(),
        cx,
    })
}

async fn export(who: Who, address: Address) -> Answer {
    let mut question = question(&who, &address, 1_000)?;
    let rows = who.app.store.read(move |db| {
        let mut rows = Vec::new();
        while rows.len() < EXPORT_ROWS {
            let found = tasks(db, &question)?;
            rows.extend(found.rows);
            let Some(next) = found.next else { break };
            question.after = Some(next);
        }
        Ok(rows)
    });
    let rows = rows.await?;
    let w = who.w;
    let head = [
        "plan", "section", "number", "title", "lead", "units", "state", "light", "reason", "due", "percent",
        "verified", "pace", "reported",
    ]
    .map(|column| w.of("list-column", column));
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let share = |percent: Option<u8>| percent.map(|percent| format!("{percent}%")).unwrap_or_default();
    let cells = rows.into_iter().map(|row| {
        let light = light_words(&row, who.today, w);
        let plan = PlanId(row.plan);
        [
            who.directory.plan(plan).map(|plan| plan.title.clone()).unwrap_or_default(),
            who.directory.section_path(plan, row.section).join(" › "),
            row.number.clone(),
            row.title.clone(),
            w.list(row.leads.iter().map(|&lead| who.directory.unit_name(lead))),
            row.units.to_string(),
            w.of("state", row.state.text()).to_owned(),
            w.of("light", row.light.text()).to_owned(),
            [light.what, light.why].join(" "),
            day(row.due.as_ref().map(|&(due, _)| due)),
            share(row.percent),
            share(row.verified),
            w.of("pace", row.pace.text()).to_owned(),
            day(row.reported),
        ]
    });
    let mut file = Vec::new();
    csv::write(&mut file, &head, cells)
        .map_err(|error| Halt::Fault(store::Fault::Broken(error.to_string())))?;
    let name = format!("attachment; filename=\"ledger-{}.csv\"", who.today);
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], file).into_response())
}

/// What an address asks for, under the reader's scope. A value that means nothing filters nothing.
pub(crate) fn question(who: &Who, address: &Address, limit: usize) -> Result<Question, Halt> {
    let (scope, value) = who.scope()?;
    let mut filters = vec![(scope, vec![value])];
    let mut add = |facet: Facet, values: Vec<u64>| {
        if !values.is_empty() {
            filters.push((facet, values));
        }
    };
    match (address.number("plan"), address.number("section")) {
        (Some(plan), Some(section)) => {
            let sections = descendants(who, PlanId(plan), section as u32);
            add(Facet::Section, sections.into_iter().map(|id| Shown::section_value(plan, id)).collect());
        }
        (Some(plan), None) => add(Facet::Plan, vec![plan]),
        _ => {}
    }
    add(Facet::Unit, address.number("unit").into_iter().collect());
    add(Facet::Lead, address.number("lead").into_iter().collect());
    add(Facet::Leader, address.number("leader").into_iter().collect());
    add(Facet::Light, numbers(address, "light", &Light::ALL, Light::text));
    add(Facet::State, numbers(address, "state", &State::ALL, State::text));
    add(Facet::Pace, numbers(address, "pace", &Word::ALL, Word::text));
    let due = address.one("due_before").and_then(|day| day.parse::<Date>().ok());
    Ok(Question {
        jurisdiction: who.jurisdiction,
        filters,
        due_before: due.map(|day| day.to_string()),
        words: address.one("q").map(str::to_owned),
        sort: chosen_sort(address),
        after: address.one("after").and_then(cursor_of),
        limit,
    })
}

/// The sort that the address names; what is searched for comes newest first, since that is found soonest.
fn chosen_sort(address: &Address) -> Sort {
    let unnamed = if address.one("q").is_some() { Sort::Newest } else { Sort::default() };
    address.one("sort").and_then(Sort::of).unwrap_or(unnamed)
}

/// The numbers under which tables keep the constants that an address names.
fn numbers<T: Copy>(address: &Address, key: &str, all: &[T], text: fn(T) -> &'static str) -> Vec<u64> {
    (0_u64..)
        .zip(all)
        .filter(|(_, value)| address.has(key, text(**value)))
        .map(|(number, _)| number)
        .collect()
}

/// A section and all that stands under it; of a plan that is not there, the section alone.
pub(crate) fn descendants(who: &Who, plan: PlanId, section: u32) -> Vec<u32> {
    who.directory.plan(plan).map_or_else(|| vec![section], |plan| plan.under(section))
}

/// A cursor as the address holds it: `2026-05-20_1234`.
pub(crate) fn cursor_text(cursor: &Cursor) -> String {
    let seq = cursor.seq.to_string();
    cursor.sort.iter().map(String::as_str).chain([seq.as_str()]).collect::<Vec<_>>().join("_")
}

pub(crate) fn cursor_of(text: &str) -> Option<Cursor> {
    let mut parts: Vec<String> = text.split('_').map(str::to_owned).collect();
    let seq = parts.pop()?.parse().ok()?;
    (!parts.is_empty()).then_some(Cursor { sort: parts, seq })
}

fn line(who: &Who, row: TaskRow) -> Line {
    let light = light_words(&row, who.today, who.w);
    let lead = row.leads.first().map(|&lead| who.directory.unit_name(lead));
    let shown = if row.state == State::Cleared { Some(100) } else { row.progress };
    Line {
        lead: lead.unwrap_or_else(|| who.w.t("list-no-lead").to_owned()),
        others: row.units.saturating_sub(usize::from(!row.leads.is_empty())),
        light,
        expected: pace::expected(row.start, row.end, who.today),
        value: shown.map_or_else(|| "—".to_owned(), |percent| format!("{percent}%")),
        row,
    }
}

impl Line {
    fn progress(&self) -> i32 {
        if self.row.state == State::Cleared { 100 } else { self.row.progress.unwrap_or(0) }
    }

    /// The upright line of pace, where there is one to measure against.
    fn pace(&self) -> Option<i32> {
        (self.row.state.open() && self.row.pace != Word::NotMeasurable).then_some(self.expected)
    }

    fn behind(&self) -> bool {
        self.row.pace == Word::Behind
    }
}

fn conditions(who: &Who, address: &Address) -> Vec<Condition> {
    let w = who.w;
    let plan = address.number("plan").map(PlanId);
    let name = |key: &str, value: &str| -> Option<String> {
        let number = value.parse::<u64>().ok();
        Some(match key {
            "plan" => who.directory.plan(PlanId(number?))?.title.clone(),
            "section" => who.directory.section_path(plan?, number? as u32).pop()?,
            "unit" | "lead" => who.directory.unit(UnitId(number?))?.facts.name.clone(),
            "leader" => who.directory.leader(LeaderId(number?))?.name.clone(),
            "light" | "state" | "pace" => w.of(key, value).to_owned(),
            "due_before" => w.date_year(value.parse::<Date>().ok()?),
            _ => value.to_owned(),
        })
    };
    let mut conditions = Vec::new();
    for key in ["plan", "section", "unit", "lead", "leader", "light", "state", "pace", "due_before", "q"] {
        for value in address.all(key) {
            if let Some(name) = name(key, value) {
                let word = w.fill("list-condition", &[("what", &w.of("list-filter", key)), ("value", &name)]);
                conditions.push(Condition { word, without: address.without(key, value) });
            }
        }
    }
    conditions
}

fn filters(who: &Who, address: &Address) -> Vec<Filter> {
    let w = who.w;
    let plan = address.number("plan").map(PlanId);
    let words = |kind: &str, names: Vec<&'static str>| {
        names.into_iter().map(|name| (name.to_owned(), w.of(kind, name).to_owned())).collect::<Vec<_>>()
    };
    let sections =
        plan.and_then(|plan| who.directory.plan(plan)).map(|plan| &plan.sections[..]).unwrap_or_default();
    let heading = |section: &ledger::draft::Section| {
        // Headings under headings are set in, so that the list reads like the document.
        let depth =
            plan.map_or(0, |plan| who.directory.section_path(plan, section.id).len().saturating_sub(1));
        (section.id.to_string(), format!("{}{}{}", "\u{3000}".repeat(depth), section.number, section.title))
    };
    let units: Vec<(String, String)> = who
        .directory
        .units()
        .into_iter()
        .filter(|(_, unit)| !unit.facts.retired && !unit.facts.group)
        .map(|(id, unit)| (id.to_string(), unit.facts.name.clone()))
        .collect();
    let leaders = who.directory.leaders().into_iter();
    let options = [
        ("plan", who.directory.plans().map(|(id, plan)| (id.to_string(), plan.title.clone())).collect()),
        ("section", sections.iter().map(heading).collect()),
        ("light", words("light", Light::ALL.map(Light::text).into())),
        ("state", words("state", State::ALL.map(State::text).into())),
        ("lead", units.clone()),
        ("unit", units),
        ("leader", leaders.map(|(id, leader)| (id.to_string(), leader.name.clone())).collect()),
        ("pace", words("pace", Word::ALL.map(Word::text).into())),
    ];
    options
        .into_iter()
        .filter(|(_, options): &(_, Vec<_>)| !options.is_empty())
        .map(|(key, options)| Filter {
            key,
            word: w.of("list-filter", key).to_owned(),
            chosen: address.one(key).unwrap_or_default().to_owned(),
            options,
        })
        .collect()
}

fn sort_of(who: &Who, address: &Address, sort: Sort) -> (String, String, bool) {
    let current = chosen_sort(address) == sort;
    (who.w.of("list-sort", sort.text()).to_owned(), address.with("sort", sort.text()), current)
}
