//! 暂存: what somebody types is kept while they type it. `POST /unsent?form=/tasks/…/report` answers with a sentence.

use crate::app::App;
use crate::form::Form;
use crate::problem::{Answer, Halt};
use crate::task::history::local;
use axum::Router;
use axum::extract::Query;
use axum::response::IntoResponse;
use axum::routing::post;
use serde::Deserialize;
use store::unsent;

/// Longest address of a form, in bytes: `/tasks/N/assignments/N/report` with two seqs of eleven digits.
const MAX_NAME_BYTES: usize = 60;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/unsent", post(save))
}

#[derive(Deserialize)]
struct Of {
    form: String,
}

async fn save(Query(Of { form }): Query<Of>, Form { who, body, .. }: Form<Vec<(String, String)>>) -> Answer {
    if !form.starts_with("/tasks/") || form.len() > MAX_NAME_BYTES {
        return Err(Halt::BadRequest("no such form".into()));
    }
    let (account, now) = (who.key(who.account), who.app.store.now());
    let body =
        serde_html_form::to_string(words_of(body)).map_err(|error| Halt::BadRequest(error.to_string()))?;
    let kept = who.app.store.own(move |db| unsent::save(db, account, &form, &body, now)).await?;
    if !kept {
        return Err(Halt::TooLarge(unsent::MAX_BODY_BYTES));
    }
    let time = who.w.time(local(now, &who).time());
    Ok(who.w.fill("form-kept-at", &[("time", &time)]).into_response())
}

/// The fields that people filled in; what the program put into the form is left out.
pub(crate) fn words_of(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.retain(|(name, _)| !matches!(name.as_str(), "csrf" | "key" | "version"));
    pairs
}
