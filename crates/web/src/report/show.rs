//! A report's page: what it says against what was said before, what looks doubtful, and what is done with it.

use super::doubt::{Doubt, doubts};
use crate::cx::Cx;
use crate::form::{Errors, Filled};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::task::history::{Entry, by, entries, local};
use crate::task::{Act, Story, amount};
use crate::who::{Who, not_found};
use crate::words::Words;
use askama::Template;
use axum::extract::Path;
use ledger::report::{ReportEvent, ReportState, Written};
use ledger::{Fact, Right, Role, Thing};
use store::query::events::Dated;
use store::query::things;

/// A figure beside the one before it.
struct Figure {
    target: String,
    value: String,
    last: String,
    due: String,
}

struct File {
    name: String,
    href: String,
    size: String,
    sha256: String,
}

#[derive(Template)]
#[template(path = "report/show.html")]
struct Page {
    cx: Cx,
    act: Act,
    state: (&'static str, &'static str),
    unit: String,
    by: String,
    when: String,
    percent: u8,
    last_percent: String,
    as_of: String,
    text: String,
    problems: String,
    correction: String,
    figures: Vec<Figure>,
    files: Vec<File>,
    doubts: Vec<String>,
    course: Vec<Entry>,
    approves: bool,
    accepts: bool,
    returns: bool,
    /// Who has it now, where this person has nothing to do.
    waits: &'static str,
    reason: String,
}

/// A report with its task's story.
struct Loaded {
    report: u64,
    story: Story,
    state: ReportState,
    version: u64,
}

async fn load(who: &Who, report: u64) -> Result<Loaded, Halt> {
    who.scope()?;
    let asked = who.clone();
    let found = who.app.store.read(move |db| {
        let Some(entry) = things::one(db, asked.key(report))? else { return Ok(None) };
        let Thing::Report(state) = entry.thing else { return Ok(None) };
        let story = Story::load(db, &asked, state.task)?;
        Ok(story.map(|story| Loaded { report, story, state: state.state, version: entry.version }))
    });
    found.await?.ok_or_else(not_found)
}

pub(super) async fn show(who: Who, Path(report): Path<u64>) -> Answer {
    let loaded = load(&who, report).await?;
    page::page(&page_of(&who, &loaded, String::new())?)
}

/// The page after a button on it was refused; what was typed stays.
pub(super) async fn refused(
    who: &Who,
    report: u64,
    filled: &Filled,
    errors: Errors,
    reason: String,
) -> Answer {
    let loaded = load(who, report).await?;
    let page = page_of(who, &loaded, reason)?;
    page::refused(&Page { act: page.act.refused(filled, errors), ..page })
}

/// The task that a report is of, if it is in sight: where its handlers lead afterwards.
pub(super) async fn task_of(who: &Who, report: u64) -> Result<String, Halt> {
    Ok(format!("/tasks/{}", load(who, report).await?.story.of.id))
}

