//! Pages, REST API, sign-in. Server-rendered, usable without scripts.
//!
//! One path in every room: clearing a task is `task/clear.rs` here (form, post, API), `templates/task/clear.html`,
//! and the rule in `ledger`. No handler holds SQL, no template holds a rule.

mod account;
mod address;
mod after;
mod api;
mod app;
pub mod assets;
mod changes;
pub mod chart;
mod choose;
mod cx;
pub mod directory;
mod divisions;
mod document;
pub mod draft;
mod form;
mod health;
#[cfg(test)]
mod kit;
mod leader;
mod log;
mod overview;
mod page;
pub mod password;
mod plan;
mod post;
mod problem;
mod report;
mod rhythm;
mod routes;
mod session;
mod start;
mod task;
pub mod unit;
mod unsent;
mod who;
pub mod words;
mod work;

pub use api::openapi;
pub use app::App;
pub use document::{Converter, Program, Unread};
pub use problem::sentence;
pub use routes::router;
