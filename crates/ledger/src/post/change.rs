//! Renaming or retiring a post.

use super::event::Changed;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::PostId;
use crate::limit::{self, NAME_CHARS};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Changes a post.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Which.
    pub post: PostId,
    /// What it is called.
    pub name: String,
    /// Nobody may act in it.
    pub retired: bool,
}

impl Command for Change {
    const KIND: &'static str = "post.change";
    const RIGHT: Right = Right::ChangeAccounts;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.post)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        world.post(self.post)?;
        let own = matches!(cx.who, crate::Who::Account { post, .. } if post == self.post);
        ensure(!(own && self.retired), Code::OwnAccount)?;
        let name = limit::text("name", &self.name, NAME_CHARS)?;
        let mut emit = Emit::new(cx);
        emit.on(self.post, Changed { name, retired: self.retired });
        Ok(emit.events())
    }
}
