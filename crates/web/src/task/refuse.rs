//! 退回交办: "not ours", with a reason.

use super::{Act, Opened};
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::Who;
use askama::Template;
use axum::extract::Path;
use ledger::task::Refuse;
use ledger::{AssignmentId, Right, TaskId};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "task/refuse.html")]
struct Page {
    cx: Cx,
    act: Act,
    reason: String,
}

fn form(who: &Who, of: &Opened, part: u64, reason: String) -> Page {
    let action = format!("/tasks/{}/assignments/{part}/refuse", of.id);
    Page {
        cx: who.cx(who.w.t("task-refuse-title"), "todo"),
        act: Act::fresh(of, who, action, of.version),
        reason,
    }
}

async fn own(who: &Who, id: u64, part: u64) -> Result<Opened, Halt> {
    who.require(Right::Sign)?;
    let of = super::open(who, id).await?;
    of.task.assignment(AssignmentId(part))?;
    Ok(of)
}

pub(super) async fn show(who: Who, Path((id, part)): Path<(u64, u64)>) -> Answer {
    let of = own(&who, id, part).await?;
    page::page(&form(&who, &of, part, String::new()))
}

#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    reason: String,
}

pub(super) async fn post(
    Path((id, part)): Path<(u64, u64)>,
    Form { who, filled, body }: Form<Body>,
) -> Answer {
    let of = own(&who, id, part).await?;
    let command = Refuse { task: TaskId(id), assignment: AssignmentId(part), reason: body.reason.clone() };
    // Only the assignment's own state counts: what other units do meanwhile changes nothing here.
    match who.app.store.write(who.sent(&filled, None), command).await {
        Ok(_) => page::see(format!("/tasks/{id}")),
        Err(error) => {
            let page = form(&who, &of, part, body.reason);
            page::refused(&Page { act: page.act.refused(&filled, Errors::of(error, who.w)?), ..page })
        }
    }
}
