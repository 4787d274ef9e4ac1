//! 领导 with a portfolio (分管): the units that a leader answers for.

mod add;
mod change;
mod event;
mod state;

pub use add::Add;
pub use change::Change;
pub use event::{Added, Changed, LeaderEvent};
pub use state::Leader;
