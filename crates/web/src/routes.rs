//! The list of features: each brings its routes.

use crate::app::App;
use crate::{assets, page, problem};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;

/// The whole program, ready to be served.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/assets/{name}", get(assets::get))
        .merge(crate::overview::routes())
        .merge(crate::task::list::routes())
        .merge(crate::task::routes())
        .merge(crate::report::routes())
        .merge(crate::work::routes())
        .merge(crate::unsent::routes())
        .merge(crate::session::routes())
        .merge(crate::start::routes())
        .merge(crate::unit::routes())
        .merge(crate::leader::routes())
        .merge(crate::post::routes())
        .merge(crate::account::routes())
        .merge(crate::document::routes())
        .merge(crate::draft::routes())
        .merge(crate::plan::routes())
        .merge(crate::log::routes())
        .merge(crate::api::routes())
        .merge(crate::health::routes())
        .fallback(async || crate::who::not_found())
        .layer(from_fn_with_state(app.clone(), problem::tell))
        .layer(from_fn(page::headers))
        .layer(from_fn_with_state(app.clone(), crate::health::count))
        .with_state(app)
}
