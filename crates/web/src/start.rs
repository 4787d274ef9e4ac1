//! 启用: the first page of an empty house. The code that `serve` printed founds it and makes its first administrator.

use crate::app::App;
use crate::cx::Cx;
use crate::form::{self, Errors};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::session::{begin, hash, same_origin, session_cookie, weak};
use crate::who::{self, not_found};
use crate::words::Words;
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use axum::routing::get;
use ledger::limit::{NAME_CHARS, text};
use ledger::{Kind, PostId, Role, account, day, jurisdiction, post};
use serde::Deserialize;
use store::query::things;
use store::{Connection, Fault, Key, Sent};

/// The number of the jurisdiction that is founded here.
const FIRST: u32 = 1;
/// Where most of our users are.
const ZONE: &str = "Asia/Shanghai";

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/start", get(show).post(send))
}

/// Whether nobody can sign in yet.
///
/// # Errors
/// Below the rules.
pub(crate) fn is_new(db: &mut Connection) -> Result<bool, Fault> {
    for jurisdiction in things::jurisdictions(db)? {
        if !things::all(db, jurisdiction, Kind::Account)?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

#[derive(Clone, Default, Deserialize)]
struct Body {
    #[serde(default)]
    key: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    password: String,
}

#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    cx: Cx,
    body: Body,
    errors: Errors,
}

impl Start {
    fn of(w: &'static Words, body: Body, errors: Errors) -> Self {
        Self { cx: Cx::public(w, w.t("people-start").to_owned(), ""), body, errors }
    }
}

async fn show(State(app): State<App>, headers: HeaderMap) -> Answer {
    if !app.store.read(is_new).await? {
        return Err(not_found());
    }
    let body = Body { key: form::key(), zone: ZONE.to_owned(), ..Body::default() };
    page::page(&Start::of(who::words(&headers), body, Errors::default()))
}

async fn send(State(app): State<App>, headers: HeaderMap, bytes: Bytes) -> Answer {
    if !same_origin(&headers) {
        return Err(Halt::Csrf);
    }
    if !app.store.read(is_new).await? {
        return Err(not_found());
    }
    let body: Body = form::read(&bytes)?;
    let w = who::words(&headers);
    let mut errors = check(&app, &body, w);
    let code = body.code.clone();
    if !app.store.read(move |db| store::start::is_right(db, &code)).await? {
        errors.push("code", w.t("people-start-code-wrong"));
    }
    if !errors.is_empty() {
        return page::refused(&Start::of(w, body, errors));
    }
    let account = match found(&app, &body, w).await {
        Ok(account) => account,
        Err(halt) => {
            errors.push("form", halt.sentence(w));
            return page::refused(&Start::of(w, body, errors));
        }
    };
    let token = begin(&app, account, w).await?.ok_or_else(not_found)?;
    Ok(([(header::SET_COOKIE, session_cookie(&app, &token))], page::see("/units")?).into_response())
}

/// What can be wrong, all of it at once: the ledger would stop at the first.
fn check(app: &App, body: &Body, w: &Words) -> Errors {
    let mut errors = Errors::default();
    for (field, value) in [("name", &body.name), ("login", &body.login), ("person", &body.person)] {
        if let Err(refusal) = text(field, value, NAME_CHARS) {
            errors.push(field, crate::problem::sentence(w, &refusal));
        }
    }
    if day::date_of(app.store.now(), body.zone.trim()).is_err() {
        errors.push("zone", w.t("refusal-bad_zone"));
    }
    if let Some(weak) = weak(&body.password, body.login.trim(), w) {
        errors.push("password", weak);
    }
    errors
}

/// Founds what is not there yet and gives the first account; a start that broke off goes on where it stopped.
async fn found(app: &App, body: &Body, w: &Words) -> Result<Key, Halt> {
    let system = |step: &str| {
        let key = (!body.key.is_empty()).then(|| format!("{}-{step}", body.key));
        Sent { key, ..Sent::system(FIRST) }
    };
    if app.store.read(things::jurisdictions).await?.is_empty() {
        let found = jurisdiction::Found {
            name: body.name.clone(),
            zone: body.zone.trim().to_owned(),
            origin: origin()?,
            sample: false,
        };
        app.store.write(Sent::system(FIRST), found).await?;
    }
    let post = post::Add {
        name: w.of("role", Role::Administrator.text()).to_owned(),
        role: Role::Administrator,
        unit: None,
        leader: None,
    };
    let post = PostId(app.store.write(system("post"), post).await?.seq);
    let account = account::Add {
        login: body.login.clone(),
        name: body.person.clone(),
        phone: String::new(),
        posts: vec![post],
    };
    let account = Key::new(FIRST, app.store.write(system("account"), account).await?.seq);
    let (hash, code, now) = (hash(body.password.clone()).await?, body.code.clone(), app.store.now());
    let set = app.store.own(move |db| {
        store::password::set(db, account, &hash, now)?;
        store::start::take(db, &code)
    });
    set.await?;
    Ok(account)
}

/// The random part of the log's origin: 16 hex digits.
fn origin() -> Result<String, Fault> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| Fault::Broken(error.to_string()))?;
    Ok(format!("{:016x}", u64::from_be_bytes(bytes)))
}
