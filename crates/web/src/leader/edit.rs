//! One leader: name, title, order, the units of the portfolio. Open tasks of units that come or go move with them.

use crate::address::Address;
use crate::choose::{Choose, values};
use crate::cx::Cx;
use crate::form::{Errors, Filled, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::unit::{Frame, next_order, order, refused, sees_office};
use crate::who::{Who, not_found};
use askama::Template;
use axum::extract::Path;
use ledger::leader::{Add, Change, Leader};
use ledger::{Facet, LeaderId, Right, UnitId};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    order: String,
    #[serde(default)]
    units: Vec<String>,
    #[serde(default)]
    find: String,
    #[serde(default, rename = "do")]
    action: String,
}

impl Body {
    fn of(leader: &Leader) -> Self {
        Self {
            name: leader.name.clone(),
            title: leader.title.clone(),
            order: leader.order.to_string(),
            units: leader.units.iter().map(ToString::to_string).collect(),
            ..Self::default()
        }
    }

    fn units(&self) -> Vec<UnitId> {
        values(&self.units).into_iter().map(UnitId).collect()
    }
}

#[derive(Template)]
#[template(path = "leader/edit.html")]
struct Page {
    cx: Cx,
    frame: Frame,
    body: Body,
    units: Choose,
    portfolio: String,
}

impl Page {
    fn of(who: &Who, id: Option<LeaderId>, body: Body, filled: &Filled, errors: Errors) -> Self {
        let leader = id.and_then(|id| who.directory.leader(id));
        let held = leader.map(|leader| leader.units.as_slice()).unwrap_or_default();
        let units = who.directory.units();
        let free = units.iter().filter(|(id, unit)| !unit.facts.retired || held.contains(id));
        let all = free.map(|(id, unit)| (id.0, unit.facts.name.clone(), String::new()));
        let title =
            leader.map_or_else(|| who.w.t("people-leader-new").to_owned(), |leader| leader.name.clone());
        Self {
            cx: who.cx(title, "admin"),
            frame: Frame::of(who, id.map(|id| id.0), filled, errors),
            units: Choose::of("units", all, &values(&body.units), &body.find),
            portfolio: who.w.list(held.iter().map(|&unit| who.directory.unit_name(unit))),
            body,
        }
    }

    async fn with_history(self, who: &Who, id: LeaderId) -> Result<Self, Halt> {
        let frame = self.frame.with_history(who, Facet::Leader, format!("/tasks?leader={id}")).await?;
        Ok(Self { frame, ..self })
    }
}

pub(super) async fn fresh(who: Who) -> Answer {
    who.require(Right::ChangeUnits)?;
    let order = next_order(who.directory.leaders().iter().map(|(_, leader)| leader.order));
    let body = Body { order, ..Body::default() };
    page::page(&Page::of(&who, None, body, &Filled::default(), Errors::default()))
}

pub(super) async fn add(Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    if body.action == "find" {
        return page::page(&Page::of(&who, None, body, &filled, Errors::default()));
    }
    let mut errors = Errors::default();
    if let Some(order) = order(&who, &body.order, &mut errors) {
        let command = Add { name: body.name.clone(), title: body.title.clone(), order, units: body.units() };
        match who.app.store.write(who.sent(&filled, None), command).await {
            Ok(recorded) => return page::see(format!("/leaders/{}?saved={0}", recorded.seq)),
            Err(error) => errors = Errors::of(error, who.w)?,
        }
    }
    page::refused(&Page::of(&who, None, body, &filled, errors))
}

pub(super) async fn show(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    sees_office(&who)?;
    let id = LeaderId(id);
    let body = Body::of(who.directory.leader(id).ok_or_else(not_found)?);
    let mut page =
        Page::of(&who, Some(id), body, &Filled::default(), Errors::default()).with_history(&who, id).await?;
    page.frame.saved = address.number("saved");
    page::page(&page)
}

pub(super) async fn change(Path(id): Path<u64>, Form { who, mut filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    let id = LeaderId(id);
    who.directory.leader(id).ok_or_else(not_found)?;
    if body.action == "find" {
        return page::page(
            &Page::of(&who, Some(id), body, &filled, Errors::default()).with_history(&who, id).await?,
        );
    }
    let mut errors = Errors::default();
    if let Some(order) = order(&who, &body.order, &mut errors) {
        let (name, title, units) = (body.name.clone(), body.title.clone(), body.units());
        let command = Change { leader: id, name, title, order, units };
        match who.app.store.write(who.sent(&filled, Some(id.0)), command).await {
            Ok(recorded) => return page::see(format!("/leaders/{id}?saved={}", recorded.seq)),
            Err(error) => errors = refused(error, &mut filled, who.w)?,
        }
    }
    page::refused(&Page::of(&who, Some(id), body, &filled, errors).with_history(&who, id).await?)
}
