//! 反馈: the liaison writes, the unit's head approves, a supervisor accepts or returns.

mod accept;
mod approve;
mod event;
mod give_back;
mod state;
mod write;

pub use accept::Accept;
pub use approve::Approve;
pub use event::{Accepted, Approved, Evidence, ReportEvent, Returned, Written};
pub use give_back::Return;
pub use state::{Report, ReportState};
pub use write::Write;
