//! What is loaded, and what was never asked for.

use crate::cast::{FIRST, Road, staffed};
use ledger::{Code, Facet, NameKind, UnitId, World};

#[test]
fn never_asked_for_is_a_fault_and_absent_a_refusal() {
    let (office, cast) = staffed();
    let mut world = World::new(FIRST);
    let code = |refusal: ledger::Refusal| refusal.code;
    assert_eq!(world.unit(cast.roads).map_err(code), Err(Code::Unasked));
    world.load(cast.roads.0, office.things.get(&cast.roads.0).cloned());
    world.load(9_999, None);
    assert_eq!(world.unit(cast.roads).map(|unit| unit.facts.name.as_str()).map_err(code), Ok("交通厅"));
    assert_eq!(world.unit(UnitId(9_999)).map_err(code), Err(Code::NotFound), "asked and absent");
    assert_eq!(
        world.leader(ledger::LeaderId(cast.roads.0)).map_err(code),
        Err(Code::NotFound),
        "of another kind"
    );
    assert_eq!(world.named(NameKind::Unit, "交通厅").map_err(code), Err(Code::Unasked));
    world.load_name(NameKind::Unit, "交通厅".into(), Some(cast.roads.0));
    world.load_name(NameKind::Unit, "林草局".into(), None);
    assert_eq!(world.named(NameKind::Unit, "交通厅").map_err(code), Ok(Some(cast.roads.0)));
    assert_eq!(world.named(NameKind::Unit, "林草局").map_err(code), Ok(None));
    assert_eq!(world.within(Facet::Lead, cast.roads.0).map_err(code), Err(Code::Unasked));
    world.load_within(Facet::Lead, cast.roads.0, vec![]);
    assert_eq!(world.within(Facet::Lead, cast.roads.0).map_err(code), Ok(&[][..]));
}

#[test]
fn what_is_here_is_newer_than_its_table() {
    let road = Road::new();
    let (lead, task) = (road.cast.roads.0, road.task.0);
    let mut world = World::of(&road.assigned.log);
    let here = world.entry(task).cloned();
    world.load(task, road.registered.things.get(&task).cloned());
    assert_eq!(world.entry(task).cloned(), here);
    world.load_name(NameKind::Unit, "交通厅".into(), None);
    assert_eq!(world.named(NameKind::Unit, "交通厅").unwrap(), Some(lead));
    // The table knows nothing of this task yet, and holds one under a unit that no longer leads it.
    world.load_within(Facet::Lead, lead, vec![]);
    assert_eq!(world.within(Facet::Lead, lead).unwrap(), [task]);
    world.load_within(Facet::Lead, road.cast.water.0, vec![task]);
    assert!(world.within(Facet::Lead, road.cast.water.0).unwrap().is_empty());
}

#[test]
fn an_event_leaves_alone_what_is_not_loaded_and_tells_what_it_touched() {
    let road = Road::new();
    let mut world = World::new(FIRST);
    world.load(road.task.0, road.signed.things.get(&road.task.0).cloned());
    let written = &road.written.log[road.signed.log.len()];
    world.apply(written);
    assert_eq!(world.take_touched(), [written.seq, road.task.0]);
    assert!(world.take_touched().is_empty());
    let approved = &road.approved.log[road.written.log.len()];
    let mut without = World::new(FIRST);
    without.apply(approved);
    assert!(without.take_touched().is_empty());
    assert_eq!(ledger::touches(approved), [road.task.0, road.report.0]);
}
