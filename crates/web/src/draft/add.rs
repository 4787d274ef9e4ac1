//! Adding a task that the reader missed: from a passage of the document, or typed.

use super::passage;
use super::review::open;
use super::show::{Looked, Sent, view};
use super::step::Body;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use axum::extract::Path;
use ledger::printed::Span;
use ledger::{DraftId, DraftTaskId, Right};

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Review)?;
    let of = open(&who, id).await?;
    let chars = of.text.chars().count() as u32;
    let (start, end) = (body.start.parse().ok(), body.end.parse().ok());
    let place = start.zip(end).map(|(start, end)| Span { start, end });
    let place = place.filter(|place| place.start < place.end && place.end <= chars);
    let facts = passage::task(&of, place, &body.words);
    // It stands behind the last task that begins before it, else behind the one that is looked at.
    let before = |start: u32| {
        let begins = |task: &&super::review::Task| task.facts.span.is_some_and(|span| span.start <= start);
        of.tasks.iter().rfind(begins)
    };
    let asked = body.task.parse().ok().and_then(|task| of.place_of(task));
    let after = match facts.span {
        Some(span) => before(span.start),
        None => asked.and_then(|place| of.tasks.get(place)),
    };
    let section = after.map_or(0, |task| task.facts.section);
    let facts = ledger::draft::DraftFacts { section, ..facts };
    let command =
        ledger::draft::Add { draft: DraftId(id), after: after.map(|task| DraftTaskId(task.id)), facts };
    match who.app.store.write(who.sent(&filled, None), command).await {
        Ok(made) => page::see(format!("/drafts/{id}?task={}#task", made.seq)),
        Err(error) => {
            let mut errors = Errors::of(error, who.w)?;
            // What is wrong with the task's words is said where they were typed.
            errors
                .0
                .iter_mut()
                .filter(|(field, _)| field == "body")
                .for_each(|(field, _)| *field = "words".into());
            let looked = Looked::task(&of, asked.unwrap_or(0));
            page::refused(&view(&who, of, looked, Sent { step: "add".into(), body, errors }).await?)
        }
    }
}
