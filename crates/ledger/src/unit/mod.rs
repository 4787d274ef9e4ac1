//! 单位: offices, departments, areas, companies; groups (各市州政府) are units with members.

mod add;
mod change;
mod event;
mod state;

pub use add::Add;
pub use change::Change;
pub use event::{Added, Changed, UnitEvent};
pub use state::{Unit, looks_like_group};
