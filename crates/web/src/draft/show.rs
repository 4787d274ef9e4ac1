//! 核对: the document's words beside what was read from them, a warning at a time.

use super::current::{Current, address, current};
use super::review::{Review, known_units, open};
use super::step::{Body, Step};
use super::text::{Drawing, Found, Kind, Paragraph, Piece, parts, places};
use crate::address::Address;
use crate::app::App;
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use crate::who::{Who, not_found};
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use ledger::Right;
use ledger::printed::{Duty, Span, Warning};
use serde::Deserialize;

/// Tasks of one stretch of the list.
const ROWS: usize = 100;
/// No task's seq: what is found in the whole document. Seq 0 is the founding.
const WHOLE: u64 = 0;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/drafts/{id}", get(show))
        .route("/drafts/{id}/undo", post(undo))
        .route("/drafts/{id}/tasks/{task}/{step}", post(step))
}

/// A line of the list of tasks.
struct Line {
    id: u64,
    here: bool,
    number: String,
    title: String,
    open: usize,
    looked_at: bool,
    lead: bool,
}

#[derive(Template)]
#[template(path = "draft/show.html")]
struct Page {
    cx: Cx,
    of: Review,
    counts: String,
    open: usize,
    warnings: usize,
    whole: Vec<(String, Warning, Option<u32>)>,
    paragraphs: Vec<Paragraph>,
    part: usize,
    parts: usize,
    current: Option<Current>,
    next_open: String,
    lines: Vec<Line>,
    earlier: String,
    later: String,
    sections: Vec<(String, String)>,
    comparators: Vec<(&'static str, String)>,
    units: Vec<String>,
    may_undo: bool,
    /// The form that was refused, and what it says.
    refused: String,
    body: Body,
    errors: Errors,
}

/// What was sent and refused.
#[derive(Default)]
struct Sent {
    step: String,
    body: Body,
    errors: Errors,
}

async fn show(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    let of = open(&who, id).await?;
    let place = address.number("task").and_then(|task| of.place_of(task));
    let first = of.open_warnings().first().map_or(0, |&(place, _)| place);
    let warning = address.number("warning").map(|index| index as usize);
    let part = address.number("part").map(|part| part as usize);
    page::page(&view(&who, of, place.unwrap_or(first), warning, part, Sent::default()))
}

async fn step(
    Path((id, task, step)): Path<(u64, u64, String)>,
    Form { who, filled, body }: Form<Body>,
) -> Answer {
    who.require(Right::Review)?;
    let done = match Step::of(&step, &body, who.today, who.w).ok_or_else(not_found)? {
        Ok(taken) => taken.take(&who, &filled, id, task).await.map_err(|error| Errors::of(error, who.w)),
        Err(errors) => Err(Ok(errors)),
    };
    match done {
        Ok(_) if step == "accept" => {
            let of = open(&who, id).await?;
            let accepted = (of.place_of(task).unwrap_or(0), body.warning.parse().unwrap_or(0));
            let next = of
                .next_warning(accepted)
                .map_or_else(|| format!("/drafts/{id}?task={task}"), |at| address(&of, at));
            page::see(format!("{next}#warning"))
        }
        Ok(_) => page::see(format!("/drafts/{id}?task={task}#task")),
        Err(errors) => {
            let of = open(&who, id).await?;
            let place = of.place_of(task).ok_or_else(not_found)?;
            let warning = body.warning.parse().ok();
            page::refused(&view(&who, of, place, warning, None, Sent { step, body, errors: errors? }))
        }
    }
}

#[derive(Deserialize)]
struct Undo {
    #[serde(default)]
    task: u64,
}

async fn undo(Path(id): Path<u64>, Form { who, filled, body }: Form<Undo>) -> Answer {
    let command = ledger::draft::Undo { draft: ledger::DraftId(id) };
    match who.app.store.write(who.sent(&filled, None), command).await {
        Ok(_) => page::see(format!("/drafts/{id}?task={}#task", body.task)),
        Err(error) => {
            let errors = Errors::of(error, who.w)?;
            let of = open(&who, id).await?;
            let place = of.place_of(body.task).unwrap_or(0);
            page::refused(&view(&who, of, place, None, None, Sent { errors, ..Sent::default() }))
        }
    }
}

fn view(
    who: &Who,
    of: Review,
    place: usize,
    warning: Option<usize>,
    part: Option<usize>,
    sent: Sent,
) -> Page {
    let w = who.w;
    let Sent { step: refused, body, errors } = sent;
    let current = (place < of.tasks.len()).then(|| current(who, &of, place, warning, &refused, &body));
    let id = current.as_ref().map(|current| current.id);
    let mut all: Vec<Found> = of.tasks.iter().flat_map(|task| places(&task.facts).found(task.id)).collect();
    let of_whole = of.draft.warnings.iter().filter_map(|warning| warning.span);
    all.extend(of_whole.map(|span| Found { span, kind: Kind::Warning, task: WHOLE }));
    let spans: Vec<(u64, Span)> =
        of.tasks.iter().filter_map(|task| Some((task.id, task.facts.span?))).collect();
    let stretches = parts(&of.text, &of.headings());
    let here = current.as_ref().and_then(|current| current.facts.span);
    let part = part.unwrap_or_else(|| {
        let of_task = here.and_then(|here| stretches.iter().position(|part| part.end > here.start));
        of_task.unwrap_or(0)
    });
    let part = part.min(stretches.len() - 1);
    let href = |found: &Found| match found.task {
        WHOLE => "#whole".to_owned(),
        task if Some(task) == id => format!("#f-{}", found.span.start),
        task => format!("/drafts/{}?task={task}#f-{}", of.id, found.span.start),
    };
    let drawing = Drawing { found: &all, tasks: &spans, current: id, href: &href };
    let paragraphs = drawing.paragraphs(&of.text, stretches[part]);
    let from = place / ROWS * ROWS;
    let stretch = |at: usize| of.tasks.get(at).map(|task| format!("/drafts/{}?task={}#list", of.id, task.id));
    let next_open = of.next_warning((place, usize::MAX)).map(|at| address(&of, at));
    Page {
        cx: who.cx(title(who, &of), "document"),
        counts: counts(who, &of),
        open: of.open_warnings().len(),
        warnings: of.warnings(),
        whole: of
            .draft
            .warnings
            .iter()
            .map(|one| (of.quote(one.span), one.clone(), one.span.map(|span| span.start)))
            .collect(),
        paragraphs,
        part,
        parts: stretches.len(),
        next_open: next_open.map(|next| format!("{next}#warning")).unwrap_or_default(),
        lines: of
            .tasks
            .iter()
            .skip(from)
            .take(ROWS)
            .map(|task| Line {
                id: task.id,
                here: Some(task.id) == id,
                number: task.facts.number.clone(),
                title: task.facts.title.clone(),
                open: task.facts.open_warnings(),
                looked_at: !task.facts.warnings.is_empty(),
                lead: task.facts.units.iter().any(|unit| unit.duty == Duty::Lead),
            })
            .collect(),
        earlier: from.checked_sub(ROWS).and_then(stretch).unwrap_or_default(),
        later: stretch(from + ROWS).unwrap_or_default(),
        sections: of
            .draft
            .sections
            .iter()
            .map(|section| (section.id.to_string(), of.section_path(section.id)))
            .collect(),
        comparators: ["=", ">=", ">", "<=", "<", "~"]
            .map(|sign| (sign, w.of("draft-comparator", sign_key(sign)).to_owned()))
            .into(),
        units: known_units(who).into_iter().collect(),
        may_undo: of.draft.steps.iter().any(|step| step.by == Some(who.account)),
        current,
        of,
        refused,
        body,
        errors,
    }
}

/// A comparator's sign as a key of `locales/` can hold it.
fn sign_key(sign: &str) -> &'static str {
    match sign {
        ">=" => "at_least",
        ">" => "more_than",
        "<=" => "at_most",
        "<" => "less_than",
        "~" => "about",
        _ => "equal",
    }
}

/// The plan's title, else the file's name.
pub(super) fn title(who: &Who, of: &Review) -> String {
    let title = if of.draft.title.is_empty() { &of.document.name } else { &of.draft.title };
    if title.is_empty() { who.w.t("draft-untitled").to_owned() } else { title.clone() }
}

/// How much was found.
fn counts(who: &Who, of: &Review) -> String {
    let sum = |count: fn(&ledger::draft::DraftFacts) -> usize| {
        of.tasks.iter().map(|task| count(&task.facts)).sum::<usize>()
    };
    let (tasks, units) = (of.tasks.len(), sum(|facts| facts.units.len()));
    let (targets, deadlines) = (sum(|facts| facts.targets.len()), sum(|facts| facts.deadlines.len()));
    who.w.fill(
        "draft-counts",
        &[("tasks", &tasks), ("units", &units), ("targets", &targets), ("deadlines", &deadlines)],
    )
}
