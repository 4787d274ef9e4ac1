//! 核对: the document's words beside what was read from them, a warning at a time.

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
use ledger::printed::{Comparator, Duty, Span, Warning};
use ledger::unit::looks_like_group;
use serde::Deserialize;
use std::collections::BTreeSet;

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

/// A warning of the task that is looked at.
struct Shown {
    warning: Warning,
    /// Its place among the task's.
    index: usize,
    /// Its place among all.
    n: usize,
    quote: String,
    next: String,
    /// Where its fact is corrected.
    field: &'static str,
}

struct Chip {
    name: String,
    /// As the form sends it: duty, space, name.
    value: String,
    at: Option<u32>,
    warned: bool,
    new: bool,
    group: bool,
}

/// A row of a form of dates or amounts.
#[derive(Default)]
struct Row {
    text: String,
    span: String,
    date: String,
    subject: String,
    comparator: String,
    value: String,
    measure: String,
}

/// The task that is looked at.
struct Current {
    id: u64,
    version: u64,
    n: usize,
    facts: ledger::draft::DraftFacts,
    /// Number, title and words as they stand in the form.
    typed: (String, String, String),
    warning: Option<Shown>,
    duties: Vec<(Duty, Vec<Chip>)>,
    leaders: Vec<Chip>,
    deadlines: Vec<Row>,
    targets: Vec<Row>,
    /// Where it can be split: characters that stay, and the words that go.
    cuts: Vec<(usize, String)>,
    previous: Option<u64>,
    next: Option<u64>,
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

async fn step(Path((id, task, step)): Path<(u64, u64, String)>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Review)?;
    let done = match Step::of(&step, &body, who.today, who.w).ok_or_else(not_found)? {
        Ok(taken) => taken.take(&who, &filled, id, task).await.map_err(|error| Errors::of(error, who.w)),
        Err(errors) => Err(Ok(errors)),
    };
    match done {
        Ok(_) if step == "accept" => {
            let of = open(&who, id).await?;
            let accepted = (of.place_of(task).unwrap_or(0), body.warning.parse().unwrap_or(0));
            let next = of.next_warning(accepted).map_or_else(|| format!("/drafts/{id}?task={task}"), |at| address(&of, at));
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

/// The address of a warning.
fn address(of: &Review, (place, index): (usize, usize)) -> String {
    format!("/drafts/{}?task={}&warning={index}", of.id, of.tasks[place].id)
}

fn view(who: &Who, of: Review, place: usize, warning: Option<usize>, part: Option<usize>, sent: Sent) -> Page {
    let w = who.w;
    let Sent { step: refused, body, errors } = sent;
    let current = (place < of.tasks.len()).then(|| current(who, &of, place, warning, &refused, &body));
    let id = current.as_ref().map(|current| current.id);
    let mut all: Vec<Found> = of.tasks.iter().flat_map(|task| places(&task.facts).found(task.id)).collect();
    let of_whole = of.draft.warnings.iter().filter_map(|warning| warning.span);
    all.extend(of_whole.map(|span| Found { span, kind: Kind::Warning, task: WHOLE }));
    let spans: Vec<(u64, Span)> = of.tasks.iter().filter_map(|task| Some((task.id, task.facts.span?))).collect();
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
        whole: of.draft.warnings.iter().map(|one| {
            (of.quote(one.span), one.clone(), one.span.map(|span| span.start))
        }).collect(),
        paragraphs,
        part,
        parts: stretches.len(),
        next_open: next_open.map(|next| format!("{next}#warning")).unwrap_or_default(),
        lines: of.tasks.iter().skip(from).take(ROWS).map(|task| Line {
            id: task.id,
            here: Some(task.id) == id,
            number: task.facts.number.clone(),
            title: task.facts.title.clone(),
            open: task.facts.open_warnings(),
            looked_at: !task.facts.warnings.is_empty(),
            lead: task.facts.units.iter().any(|unit| unit.duty == Duty::Lead),
        }).collect(),
        earlier: from.checked_sub(ROWS).and_then(stretch).unwrap_or_default(),
        later: stretch(from + ROWS).unwrap_or_default(),
        sections: of.draft.sections.iter().map(|section| (section.id.to_string(), of.section_path(section.id))).collect(),
        comparators: ["=", ">=", ">", "<=", "<", "~"].map(|sign| (sign, w.of("draft-comparator", sign_key(sign)).to_owned())).into(),
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
    let sum = |count: fn(&ledger::draft::DraftFacts) -> usize| of.tasks.iter().map(|task| count(&task.facts)).sum::<usize>();
    let (tasks, units) = (of.tasks.len(), sum(|facts| facts.units.len()));
    let (targets, deadlines) = (sum(|facts| facts.targets.len()), sum(|facts| facts.deadlines.len()));
    who.w.fill(
        "draft-counts",
        &[("tasks", &tasks), ("units", &units), ("targets", &targets), ("deadlines", &deadlines)],
    )
}

fn current(who: &Who, of: &Review, place: usize, warning: Option<usize>, refused: &str, body: &Body) -> Current {
    let task = &of.tasks[place];
    let facts = task.facts.clone();
    let warned = |span: Option<Span>| {
        let open = facts.warnings.iter().filter(|warning| !warning.accepted);
        span.is_some_and(|span| open.filter_map(|warning| warning.span).any(|of| of.meets(span) && Some(of) != facts.span))
    };
    let known = known_units(who);
    let chip = |duty: Duty| {
        let chips = facts.units.iter().filter(move |unit| unit.duty == duty).map(|unit| Chip {
            value: format!("{} {}", duty.text(), unit.name),
            at: unit.span.map(|span| span.start),
            warned: warned(unit.span),
            new: !known.contains(&unit.name),
            group: looks_like_group(&unit.name),
            name: unit.name.clone(),
        });
        (duty, chips.collect())
    };
    let leaders = facts.leaders.iter().map(|leader| Chip {
        value: leader.name.clone(),
        at: leader.span.map(|span| span.start),
        warned: warned(leader.span),
        new: false,
        group: false,
        name: leader.name.clone(),
    });
    let typed = match refused {
        "text" => (body.number.clone(), body.title.clone(), body.body.clone()),
        _ => (facts.number.clone(), facts.title.clone(), facts.body.clone()),
    };
    Current {
        id: task.id,
        version: task.version,
        n: place + 1,
        typed,
        warning: shown(of, place, warning),
        duties: [Duty::Lead, Duty::Responsible].map(chip).into(),
        leaders: leaders.collect(),
        deadlines: deadline_rows(&facts, (refused == "deadlines").then_some(body)),
        targets: target_rows(&facts, (refused == "targets").then_some(body)),
        cuts: cuts(&facts.body),
        previous: place.checked_sub(1).map(|place| of.tasks[place].id),
        next: of.tasks.get(place + 1).map(|task| task.id),
        facts,
    }
}

/// The warning that was asked for, else the task's first open one.
fn shown(of: &Review, place: usize, asked: Option<usize>) -> Option<Shown> {
    let warnings = &of.tasks[place].facts.warnings;
    let open = |index: &usize| warnings.get(*index).is_some_and(|warning| !warning.accepted);
    let index = asked.filter(open).or_else(|| (0..warnings.len()).find(open))?;
    let before: usize = of.tasks[..place].iter().map(|task| task.facts.warnings.len()).sum();
    let next = of.next_warning((place, index)).filter(|&next| next != (place, index));
    Some(Shown {
        warning: warnings[index].clone(),
        index,
        n: before + index + 1,
        quote: of.quote(warnings[index].span),
        next: next.map(|next| format!("{}#warning", address(of, next))).unwrap_or_default(),
        field: match &*warnings[index].about {
            "lead" | "responsible" => "units",
            "leaders" => "leaders",
            "deadlines" => "deadlines",
            "targets" => "targets",
            "section" => "section",
            _ => "text",
        },
    })
}

fn place(span: Option<Span>) -> String {
    span.map(|span| format!("{}-{}", span.start, span.end)).unwrap_or_default()
}

/// The rows as they were sent, else those of the task; one more is empty.
fn deadline_rows(facts: &ledger::draft::DraftFacts, sent: Option<&Body>) -> Vec<Row> {
    if let Some(body) = sent {
        let cell = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
        let row = |at: usize| Row {
            text: cell(&body.text, at),
            span: cell(&body.span, at),
            date: cell(&body.date, at),
            ..Row::default()
        };
        return (0..body.date.len().max(body.text.len())).map(row).collect();
    }
    let rows = facts.deadlines.iter().map(|deadline| Row {
        text: deadline.text.clone(),
        span: place(deadline.span),
        date: deadline.date.to_string(),
        ..Row::default()
    });
    rows.chain([Row::default()]).collect()
}

fn target_rows(facts: &ledger::draft::DraftFacts, sent: Option<&Body>) -> Vec<Row> {
    let equal = || Comparator::Equal.sign().to_owned();
    if let Some(body) = sent {
        let cell = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
        let row = |at: usize| Row {
            text: cell(&body.text, at),
            span: cell(&body.span, at),
            subject: cell(&body.subject, at),
            comparator: cell(&body.comparator, at),
            value: cell(&body.value, at),
            measure: cell(&body.measure, at),
            ..Row::default()
        };
        return (0..body.value.len()).map(row).collect();
    }
    let rows = facts.targets.iter().map(|target| Row {
        text: target.text.clone(),
        span: place(target.span),
        subject: target.subject.clone(),
        comparator: target.comparator.sign().to_owned(),
        value: target.value.to_string(),
        measure: target.unit.clone(),
        ..Row::default()
    });
    rows.chain([Row { comparator: equal(), ..Row::default() }]).collect()
}

/// Where a body can be split: behind each sentence but the last.
fn cuts(body: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = body.chars().collect();
    let ends = chars.iter().enumerate().filter(|(_, c)| matches!(c, '。' | '；' | '！' | '\n'));
    let cuts: BTreeSet<usize> = ends.map(|(at, _)| at + 1).collect();
    let rest = |at: &usize| chars[*at..].iter().any(|c| !c.is_whitespace());
    let words = |at: usize| (at, chars[at..].iter().take(24).collect::<String>().trim().to_owned());
    cuts.into_iter().filter(rest).map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::cuts;

    #[test]
    fn a_task_is_split_behind_a_sentence() {
        assert_eq!(cuts("建水库。修大坝；").len(), 1);
        assert_eq!(cuts("建水库。修大坝；")[0], (4, "修大坝；".to_owned()));
        assert!(cuts("建水库").is_empty() && cuts("建水库。\n").is_empty());
    }
}
