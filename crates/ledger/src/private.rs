//! What may be erased: names and telephones of persons, kept beside the log and committed to by it.

use crate::event::facts;
use crate::id::AccountId;
use serde::{Deserialize, Serialize};

/// The private part of an event. Every field is optional: erasing leaves nothing.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Private {
    /// What the person types to sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// The person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Telephone, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// `private.erased`: the private part of the event `seq` is gone, by decision; its commitment stays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Erased {
    /// Whose part it was.
    pub account: AccountId,
    /// The event that had the part.
    pub seq: u64,
}

facts! {
    /// Events about private parts.
    PrivateEvent in Private { Erased = "private.erased" }
}
