//! Erasing a person's data, after a page that says what goes and what stays.

use super::{called, open};
use crate::cx::Cx;
use crate::form::{self, Errors, Filled, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::unit::{refused, version};
use crate::who::Who;
use askama::Template;
use axum::extract::Path;
use ledger::account::Erase;
use ledger::{AccountId, Right};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Body {}

#[derive(Template)]
#[template(path = "account/erase.html")]
struct Page {
    cx: Cx,
    id: u64,
    name: String,
    login: String,
    phone: String,
    erased: bool,
    key: String,
    version: String,
    errors: Errors,
}

impl Page {
    async fn of(who: &Who, id: u64, filled: &Filled, errors: Errors) -> Result<Self, Halt> {
        let (account, present) = open(who, id).await?;
        Ok(Self {
            cx: who.cx(who.w.t("people-erase"), "account"),
            id,
            name: called(&account, id, who),
            login: account.login().unwrap_or("—").to_owned(),
            phone: account.phone().unwrap_or("—").to_owned(),
            erased: account.private_events().next().is_none(),
            key: filled.key.clone().unwrap_or_else(form::key),
            version: version(filled, Some(present)),
            errors,
        })
    }
}

pub(super) async fn show(who: Who, Path(id): Path<u64>) -> Answer {
    who.require(Right::ChangeAccounts)?;
    page::page(&Page::of(&who, id, &Filled::default(), Errors::default()).await?)
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, mut filled, .. }: Form<Body>) -> Answer {
    who.require(Right::ChangeAccounts)?;
    match who.app.store.write(who.sent(&filled, Some(id)), Erase { account: AccountId(id) }).await {
        Ok(recorded) => {
            let key = who.key(id);
            let gone = who.app.store.own(move |db| {
                store::password::forget(db, key)?;
                store::session::end_all(db, key)
            });
            gone.await?;
            page::see(format!("/accounts/{id}?saved={}", recorded.seq))
        }
        Err(error) => {
            let errors = refused(error, &mut filled, who.w)?;
            page::refused(&Page::of(&who, id, &filled, errors).await?)
        }
    }
}
