//! How anything is written: by one writer, in turns.

pub(crate) mod flush;
pub(crate) mod load;
pub mod queue;
pub mod turn;
