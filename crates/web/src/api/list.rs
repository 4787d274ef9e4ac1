//! Lists: pages of items with a cursor.

use crate::problem::Halt;
use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Items of a page where none is asked for.
const LIMIT: usize = 50;
/// Items of a page at most.
const LIMIT_AT_MOST: usize = 200;

/// A page of a list.
#[derive(Serialize, ToSchema)]
pub(super) struct List<T: ToSchema> {
    /// What the page holds.
    pub(super) items: Vec<T>,
    /// Given as `after` it brings the next page; null at the end.
    pub(super) next: Option<String>,
}

impl<T: ToSchema + Serialize> List<T> {
    pub(super) fn answer(self) -> Response {
        Json(self).into_response()
    }

    /// A page of what is listed whole, by id, smallest first.
    pub(super) fn of(all: impl IntoIterator<Item = (u64, T)>, paging: &Paging) -> Result<Self, Halt> {
        let (limit, after) = (paging.limit()?, paging.after_id()?);
        let mut all: Vec<(u64, T)> =
            all.into_iter().filter(|(id, _)| after.is_none_or(|after| *id > after)).collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        let more = all.len() > limit;
        all.truncate(limit);
        let next = all.last().filter(|_| more).map(|(id, _)| id.to_string());
        Ok(Self { items: all.into_iter().map(|(_, item)| item).collect(), next })
    }
}

/// Which page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// Items of a page, 1 to 200; 50 where it is left out.
    limit: Option<usize>,
    /// The former page's `next`.
    pub(super) after: Option<String>,
}

impl Paging {
    pub(super) fn limit(&self) -> Result<usize, Halt> {
        limit(self.limit)
    }

    fn after_id(&self) -> Result<Option<u64>, Halt> {
        self.after.as_ref().map(|after| after.parse().map_err(|_| unknown("after"))).transpose()
    }
}

/// How many items a page has.
pub(super) fn limit(asked: Option<usize>) -> Result<usize, Halt> {
    let limit = asked.unwrap_or(LIMIT);
    if (1..=LIMIT_AT_MOST).contains(&limit) { Ok(limit) } else { Err(unknown("limit")) }
}

/// A parameter whose value means nothing.
pub(super) fn unknown(parameter: &str) -> Halt {
    Halt::BadRequest(format!("{parameter} has a value that is not known"))
}
