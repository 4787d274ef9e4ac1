//! The log, what is derived from it, what stands beside it.

pub mod blob;
pub mod engine;
pub mod idempotency;
pub mod key;
pub mod migrate;
pub mod password;
pub mod pool;
mod secret;
pub mod session;
pub mod start;
pub mod terms;
pub mod token;
pub mod unsent;
pub mod verify;
pub mod write;
