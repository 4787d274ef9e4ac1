//! 岗位: a role with its scope. People come and go, posts stay.

mod add;
mod change;
mod event;
mod state;

pub use add::Add;
pub use change::Change;
pub use event::{Added, Changed, PostEvent};
pub use state::Post;
