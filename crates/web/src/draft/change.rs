//! What a review's forms change: a step of a task, a warning of the whole document, the last step back or again.

use super::passage::in_body;
use super::review::open;
use super::show::{Looked, Sent, view};
use super::step::{Body, Step, at_field};
use super::warning::At;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::{Who, not_found};
use axum::extract::Path;
use ledger::draft::{Accept, Redo, Undo};
use ledger::{DraftId, Right};
use store::{Recorded, WriteError};

/// `POST /drafts/N/tasks/T/STEP`
pub(super) async fn step(
    Path((id, task, step)): Path<(u64, u64, String)>,
    Form { who, filled, mut body }: Form<Body>,
) -> Answer {
    who.require(Right::Review)?;
    let place: Option<u32> = if step == "split" { body.place.parse().ok() } else { None };
    if let Some(place) = place {
        let of = open(&who, id).await?;
        let at = of
            .tasks
            .iter()
            .find(|one| one.id == task)
            .and_then(|one| in_body(&of.text, one.facts.span?, &one.facts.body, place));
        // A place outside of the task's words splits nothing, and the ledger says so.
        body.at = at.unwrap_or(0).to_string();
    }
    let done = match Step::of(&step, &body, who.today, who.w).ok_or_else(not_found)? {
        Ok(taken) => taken.take(&who, &filled, id, task).await.map_err(|error| Errors::of(error, who.w)),
        Err(errors) => Err(Ok(errors)),
    };
    match done {
        Ok(_) if step == "accept" => {
            let of = open(&who, id).await?;
            let place = of.place_of(task).unwrap_or(0);
            let next = of.next_warning(At::Task { place, index: body.warning.parse().unwrap_or(0) });
            page::see(
                next.map_or_else(|| format!("/drafts/{id}?task={task}#warning"), |at| of.warning_address(at)),
            )
        }
        Ok(_) => page::see(format!("/drafts/{id}?task={task}#task")),
        Err(errors) => {
            let of = open(&who, id).await?;
            let place = of.place_of(task).ok_or_else(not_found)?;
            let looked = Looked::task(&of, place);
            page::refused(
                &view(&who, of, looked, Sent { errors: at_field(errors?, &step), step, body }).await?,
            )
        }
    }
}

/// `POST /drafts/N/accept`: a warning that is about no task.
pub(super) async fn accept(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    // A number that is none names no warning, and the ledger says so.
    let warning = body.warning.parse().unwrap_or(usize::MAX);
    let command = Accept { draft: DraftId(id), warning };
    let done = who.app.store.write(who.sent(&filled, None), command).await;
    let of = open(&who, id).await?;
    match done {
        Ok(_) => {
            let next = of.next_warning(At::Whole(warning));
            page::see(next.map_or_else(|| format!("/drafts/{id}#warning"), |at| of.warning_address(at)))
        }
        Err(error) => {
            let errors = Errors::of(error, who.w)?;
            let looked = Looked::warning(&of, At::Whole(warning));
            page::refused(&view(&who, of, looked, Sent { step: "accept".into(), body, errors }).await?)
        }
    }
}

/// `POST /drafts/N/undo`
pub(super) async fn undo(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    let done = who.app.store.write(who.sent(&filled, None), Undo { draft: DraftId(id) }).await;
    back(&who, id, body, done, "undo").await
}

/// `POST /drafts/N/redo`
pub(super) async fn redo(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    let done = who.app.store.write(who.sent(&filled, None), Redo { draft: DraftId(id) }).await;
    back(&who, id, body, done, "redo").await
}

/// To the task of which something was taken back or made again.
async fn back(
    who: &Who,
    id: u64,
    body: Body,
    done: Result<Recorded, WriteError>,
    step: &'static str,
) -> Result<axum::response::Response, Halt> {
    let of = open(who, id).await?;
    let asked: u64 = body.task.parse().unwrap_or(0);
    match done {
        Ok(_) => {
            let steps = if step == "undo" { &of.draft.undone } else { &of.draft.steps };
            let own = steps.iter().rfind(|step| step.by == Some(who.account));
            let task = own.and_then(|step| step.tasks.first()).map_or(asked, |task| task.0);
            page::see(format!("/drafts/{id}?task={task}#task"))
        }
        Err(error) => {
            let errors = Errors::of(error, who.w)?;
            let looked = Looked::task(&of, of.place_of(asked).unwrap_or(0));
            page::refused(&view(who, of, looked, Sent { step: step.into(), body, errors }).await?)
        }
    }
}
