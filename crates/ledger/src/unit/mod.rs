//! 单位: offices, departments, areas, companies; groups (各市州政府) are units with members.

mod add;
mod change;
mod event;
pub(crate) mod expand;
mod facts;
mod level;
mod merge;
mod resolve;
mod short;
mod state;

pub use add::Add;
pub use change::Change;
pub use event::{Added, Aliased, Changed, Merged, Parted, UnitEvent};
pub use expand::{Look, units as stands_for};
pub use facts::{Facts, Former};
pub use level::{AreaCode, Level};
pub use merge::{Merge, Part};
pub use resolve::{How, Resolved, Resolver};
pub use short::{Own, form};
pub use state::{Inherited, Unit, looks_like_group};
