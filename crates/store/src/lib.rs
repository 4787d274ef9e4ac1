//! The log, what is derived from it, what stands beside it.

pub mod engine;
pub mod key;
pub mod migrate;
