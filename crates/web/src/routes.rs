//! The list of features: each brings its routes.

use crate::app::App;
use crate::{assets, page, problem};
use axum::Router;
use axum::routing::get;
use axum::middleware::{from_fn, from_fn_with_state};

/// The whole program, ready to be served.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/assets/{name}", get(assets::get))
        .fallback(async || crate::who::not_found())
        .layer(from_fn_with_state(app.clone(), problem::tell))
        .layer(from_fn(page::headers))
        .with_state(app)
}
