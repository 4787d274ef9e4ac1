//! Founding a jurisdiction: the first two events of a log.

use super::event::Founded;
use crate::clock;
use crate::command::{Command, Context, Emit, Needs};
use crate::day::{self, Opened};
use crate::event::Event;
use crate::light::LightRules;
use crate::limit::{self, NAME_CHARS};
use crate::refusal::{Code, Refusal};
use crate::right::Right;
use crate::world::World;
use serde::Serialize;

/// Founds the jurisdiction and opens its first day.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The area's or office's name.
    pub name: String,
    /// IANA name of its time zone.
    pub zone: String,
    /// 16 hex digits of a random number, made by the store.
    pub origin: String,
    /// Whether this is a sample.
    pub sample: bool,
}

impl Command for Found {
    const KIND: &'static str = "jurisdiction.found";
    const RIGHT: Right = Right::Found;

    fn needs(&self, _: &World) -> Needs {
        Needs::none()
    }

    fn decide(&self, _: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let mut emit = Emit::new(cx);
        if cx.next != 0 {
            return Err(Refusal::of(Code::NameTaken).at("name"));
        }
        let date = day::date_of(cx.now, &self.zone).map_err(|_| Refusal::of(Code::BadZone).at("zone"))?;
        emit.makes(Founded {
            name: limit::text("name", &self.name, NAME_CHARS)?,
            zone: self.zone.clone(),
            origin: self.origin.clone(),
            sample: self.sample,
            clocks: clock::seven_one_zero(),
            lights: LightRules::default(),
        });
        emit.nobody(Opened { date });
        Ok(emit.events())
    }
}
