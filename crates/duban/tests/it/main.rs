//! The whole program, as a shell and its API's callers meet it.

mod admin;
mod api;
mod convert;
mod crash;
mod demo;
mod program;
mod read;
mod rooms;
mod score;
mod units;
