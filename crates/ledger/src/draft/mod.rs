//! 待核对方案: a reading under review. Its corrections are events, undoing one is a command.

mod confirm;
mod correct;
mod correction;
mod drop;
mod edit;
mod event;
mod facts;
mod make;
mod merge;
mod remove;
mod split;
mod state;
mod undo;

pub use confirm::Confirm;
pub use correct::Correct;
pub use correction::Correction;
pub use drop::Drop;
pub use edit::Edit;
pub use event::{Corrected, DraftEvent, Dropped, Edited, Made, Merged, Removed, Split, TaskMade, Undone};
pub use facts::{DraftFacts, Section, title_of};
pub use make::Make;
pub use merge::Merge;
pub use remove::Remove;
pub use split::SplitTask;
pub use state::{Draft, DraftTask, Step};
pub use undo::Undo;
