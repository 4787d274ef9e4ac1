//! 账号: a person who signs in, and the posts that the person holds.

mod add;
mod change;
mod erase;
mod event;
mod state;

pub use add::Add;
pub use change::Change;
pub use erase::Erase;
pub use event::{AccountEvent, Added, Changed};
pub use state::Account;
