//! Signing out; the post that is acted in; the language.

use super::{back, language_cookie, same_origin, session_cookie};
use crate::app::App;
use crate::form::{self, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::not_found;
use crate::words::Locale;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use ledger::PostId;
use serde::Deserialize;
use store::session;

#[derive(Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn sign_out(Form { who, .. }: Form<Nothing>) -> Answer {
    let token = who.token.clone();
    who.app.store.own(move |db| session::end(db, &token)).await?;
    Ok(([(header::SET_COOKIE, session_cookie(&who.app, ""))], page::see("/sign-in")?).into_response())
}

#[derive(Deserialize)]
pub(super) struct Post {
    #[serde(default)]
    post: String,
}

/// On to the first page: what the former post saw, the new one may not see.
pub(super) async fn post(Form { who, body, .. }: Form<Post>) -> Answer {
    let chosen = body.post.parse().ok().map(PostId).filter(|post| who.posts.contains(post));
    let post = who.key(chosen.ok_or_else(not_found)?);
    let token = who.token.clone();
    who.app.store.own(move |db| session::switch_post(db, &token, post)).await?;
    page::see("/")
}

#[derive(Deserialize)]
pub(super) struct Language {
    #[serde(default)]
    tag: String,
}

pub(super) async fn language(State(app): State<App>, headers: HeaderMap, bytes: Bytes) -> Answer {
    if !same_origin(&headers) {
        return Err(Halt::Csrf);
    }
    let Language { tag } = form::read(&bytes)?;
    let tag = Locale::of_tag(&tag).unwrap_or_default().tag();
    let next = page::see(back(&headers).unwrap_or("/"))?;
    Ok(([(header::SET_COOKIE, language_cookie(&app, tag))], next).into_response())
}
