//! How anything is written: by one writer, in turns.

pub mod queue;
