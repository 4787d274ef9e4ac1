//! A task's page: its words, targets, units, clocks, course, and what this person can do.

use super::can::{Can, How, can};
use super::history::{Entry, entries};
use super::light::{LightWords, until};
use super::passage::{Piece, paragraphs};
use super::target::{TargetView, targets};
use super::units::{Band, bands};
use super::{Opened, Story};
use crate::after::after;
use crate::cx::Cx;
use crate::form::{self, Errors};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::rhythm::rhythm;
use crate::who::{Who, not_found};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::civil::Date;
use ledger::printed::Recurrence;
use ledger::task::Standing;
use ledger::{DocumentId, TaskId, Thing};
use store::query::things;
use store::{Connection, Fault, blob};

/// The extracted text of the document that a task's plan stands in.
fn text(db: &mut Connection, who: &Who, of: &Opened) -> Result<Option<String>, Fault> {
    let Some(document) = who.directory.plan(of.task.plan).map(|plan| plan.document) else { return Ok(None) };
    let Some(Thing::Document(kept)) = things::one(db, who.key(document))?.map(|entry| entry.thing) else {
        return Ok(None);
    };
    let blob = blob::parse(&kept.text).map(|hash| blob::get(db, &hash)).transpose()?.flatten();
    Ok(blob.and_then(|blob| String::from_utf8(blob.bytes).ok()))
}

/// The tasks of other plans that this one carries on or that carry it on, as far as this person sees them.
fn chain(db: &mut Connection, who: &Who, of: &Opened) -> Result<Vec<(&'static str, u64, String)>, Fault> {
    let w = who.w;
    let mut chain = Vec::new();
    for (word, ids) in [(w.t("follow-carries"), &of.task.carries), (w.t("follow-carried"), &of.task.carried)]
    {
        let mut things = things::some(db, who.jurisdiction, ids.iter().map(|task| task.0))?;
        for id in ids {
            let Some(Thing::Task(task)) = things.remove(&id.0).map(|entry| entry.thing) else { continue };
            let row = ledger::task::row(&task, &who.directory.jurisdiction.lights, who.today);
            if super::sees(who, &row) {
                chain.push((word, id.0, format!("{}{}", task.number, task.title)));
            }
        }
    }
    Ok(chain)
}

struct ClockView {
    name: String,
    start: String,
    due: String,
    colour: &'static str,
    state: String,
}

/// What is due at no date of its own.
struct Times {
    id: &'static str,
    heading: &'static str,
    /// Words, and what is said behind them or "".
    list: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "task/show.html")]
