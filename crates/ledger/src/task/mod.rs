//! 任务: from registering to clearing; assignments and targets are parts of it.

mod assign;
mod claim;
mod classify;
mod clear;
mod designate;
mod event;
mod refuse;
mod reopen;
mod row;
pub(crate) mod sign;
mod state;
mod submit;

pub use assign::{Assign, Joined, Part, joined};
pub use claim::{Claim, Figure, Known, Standing, TargetState};
pub use classify::Classify;
pub use clear::Clear;
pub use designate::Designate;
pub use event::{
    Carried, Classified, Cleared, Designated, Ended, Ending, Explained, Made, Refused, Registered, Reopened,
    Signed, Submitted, TaskEvent, TaskUnit,
};
pub use refuse::Refuse;
pub use reopen::Reopen;
pub use row::{Count, NO_DUE, Row, SECTION_VALUES, Shown, Wait, row, shown};
pub use sign::Sign;
pub use state::{Assignment, State, Task};
pub use submit::{Submit, missing};
