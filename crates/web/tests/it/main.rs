//! The web room from outside: its router over a real store in a folder of its own. One binary, a module a subject.

mod accounts;
mod convert;
mod directory;
mod documents;
mod follow;
mod form;
mod groups;
mod office;
mod recurrences;
mod review;
mod rights;
mod sign_in;
mod start;
mod tasks;
mod units;
