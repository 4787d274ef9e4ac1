//! 申请办结: what is missing is shown; a target that is not met can be explained.

use super::target::{amount, goal};
use super::{Act, Opened};
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::{Answer, sentence};
use crate::who::Who;
use askama::Template;
use axum::extract::Path;
use ledger::task::{Explained, Submit, missing};
use ledger::{Code, Right, TaskId};
use serde::Deserialize;

/// A target that is not met, and the words that explain it.
struct Open {
    /// The id of its field.
    field: String,
    target: usize,
    title: String,
    hint: String,
    text: String,
}

#[derive(Template)]
#[template(path = "task/submit.html")]
struct Page {
    cx: Cx,
    act: Act,
    /// What no explanation replaces.
    lacks: Vec<String>,
    /// Targets that are met, in words.
    met: Vec<String>,
    open: Vec<Open>,
    /// Units that have not reported: they hold nothing back.
    silent: String,
    evidence: u32,
    note: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    note: String,
    /// The open targets, and the words for each, in one order.
    #[serde(default)]
    target: Vec<usize>,
    #[serde(default)]
    explained: Vec<String>,
}

impl Body {
    fn explained(&self) -> Vec<Explained> {
        let pairs = self.target.iter().zip(&self.explained);
        pairs.map(|(&target, text)| Explained { target, text: text.clone() }).collect()
    }
}

fn form(who: &Who, of: &Opened, body: Body) -> Page {
    let w = who.w;
    let lacks = missing(&of.task, &[]).into_iter().filter(|lack| lack.code != Code::TargetOpen);
    let explained = body.explained();
    let (mut met, mut open) = (Vec::new(), Vec::new());
    for (index, target) in of.task.targets.iter().enumerate() {
        let title = of.target(index, w);
        let has = target.claimed.map(|(value, day)| (amount(value, &target.unit, w), w.day(day, who.today)));
        let words = match &has {
            Some((figure, day)) => w.fill("task-submit-has", &[("figure", figure), ("day", day)]),
            None => w.t("task-target-silent").to_owned(),
        };
        if target.met() {
            met.push(w.fill("task-submit-met", &[("target", &title), ("words", &words)]));
            continue;
        }
        let text = explained.iter().find(|one| one.target == index).map(|one| one.text.clone());
        let goal = goal(target.comparator, target.value, &target.unit, w);
        open.push(Open {
            field: format!("explained-{index}"),
            target: index,
            hint: w.fill("task-submit-open", &[("goal", &goal), ("words", &words)]),
            title,
            text: text.unwrap_or_default(),
        });
    }
    let silent = of.task.assigned().filter(|part| part.reported.is_none());
    Page {
        cx: who.cx(w.t("task-do-submit"), "todo"),
        act: Act::fresh(of, who, format!("/tasks/{}/submit", of.id), of.version),
        lacks: lacks.map(|lack| sentence(w, &lack)).collect(),
        met,
        open,
        silent: w.list(silent.map(|part| who.directory.unit_name(part.unit))),
        evidence: of.task.evidence(),
        note: body.note,
    }
}

pub(super) async fn show(who: Who, Path(id): Path<u64>) -> Answer {
    who.require(Right::Submit)?;
    let of = super::open(&who, id).await?;
    page::page(&form(&who, &of, Body::default()))
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Submit)?;
    let of = super::open(&who, id).await?;
    let explained: Vec<Explained> =
        body.explained().into_iter().filter(|one| !one.text.trim().is_empty()).collect();
    // Every target that is left open is named at its own field, not only the first.
    let mut errors = Errors::default();
    for lack in missing(&of.task, &explained).iter().filter(|lack| lack.code == Code::TargetOpen) {
        let target = lack.args.iter().find(|(place, _)| *place == "target").and_then(|(_, n)| n.parse().ok());
        let index: usize = target.unwrap_or(1) - 1;
        let sentence = who.w.fill("task-submit-explain", &[("target", &of.target(index, who.w))]);
        errors.push(&format!("explained-{index}"), sentence);
    }
    if errors.is_empty() {
        let command = Submit { task: TaskId(id), note: body.note.clone(), explained };
        match who.app.store.write(who.sent(&filled, Some(id)), command).await {
            Ok(_) => return page::see(format!("/tasks/{id}")),
            Err(error) => errors = Errors::of(error, who.w)?,
        }
    }
    let page = form(&who, &of, body);
    page::refused(&Page { act: page.act.refused(&filled, errors), ..page })
}
