//! 领导: the list in official order with portfolios, and one leader.

mod edit;
mod list;

use crate::app::App;
use axum::Router;
use axum::routing::get;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/leaders", get(list::show))
        .route("/leaders/new", get(edit::fresh).post(edit::add))
        .route("/leaders/{id}", get(edit::show).post(edit::change))
}
