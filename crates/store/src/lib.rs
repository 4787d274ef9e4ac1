//! The log, what is derived from it, what stands beside it.

pub mod engine;
pub mod key;
pub mod migrate;
pub mod pool;
pub mod write;
