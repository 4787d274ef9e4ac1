//! A new account. Its first password is made with the form and shown once, after it was sent.

use super::posts;
use crate::address::Address;
use crate::choose::{Choose, values};
use crate::cx::Cx;
use crate::form::{self, Errors, Filled, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::session::{fresh, hash, weak};
use crate::who::Who;
use askama::Template;
use ledger::account::Add;
use ledger::{PostId, Right};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    login: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    posts: Vec<String>,
    /// Made by the page, so that a form that is sent twice sets the same one.
    #[serde(default)]
    password: String,
    #[serde(default)]
    find: String,
    #[serde(default, rename = "do")]
    action: String,
}

#[derive(Template)]
#[template(path = "account/new.html")]
struct Page {
    cx: Cx,
    body: Body,
    posts: Choose,
    any_post: bool,
    key: String,
    errors: Errors,
}

impl Page {
    fn of(who: &Who, body: Body, filled: &Filled, errors: Errors) -> Self {
        let chosen = values(&body.posts);
        Self {
            cx: who.cx(who.w.t("people-account-new"), "account"),
            posts: posts(who, &[], &chosen, &body.find),
            any_post: who.directory.posts().any(|(_, post)| !post.retired),
            body,
            key: filled.key.clone().unwrap_or_else(form::key),
            errors,
        }
    }
}

/// The page that shows a password once.
#[derive(Template)]
#[template(path = "account/password.html")]
pub(super) struct Shown {
    pub cx: Cx,
    pub id: u64,
    pub name: String,
    pub login: String,
    pub password: String,
    pub seq: Option<u64>,
}

pub(super) async fn show(who: Who, address: Address) -> Answer {
    who.require(Right::ChangeAccounts)?;
    let posts = address.one("post").map(str::to_owned).into_iter().collect();
    let body = Body { posts, password: fresh()?, ..Body::default() };
    page::page(&Page::of(&who, body, &Filled::default(), Errors::default()))
}

pub(super) async fn post(Form { who, filled, mut body }: Form<Body>) -> Answer {
    who.require(Right::ChangeAccounts)?;
    if weak(&body.password, &body.login, who.w).is_some() {
        body.password = fresh()?;
    }
    if body.action == "find" {
        return page::page(&Page::of(&who, body, &filled, Errors::default()));
    }
    let command = Add {
        login: body.login.clone(),
        name: body.name.clone(),
        phone: body.phone.clone(),
        posts: values(&body.posts).into_iter().map(PostId).collect(),
    };
    match who.app.store.write(who.sent(&filled, None), command).await {
        Ok(recorded) => {
            let cx = who.cx(who.w.t("people-account-made"), "account");
            set(&who, recorded.seq, &body.password).await?;
            let (login, name) = (body.login.trim().to_owned(), body.name.trim().to_owned());
            let (id, seq) = (recorded.seq, Some(recorded.seq));
            page::page(&Shown { cx, id, name, login, password: body.password, seq })
        }
        Err(error) => page::refused(&Page::of(&who, body, &filled, Errors::of(error, who.w)?)),
    }
}

/// Sets an account's password and ends its sessions.
///
/// # Errors
/// Below the rules.
pub(super) async fn set(who: &Who, account: u64, password: &str) -> Result<(), Halt> {
    let (account, now) = (who.key(account), who.app.store.now());
    let hash = hash(password.to_owned()).await?;
    let set = who.app.store.own(move |db| {
        store::password::set(db, account, &hash, now)?;
        store::session::end_all(db, account)
    });
    set.await?;
    Ok(())
}
