//! 辖区: the tenant; thing 0 of its log, always loaded.

mod change;
mod event;
mod found;
mod state;

pub use change::Change;
pub use event::{Changed, Founded, JurisdictionEvent};
pub use found::Found;
pub use state::Jurisdiction;
