//! What every page of one action on a task has: which task, its light, the form's key and version, what is wrong.

use super::Opened;
use super::light::LightWords;
use crate::form::{self, Errors, Filled};
use crate::who::Who;

/// The frame of an action's page.
pub(crate) struct Act {
    /// The task's page.
    pub back: String,
    /// Where the form is sent.
    pub action: String,
    /// The task as its page is headed.
    pub task: String,
    pub light: LightWords,
    pub key: String,
    pub version: u64,
    pub errors: Errors,
}

impl Act {
    /// An empty form. The version is that of the thing that is changed.
    pub(crate) fn fresh(of: &Opened, who: &Who, action: String, version: u64) -> Self {
        Self {
            back: format!("/tasks/{}", of.id),
            action,
            task: of.title(),
            light: of.light(who),
            key: form::key(),
            version,
            errors: Errors::default(),
        }
    }

    /// A form that was refused. A key that nothing was recorded under can be used again; the version is the one that
    /// the page now shows, so that whoever reads it and sends again knows what they stand on.
    pub(crate) fn refused(self, filled: &Filled, errors: Errors) -> Self {
        let key = filled.key.clone().unwrap_or(self.key);
        Self { key, errors, ..self }
    }
}
