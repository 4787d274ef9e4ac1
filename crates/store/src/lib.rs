//! The log, what is derived from it, what stands beside it.

pub mod blob;
mod count;
mod derive;
pub mod document;
pub mod engine;
pub mod head;
pub mod idempotency;
pub mod key;
pub mod migrate;
pub mod password;
pub mod pool;
pub mod presence;
pub mod query;
pub mod rebuild;
pub mod row;
mod secret;
pub mod session;
pub mod start;
mod store;
pub mod terms;
pub mod token;
pub mod unsent;
pub mod verify;
pub mod write;

pub use count::Counts;
pub use engine::{Connection, Fault};
pub use key::Key;
pub use store::{FILE, Sent, Store};
pub use write::turn::{Expect, Recorded, WriteError};
