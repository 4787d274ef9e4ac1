//! Keeping a document.

use super::event::Kept;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::limit::{self, TITLE_CHARS};
use crate::refusal::Refusal;
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Keeps a document whose blobs are stored.
#[derive(Clone, Debug, Serialize)]
pub struct Keep {
    /// What is kept.
    pub document: Kept,
}

impl Command for Keep {
    const KIND: &'static str = "document.keep";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        Needs::none()
    }

    fn decide(&self, _: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let name = limit::text("name", &self.document.name, TITLE_CHARS)?;
        let mut emit = Emit::new(cx);
        emit.makes(Kept { name, ..self.document.clone() });
        Ok(emit.events())
    }
}
