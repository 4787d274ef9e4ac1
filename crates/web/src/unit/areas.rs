//! 行政区划: which area the jurisdiction governs; the governments below it become units and a group at once.

use super::sees_office;
use crate::cx::Cx;
use crate::divisions;
use crate::form::{self, Errors, Filled, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::Who;
use askama::Template;
use ledger::jurisdiction;
use ledger::unit::{Add, AreaCode, Change, Facts, Level, Resolved};
use ledger::{Right, UnitId};
use serde::Deserialize;
use store::{Fault, WriteError};

/// An area below the jurisdiction's.
struct Below {
    code: String,
    name: String,
    /// The unit that its government is already.
    unit: Option<(u64, String)>,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "unit/areas.html")]
struct Page {
    cx: Cx,
    area: String,
    /// The area's name with those above it.
    path: String,
    below: Vec<Below>,
    group: String,
    key: String,
    errors: Errors,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    area: String,
    areas: Vec<String>,
    group: String,
}

impl Body {
    /// What is proposed: all areas below the jurisdiction's, in a group that is called as documents call it.
    fn proposed(who: &Who) -> Self {
        let code = who.directory.jurisdiction.area;
        let text = |code: AreaCode| code.to_string();
        Self {
            area: code.map(text).unwrap_or_default(),
            areas: code
                .map(divisions::below)
                .unwrap_or_default()
                .into_iter()
                .map(|(code, _)| text(code))
                .collect(),
            group: code
                .map(|code| who.w.of("unit-all-below", code.level().text()).to_owned())
                .unwrap_or_default(),
        }
    }
}

/// The government of an area, as it is called in full.
fn government(who: &Who, name: &str) -> String {
    who.w.fill("unit-government", &[("name", &name)])
}

fn view(who: &Who, body: Body, errors: Errors) -> Page {
    let code = who.directory.jurisdiction.area;
    let below = code.map(divisions::below).unwrap_or_default().into_iter().map(|(code, name)| {
        let unit = who.directory.resolve(&government(who, name)).unit();
        let code = code.to_string();
        Below {
            chosen: body.areas.contains(&code),
            unit: unit.map(|unit| (unit.0, who.directory.unit_name(unit))),
            code,
            name: name.to_owned(),
        }
    });
    Page {
        cx: who.cx(who.w.t("unit-areas"), "admin"),
        below: below.collect(),
        path: code.map(divisions::path).unwrap_or_default(),
        area: body.area,
        group: body.group,
        key: form::key(),
        errors,
    }
}

pub(super) async fn show(who: Who) -> Answer {
    sees_office(&who)?;
    who.require(Right::ChangeUnits)?;
    page::page(&view(&who, Body::proposed(&who), Errors::default()))
}

/// Says which area the jurisdiction governs: by code, or by a name that only one area has.
pub(super) async fn set(Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    let named = divisions::called(body.area.trim());
    let area = match named[..] {
        [only] => Ok(only),
        [] => AreaCode::parse(&body.area).map_err(|_| "unit-area-wrong"),
        _ => Err("unit-area-several"),
    };
    let mut errors = Errors::default();
    match area {
        Ok(area) => {
            let command = jurisdiction::Change { area: Some(area), ..jurisdiction::Change::default() };
            match who.app.store.write(who.sent(&filled, None), command).await {
                Ok(_) => return page::see("/units/areas"),
                Err(error) => errors = Errors::of(error, who.w)?,
            }
        }
        Err(_) if body.area.trim().is_empty() => errors.push("area", who.w.t("refusal-empty")),
        Err(key) => {
            let codes = who.w.list(named.iter().map(|code| format!("{} {code}", divisions::path(*code))));
            errors.push("area", who.w.fill(key, &[("text", &body.area), ("codes", &codes)]));
        }
    }
    page::refused(&view(&who, Body { area: body.area, ..Body::proposed(&who) }, errors))
}

/// Adds the governments that are chosen and not there yet, and the group of them all.
pub(super) async fn add(Form { who, body, .. }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    let body = Body { area: Body::proposed(&who).area, ..body };
    let mut errors = Errors::default();
    if body.areas.is_empty() {
        errors.push("areas", who.w.t("unit-areas-none"));
    }
    if body.group.trim().is_empty() {
        errors.push("group", who.w.t("refusal-empty"));
    }
    if !errors.is_empty() {
        return page::refused(&view(&who, body, errors));
    }
    let asks = who.clone();
    let (areas, group) = (body.areas.clone(), body.group.trim().to_owned());
    let written = tokio::task::spawn_blocking(move || add_all(&asks, &areas, group)).await;
    match written.map_err(|_| Halt::from(Fault::Lost))? {
        Ok((group, seq)) => page::see(format!("/units/{group}?saved={seq}")),
        Err(error) => {
            // A unit's name that is refused is the group's: those of governments are known or free.
            let told = Errors::of(error, who.w)?.0.into_iter();
            let at = |field: String| if field == "name" { "group".to_owned() } else { field };
            let errors = Errors(told.map(|(field, sentence)| (at(field), sentence)).collect());
            page::refused(&view(&who, body, errors))
        }
    }
}

/// Gives the group's id and the write that made it what it is. What is there is used; a second try goes on where the first stopped.
fn add_all(who: &Who, areas: &[String], group: String) -> Result<(UnitId, u64), WriteError> {
    let sent = || who.sent(&Filled::default(), None);
    let mut order = who.directory.units().iter().map(|(_, unit)| unit.facts.order).max().unwrap_or(0);
    let mut members = Vec::new();
    for code in areas.iter().filter_map(|code| AreaCode::parse(code).ok()) {
        let Some(name) = divisions::name(code) else { continue };
        let name = government(who, name);
        members.push(match who.directory.resolve(&name) {
            Resolved::Unit(unit, _) => unit,
            Resolved::Unknown(_) => {
                order += 1;
                let level = Some(code.level().max(Level::Province));
                let facts = Facts { level, area: Some(code), ..Facts::unit(name, order) };
                UnitId(who.app.store.write_now(sent(), Add { facts })?.seq)
            }
        });
    }
    let known = match who.directory.resolve(&group) {
        Resolved::Unit(unit, _) => {
            who.directory.unit(unit).filter(|of| of.facts.group).map(|of| (unit, of.facts.clone()))
        }
        Resolved::Unknown(_) => None,
    };
    match known {
        Some((unit, mut facts)) => {
            members.retain(|member| !facts.members.contains(member));
            facts.members.extend(members);
            Ok((unit, who.app.store.write_now(sent(), Change { unit, facts })?.seq))
        }
        None => {
            let facts = Facts::group(group, members, order + 1);
            let seq = who.app.store.write_now(sent(), Add { facts })?.seq;
            Ok((UnitId(seq), seq))
        }
    }
}
