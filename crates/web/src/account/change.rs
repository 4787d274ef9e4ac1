//! One account: name, telephone, posts, closing; its sessions; its history.

use super::{called, open, posts};
use crate::address::Address;
use crate::changes::{Entry, History};
use crate::choose::{Choose, values};
use crate::cx::Cx;
use crate::form::{self, Errors, Filled, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::unit::{refused, version};
use crate::who::Who;
use askama::Template;
use axum::extract::Path;
use ledger::account::{Account, Change};
use ledger::{AccountId, PostId, Right};
use serde::Deserialize;
use store::session;

#[derive(Default, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    posts: Vec<String>,
    #[serde(default)]
    closed: String,
    #[serde(default)]
    find: String,
    #[serde(default, rename = "do")]
    action: String,
}

impl Body {
    fn of(account: &Account) -> Self {
        Self {
            name: account.name().unwrap_or_default().to_owned(),
            phone: account.phone().unwrap_or_default().to_owned(),
            posts: account.posts.iter().map(ToString::to_string).collect(),
            closed: if account.closed { "on".to_owned() } else { String::new() },
            ..Self::default()
        }
    }
}

#[derive(Template)]
#[template(path = "account/edit.html")]
struct Page {
    cx: Cx,
    id: u64,
    login: String,
    /// Whether the person's data are gone: nothing is left to change.
    erased: bool,
    own: bool,
    body: Body,
    posts: Choose,
    key: String,
    version: String,
    errors: Errors,
    saved: Option<u64>,
    /// Until when it is locked, or "".
    locked: String,
    /// When its open sessions were last used.
    sessions: Vec<String>,
    history: Vec<Entry>,
}

impl Page {
    async fn of(
        who: &Who,
        id: u64,
        body: Option<Body>,
        filled: &Filled,
        errors: Errors,
    ) -> Result<Self, Halt> {
        let (account, present) = open(who, id).await?;
        let (key, now) = (who.key(id), who.app.store.now());
        let loaded = who.app.store.read(move |db| {
            let locked = store::password::get(db, key, now)?.and_then(|password| password.locked_until);
            Ok((locked, session::of_account(db, key, now)?, History::load(db, key)?))
        });
        let (locked, sessions, history) = loaded.await?;
        let body = body.unwrap_or_else(|| Body::of(&account));
        let held: Vec<u64> = account.posts.iter().map(|post| post.0).collect();
        Ok(Self {
            cx: who.cx(called(&account, id, who), "account"),
            id,
            login: account.login().unwrap_or_default().to_owned(),
            erased: account.private_events().next().is_none(),
            own: who.account == AccountId(id),
            posts: posts(who, &held, &values(&body.posts), &body.find),
            body,
            key: filled.key.clone().unwrap_or_else(form::key),
            version: version(filled, Some(present)),
            errors,
            saved: None,
            locked: locked.map(|until| who.moment(until)).unwrap_or_default(),
            sessions: sessions.into_iter().map(|session| who.moment(session.seen)).collect(),
            history: history.entries(who),
        })
    }
}

pub(super) async fn show(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    who.require(Right::ChangeAccounts)?;
    let page = Page::of(&who, id, None, &Filled::default(), Errors::default()).await?;
    page::page(&Page { saved: address.number("saved"), ..page })
}

pub(super) async fn post(Path(id): Path<u64>, Form { who, mut filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeAccounts)?;
    if body.action == "find" {
        return page::page(&Page::of(&who, id, Some(body), &filled, Errors::default()).await?);
    }
    let closed = !body.closed.is_empty();
    let command = Change {
        account: AccountId(id),
        name: body.name.clone(),
        phone: body.phone.clone(),
        posts: values(&body.posts).into_iter().map(PostId).collect(),
        closed,
    };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(recorded) => {
            if closed {
                let key = who.key(id);
                who.app.store.own(move |db| session::end_all(db, key)).await?;
            }
            page::see(format!("/accounts/{id}?saved={}", recorded.seq))
        }
        Err(error) => {
            let errors = refused(error, &mut filled, who.w)?;
            page::refused(&Page::of(&who, id, Some(body), &filled, errors).await?)
        }
    }
}
