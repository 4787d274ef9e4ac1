//! Units and leaders: what the ids of other resources mean.

use super::asker::{Asked, Asker};
use super::list::{List, Paging};
use crate::problem::Answer;
use crate::who::Who;
use ledger::{LeaderId, UnitId};
use serde::Serialize;
use utoipa::ToSchema;

/// A unit or group by id and name.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitName {
    id: u64,
    name: String,
}

/// The name of a unit.
pub(super) fn named(who: &Who, unit: UnitId) -> UnitName {
    UnitName { id: unit.0, name: who.directory.unit_name(unit) }
}

/// 单位
#[derive(Serialize, ToSchema)]
pub(super) struct Unit {
    id: u64,
    version: u64,
    name: String,
    aliases: Vec<String>,
    former: Vec<String>,
    level: Option<String>,
    area: Option<String>,
    ended: Option<String>,
    /// The unit that it was merged into.
    into: Option<u64>,
    group: bool,
    members: Vec<u64>,
    order: u32,
    retired: bool,
    leaders: Vec<u64>,
}

/// 领导
#[derive(Serialize, ToSchema)]
pub(super) struct Leader {
    id: u64,
    version: u64,
    name: String,
    title: String,
    order: u32,
}

#[utoipa::path(get, path = "/api/v1/units", tag = "units", params(Paging),
    responses((status = 200, description = "Units and groups", body = List<Unit>)))]
pub(super) async fn units(Asker(who): Asker, Asked(paging): Asked<Paging>) -> Answer {
    let unit = |(id, of): (UnitId, &ledger::unit::Unit)| {
        let unit = Unit {
            id: id.0,
            version: who.directory.version(id),
            name: of.facts.name.clone(),
            aliases: of.facts.aliases.clone(),
            former: of.facts.former.iter().map(|former| former.name.clone()).collect(),
            level: of.facts.level.map(|level| level.text().to_owned()),
            area: of.facts.area.map(|area| area.to_string()),
            ended: of.facts.ended.map(|ended| ended.to_string()),
            into: of.into.map(|into| into.0),
            group: of.facts.group,
            members: of.facts.members.iter().map(|member| member.0).collect(),
            order: of.facts.order,
            retired: of.facts.retired,
            leaders: of.leaders.iter().map(|leader| leader.0).collect(),
        };
        (id.0, unit)
    };
    Ok(List::of(who.directory.units().into_iter().map(unit), &paging)?.answer())
}

#[utoipa::path(get, path = "/api/v1/leaders", tag = "units", params(Paging),
    responses((status = 200, description = "Leaders", body = List<Leader>)))]
pub(super) async fn leaders(Asker(who): Asker, Asked(paging): Asked<Paging>) -> Answer {
    let leader = |(id, of): (LeaderId, &ledger::leader::Leader)| {
        let (name, title, order) = (of.name.clone(), of.title.clone(), of.order);
        (id.0, Leader { id: id.0, version: who.directory.version(id), name, title, order })
    };
    Ok(List::of(who.directory.leaders().into_iter().map(leader), &paging)?.answer())
}
