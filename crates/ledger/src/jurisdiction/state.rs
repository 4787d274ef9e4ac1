//! The jurisdiction as rules need it.

use super::event::{Founded, JurisdictionEvent};
use crate::clock::ClockRule;
use crate::light::LightRules;
use crate::unit::AreaCode;
use serde::{Deserialize, Serialize};

/// Name, zone and rules of one tenant.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Jurisdiction {
    /// The area's or office's name.
    pub name: String,
    /// IANA name of its time zone.
    pub zone: String,
    /// The random part of the log's origin.
    pub origin: String,
    /// Whether every page says that this is a sample.
    pub sample: bool,
    /// The clocks in force.
    pub clocks: Vec<ClockRule>,
    /// When a light is yellow.
    pub lights: LightRules,
    /// The area that it governs, by GB/T 2260, where it was said.
    #[serde(default)]
    pub area: Option<AreaCode>,
}

impl Jurisdiction {
    pub(crate) fn founded(by: &Founded) -> Self {
        let Founded { name, zone, origin, sample, clocks, lights } = by.clone();
        Self { name, zone, origin, sample, clocks, lights, area: None }
    }

    pub(crate) fn apply(&mut self, event: &JurisdictionEvent) {
        match event {
            JurisdictionEvent::Founded(founded) => *self = Self::founded(founded),
            JurisdictionEvent::Changed(changed) => {
                self.name = changed.name.clone().unwrap_or_else(|| std::mem::take(&mut self.name));
                self.lights = changed.lights.clone().unwrap_or_else(|| self.lights.clone());
                self.area = changed.area.or(self.area);
            }
        }
    }
}
