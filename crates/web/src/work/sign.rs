//! Signing for several tasks at once: one write each, so that one that is refused holds no other back.

use super::show;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use ledger::task::Sign;
use ledger::{AssignmentId, Right, TaskId};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {
    /// Ticked: `TASK:ASSIGNMENT`.
    #[serde(default)]
    pick: Vec<String>,
    /// The one whose own button was pressed: only this is signed for.
    #[serde(default)]
    one: String,
}

pub(super) async fn post(Form { who, mut filled, body }: Form<Body>) -> Answer {
    who.require(Right::Sign)?;
    let picked = if body.one.is_empty() { body.pick } else { vec![body.one] };
    let mut errors = Errors::default();
    if picked.is_empty() {
        errors.push("form", who.w.t("work-sign-none"));
    }
    let key = filled.key.clone();
    for pick in picked {
        let parsed =
            pick.split_once(':').and_then(|(task, part)| Some((task.parse().ok()?, part.parse().ok()?)));
        let Some((task, part)) = parsed else { continue };
        filled.key = key.as_ref().map(|key| format!("{key}:{pick}"));
        let command = Sign { task: TaskId(task), assignment: AssignmentId(part) };
        if let Err(error) = who.app.store.write(who.sent(&filled, None), command).await {
            errors.0.extend(Errors::of(error, who.w)?.0);
        }
    }
    if errors.is_empty() { page::see("/work") } else { show::refused(&who, errors).await }
}
