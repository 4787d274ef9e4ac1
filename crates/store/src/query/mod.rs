//! Queries: one file for each question that a page asks; no rule stands here.

pub mod events;
pub mod log;
pub mod overview;
pub mod seen;
pub mod tasks;
pub mod things;
