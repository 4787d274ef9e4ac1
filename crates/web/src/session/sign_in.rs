//! 登录: login and password, a lock after five wrong ones, a session in one of the account's posts.

use super::attempt::{Attempt, attempt};
use super::{local, same_origin, session_cookie};
use crate::app::App;
use crate::cx::Cx;
use crate::form;
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::{self, Who};
use crate::words::Words;
use askama::Template;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use jiff::tz::TimeZone;
use ledger::NameKind;
use serde::Deserialize;
use store::password::{FAILURES_UNTIL_LOCKED, LOCKED_MINUTES};
use store::query::things;
use store::{Key, session};

#[derive(Default, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "session/sign_in.html")]
struct SignIn {
    cx: Cx,
    office: String,
    login: String,
    next: String,
    /// What was wrong, or "".
    wrong: String,
    /// Whether the session has just ended: somebody was on the way to a page.
    on_the_way: bool,
}

impl SignIn {
    async fn page(app: &App, w: &'static Words, body: &Body, wrong: String) -> Result<Self, Halt> {
        let of = app.clone();
        let directory = app.store.read(move |db| {
            let first = things::jurisdictions(db)?.into_iter().next();
            first.map(|jurisdiction| of.directory(db, jurisdiction)).transpose()
        });
        let directory = directory.await?;
        let jurisdiction = directory.as_ref().map(|directory| &directory.jurisdiction);
        let cx = Cx {
            sample: jurisdiction.is_some_and(|of| of.sample),
            ..Cx::public(w, w.t("people-sign-in").to_owned(), "")
        };
        Ok(Self {
            cx,
            office: jurisdiction.map(|of| of.name.clone()).unwrap_or_default(),
            login: body.login.clone(),
            next: local(&body.next).unwrap_or_default().to_owned(),
            on_the_way: wrong.is_empty() && local(&body.next).is_some_and(|next| next != "/"),
            wrong,
        })
    }
}

pub(super) async fn show(
    State(app): State<App>,
    Query(Next { next }): Query<Next>,
    mut parts: Parts,
) -> Answer {
    if Who::from_request_parts(&mut parts, &app).await.is_ok() {
        return page::see(local(&next).unwrap_or("/"));
    }
    if app.store.read(crate::start::is_new).await? {
        return page::see("/start");
    }
    let body = Body { next, ..Body::default() };
    page::page(&SignIn::page(&app, who::words(&parts.headers), &body, String::new()).await?)
}

pub(super) async fn post(State(app): State<App>, headers: HeaderMap, bytes: Bytes) -> Answer {
    if !same_origin(&headers) {
        return Err(Halt::Csrf);
    }
    let body: Body = form::read(&bytes)?;
    let w = who::words(&headers);
    let login = body.login.trim().to_owned();
    let account = app.store.read(move |db| {
        for jurisdiction in things::jurisdictions(db)? {
            if let Some(seq) = things::named(db, jurisdiction, NameKind::Login, &login)? {
                return Ok(Some(Key::new(jurisdiction, seq)));
            }
        }
        Ok(None)
    });
    let account = account.await?;
    let tried = attempt(&app, account, body.password.clone()).await?;
    let wrong = match (tried, account) {
        (Attempt::Right, Some(account)) => match begin(&app, account, w).await? {
            Some(token) => {
                let next = local(&body.next).unwrap_or("/");
                return Ok(
                    ([(header::SET_COOKIE, session_cookie(&app, &token))], page::see(next)?).into_response()
                );
            }
            None => w.t("people-sign-in-closed").to_owned(),
        },
        (Attempt::Locked(until), Some(account)) => {
            let of = app.clone();
            let directory = app.store.read(move |db| of.directory(db, account.jurisdiction())).await?;
            let zone = TimeZone::get(&directory.jurisdiction.zone).unwrap_or(TimeZone::UTC);
            w.fill("people-sign-in-locked", &[("time", &w.time(zone.to_datetime(until).time()))])
        }
        _ => {
            w.fill("people-sign-in-wrong", &[("times", &FAILURES_UNTIL_LOCKED), ("minutes", &LOCKED_MINUTES)])
        }
    };
    page::refused(&SignIn::page(&app, w, &body, wrong).await?)
}

/// Begins a session of an account in its first post and gives its token; none where it is closed or holds no post.
///
/// # Errors
/// Below the rules.
pub(crate) async fn begin(app: &App, account: Key, w: &'static Words) -> Result<Option<String>, Halt> {
    let of = app.clone();
    let first = Key::new(account.jurisdiction(), 0);
    let Some(who) = app.store.read(move |db| Who::of_account(&of, db, account, first, w)).await? else {
        return Ok(None);
    };
    let (post, now) = (who.key(who.post), app.store.now());
    Ok(Some(app.store.own(move |db| session::create(db, account, post, now)).await?))
}
