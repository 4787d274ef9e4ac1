//! Changing the name, the area and the rules for lights.

use super::event::Changed;
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::light::LightRules;
use crate::limit::{self, NAME_CHARS};
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::unit::AreaCode;
use crate::world::World;
use serde::Serialize;

/// Changes what is given; the rest stays.
#[derive(Clone, Default, Debug, Serialize)]
pub struct Change {
    /// The new name.
    pub name: Option<String>,
    /// The new rules for lights.
    pub lights: Option<LightRules>,
    /// The area that it governs.
    pub area: Option<AreaCode>,
}

impl Command for Change {
    const KIND: &'static str = "jurisdiction.change";
    const RIGHT: Right = Right::ChangeJurisdiction;

    fn needs(&self, _: &World) -> Needs {
        Needs::none()
    }

    fn decide(&self, _: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let name = self.name.as_deref().map(|name| limit::text("name", name, NAME_CHARS)).transpose()?;
        if self.lights.as_ref().is_some_and(|lights| !lights.sound()) {
            return Err(Refusal::of(Code::OutOfRange).at("lights"));
        }
        let mut emit = Emit::new(cx);
        emit.on(0_u64, Changed { name, lights: self.lights.clone(), area: self.area });
        Ok(emit.events())
    }
}