fn page_of(who: &Who, loaded: &Loaded, reason: String) -> Result<Page, Halt> {
    let (w, story, of) = (who.w, &loaded.story, &loaded.story.of);
    let written = |dated: &Dated| match &dated.event.fact {
        Fact::Report(ReportEvent::Written(written)) => Some(written.clone()),
        _ => None,
    };
    let place =
        story.history.iter().position(|dated| dated.event.seq == loaded.report).ok_or_else(not_found)?;
    let (event, new) = (&story.history[place].event, written(&story.history[place]).ok_or_else(not_found)?);
    let before: Vec<Written> = story.history[..place].iter().filter_map(written).collect();
    let before: Vec<&Written> = before.iter().collect();
    let last = before.iter().rev().find(|old| old.assignment == new.assignment);
    let part = of.task.assignments.iter().find(|part| part.id == new.assignment);
    let own = part.is_some_and(|part| Some(part.unit) == who.unit);
    let (state, open) = (loaded.state, of.row.state.open());
    let latest = part.is_some_and(|part| {
        [&part.waiting, &part.claimed].into_iter().flatten().any(|claim| claim.report.0 == loaded.report)
    });
    let to_approve = state == ReportState::Written && open && latest;
    let to_accept = state == ReportState::Approved && open && latest;
    let approves = to_approve && own && who.may(Right::Approve);
    let accepts = to_accept && !own && who.may(Right::Accept);
    let waits = match state {
        ReportState::Written if !approves => w.t("report-waits-head"),
        ReportState::Approved if !accepts => w.t("report-waits-office"),
        ReportState::Returned => w.t("report-waits-unit"),
        _ => "",
    };
    let colour = match state {
        ReportState::Written => "yellow",
        ReportState::Approved => "blue",
        ReportState::Returned => "red",
        ReportState::Accepted => "green",
    };
    let file = |file: &ledger::report::Evidence| File {
        name: file.name.clone(),
        href: format!("/reports/{}/attachments/{}", loaded.report, file.sha256),
        size: size(file.bytes, w),
        sha256: file.sha256.clone(),
    };
    let address = format!("/reports/{}", loaded.report);
    let found = doubts(&new, &before, &of.task.targets);
    let nav = if approves || accepts { "todo" } else { "ledger" };
    Ok(Page {
        cx: who.cx(w.t("report-title"), nav),
        act: Act::fresh(of, who, address.clone(), loaded.version),
        state: (colour, w.of("report-state", state.text())),
        unit: part.map_or(String::new(), |part| who.directory.unit_name(part.unit)),
        by: by(event.by, who, &story.names),
        when: w.moment(local(event.at, who), who.today),
        percent: new.percent,
        last_percent: last.map_or(String::new(), |old| w.fill("report-last-percent", &[("n", &old.percent)])),
        as_of: w.day(new.as_of, who.today),
        figures: figures(who, story, &new, &before),
        files: new.evidence.iter().map(file).collect(),
        doubts: found.iter().map(|doubt| said(doubt, story, w)).collect(),
        course: entries(of, &story.history, &story.names, who)
            .into_iter()
            .filter(|one| one.href == address)
            .collect(),
        approves,
        accepts,
        returns: approves || (to_accept && who.role == Role::Supervisor),
        waits,
        reason,
        text: new.text,
        problems: new.problems,
        correction: new.correction,
    })
}

fn figures(who: &Who, story: &Story, new: &Written, before: &[&Written]) -> Vec<Figure> {
    let (w, of) = (who.w, &story.of);
    let row = |figure: &ledger::task::Figure| {
        let target = of.task.targets.get(figure.target)?;
        let own = before.iter().rev().filter(|old| old.assignment == new.assignment);
        let last = own.flat_map(|old| &old.figures).find(|old| old.target == figure.target);
        let line = crate::chart::Pace {
            start: of.task.start,
            end: of.task.end,
            today: new.as_of,
            target: target.value,
            figures: Vec::new(),
        };
        Some(Figure {
            target: of.target(figure.target, w),
            value: amount(figure.value, &target.unit, w),
            last: last.map_or("—".to_owned(), |old| amount(old.value, &target.unit, w)),
            due: if target.has_line() { amount(line.due(), &target.unit, w) } else { "—".to_owned() },
        })
    };
    let mut figures = new.figures.clone();
    figures.sort_by_key(|figure| figure.target);
    figures.iter().filter_map(row).collect()
}

fn said(doubt: &Doubt, story: &Story, w: &Words) -> String {
    let unit = |target: usize| story.of.task.targets.get(target).map_or("", |target| &*target.unit);
    match doubt {
        Doubt::Jump(target, from, to) => w.fill(
            "report-doubt-jump",
            &[
                ("target", &story.of.target(*target, w)),
                ("from", &amount(*from, unit(*target), w)),
                ("to", &amount(*to, unit(*target), w)),
            ],
        ),
        Doubt::FarAbove(target, value) => w.fill(
            "report-doubt-far",
            &[("target", &story.of.target(*target, w)), ("figure", &amount(*value, unit(*target), w))],
        ),
        Doubt::SameText => w.t("report-doubt-text").to_owned(),
        Doubt::SameFile(name) => w.fill("report-doubt-file", &[("name", name)]),
        Doubt::DoneWithoutEvidence => w.t("report-doubt-bare").to_owned(),
    }
}

/// A file's size as people say it: 84 KB, 6.6 MB.
pub(super) fn size(bytes: u64, w: &Words) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    if bytes < MB {
        return w.fill("report-size-kb", &[("n", &bytes.div_ceil(KB))]);
    }
    let tenths = bytes * 10 / MB;
    w.fill("report-size-mb", &[("n", &format!("{}.{}", tenths / 10, tenths % 10))])
}
