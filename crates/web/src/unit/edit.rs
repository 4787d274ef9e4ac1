//! One unit: its facts for supervisors, its form for administrators, its posts, its history.

use super::{Lit, lights, sees_office};
use crate::address::Address;
use crate::changes::{Entry, History, former_word, leader_name};
use crate::choose::{Choose, values};
use crate::cx::Cx;
use crate::form::{self, Errors, Filled, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::{Who, not_found};
use crate::words::Words;
use askama::Template;
use axum::extract::Path;
use ledger::unit::{Add, Change, Unit};
use ledger::{Facet, Right, UnitId, unit};
use serde::Deserialize;
use store::WriteError;
use store::query::overview::scope;

#[derive(Default, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    name: String,
    #[serde(default)]
    order: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    retired: String,
    #[serde(default)]
    find: String,
    #[serde(default, rename = "do")]
    action: String,
}

impl Body {
    fn of(unit: &Unit) -> Self {
        let flag = |on: bool| if on { "on".to_owned() } else { String::new() };
        Self {
            name: unit.name.clone(),
            order: unit.order.to_string(),
            group: flag(unit.group),
            members: unit.members.iter().map(ToString::to_string).collect(),
            retired: flag(unit.retired),
            ..Self::default()
        }
    }

    fn members(&self) -> Vec<UnitId> {
        values(&self.members).into_iter().map(UnitId).collect()
    }
}

#[derive(Template)]
#[template(path = "unit/edit.html")]
struct Page {
    cx: Cx,
    /// The unit; none for a new one.
    id: Option<u64>,
    edits: bool,
    body: Body,
    members: Choose,
    key: String,
    version: String,
    errors: Errors,
    saved: Option<u64>,
    facts: Facts,
}

/// What is shown beside the form.
#[derive(Default)]
struct Facts {
    members: String,
    former: String,
    leaders: String,
    lights: Vec<Lit>,
    /// Seq, name, role.
    posts: Vec<(u64, String, String)>,
    history: Vec<Entry>,
}

impl Page {
    fn of(who: &Who, id: Option<UnitId>, body: Body, filled: &Filled, errors: Errors) -> Self {
        let units = who.directory.units();
        let free = units.iter().filter(|(of, unit)| !unit.group && !unit.retired && Some(*of) != id);
        let all = free.map(|(id, unit)| (id.0, unit.name.clone(), String::new()));
        let unit = id.and_then(|id| who.directory.unit(id));
        let title = unit.map_or_else(|| who.w.t("people-unit-new").to_owned(), |unit| unit.name.clone());
        Self {
            cx: who.cx(title, "admin"),
            id: id.map(|id| id.0),
            edits: who.may(Right::ChangeUnits),
            members: Choose::of("members", all, &values(&body.members), &body.find),
            body,
            key: filled.key.clone().unwrap_or_else(form::key),
            version: version(filled, id.map(|id| who.directory.version(id))),
            errors,
            saved: None,
            facts: Facts::default(),
        }
    }

    async fn with_facts(mut self, who: &Who, id: UnitId) -> Result<Self, Halt> {
        let (jurisdiction, key, reads) = (who.jurisdiction, who.key(id), who.may(Right::ReadTasks));
        let loaded = who.app.store.read(move |db| {
            let counts = if reads { Some(scope(db, jurisdiction, Facet::Unit, id.0)?) } else { None };
            Ok((counts, History::load(db, key)?))
        });
        let (counts, history) = loaded.await?;
        let unit = who.directory.unit(id).ok_or_else(not_found)?;
        let posts = who.directory.posts().filter(|(_, post)| post.unit == Some(id) && !post.retired);
        self.facts = Facts {
            members: who.w.list(unit.members.iter().map(|&member| who.directory.unit_name(member))),
            former: who.w.list(unit.former.iter().map(|former| former_word(former, who.w))),
            leaders: who.w.list(unit.leaders.iter().map(|&leader| leader_name(leader, who))),
            lights: lights(counts.as_ref(), &format!("/tasks?unit={id}")),
            posts: posts
                .map(|(id, post)| (id.0, post.name.clone(), who.w.of("role", post.role.text()).to_owned()))
                .collect(),
            history: history.entries(who),
        };
        Ok(self)
    }
}

