//! 待核对方案: a reading under review, corrected fact by fact, confirmed or dropped.

mod add;
mod annotation;
mod change;
mod confirm;
mod current;
mod from_reading;
mod history;
mod list;
mod live;
mod many;
mod meant;
mod more;
mod passage;
mod review;
mod show;
mod step;
pub(crate) mod text;
mod warning;

pub use from_reading::from_reading;
pub(crate) use meant::by_form;

use crate::app::App;
use axum::Router;
use axum::routing::{get, post};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/drafts/{id}", get(show::show))
        .route("/drafts/{id}/since/{version}", get(live::since))
        .route("/drafts/{id}/text", get(more::text))
        .route("/drafts/{id}/rows", get(more::rows))
        .route("/drafts/{id}/units", get(more::units))
        .route("/drafts/{id}/outline", get(more::headings_of))
        .route("/drafts/{id}/sections", get(more::sections))
        .route("/drafts/{id}/annotation.json", get(annotation::json))
        .route("/drafts/{id}/annotation.txt", get(annotation::text))
        .route("/drafts/{id}/add", post(add::post))
        .route("/drafts/{id}/accept", post(change::accept))
        .route("/drafts/{id}/undo", post(change::undo))
        .route("/drafts/{id}/redo", post(change::redo))
        .route("/drafts/{id}/tasks/{task}/{step}", post(change::step))
        .merge(many::routes())
        .merge(confirm::routes())
}
