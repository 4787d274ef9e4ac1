//! 反馈: the liaison writes, the unit's head approves or returns, a supervisor accepts or returns.

mod accept;
mod approve;
mod attachment;
mod doubt;
mod give_back;
mod show;
mod typed;
mod upload;
mod write;

use crate::app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<App> {
    let form = get(write::show).post(write::post).layer(DefaultBodyLimit::max(upload::MAX_REPORT_BYTES));
    Router::new()
        .route("/tasks/{id}/assignments/{part}/report", form)
        .route("/reports/{id}", get(show::show))
        .route("/reports/{id}/approve", post(approve::post))
        .route("/reports/{id}/return", post(give_back::post))
        .route("/reports/{id}/accept", post(accept::post))
        .route("/reports/{id}/attachments/{sha256}", get(attachment::get))
}