struct Page {
    cx: Cx,
    errors: Errors,
    key: String,
    version: u64,
    plan: (u64, String),
    sections: Vec<String>,
    light: LightWords,
    state: &'static str,
    returned: bool,
    withdrawn: String,
    /// Tasks that it carries on, and that carry it on: a word, id, title.
    chain: Vec<(&'static str, u64, String)>,
    class: &'static str,
    due: String,
    leaders: String,
    claimed: Option<u8>,
    verified: Option<u8>,
    expected: i32,
    behind: bool,
    pace: &'static str,
    passage: Vec<Vec<Piece>>,
    document: String,
    warnings: Vec<String>,
    targets: Vec<TargetView>,
    /// How many units answer.
    answer: usize,
    bands: Vec<Band>,
    clocks: Vec<ClockView>,
    /// Duties that come again, and time limits that count from an event.
    times: [Times; 2],
    can: Vec<Can>,
    course: Vec<Entry>,
    reads_only: bool,
}

pub(super) async fn show(who: Who, Path(id): Path<u64>) -> Answer {
    page::page(&view(&who, id, Errors::default()).await?)
}

/// The page with what a button on it was refused for.
pub(super) async fn refused(who: &Who, id: u64, errors: Errors) -> Answer {
    let page = view(who, id, errors).await?;
    Ok(page::with_status(StatusCode::CONFLICT, &page))
}

async fn view(who: &Who, id: u64, errors: Errors) -> Result<Page, Halt> {
    who.scope()?;
    let asked = who.clone();
    let loaded = who.app.store.read(move |db| {
        let Some(story) = Story::load(db, &asked, TaskId(id))? else { return Ok(None) };
        let text = text(db, &asked, &story.of)?;
        let chain = chain(db, &asked, &story.of)?;
        Ok(Some((story, text, chain)))
    });
    let (story, text, chain) = loaded.await?.ok_or_else(not_found)?;
    Ok(Page { chain, ..page_of(who, &story, text.as_deref(), errors) })
}

fn page_of(who: &Who, story: &Story, text: Option<&str>, errors: Errors) -> Page {
    let (w, today, of) = (who.w, who.today, &story.of);
    let plan = who.directory.plan(of.task.plan);
    let leaders = of.task.leaders.iter().filter_map(|&leader| who.directory.leader(leader));
    let document = plan.map_or(DocumentId(0), |plan| plan.document);
    let placed = of.registered.span.is_some() && document.0 > 0 && who.may(ledger::Right::Review);
    let warnings = of.registered.warnings.iter().map(|warning| warning.message.clone());
    let limits = of.registered.relative_deadlines.iter();
    let limits = limits.map(|due| (after(due, w), w.t("after-event").to_owned()));
    let row = &of.row;
    let bands = bands(who, of);
    Page {
        cx: who.cx(of.title(), "ledger"),
        errors,
        key: form::key(),
        version: of.version,
        plan: (of.task.plan.0, plan.map_or(String::new(), |plan| plan.title.clone())),
        sections: who.directory.section_path(of.task.plan, of.task.section),
        light: of.light(who),
        state: w.of("state", row.state.text()),
        returned: row.returned,
        withdrawn: plan.and_then(|plan| plan.withdrawn.clone()).unwrap_or_default(),
        chain: Vec::new(),
        class: w.of("task-class", of.task.class.text()),
        due: row.due.as_ref().map_or(String::new(), |(day, _)| w.day(day, today)),
        leaders: w.list(leaders.map(|leader| &leader.name)),
        claimed: of.task.percent(Standing::Claimed),
        verified: of.task.percent(Standing::Verified),
        expected: ledger::pace::expected(of.task.start, of.task.end, today),
        behind: row.pace == ledger::pace::Word::Behind,
        pace: w.of("pace", row.pace.text()),
        passage: paragraphs(&of.registered, text),
        document: if placed {
            format!("/plans/{}/document?task={id}#task-{id}", of.task.plan, id = of.id)
        } else {
            String::new()
        },
        warnings: warnings.collect(),
        targets: targets(of, &story.history, &story.reports, who),
        answer: bands.iter().map(|band| band.units.len()).sum(),
        bands,
        clocks: clocks(who, of),
        times: [
            Times { id: "again", heading: w.t("task-again"), list: again(who, of) },
            Times { id: "after", heading: w.t("task-after"), list: limits.collect() },
        ],
        can: can(of, who),
        course: entries(of, &story.history, &story.names, who),
        reads_only: who.role == ledger::Role::Leader,
    }
}

/// Duties that come again, with the next date.
fn again(who: &Who, of: &Opened) -> Vec<(String, String)> {
    let w = who.w;
    let said = |(duty, next): (&Recurrence, Option<Date>)| {
        let next = next.map(|next| w.fill("rhythm-next", &[("day", &w.day(next, who.today))]));
        (rhythm(duty.rule, w), next.unwrap_or_default())
    };
    of.recurrences(who.today).into_iter().map(said).collect()
}

fn clocks(who: &Who, of: &Opened) -> Vec<ClockView> {
    let (w, today) = (who.w, who.today);
    let open = of.row.state.open();
    let view = |clock: &ledger::clock::Clock| {
        let (colour, state) = match clock.met {
            _ if clock.replaced => ("grey", w.t("task-clock-replaced").to_owned()),
            Some(met) => {
                let late = met > clock.due;
                let key = if late { "red" } else { "blue" };
                let met = w.day(met, today);
                let in_time = w.fill("task-clock-met", &[("day", &met)]);
                (key, if late { w.fill("task-clock-met-late", &[("day", &met)]) } else { in_time })
            }
            None if !open => ("grey", w.t("task-clock-stands").to_owned()),
            None if clock.due < today => ("red", until(clock.due, today, w)),
            None => ("green", until(clock.due, today, w)),
        };
        let name = w.of("task-clock", &clock.code).to_owned();
        ClockView { name, start: w.day(clock.start, today), due: w.day(clock.due, today), colour, state }
    };
    of.task.clocks.iter().map(view).collect()
}
