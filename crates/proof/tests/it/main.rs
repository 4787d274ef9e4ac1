//! Vectors that were computed by other programs, and the tree against its definition.

mod commitment;
mod tree;
