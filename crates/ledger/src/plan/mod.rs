//! 方案: what a government decided to have done, as tasks under headings, within a period.

mod event;
mod state;
mod withdraw;

pub use event::{Confirmed, PlanEvent, Withdrawn};
pub use state::{Follows, How, Period, Plan};
pub use withdraw::Withdraw;
