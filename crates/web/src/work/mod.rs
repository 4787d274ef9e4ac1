//! 待办: what waits for this post, the most urgent first; for a leader, the portfolio.

mod item;
mod leader;
mod show;
mod sign;

use crate::app::App;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/work", get(show::show)).route("/work/sign", post(sign::post))
}
