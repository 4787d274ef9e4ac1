//! 销号: what the task stands on is shown before it is cleared.

use super::target::amount;
use super::{Act, Opened};
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use crate::who::Who;
use askama::Template;
use axum::extract::Path;
use ledger::printed::Duty;
use ledger::task::{Clear, Submitted, TaskEvent};
use ledger::{Fact, Right, TaskId};
use serde::Deserialize;
use store::query::events;

/// A line of what is checked: a light, what, and in which words it stands.
struct Check {
    colour: &'static str,
    what: String,
    words: String,
}

#[derive(Template)]
#[template(path = "task/clear.html")]
struct Page {
    cx: Cx,
    act: Act,
    checks: Vec<Check>,
    /// The unit's words when it asked.
    asked: String,
    note: String,
}

/// The last asking to clear.
async fn asked(who: &Who, id: u64) -> Result<Option<Submitted>, store::Fault> {
    let key = who.key(id);
    let history = who.app.store.read(move |db| events::of(db, key)).await?;
    Ok(history.into_iter().rev().find_map(|dated| match dated.event.fact {
        Fact::Task(TaskEvent::Submitted(submitted)) => Some(submitted),
        _ => None,
    }))
}

fn checks(who: &Who, of: &Opened, asked: Option<&Submitted>) -> Vec<Check> {
    let w = who.w;
    let mut checks = Vec::new();
    for (index, target) in of.task.targets.iter().enumerate() {
        let explained = asked.and_then(|asked| asked.explained.iter().find(|one| one.target == index));
        let (colour, words) = match (target.verified, target.verified_met(), explained) {
            (Some((value, _)), true, _) => {
                ("blue", w.fill("task-clear-verified", &[("figure", &amount(value, &target.unit, w))]))
            }
            (_, _, Some(one)) => ("yellow", w.fill("task-clear-explained", &[("text", &one.text)])),
            _ => ("red", w.t("task-clear-unverified").to_owned()),
        };
        checks.push(Check { colour, what: of.target(index, w), words });
    }
    let mut silent = Vec::new();
    for part in of.task.assigned() {
        let lead = part.duty == Duty::Lead;
        if part.claimed.is_none() && !lead {
            silent.push(who.directory.unit_name(part.unit));
            continue;
        }
        let (colour, words) = match (&part.claimed, part.to_accept()) {
            (None, _) => ("red", w.t("task-clear-silent").to_owned()),
            (Some(_), true) => (if lead { "red" } else { "yellow" }, w.t("task-clear-to-accept").to_owned()),
            (Some(claim), false) => ("blue", w.fill("task-clear-accepted", &[("n", &claim.percent)])),
        };
        checks.push(Check { colour, what: who.directory.unit_name(part.unit), words });
    }
    if !silent.is_empty() {
        // They hold nothing back, but clearing shows who has not reported.
        let what = w.fill("task-clear-silent-others", &[("n", &silent.len())]);
        checks.push(Check { colour: "grey", what, words: w.list(silent) });
    }
    let files = of.task.evidence();
    let (colour, words) = match files {
        0 => ("red", w.t("task-clear-no-evidence").to_owned()),
        _ => ("blue", w.fill("task-report-files", &[("n", &files)])),
    };
    checks.push(Check { colour, what: w.t("report-evidence").to_owned(), words });
    checks
}

fn form(who: &Who, of: &Opened, asked: Option<Submitted>, note: String) -> Page {
    let checks = checks(who, of, asked.as_ref());
    Page {
        cx: who.cx(who.w.t("task-do-clear"), "ledger"),
        act: Act::fresh(of, who, format!("/tasks/{}/clear", of.id), of.version),
        checks,
        asked: asked.map(|asked| asked.note).unwrap_or_default(),
        note,
    }
}

pub(super) async fn show(who: Who, Path(id): Path<u64>) -> Answer {
    who.require(Right::Clear)?;
    let of = super::open(&who, id).await?;
    page::page(&form(&who, &of, asked(&who, id).await?, String::new()))
}

#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    note: String,
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Clear)?;
    let of = super::open(&who, id).await?;
    let command = Clear { task: TaskId(id), note: body.note.clone() };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(_) => page::see(format!("/tasks/{id}")),
        Err(error) => {
            let page = form(&who, &of, asked(&who, id).await?, body.note);
            page::refused(&Page { act: page.act.refused(&filled, Errors::of(error, who.w)?), ..page })
        }
    }
}
