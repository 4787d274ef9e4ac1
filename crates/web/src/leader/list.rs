//! The leaders in official order: title, portfolio, lights of its tasks.

use crate::address::Address;
use crate::cx::Cx;
use crate::page;
use crate::problem::Answer;
use crate::unit::{Lit, Tab, lights, sees_office, tabs};
use crate::who::Who;
use askama::Template;
use ledger::leader::Leader;
use ledger::{Facet, Right};
use std::collections::HashMap;
use store::query::overview::scopes;

/// One leader.
struct Line {
    id: u64,
    leader: Leader,
    units: String,
    lights: Vec<Lit>,
}

#[derive(Template)]
#[template(path = "leader/list.html")]
struct List {
    cx: Cx,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    count: String,
    q: String,
    edits: bool,
    reads_tasks: bool,
}

pub(super) async fn show(who: Who, address: Address) -> Answer {
    sees_office(&who)?;
    let jurisdiction = who.jurisdiction;
    let reads_tasks = who.may(Right::ReadTasks);
    let counts = if reads_tasks {
        who.app.store.read(move |db| scopes(db, jurisdiction, Facet::Leader)).await?
    } else {
        HashMap::new()
    };
    let q = address.one("q").unwrap_or_default();
    let lines = who.directory.leaders().into_iter().filter_map(|(id, leader)| {
        let units: Vec<_> = leader.units.iter().map(|&unit| who.directory.unit_name(unit)).collect();
        let found = [&leader.name, &leader.title].into_iter().chain(&units).any(|text| text.contains(q));
        let lights = lights(counts.get(&id.0), &format!("/tasks?leader={id}"));
        found.then(|| Line { id: id.0, leader: leader.clone(), units: who.w.list(units), lights })
    });
    let lines: Vec<_> = lines.collect();
    page::page(&List {
        tabs: tabs(&who, "leaders"),
        count: who.w.fill("pager-count", &[("n", &lines.len())]),
        lines,
        q: q.to_owned(),
        edits: who.may(Right::ChangeUnits),
        reads_tasks,
        cx: who.cx(who.w.t("people-leaders"), "admin"),
    })
}
