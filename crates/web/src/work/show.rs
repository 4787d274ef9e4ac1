//! The page of what waits.

use super::item::{Item, Urgency, item};
use super::leader;
use crate::cx::Cx;
use crate::form::{self, Errors};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::Who;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use ledger::task::Wait;
use ledger::{Facet, Role, Thing};
use serde::Deserialize;
use store::query::tasks::{Question, Sort, page as tasks};
use store::query::{overview, things};
use store::row::task::TaskRow;
use store::{Connection, Fault};

/// Lines of each kind: more than anybody does in a day.
const LINES: usize = 50;

/// A condition above the list.
struct Chip {
    word: String,
    href: String,
    on: bool,
}

/// Lines of one urgency.
struct Group {
    key: &'static str,
    word: &'static str,
    colour: &'static str,
    items: Vec<Item>,
}

#[derive(Template)]
#[template(path = "work/show.html")]
struct Page {
    cx: Cx,
    total: i64,
    overdue: usize,
    chips: Vec<Chip>,
    groups: Vec<Group>,
    /// How many of what is shown can be signed for at once.
    signs: usize,
    /// There is more than the page shows.
    more: i64,
    key: String,
    errors: Errors,
}

/// Which kind is looked at.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Only {
    #[serde(default)]
    wait: String,
}

/// What waits: each kind with its number, and the lines of those that are shown.
struct Waiting {
    counts: Vec<(Wait, i64)>,
    rows: Vec<(Wait, TaskRow, ledger::task::Task)>,
}

pub(super) async fn show(who: Who, Query(only): Query<Only>) -> Answer {
    if who.role == Role::Leader {
        return leader::show(who).await;
    }
    page::page(&view(&who, &only.wait, Errors::default()).await?)
}

/// The page with what was refused on it.
pub(super) async fn refused(who: &Who, errors: Errors) -> Answer {
    let page = view(who, "", errors).await?;
    Ok(page::with_status(StatusCode::CONFLICT, &page))
}

fn load(db: &mut Connection, who: &Who, only: &str) -> Result<Waiting, Fault> {
    let waits: Vec<Wait> = who.waits().collect();
    let values: Vec<u64> = waits.iter().map(|wait| wait.value()).collect();
    let counts = overview::values(db, who.jurisdiction, Facet::Wait, &values)?;
    let counts: Vec<(Wait, i64)> = waits.into_iter().zip(counts).collect();
    let mut found = Vec::new();
    for (wait, _) in counts.iter().filter(|(wait, n)| *n > 0 && (only.is_empty() || wait.text() == only)) {
        let question = Question {
            jurisdiction: who.jurisdiction,
            filters: vec![(Facet::Wait, vec![wait.value()])],
            due_before: None,
            words: None,
            sort: Sort::Due,
            after: None,
            limit: LINES,
        };
        found.extend(tasks(db, &question)?.rows.into_iter().map(|row| (*wait, row)));
    }
    let states = things::some(db, who.jurisdiction, found.iter().map(|(_, row)| row.task.0))?;
    let mut rows = Vec::new();
    for (wait, row) in found {
        // One task may wait for several things; its state is shared by their lines.
        if let Some(Thing::Task(task)) = states.get(&row.task.0).map(|entry| &entry.thing) {
            let task = task.clone();
            rows.push((wait, row, task));
        }
    }
    Ok(Waiting { counts, rows })
}

async fn view(who: &Who, only: &str, errors: Errors) -> Result<Page, Halt> {
    if who.waits().next().is_none() {
        who.require(ledger::Right::ReadTasks)?;
    }
    let (asked, kind) = (who.clone(), only.to_owned());
    let waiting = who.app.store.read(move |db| load(db, &asked, &kind)).await?;
    let w = who.w;
    let mut items: Vec<Item> =
        waiting.rows.iter().filter_map(|(wait, row, task)| item(row, task, *wait, who)).collect();
    items.sort_by_key(|item| (item.urgency, item.rank));
    let total: i64 = waiting.counts.iter().map(|(_, n)| n).sum();
    let shown: i64 = waiting
        .counts
        .iter()
        .filter(|(wait, _)| only.is_empty() || wait.text() == only)
        .map(|(_, n)| n)
        .sum();
    let mut chips =
        vec![Chip { word: w.fill("work-all", &[("n", &total)]), href: "/work".into(), on: only.is_empty() }];
    for (wait, n) in waiting.counts.iter().filter(|(_, n)| *n > 0) {
        let word = w.fill("work-chip", &[("what", &w.of("work-wait", wait.text())), ("n", n)]);
        chips.push(Chip { word, href: format!("/work?wait={}", wait.text()), on: wait.text() == only });
    }
    let signs = items.iter().filter(|item| !item.sign.is_empty()).count();
    let overdue = items.iter().filter(|item| item.urgency == Urgency::Overdue).count();
    let more = shown - items.len() as i64;
    let mut groups: Vec<Group> = Vec::new();
    for urgency in Urgency::ALL {
        let (of, rest) = items.into_iter().partition(|item: &Item| item.urgency == urgency);
        items = rest;
        let group: Vec<Item> = of;
        if !group.is_empty() {
            let (key, colour) = (urgency.text(), urgency.colour());
            groups.push(Group { key, word: w.of("work-urgency", key), colour, items: group });
        }
    }
    Ok(Page {
        cx: who.cx(w.t("work-title"), "todo"),
        total,
        overdue,
        chips,
        groups,
        signs,
        more,
        key: form::key(),
        errors,
    })
}
