//! The rules as tables of cases, as laws over random work, and against a plain recomputation.

mod arrange;
mod cast;
mod clear;
mod draft;
mod follow;
mod laws;
mod office;
mod past;
mod people;
mod plain;
mod random;
mod report;
mod rights;
mod task;
mod units;
mod world;
