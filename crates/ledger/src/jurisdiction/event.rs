//! What can happen to a jurisdiction.

use crate::clock::ClockRule;
use crate::event::facts;
use crate::light::LightRules;
use crate::unit::AreaCode;
use serde::{Deserialize, Serialize};

/// `jurisdiction.founded`: event 0 of every log.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Founded {
    /// The area's or office's name.
    pub name: String,
    /// IANA name of its time zone.
    pub zone: String,
    /// 16 hex digits of a random number: the log's origin is `duban/` and these.
    pub origin: String,
    /// Marked as a sample on every page; only then may the day be set.
    #[serde(default)]
    pub sample: bool,
    /// The clocks in force.
    pub clocks: Vec<ClockRule>,
    /// When a light is yellow.
    pub lights: LightRules,
}

/// `jurisdiction.changed`: what is absent stays as it was.
#[derive(Clone, Default, PartialEq, Debug, Serialize, Deserialize)]
pub struct Changed {
    /// The new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The new rules for lights; every row is derived anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lights: Option<LightRules>,
    /// The area that it governs, by GB/T 2260.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaCode>,
}

facts! {
    /// Events of the jurisdiction itself.
    JurisdictionEvent in Jurisdiction {
        Founded = "jurisdiction.founded",
        Changed = "jurisdiction.changed",
    }
}
