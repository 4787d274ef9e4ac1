//! 原文: the plan's document with the places of its tasks' facts; each leads to its task.

use super::{open, seen};
use crate::address::Address;
use crate::cx::Cx;
use crate::draft::text::{Drawing, Found, Paragraph, Piece, Places, parts};
use crate::page;
use crate::problem::Answer;
use crate::task::sees;
use crate::who::{Who, not_found};
use askama::Template;
use axum::extract::Path;
use ledger::printed::Span;
use ledger::task::{Registered, TaskEvent};
use ledger::{Fact, Thing};
use std::collections::BTreeSet;
use store::query::{events, things};
use store::{Connection, Fault, blob};

#[derive(Template)]
#[template(path = "plan/document.html")]
struct Page {
    cx: Cx,
    id: u64,
    plan: String,
    paragraphs: Vec<Paragraph>,
    part: usize,
    parts: usize,
}

/// A plan's document as this person may see it.
struct Loaded {
    seen: i64,
    text: String,
    tasks: Vec<(u64, Registered)>,
    /// The tasks in this person's sight.
    own: BTreeSet<u64>,
}

pub(super) async fn show(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    let (plan_id, plan) = open(&who, id)?;
    let (scope, of) = (who.scope()?, who.clone());
    let loaded = who.app.store.read(move |db| load(db, &of, plan_id, scope));
    let Loaded { seen, text, tasks, own } = loaded.await?;
    if seen == 0 {
        return Err(not_found());
    }
    let all: Vec<Found> = tasks.iter().flat_map(|(task, of)| places(of).found(*task)).collect();
    let spans: Vec<(u64, Span)> = tasks.iter().filter_map(|(task, of)| Some((*task, of.span?))).collect();
    let headings: Vec<u32> =
        plan.sections.iter().filter_map(|section| section.span).map(|span| span.start).collect();
    let stretches = parts(&text, &headings);
    let current = address.number("task").filter(|task| own.contains(task));
    let here = current.and_then(|task| spans.iter().find(|(of, _)| *of == task));
    let of_task = here.and_then(|(_, span)| stretches.iter().position(|part| part.end > span.start));
    let part =
        address.number("part").map(|part| part as usize).or(of_task).unwrap_or(0).min(stretches.len() - 1);
    let href = |found: &Found| {
        if own.contains(&found.task) { format!("/tasks/{}", found.task) } else { String::new() }
    };
    let drawing = Drawing { found: &all, tasks: &spans, current, asked: None, href: &href };
    page::page(&Page {
        cx: who.cx(who.w.fill("plan-document-title", &[("title", &plan.title)]), "plans"),
        id,
        plan: plan.title.clone(),
        paragraphs: drawing.paragraphs(&text, stretches[part]),
        part,
        parts: stretches.len(),
    })
}

fn load(
    db: &mut Connection,
    who: &Who,
    id: ledger::PlanId,
    scope: (ledger::Facet, u64),
) -> Result<Loaded, Fault> {
    let Some(plan) = who.directory.plan(id) else { return Err(Fault::Lost) };
    let seen = seen(db, who.jurisdiction, scope, id)?;
    let document = things::one(db, who.key(plan.document))?;
    let Some(Thing::Document(document)) = document.map(|entry| entry.thing) else {
        return Err(Fault::Broken(format!("plan {id} has no document")));
    };
    let hash = blob::parse(&document.text);
    let text = hash.map(|hash| blob::get(db, &hash)).transpose()?.flatten().map(|blob| blob.bytes);
    let seqs = || plan.tasks.iter().map(|task| task.0);
    let own = things::some(db, who.jurisdiction, seqs())?.into_iter().filter_map(|(seq, entry)| {
        let Thing::Task(task) = entry.thing else { return None };
        let row = ledger::task::row(&task, &who.directory.jurisdiction.lights, who.today);
        sees(who, &row).then_some(seq)
    });
    let own = own.collect();
    let mut registered = events::some(db, who.jurisdiction, seqs())?;
    let tasks = seqs().filter_map(|seq| match registered.remove(&seq)?.event.fact {
        Fact::Task(TaskEvent::Registered(of)) => Some((seq, of)),
        _ => None,
    });
    Ok(Loaded {
        seen,
        text: String::from_utf8(text.unwrap_or_default()).unwrap_or_default(),
        tasks: tasks.collect(),
        own,
    })
}

fn places(of: &Registered) -> Places<'_> {
    let dates = of.deadlines.iter().filter_map(|deadline| deadline.span);
    let duties = of.recurrences.iter().filter_map(|duty| duty.span);
    let limits = of.relative_deadlines.iter().filter_map(|due| due.span);
    let amounts = of.targets.iter().filter_map(|target| target.span);
    let open = of.warnings.iter().filter(|warning| !warning.accepted);
    Places {
        number: &of.number,
        span: of.span,
        units: of.units.iter().filter_map(|unit| unit.span).collect(),
        figures: dates.chain(duties).chain(limits).chain(amounts).collect(),
        warnings: open.filter_map(|warning| warning.span).collect(),
    }
}
