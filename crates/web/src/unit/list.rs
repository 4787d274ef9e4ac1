//! The units in official order: groups with their members, leaders, lights of their tasks; and as a file.

use super::sheet::former_cell;
use super::{Lit, Tab, lights, sees_office, tabs};
use crate::address::Address;
use crate::changes::leader_name;
use crate::cx::Cx;
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::Who;
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use ledger::light::Light;
use ledger::unit::Unit;
use ledger::{Facet, Right, UnitId};
use std::collections::HashMap;
use store::query::overview::{Counts, scopes};

/// One unit.
struct Line {
    id: u64,
    unit: Unit,
    members: String,
    leaders: String,
    lights: Vec<Lit>,
    red: i64,
    posts: usize,
}

#[derive(Template)]
#[template(path = "unit/list.html")]
struct List {
    cx: Cx,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    count: String,
    q: String,
    kind: String,
    retired: String,
    kinds: Vec<(&'static str, String)>,
    /// Whether the list is filtered.
    filtered: bool,
    sorts: Vec<(String, String, bool)>,
    edits: bool,
    reads_tasks: bool,
    csv: String,
    /// What an import added and changed.
    imported: Option<(u64, u64)>,
}

pub(super) async fn show(who: Who, address: Address) -> Answer {
    let lines = lines(&who, &address).await?;
    let w = who.w;
    let kinds = ["unit", "group"].map(|kind| (kind, w.of("people-kind", kind).to_owned()));
    let sorts = ["order", "red"].map(|sort| {
        let current = address.one("sort").unwrap_or("order") == sort;
        (w.of("people-sort", sort).to_owned(), address.with("sort", sort), current)
    });
    let text = |key: &str| address.one(key).unwrap_or_default().to_owned();
    page::page(&List {
        tabs: tabs(&who, "units"),
        count: w.fill("pager-count", &[("n", &lines.len())]),
        lines,
        q: text("q"),
        kind: text("kind"),
        retired: text("retired"),
        kinds: kinds.into(),
        filtered: ["q", "kind", "retired"].iter().any(|key| address.one(key).is_some()),
        sorts: if who.may(Right::ReadTasks) { sorts.into() } else { Vec::new() },
        edits: who.may(Right::ChangeUnits),
        reads_tasks: who.may(Right::ReadTasks),
        csv: address.at("/units.csv"),
        imported: address.number("added").zip(address.number("changed")),
        cx: who.cx(w.t("people-units"), "admin"),
    })
}

pub(super) async fn export(who: Who, address: Address) -> Answer {
    let lines = lines(&who, &address).await?;
    let w = who.w;
    let reads = who.may(Right::ReadTasks);
    let fields = COLUMNS.iter().map(|column| w.of("people-field", column));
    let lit = Light::ALL.map(|light| w.of("light", light.text()));
    let leaders = w.of("people-field", "leaders");
    let head: Vec<_> = fields.chain([leaders]).chain(lit.into_iter().filter(|_| reads)).collect();
    let rows = lines.into_iter().map(|line| {
        let mut row = cells(&who, &line.unit);
        row.push(line.leaders);
        if reads {
            let count =
                |light: Light| line.lights.iter().find(|(of, ..)| *of == light.text()).map_or(0, |lit| lit.1);
            row.extend(Light::ALL.map(|light| count(light).to_string()));
        }
        row
    });
    let mut file = Vec::new();
    paper::csv::write(&mut file, &head, rows)
        .map_err(|error| Halt::Fault(store::Fault::Broken(error.to_string())))?;
    let name = format!("attachment; filename=\"units-{}.csv\"", who.today);
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], file).into_response())
}

/// The columns of the table, as `sheet` reads them: keys of the fields' words.
const COLUMNS: [&str; 11] =
    ["order", "name", "aliases", "level", "area", "group", "members", "former", "ended", "into", "retired"];

/// A unit's cells under these columns.
fn cells(who: &Who, unit: &Unit) -> Vec<String> {
    let w = who.w;
    let flag = |on: bool| if on { w.t("people-yes").to_owned() } else { String::new() };
    let name = |&unit: &UnitId| who.directory.unit_name(unit);
    vec![
        unit.facts.order.to_string(),
        unit.facts.name.clone(),
        unit.facts.aliases.join("、"),
        unit.facts.level.map(|level| w.of("unit-level", level.text()).to_owned()).unwrap_or_default(),
        unit.facts.area.map(|area| area.to_string()).unwrap_or_default(),
        flag(unit.facts.group),
        unit.facts.members.iter().map(name).collect::<Vec<_>>().join("、"),
        unit.facts.former.iter().map(former_cell).collect::<Vec<_>>().join("、"),
        unit.facts.ended.map(|ended| ended.to_string()).unwrap_or_default(),
        unit.into.as_ref().map(name).unwrap_or_default(),
        flag(unit.facts.retired),
    ]
}

/// The units that the address asks for.
async fn lines(who: &Who, address: &Address) -> Result<Vec<Line>, Halt> {
    sees_office(who)?;
    let jurisdiction = who.jurisdiction;
    let counts: HashMap<u64, Counts> = if who.may(Right::ReadTasks) {
        who.app.store.read(move |db| scopes(db, jurisdiction, Facet::Unit)).await?
    } else {
        HashMap::new()
    };
    let mut posts: HashMap<UnitId, usize> = HashMap::new();
    for unit in who.directory.posts().filter_map(|(_, post)| post.unit.filter(|_| !post.retired)) {
        *posts.entry(unit).or_default() += 1;
    }
    let q = address.one("q").unwrap_or_default();
    let form = who.directory.resolver().form(q);
    let found = |unit: &Unit| {
        let names = unit.names();
        names.iter().any(|name| name.contains(q) || who.directory.resolver().form(name) == form)
    };
    let shown = |unit: &Unit| {
        found(unit)
            && address.one("kind").is_none_or(|kind| unit.facts.group == (kind == "group"))
            && (address.one("retired").is_some() || !unit.facts.retired)
    };
    let units = who.directory.units().into_iter().filter(|(_, unit)| shown(unit));
    let mut lines: Vec<Line> = units
        .map(|(id, unit)| {
            let counts = counts.get(&id.0);
            Line {
                id: id.0,
                members: who.w.list(unit.facts.members.iter().map(|&member| who.directory.unit_name(member))),
                leaders: who.w.list(unit.leaders.iter().map(|&leader| leader_name(leader, who))),
                lights: lights(counts, &format!("/tasks?unit={id}")),
                red: counts.map_or(0, |counts| counts.of(Facet::Light, Light::Red as u64)),
                posts: posts.get(&id).copied().unwrap_or(0),
                unit: unit.clone(),
            }
        })
        .collect();
    if address.one("sort") == Some("red") {
        lines.sort_by_key(|line| std::cmp::Reverse(line.red));
    }
    Ok(lines)
}
