//! What the pages of one unit and of one leader share: whose form it is, what was saved, the lights of its tasks, its
//! history.

use super::{Lit, lights};
use crate::changes::{Entry, History};
use crate::form::{self, Errors, Filled};
use crate::problem::Halt;
use crate::who::Who;
use crate::words::Words;
use ledger::{Facet, Right};
use store::WriteError;
use store::query::overview::scope;

/// The frame of a page with one form for one thing.
pub(crate) struct Frame {
    /// The thing; none for a new one.
    pub id: Option<u64>,
    /// Whether the person may change it.
    pub edits: bool,
    pub key: String,
    pub version: String,
    pub errors: Errors,
    /// The write that was just done.
    pub saved: Option<u64>,
    pub lights: Vec<Lit>,
    pub history: Vec<Entry>,
}

impl Frame {
    /// For a form as it came, or a fresh one.
    pub(crate) fn of(who: &Who, id: Option<u64>, filled: &Filled, errors: Errors) -> Self {
        Self {
            id,
            edits: who.may(Right::ChangeUnits),
            key: filled.key.clone().unwrap_or_else(form::key),
            version: version(filled, id.map(|id| who.directory.version(id))),
            errors,
            saved: None,
            lights: Vec::new(),
            history: Vec::new(),
        }
    }

    /// With the lights of its tasks, where the person sees tasks, and its history. `list` is the tasks' address.
    ///
    /// # Errors
    /// Below the rules.
    pub(crate) async fn with_history(self, who: &Who, facet: Facet, list: String) -> Result<Self, Halt> {
        let Some(id) = self.id else { return Ok(self) };
        let (jurisdiction, key, reads) = (who.jurisdiction, who.key(id), who.may(Right::ReadTasks));
        let loaded = who.app.store.read(move |db| {
            let counts = if reads { Some(scope(db, jurisdiction, facet, id)?) } else { None };
            Ok((counts, History::load(db, key)?))
        });
        let (counts, history) = loaded.await?;
        Ok(Self { lights: lights(counts.as_ref(), &list), history: history.entries(who), ..self })
    }
}

/// The version that a form goes on with: the one it came with, else the present one.
pub(crate) fn version(filled: &Filled, present: Option<u64>) -> String {
    present.map(|present| filled.version.unwrap_or(present).to_string()).unwrap_or_default()
}

/// What a refused change says. Who was told that somebody changed the thing sees it as it is now, and goes on from there.
///
/// # Errors
/// All but refusals, and states that a second look settles.
pub(crate) fn refused(error: WriteError, filled: &mut Filled, w: &Words) -> Result<Errors, Halt> {
    if matches!(error, WriteError::Stale) {
        filled.version = None;
    }
    Errors::of(error, w)
}

/// The number of the official order, or an error at its field.
pub(crate) fn order(who: &Who, typed: &str, errors: &mut Errors) -> Option<u32> {
    let order = typed.trim().parse().ok();
    if order.is_none() {
        errors.push("order", who.w.fill("people-order-number", &[("typed", &typed)]));
    }
    order
}

/// The place behind the last of the official order, for a new one.
pub(crate) fn next_order(orders: impl Iterator<Item = u32>) -> String {
    orders.max().map_or(1, |last| last.saturating_add(1)).to_string()
}
