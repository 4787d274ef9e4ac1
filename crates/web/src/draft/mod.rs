//! 待核对方案: a reading under review, corrected fact by fact, confirmed or dropped.

mod confirm;
mod current;
mod from_reading;
mod review;
mod show;
mod step;
pub(crate) mod text;

pub use from_reading::from_reading;

use crate::app::App;
use axum::Router;

pub(crate) fn routes() -> Router<App> {
    show::routes().merge(confirm::routes())
}
