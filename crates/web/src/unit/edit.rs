//! One unit: its facts for supervisors, its form for administrators, its posts, its history.

use super::fault::Fault;
use super::frame::{Frame, next_order, order, refused};
use super::sheet::{self, former_cell};
use super::{merge, sees_office};
use crate::address::Address;
use crate::changes::{former_word, leader_name};
use crate::choose::{Choose, values};
use crate::cx::Cx;
use crate::form::{Errors, Filled, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::{Who, not_found};
use askama::Template;
use axum::extract::Path;
use ledger::unit::{Add, AreaCode, Change, Facts, Level, Unit};
use ledger::{Facet, Right, UnitId};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    name: String,
    aliases: String,
    former: String,
    level: String,
    area: String,
    order: String,
    group: String,
    members: Vec<String>,
    retired: String,
    ended: String,
    find: String,
    #[serde(rename = "do")]
    action: String,
}

impl Body {
    fn of(unit: &Unit) -> Self {
        let flag = |on: bool| if on { "on".to_owned() } else { String::new() };
        Self {
            name: unit.facts.name.clone(),
            aliases: unit.facts.aliases.join("、"),
            former: unit.facts.former.iter().map(former_cell).collect::<Vec<_>>().join("\n"),
            level: unit.facts.level.map(|level| level.text().to_owned()).unwrap_or_default(),
            area: unit.facts.area.map(|area| area.to_string()).unwrap_or_default(),
            order: unit.facts.order.to_string(),
            group: flag(unit.facts.group),
            members: unit.facts.members.iter().map(ToString::to_string).collect(),
            retired: flag(unit.facts.retired),
            ended: unit.facts.ended.map(|ended| ended.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What was typed, or errors at the fields.
    fn facts(&self, who: &Who, errors: &mut Errors) -> Option<Facts> {
        let mut faults = Vec::new();
        let former = sheet::former(&self.former, None, &mut faults);
        told("former", &mut faults, who, errors);
        let ended = sheet::date(&self.ended, &mut faults);
        told("ended", &mut faults, who, errors);
        let area = Some(self.area.trim()).filter(|area| !area.is_empty()).map(AreaCode::parse);
        if area.as_ref().is_some_and(Result::is_err) {
            faults.push(Fault::Area(self.area.clone()));
        }
        told("area", &mut faults, who, errors);
        let order = order(who, &self.order, errors)?;
        let facts = Facts {
            name: self.name.clone(),
            aliases: sheet::names(&self.aliases),
            former,
            level: Level::ALL.into_iter().find(|level| level.text() == self.level),
            area: area.and_then(Result::ok),
            group: !self.group.is_empty(),
            members: values(&self.members).into_iter().map(UnitId).collect(),
            order,
            retired: !self.retired.is_empty() || ended.is_some(),
            ended,
        };
        errors.is_empty().then_some(facts)
    }
}

/// Puts the sentences of faults at a field.
fn told(field: &str, faults: &mut Vec<Fault>, who: &Who, errors: &mut Errors) {
    for fault in faults.drain(..) {
        errors.push(field, fault.sentence(who.w));
    }
}

#[derive(Template)]
#[template(path = "unit/edit.html")]
struct Page {
    cx: Cx,
    frame: Frame,
    body: Body,
    levels: Vec<(&'static str, String)>,
    members: Choose,
    beside: Beside,
}

/// What is shown beside the form.
#[derive(Default)]
struct Beside {
    /// Id and name.
    members: Vec<(u64, String)>,
    former: String,
    inherited: String,
    leaders: String,
    area: String,
    /// The successor: id, name, and since when.
    into: Option<(u64, String, String)>,
    /// Whether it can be merged into another unit.
    may_merge: bool,
    /// Whether its merger can be undone.
    may_part: bool,
    /// What its merger's form holds.
    merge: merge::Body,
    /// Names of units in use, to choose a successor from.
    units: Vec<String>,
    /// Seq, name, role.
    posts: Vec<(u64, String, String)>,
}

impl Page {
    fn of(who: &Who, id: Option<UnitId>, body: Body, filled: &Filled, errors: Errors) -> Self {
        let units = who.directory.units();
        let free = units.iter().filter(|(of, unit)| !unit.facts.retired && Some(*of) != id);
        let note = |group: bool| if group { who.w.t("people-kind-group").to_owned() } else { String::new() };
        let all = free.map(|(id, unit)| (id.0, unit.facts.name.clone(), note(unit.facts.group)));
        let unit = id.and_then(|id| who.directory.unit(id));
        let title =
            unit.map_or_else(|| who.w.t("people-unit-new").to_owned(), |unit| unit.facts.name.clone());
        let mut frame = Frame::of(who, id.map(|id| id.0), filled, errors);
        // What was merged rests until that is undone.
        frame.edits &= unit.is_none_or(|unit| unit.into.is_none());
        Self {
            cx: who.cx(title, "admin"),
            frame,
            levels: Level::ALL
                .map(|level| (level.text(), who.w.of("unit-level", level.text()).to_owned()))
                .into(),
            members: Choose::of("members", all, &values(&body.members), &body.find),
            body,
            beside: unit.map(|unit| beside(who, unit)).unwrap_or_default(),
        }
    }

    async fn with_history(mut self, who: &Who, id: UnitId) -> Result<Self, Halt> {
        self.frame = self.frame.with_history(who, Facet::Unit, format!("/tasks?unit={id}")).await?;
        let posts = who.directory.posts().filter(|(_, post)| post.unit == Some(id) && !post.retired);
        self.beside.posts = posts
            .map(|(id, post)| (id.0, post.name.clone(), who.w.of("role", post.role.text()).to_owned()))
            .collect();
        Ok(self)
    }
}

fn beside(who: &Who, unit: &Unit) -> Beside {
    let w = who.w;
    let may = who.may(Right::ChangeUnits);
    let may_merge = may && !unit.facts.group && unit.into.is_none();
    let others = who.directory.units().into_iter().filter(|(_, of)| {
        may_merge && !of.facts.group && !of.facts.retired && of.facts.name != unit.facts.name
    });
    Beside {
        members: unit
            .facts
            .members
            .iter()
            .map(|&member| (member.0, who.directory.unit_name(member)))
            .collect(),
        former: w.list(unit.facts.former.iter().map(|former| former_word(former, w))),
        inherited: w.list(unit.inherited.iter().map(|inherited| &inherited.name)),
        leaders: w.list(unit.leaders.iter().map(|&leader| leader_name(leader, who))),
        area: unit.facts.area.map(crate::divisions::path).unwrap_or_default(),
        into: unit.into.map(|into| {
            let since = unit.facts.ended.map(|ended| ended.to_string()).unwrap_or_default();
            (into.0, who.directory.unit_name(into), since)
        }),
        may_merge,
        may_part: may && unit.into.is_some(),
        merge: merge::Body { date: who.today.to_string(), ..merge::Body::default() },
        units: others.map(|(_, of)| of.facts.name.clone()).collect(),
        posts: Vec::new(),
    }
}

pub(super) async fn fresh(who: Who, address: Address) -> Answer {
    who.require(Right::ChangeUnits)?;
    let text = |key: &str| address.one(key).unwrap_or_default().to_owned();
    let order = next_order(who.directory.units().iter().map(|(_, unit)| unit.facts.order));
    let body = Body { order, name: text("name"), group: text("group"), ..Body::default() };
    page::page(&Page::of(&who, None, body, &Filled::default(), Errors::default()))
}

pub(super) async fn add(Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    if body.action == "find" {
        return page::page(&Page::of(&who, None, body, &filled, Errors::default()));
    }
    let mut errors = Errors::default();
    if let Some(facts) = body.facts(&who, &mut errors) {
        match who.app.store.write(who.sent(&filled, None), Add { facts }).await {
            Ok(recorded) => return page::see(format!("/units/{}?saved={0}", recorded.seq)),
            Err(error) => errors = Errors::of(error, who.w)?,
        }
    }
    page::refused(&Page::of(&who, None, body, &filled, errors))
}

pub(super) async fn show(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    sees_office(&who)?;
    let mut page = present(&who, UnitId(id), Errors::default()).await?;
    page.frame.saved = address.number("saved");
    page::page(&page)
}

/// The page after a step beside the form was refused, with what was typed there.
pub(super) async fn refused_beside(
    who: &Who,
    id: UnitId,
    errors: Errors,
    typed: Option<merge::Body>,
) -> Answer {
    let mut page = present(who, id, errors).await?;
    page.beside.merge = typed.unwrap_or(page.beside.merge);
    page::refused(&page)
}

/// The page of a unit as it is.
async fn present(who: &Who, id: UnitId, errors: Errors) -> Result<Page, Halt> {
    let body = Body::of(who.directory.unit(id).ok_or_else(not_found)?);
    Page::of(who, Some(id), body, &Filled::default(), errors).with_history(who, id).await
}

pub(super) async fn change(Path(id): Path<u64>, Form { who, mut filled, body }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    let id = UnitId(id);
    who.directory.unit(id).ok_or_else(not_found)?;
    let mut errors = Errors::default();
    if body.action == "find" {
        return page::page(&Page::of(&who, Some(id), body, &filled, errors).with_history(&who, id).await?);
    }
    if let Some(facts) = body.facts(&who, &mut errors) {
        match who.app.store.write(who.sent(&filled, Some(id.0)), Change { unit: id, facts }).await {
            Ok(recorded) => return page::see(format!("/units/{id}?saved={}", recorded.seq)),
            Err(error) => errors = refused(error, &mut filled, who.w)?,
        }
    }
    page::refused(&Page::of(&who, Some(id), body, &filled, errors).with_history(&who, id).await?)
}
