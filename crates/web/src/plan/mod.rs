//! 方案: what was confirmed, how far it is, its tasks handed out, its document.

mod assign;
mod document;
pub(crate) mod follow;
mod list;
mod show;
mod withdraw;

use crate::app::App;
use crate::problem::Halt;
use crate::who::{Who, not_found};
use axum::Router;
use axum::routing::{get, post};
use jiff::civil::Date;
use ledger::plan::Plan;
use ledger::{Facet, PlanId};
use store::query::overview;
use store::{Connection, Fault};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/plans", get(list::show))
        .route("/plans/{id}", get(show::show))
        .route("/plans/{id}/document", get(document::show))
        .route("/drafts/{id}/compare", get(follow::show).post(follow::post))
        .route("/plans/{id}/assign", post(assign::post))
        .route("/plans/{id}/withdraw", post(withdraw::post))
}

/// Where a plan is on a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Future,
    Running,
    Ended,
    Withdrawn,
}

impl State {
    const ALL: [State; 4] = [State::Running, State::Ended, State::Future, State::Withdrawn];

    fn of(plan: &Plan, today: Date) -> Self {
        match plan.period {
            _ if plan.withdrawn.is_some() => State::Withdrawn,
            period if today < period.start => State::Future,
            period if today > period.end => State::Ended,
            _ => State::Running,
        }
    }

    fn text(self) -> &'static str {
        match self {
            State::Future => "future",
            State::Running => "running",
            State::Ended => "ended",
            State::Withdrawn => "withdrawn",
        }
    }

    fn colour(self) -> &'static str {
        match self {
            State::Running => "blue",
            State::Ended => "yellow",
            State::Future | State::Withdrawn => "",
        }
    }
}

/// How many tasks of each plan this post sees; a plan of which it sees none is none to it.
fn seen(
    db: &mut Connection,
    jurisdiction: u32,
    (facet, value): (Facet, u64),
    plan: PlanId,
) -> Result<i64, Fault> {
    if facet == Facet::All {
        return Ok(overview::scope(db, jurisdiction, Facet::Plan, plan.0)?.rows());
    }
    Ok(overview::scope(db, jurisdiction, facet, value)?.of(Facet::Plan, plan.0))
}

/// The plan of an address, if this person sees it.
fn open(who: &Who, id: u64) -> Result<(PlanId, &Plan), Halt> {
    who.scope()?;
    let plan = PlanId(id);
    who.directory.plan(plan).map(|found| (plan, found)).ok_or_else(not_found)
}
