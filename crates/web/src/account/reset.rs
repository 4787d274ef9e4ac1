//! A new password for somebody who has lost theirs; ending sessions. Neither is of the ledger.

use super::add::{Shown, set};
use super::{called, open};
use crate::cx::Cx;
use crate::form::Form;
use crate::page;
use crate::problem::Answer;
use crate::session::{fresh, weak};
use crate::who::Who;
use askama::Template;
use axum::extract::Path;
use ledger::{AccountId, Code, Refusal, Right};
use serde::Deserialize;
use store::session;

#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    password: String,
}

#[derive(Template)]
#[template(path = "account/reset.html")]
struct Page {
    cx: Cx,
    id: u64,
    name: String,
    login: String,
    password: String,
}

pub(super) async fn show(who: Who, Path(id): Path<u64>) -> Answer {
    who.require(Right::ChangeAccounts)?;
    if who.account == AccountId(id) {
        return page::see("/password");
    }
    let (account, _) = open(&who, id).await?;
    page::page(&Page {
        cx: who.cx(who.w.t("people-reset"), "account"),
        id,
        name: called(&account, id, &who),
        login: account.login().unwrap_or_default().to_owned(),
        password: fresh()?,
    })
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, body, .. }: Form<Body>) -> Answer {
    who.require(Right::ChangeAccounts)?;
    let (account, _) = open(&who, id).await?;
    // One's own is changed against the old one; an erased account has no login to sign in with.
    if who.account == AccountId(id) {
        return Err(Refusal::of(Code::OwnAccount).into());
    }
    let Some(login) = account.login().map(str::to_owned) else {
        return Err(Refusal::of(Code::NothingToErase).into());
    };
    let password = if weak(&body.password, &login, who.w).is_some() { fresh()? } else { body.password };
    set(&who, id, &password).await?;
    tracing::info!(account = id, by = who.account.0, "a password was reset");
    let cx = who.cx(who.w.t("people-reset-done"), "account");
    page::page(&Shown { cx, id, name: called(&account, id, &who), login, password, seq: None })
}

pub(super) async fn end(Path(id): Path<u64>, Form { who, .. }: Form<Body>) -> Answer {
    who.require(Right::ChangeAccounts)?;
    open(&who, id).await?;
    let key = who.key(id);
    who.app.store.own(move |db| session::end_all(db, key)).await?;
    page::see(format!("/accounts/{id}"))
}
