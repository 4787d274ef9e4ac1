//! The rules of the work: commands, events, states, rights, clocks, lights, pace.
//!
//! No I/O, no clock, no chance: time, day and seqs come in as arguments, and a decision is a pure function of
//! what was loaded. A command is a struct in a file of its own (`task/clear.rs`); events are one enum for each
//! kind of thing and stay for ever; a state is folded from events; what lists show is a function of state and day.

pub mod account;
pub mod clock;
pub mod command;
pub mod day;
pub mod document;
pub mod draft;
mod event;
pub mod id;
pub mod jurisdiction;
pub mod leader;
pub mod light;
pub mod limit;
pub mod pace;
pub mod past;
pub mod plan;
pub mod post;
pub mod printed;
pub mod private;
pub mod recurrence;
pub mod refusal;
pub mod report;
pub mod right;
pub mod task;
mod touch;
pub mod unit;
pub mod world;

pub use command::{Command, Context, Decide, Needs, Who};
pub use event::{Event, Fact, cut};
pub use id::*;
pub use refusal::{Code, Refusal};
pub use right::{Actor, Right, Role, permit};
pub use touch::touches;
pub use world::{Entry, Facet, Kind, NameKind, Thing, World};

/// Every command: its kind and the right it takes. The test of rights walks it.
pub const COMMANDS: &[(&str, Right)] = &[
    entry::<jurisdiction::Found>(),
    entry::<jurisdiction::Change>(),
    entry::<unit::Add>(),
    entry::<unit::Change>(),
    entry::<unit::Merge>(),
    entry::<unit::Part>(),
    entry::<leader::Add>(),
    entry::<leader::Change>(),
    entry::<post::Add>(),
    entry::<post::Change>(),
    entry::<account::Add>(),
    entry::<account::Change>(),
    entry::<account::Erase>(),
    entry::<document::Keep>(),
    entry::<draft::Make>(),
    entry::<draft::Edit>(),
    entry::<draft::Correct>(),
    entry::<draft::SplitTask>(),
    entry::<draft::Merge>(),
    entry::<draft::Remove>(),
    entry::<draft::Add>(),
    entry::<draft::Move>(),
    entry::<draft::CorrectMany>(),
    entry::<draft::Accept>(),
    entry::<draft::Undo>(),
    entry::<draft::Redo>(),
    entry::<draft::Drop>(),
    entry::<draft::Follow>(),
    entry::<draft::Confirm>(),
    entry::<plan::Withdraw>(),
    entry::<task::Assign>(),
    entry::<task::Classify>(),
    entry::<task::Sign>(),
    entry::<task::Refuse>(),
    entry::<task::Designate>(),
    entry::<task::Submit>(),
    entry::<task::Clear>(),
    entry::<task::Reopen>(),
    entry::<report::Write>(),
    entry::<report::Approve>(),
    entry::<report::Return>(),
    entry::<report::Accept>(),
];

const fn entry<C: Command>() -> (&'static str, Right) {
    (C::KIND, C::RIGHT)
}
