//! Title and period of the plan that a draft is to become.

use super::event::Edited;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::DraftId;
use crate::limit::{self, TITLE_CHARS};
use crate::plan::Period;
use crate::refusal::Refusal;
use crate::right::Right;
use crate::world::World;
use jiff::civil::Date;
use serde::Serialize;

/// Sets title and period.
#[derive(Clone, Debug, Serialize)]
pub struct Edit {
    /// Which draft.
    pub draft: DraftId,
    /// The plan's title.
    pub title: String,
    /// The plan's first and last day.
    pub period: Option<(Date, Date)>,
}

impl Command for Edit {
    const KIND: &'static str = "draft.edit";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.draft)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        world.draft(self.draft)?.open()?;
        let title = limit::text("title", &self.title, TITLE_CHARS)?;
        let period = self.period.map(|(start, end)| Period::new(start, end)).transpose()?;
        let mut emit = Emit::new(cx);
        emit.on(self.draft, Edited { title, period });
        Ok(emit.events())
    }
}
