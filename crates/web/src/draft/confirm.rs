//! 确认方案: what it becomes is told before it does; title and period are asked for; or it is dropped.

use super::meant::{self, Empty, Unknown};
use super::review::{NewName, Review, open};
use super::show::title;
use super::step::printed_date;
use crate::app::App;
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use crate::who::Who;
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use jiff::civil::Date;
use ledger::draft::{Confirm, Drop, Edit};
use ledger::printed::{Duty, PrintedDate};
use ledger::{DraftId, Right};
use serde::Deserialize;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/drafts/{id}/confirm", get(show).post(confirm))
        .route("/drafts/{id}/edit", post(edit))
        .route("/drafts/{id}/drop", post(drop_it))
}

/// The fields of the page's forms.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    title: String,
    start: String,
    end: String,
    reason: String,
    /// Names that no unit has, and the units that were chosen for them, in the same order.
    names: Vec<String>,
    units: Vec<String>,
}

impl Body {
    fn chosen(&self) -> Vec<(String, String)> {
        self.names.iter().cloned().zip(self.units.iter().cloned()).collect()
    }
}

#[derive(Template)]
#[template(path = "draft/confirm.html")]
struct Page {
    cx: Cx,
    of: Review,
    body: Body,
    unknown: Vec<Unknown>,
    /// How many of these are added.
    added: usize,
    empty_groups: Vec<Empty>,
    edits_units: bool,
    new_leaders: Vec<NewName>,
    open: usize,
    leaderless: usize,
    /// What is still missing; it cannot be confirmed before.
    missing: Vec<(String, String)>,
    /// Which plan came before, and what becomes of its tasks; "" where none.
    follows: String,
    errors: Errors,
}

fn view(who: &Who, of: Review, body: Option<Body>, errors: Errors) -> Page {
    let unknown = meant::unknown(who, &of, &[]);
    let w = who.w;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let mut missing = Vec::new();
    if of.draft.title.trim().is_empty() {
        missing.push(("title".to_owned(), w.t("draft-missing-title").to_owned()));
    }
    if of.draft.period.is_none() {
        missing.push(("start".to_owned(), w.t("draft-missing-period").to_owned()));
    }
    if of.tasks.is_empty() {
        missing.push(("tasks".to_owned(), w.t("draft-missing-tasks").to_owned()));
    }
    let body = body.unwrap_or_else(|| Body {
        title: of.draft.title.clone(),
        start: day(of.draft.period.map(|period| period.start)),
        end: day(of.draft.period.map(|period| period.end)),
        ..Body::default()
    });
    let leads = |task: &&super::review::Task| !task.facts.units.iter().any(|unit| unit.duty == Duty::Lead);
    Page {
        cx: who.cx(w.fill("draft-confirm-title", &[("title", &title(who, &of))]), "document"),
        body,
        added: unknown.iter().filter(|one| one.chosen.is_empty()).count(),
        unknown,
        empty_groups: meant::empty_groups(who, &of),
        edits_units: who.may(Right::ChangeUnits),
        new_leaders: of.new_leaders(who),
        open: of.open_warnings().count(),
        leaderless: of.tasks.iter().filter(leads).count(),
        missing,
        follows: crate::plan::follow::line(who, &of.draft),
        errors,
        of,
    }
}

async fn show(who: Who, Path(id): Path<u64>) -> Answer {
    let of = open(&who, id).await?;
    page::page(&view(&who, of, None, Errors::default()))
}

async fn confirm(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    let command = Confirm { draft: DraftId(id), meant: meant::meant(&body.chosen()) };
    let written = who.app.store.write(who.sent(&filled, Some(id)), command).await;
    match written {
        Ok(_) => match open(&who, id).await?.draft.plan {
            Some(plan) => page::see(format!("/plans/{plan}")),
            // An answer given before is given again, whatever became of the draft.
            None => page::see(format!("/drafts/{id}")),
        },
        Err(error) => {
            let errors = Errors::of(error, who.w)?;
            let page = view(&who, open(&who, id).await?, None, errors);
            page::refused(&Page { unknown: meant::unknown(&who, &page.of, &body.chosen()), ..page })
        }
    }
}

async fn edit(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    let mut errors = Errors::default();
    let mut day = |field: &str, typed: &str, last: bool| match printed_date(typed, who.today) {
        Some(date) => Some(if last { date.last_day() } else { first_day(date) }),
        None => {
            errors.push(field, who.w.fill("draft-bad-date", &[("text", &typed)]));
            None
        }
    };
    let period = day("start", &body.start, false).zip(day("end", &body.end, true));
    if !errors.is_empty() {
        return refused(&who, id, Some(body), errors).await;
    }
    let command = Edit { draft: DraftId(id), title: body.title.clone(), period };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(_) => page::see(format!("/drafts/{id}/confirm")),
        Err(error) => refused(&who, id, Some(body), Errors::of(error, who.w)?).await,
    }
}

async fn drop_it(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    let command = Drop { draft: DraftId(id), reason: body.reason.clone() };
    match who.app.store.write(who.sent(&filled, None), command).await {
        Ok(_) => page::see("/documents"),
        Err(error) => {
            let errors = Errors::of(error, who.w)?;
            let of = open(&who, id).await?;
            let mut page = view(&who, of, None, errors);
            page.body.reason = body.reason;
            page::refused(&page)
        }
    }
}

async fn refused(who: &Who, id: u64, body: Option<Body>, errors: Errors) -> Answer {
    let of = open(who, id).await?;
    page::refused(&view(who, of, body, errors))
}

fn first_day(date: PrintedDate) -> Date {
    match date {
        PrintedDate::Day(day) | PrintedDate::Month(day) | PrintedDate::Year(day) => day,
    }
}
