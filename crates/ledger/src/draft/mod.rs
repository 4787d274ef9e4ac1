//! 待核对方案: a reading under review. Its corrections are events, undoing one is a command.

mod accept;
mod add;
mod confirm;
mod correct;
mod correct_many;
mod correction;
mod drop;
mod edit;
mod event;
mod facts;
mod follow;
mod make;
mod merge;
mod remove;
mod shift;
mod split;
mod state;
mod undo;

pub use accept::Accept;
pub use add::Add;
pub use confirm::{Confirm, Meant};
pub use correct::Correct;
pub use correct_many::{CorrectMany, Scope};
pub use correction::Correction;
pub use drop::Drop;
pub use edit::Edit;
pub use event::{
    Accepted, Carry, Corrected, DraftEvent, Dropped, Edited, Followed, Made, ManyCorrected, Merged, Moved,
    Redone, Removed, Split, TaskMade, Undone,
};
pub use facts::{DraftFacts, Section, title_of};
pub use follow::Follow;
pub use make::Make;
pub use merge::Merge;
pub use remove::Remove;
pub use shift::{Move, Place};
pub use split::SplitTask;
pub use state::{Draft, DraftTask, Step};
pub use undo::{Redo, Undo};
