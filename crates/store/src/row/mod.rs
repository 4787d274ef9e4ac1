//! Rows: which columns a thing has, written from what `ledger` computes and read back for pages.

pub mod task;
