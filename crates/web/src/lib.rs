//! Pages, REST API, sign-in. Server-rendered, usable without scripts.
//!
//! One path in every room: clearing a task is `task/clear.rs` here (form, post, API), `templates/task/clear.html`,
//! and the rule in `ledger`. No handler holds SQL, no template holds a rule.

mod app;
pub mod assets;
pub mod chart;
mod cx;
mod directory;
mod form;
#[cfg(test)]
mod kit;
mod page;
mod problem;
mod routes;
mod who;
pub mod words;

pub use app::App;
pub use routes::router;
