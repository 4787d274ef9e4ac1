//! The rules as tables of cases, as laws over random work, and against a plain recomputation.

mod cast;
mod draft;
mod office;
mod past;
mod people;
mod report;
mod rights;
mod task;
mod world;
