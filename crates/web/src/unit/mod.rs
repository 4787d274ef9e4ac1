//! 单位: the list in official order, and one unit with its members, posts and history.

mod areas;
mod edit;
mod fault;
mod frame;
mod import;
mod list;
mod merge;
pub mod sheet;
pub mod take;

pub(crate) use frame::{Frame, next_order, order, refused, version};

use crate::app::App;
use crate::problem::Halt;
use crate::who::Who;
use axum::Router;
use axum::routing::{get, post};
use ledger::light::Light;
use ledger::{Facet, Right, Role};
use store::query::overview::Counts;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/units", get(list::show))
        .route("/units.csv", get(list::export))
        .route("/units/new", get(edit::fresh).post(edit::add))
        .route(
            "/units/import",
            get(import::show).post(import::preview).layer(crate::document::upload_limit()),
        )
        .route("/units/import/confirm", post(import::confirm))
        .route("/units/areas", get(areas::show).post(areas::set))
        .route("/units/areas/add", post(areas::add))
        .route("/units/{id}", get(edit::show).post(edit::change))
        .route("/units/{id}/merge", post(merge::merge))
        .route("/units/{id}/part", post(merge::part))
}

/// Supervisors may look at the office's order, administrators keep it.
///
/// # Errors
/// `Halt::NoRight` for others.
pub(crate) fn sees_office(who: &Who) -> Result<(), Halt> {
    let sees = who.role == Role::Supervisor || who.may(Right::ChangeUnits);
    if sees { Ok(()) } else { Err(Halt::NoRight(Right::ChangeUnits)) }
}

/// A page of the office: word, address, whether it is this one.
pub(crate) type Tab = (String, &'static str, bool);

/// The pages of the office's order that the person may open.
pub(crate) fn tabs(who: &Who, current: &str) -> Vec<Tab> {
    let people = ["posts", "accounts"].into_iter().filter(|_| who.may(Right::ChangeAccounts));
    let all = ["units", "leaders"].into_iter().chain(people);
    all.map(|page| {
        let address = match page {
            "units" => "/units",
            "leaders" => "/leaders",
            "posts" => "/posts",
            _ => "/accounts",
        };
        (who.w.of("people-tab", page).to_owned(), address, page == current)
    })
    .collect()
}

/// A light, how many tasks show it, and the list of these.
pub(crate) type Lit = (&'static str, i64, String);

/// The lights of the tasks of a scope; `list` is the address of their list.
pub(crate) fn lights(counts: Option<&Counts>, list: &str) -> Vec<Lit> {
    let Some(counts) = counts else { return Vec::new() };
    let lit = |light: Light| {
        (light.text(), counts.of(Facet::Light, light as u64), format!("{list}&light={}", light.text()))
    };
    Light::ALL.map(lit).into_iter().filter(|(_, n, _)| *n > 0).collect()
}