pub(super) async fn fresh(who: Who) -> Answer {
    who.require(Right::ChangeUnits)?;
    let last = who.directory.units().iter().map(|(_, unit)| unit.order).max();
    let body = Body { order: last.map_or(1, |last| last.saturating_add(1)).to_string(), ..Body::default() };
    page::page(&Page::of(&who, None, body, &Filled::default(), Errors::default()))
}

pub(super) async fn add(Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    if body.action == "find" {
        return page::page(&Page::of(&who, None, body, &filled, Errors::default()));
    }
    let mut errors = Errors::default();
    if let Some(order) = order(&who, &body.order, &mut errors) {
        let members = body.members();
        let command = Add {
            facts: unit::Facts {
                group: !body.group.is_empty(),
                members,
                ..unit::Facts::unit(&body.name, order)
            },
        };
        match who.app.store.write(who.sent(&filled, None), command).await {
            Ok(recorded) => return page::see(format!("/units/{}?saved={0}", recorded.seq)),
            Err(error) => errors = Errors::of(error, who.w)?,
        }
    }
    page::refused(&Page::of(&who, None, body, &filled, errors))
}

pub(super) async fn show(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    sees_office(&who)?;
    let id = UnitId(id);
    let body = Body::of(who.directory.unit(id).ok_or_else(not_found)?);
    let page =
        Page::of(&who, Some(id), body, &Filled::default(), Errors::default()).with_facts(&who, id).await?;
    page::page(&Page { saved: address.number("saved"), ..page })
}

pub(super) async fn change(Path(id): Path<u64>, Form { who, mut filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    let id = UnitId(id);
    who.directory.unit(id).ok_or_else(not_found)?;
    if body.action == "find" {
        return page::page(
            &Page::of(&who, Some(id), body, &filled, Errors::default()).with_facts(&who, id).await?,
        );
    }
    let mut errors = Errors::default();
    if let Some(order) = order(&who, &body.order, &mut errors) {
        let command = Change {
            unit: id,
            facts: unit::Facts {
                name: body.name.clone(),
                group: !body.group.is_empty(),
                members: body.members(),
                order,
                retired: !body.retired.is_empty(),
                ..who.directory.unit(id).ok_or_else(not_found)?.facts()
            },
        };
        match who.app.store.write(who.sent(&filled, Some(id.0)), command).await {
            Ok(recorded) => return page::see(format!("/units/{id}?saved={}", recorded.seq)),
            Err(error) => errors = refused(error, &mut filled, who.w)?,
        }
    }
    page::refused(&Page::of(&who, Some(id), body, &filled, errors).with_facts(&who, id).await?)
}

/// The version that a form goes on with: the one it came with, else the present one.
pub(crate) fn version(filled: &Filled, present: Option<u64>) -> String {
    present.map(|present| filled.version.unwrap_or(present).to_string()).unwrap_or_default()
}

/// What a refused change says. Who was told that somebody changed the thing sees it as it is now, and goes on from there.
///
/// # Errors
/// All but refusals, and states that a second look settles.
pub(crate) fn refused(error: WriteError, filled: &mut Filled, w: &Words) -> Result<Errors, Halt> {
    if matches!(error, WriteError::Stale) {
        filled.version = None;
    }
    Errors::of(error, w)
}

/// The number of the official order, or an error at its field.
pub(crate) fn order(who: &Who, typed: &str, errors: &mut Errors) -> Option<u32> {
    let order = typed.trim().parse().ok();
    if order.is_none() {
        errors.push("order", who.w.fill("people-order-number", &[("typed", &typed)]));
    }
    order
}
