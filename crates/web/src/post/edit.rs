//! One post: a role for a unit or a leader, and who holds it. Role and scope stay: a new role is a new post.

use super::{accounts, holders, place};
use crate::address::Address;
use crate::changes::{Entry, History};
use crate::cx::Cx;
use crate::form::{self, Errors, Filled, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::unit::{refused, version};
use crate::who::{Who, not_found};
use askama::Template;
use axum::extract::Path;
use ledger::post::{Add, Change, Post};
use ledger::{LeaderId, PostId, Right, Role, UnitId};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    leader: String,
    #[serde(default)]
    retired: String,
}

#[derive(Template)]
#[template(path = "post/new.html")]
struct Fresh {
    cx: Cx,
    body: Body,
    roles: Vec<(&'static str, String)>,
    units: Vec<(String, String)>,
    leaders: Vec<(String, String)>,
    key: String,
    errors: Errors,
}

impl Fresh {
    fn of(who: &Who, body: Body, filled: &Filled, errors: Errors) -> Self {
        let word = |role: Role| {
            let (word, may) = (who.w.of("role", role.text()), who.w.of("people-may", role.text()));
            (role.text(), who.w.fill("people-role-may", &[("role", &word), ("may", &may)]))
        };
        let units =
            who.directory.units().into_iter().filter(|(_, unit)| !unit.facts.retired && !unit.facts.group);
        let leaders = who.directory.leaders().into_iter();
        Self {
            cx: who.cx(who.w.t("people-post-new"), "admin"),
            body,
            roles: Role::ALL.map(word).into(),
            units: units.map(|(id, unit)| (id.to_string(), unit.facts.name.clone())).collect(),
            leaders: leaders.map(|(id, leader)| (id.to_string(), leader.name.clone())).collect(),
            key: filled.key.clone().unwrap_or_else(form::key),
            errors,
        }
    }
}

pub(super) async fn fresh(who: Who, address: Address) -> Answer {
    who.require(Right::ChangeAccounts)?;
    let text = |key: &str| address.one(key).unwrap_or_default().to_owned();
    let body = Body { role: text("role"), unit: text("unit"), leader: text("leader"), ..Body::default() };
    page::page(&Fresh::of(&who, body, &Filled::default(), Errors::default()))
}

pub(super) async fn add(Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeAccounts)?;
    let Some(role) = Role::ALL.into_iter().find(|role| role.text() == body.role) else {
        let mut errors = Errors::default();
        errors.push("role", who.w.t("people-role-choose"));
        return page::refused(&Fresh::of(&who, body, &filled, errors));
    };
    // What the role does not act for is left out: a form without scripts shows both.
    let unit = body.unit.parse().ok().map(UnitId).filter(|_| role.needs_unit());
    let leader = body.leader.parse().ok().map(LeaderId).filter(|_| role == Role::Leader);
    let mut post = Post { name: body.name.trim().to_owned(), role, unit, leader, retired: false };
    if post.name.is_empty() {
        post.name = [place(&post, &who), who.w.of("role", role.text()).to_owned()]
            .join(who.w.t("people-post-joined"));
    }
    let command = Add { name: post.name, role, unit, leader };
    match who.app.store.write(who.sent(&filled, None), command).await {
        Ok(recorded) => page::see(format!("/posts/{}?saved={0}", recorded.seq)),
        Err(error) => page::refused(&Fresh::of(&who, body, &filled, Errors::of(error, who.w)?)),
    }
}

#[derive(Template)]
#[template(path = "post/edit.html")]
struct Page {
    cx: Cx,
    id: u64,
    role: String,
    may: String,
    place: String,
    body: Body,
    key: String,
    version: String,
    errors: Errors,
    saved: Option<u64>,
    holders: Vec<(u64, String)>,
    history: Vec<Entry>,
}

impl Page {
    async fn of(
        who: &Who,
        id: PostId,
        body: Option<Body>,
        filled: &Filled,
        errors: Errors,
    ) -> Result<Self, Halt> {
        let post = who.directory.post(id).ok_or_else(not_found)?;
        let (jurisdiction, key) = (who.jurisdiction, who.key(id));
        let loaded = who.app.store.read(move |db| Ok((accounts(db, jurisdiction)?, History::load(db, key)?)));
        let (accounts, history) = loaded.await?;
        let retired = if post.retired { "on".to_owned() } else { String::new() };
        Ok(Self {
            cx: who.cx(post.name.clone(), "admin"),
            id: id.0,
            role: who.w.of("role", post.role.text()).to_owned(),
            may: who.w.of("people-may", post.role.text()).to_owned(),
            place: place(post, who),
            body: body.unwrap_or_else(|| Body { name: post.name.clone(), retired, ..Body::default() }),
            key: filled.key.clone().unwrap_or_else(form::key),
            version: version(filled, Some(who.directory.version(id))),
            errors,
            saved: None,
            holders: holders(&accounts).remove(&id).unwrap_or_default(),
            history: history.entries(who),
        })
    }
}

pub(super) async fn show(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    who.require(Right::ChangeAccounts)?;
    let page = Page::of(&who, PostId(id), None, &Filled::default(), Errors::default()).await?;
    page::page(&Page { saved: address.number("saved"), ..page })
}

pub(super) async fn change(Path(id): Path<u64>, Form { who, mut filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeAccounts)?;
    let command = Change { post: PostId(id), name: body.name.clone(), retired: !body.retired.is_empty() };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(recorded) => page::see(format!("/posts/{id}?saved={}", recorded.seq)),
        Err(error) => {
            let errors = refused(error, &mut filled, who.w)?;
            page::refused(&Page::of(&who, PostId(id), Some(body), &filled, errors).await?)
        }
    }
}
