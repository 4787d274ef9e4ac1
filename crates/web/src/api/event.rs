//! The log: what the post may read of it.

use super::asker::{Asked, Asker};
use super::list::{List, limit, unknown};
use crate::log::readable;
use crate::problem::Answer;
use serde::{Deserialize, Serialize};
use store::query::events::Dated;
use store::query::log::{self, Direction};
use utoipa::{IntoParams, ToSchema};

/// An entry of the log; what may be erased (names, telephones) is not in it.
#[derive(Serialize, ToSchema)]
pub(super) struct Event {
    /// Its place in the log, from 0.
    seq: u64,
    /// When it was decided, RFC 3339.
    at: String,
    /// The ledger's day.
    day: String,
    /// The account; null for the program itself.
    who: Option<u64>,
    /// The post it acted in.
    post: Option<u64>,
    /// The thing whose history it belongs to.
    on: Option<u64>,
    /// What happened, such as `task.cleared`.
    kind: String,
    /// Its facts.
    #[schema(value_type = Object)]
    data: serde_json::Value,
}

impl From<Dated> for Event {
    fn from(dated: Dated) -> Self {
        let Dated { event, day } = dated;
        let data = event.fact.data().ok().and_then(|data| serde_json::from_str(data.get()).ok());
        Self {
            seq: event.seq,
            at: event.at.to_string(),
            day: day.to_string(),
            who: event.by.map(|(account, _)| account.0),
            post: event.by.map(|(_, post)| post.0),
            on: event.on,
            kind: event.fact.kind().to_owned(),
            data: data.unwrap_or_default(),
        }
    }
}

/// Which events.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filters {
    /// Items of a page, 1 to 200; 50 where it is left out.
    limit: Option<usize>,
    /// The former page's `next`.
    after: Option<String>,
    /// Only of this kind, such as `task.cleared`.
    kind: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/events", tag = "events", params(Filters),
    responses((status = 200, description = "Events, oldest first; what the post may not read is left out", body = List<Event>)))]
pub(super) async fn list(Asker(who): Asker, Asked(filters): Asked<Filters>) -> Answer {
    let mut kinds = readable(&who)?;
    if let Some(kind) = &filters.kind {
        kinds.retain(|known| known == kind);
        if kinds.is_empty() {
            return Err(unknown("kind"));
        }
    }
    let limit = limit(filters.limit)?;
    let from = match &filters.after {
        Some(after) => after.parse::<u64>().map_err(|_| unknown("after"))?.saturating_add(1),
        None => 0,
    };
    let jurisdiction = who.jurisdiction;
    let (found, next) = who
        .app
        .store
        .read(move |db| log::page(db, jurisdiction, &kinds, Direction::From(from), limit))
        .await?;
    Ok(List { items: found.into_iter().map(Event::from).collect(), next: next.map(|seq| seq.to_string()) }
        .answer())
}
