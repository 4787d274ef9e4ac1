//! 方案列表.

use super::State;
use crate::address::Address;
use crate::cx::Cx;
use crate::page;
use crate::problem::Answer;
use crate::who::Who;
use askama::Template;
use ledger::light::Light;
use ledger::{Facet, Right};
use std::collections::HashMap;
use store::query::overview::{self, Counts};

/// Plans of a page.
const ROWS: usize = 50;

struct Line {
    id: u64,
    title: String,
    number: String,
    period: String,
    state: State,
    tasks: i64,
    /// By light, with the address of their list; for those who see whole plans.
    lights: Vec<(&'static str, i64, String)>,
}

#[derive(Template)]
#[template(path = "plan/list.html")]
struct Page {
    cx: Cx,
    lines: Vec<Line>,
    found: usize,
    q: String,
    states: Vec<(&'static str, String, bool)>,
    filtered: bool,
    next: String,
    first: String,
    whole: bool,
    may_review: bool,
}

pub(super) async fn show(who: Who, address: Address) -> Answer {
    let (facet, value) = who.scope()?;
    let jurisdiction = who.jurisdiction;
    let counted = who.app.store.read(move |db| {
        Ok(match facet {
            Facet::All => (overview::scopes(db, jurisdiction, Facet::Plan)?, Counts::default()),
            _ => (HashMap::new(), overview::scope(db, jurisdiction, facet, value)?),
        })
    });
    let (plans, own) = counted.await?;
    let whole = facet == Facet::All;
    let (q, state) = (address.one("q").unwrap_or_default(), address.one("state").unwrap_or_default());
    let words = q.to_lowercase();
    let mut lines: Vec<Line> = Vec::new();
    for (id, plan) in who.directory.plans() {
        let tasks = if whole { plan.tasks.len() as i64 } else { own.of(Facet::Plan, id.0) };
        let now = State::of(plan, who.today);
        let said = [&plan.title, &plan.number].map(|text| text.to_lowercase());
        if tasks == 0
            || !(state.is_empty() || state == now.text())
            || !said.iter().any(|text| text.contains(&words))
        {
            continue;
        }
        let light = |light: Light| {
            let n = plans.get(&id.0).map_or(0, |counts| counts.of(Facet::Light, light as u64));
            (light.text(), n, format!("/tasks?plan={id}&light={}", light.text()))
        };
        lines.push(Line {
            id: id.0,
            title: plan.title.clone(),
            number: plan.number.clone(),
            period: format!(
                "{} — {}",
                who.w.date_year(plan.period.start),
                who.w.day(plan.period.end, plan.period.start)
            ),
            state: now,
            tasks,
            lights: if whole {
                Light::ALL.map(light).into_iter().filter(|&(_, n, _)| n > 0).collect()
            } else {
                Vec::new()
            },
        });
    }
    let found = lines.len();
    let after = address.number("after").unwrap_or(u64::MAX);
    lines.retain(|line| line.id < after);
    let next = if lines.len() > ROWS { address.with("after", lines[ROWS - 1].id) } else { String::new() };
    lines.truncate(ROWS);
    let word = |one: State| (one.text(), who.w.of("plan-state", one.text()).to_owned(), one.text() == state);
    page::page(&Page {
        cx: who.cx(who.w.t("plan-title"), "plans"),
        lines,
        found,
        q: q.to_owned(),
        states: State::ALL.map(word).into(),
        filtered: !q.is_empty() || !state.is_empty(),
        next,
        first: address.one("after").map(|after| address.without("after", after)).unwrap_or_default(),
        whole,
        may_review: who.may(Right::Review),
    })
}
