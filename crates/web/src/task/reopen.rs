//! 退回办理、回头看: a task goes back to work, with a reason.

use super::{Act, Opened};
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::Answer;
use crate::who::Who;
use askama::Template;
use axum::extract::Path;
use ledger::task::{Reopen, State};
use ledger::{Right, TaskId};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "task/reopen.html")]
struct Page {
    cx: Cx,
    act: Act,
    /// It was cleared already: looked at again, not sent back.
    cleared: bool,
    reason: String,
}

fn form(who: &Who, of: &Opened, reason: String) -> Page {
    let cleared = of.row.state == State::Cleared;
    let title = if cleared { who.w.t("task-do-look-back") } else { who.w.t("task-do-send-back") };
    let act = Act::fresh(of, who, format!("/tasks/{}/reopen", of.id), of.version);
    Page { cx: who.cx(title, "ledger"), act, cleared, reason }
}

pub(super) async fn show(who: Who, Path(id): Path<u64>) -> Answer {
    who.require(Right::Clear)?;
    let of = super::open(&who, id).await?;
    page::page(&form(&who, &of, String::new()))
}

#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    reason: String,
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Clear)?;
    let of = super::open(&who, id).await?;
    let command = Reopen { task: TaskId(id), reason: body.reason.clone() };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(_) => page::see(format!("/tasks/{id}")),
        Err(error) => {
            let page = form(&who, &of, body.reason);
            page::refused(&Page { act: page.act.refused(&filled, Errors::of(error, who.w)?), ..page })
        }
    }
}
