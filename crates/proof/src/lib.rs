//! What makes the history hard to change unseen: commitments to an event's bytes, and the Merkle tree over them.
//! Knows nothing of events, of storage or of keys: it turns bytes into hashes.

pub mod commitment;
pub mod tree;

pub use commitment::{Algorithm, Entry, Hash, Salt, commit, entry, entry_of_hashes, leaf};
pub use tree::Frontier;
