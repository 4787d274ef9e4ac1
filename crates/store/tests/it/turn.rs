//! One turn: what is written, what is refused without a trace, what is answered twice and done once.

use crate::town::{J, Town, add_unit, facts, found, keyed, make};
use ledger::draft::Confirm;
use ledger::{Code, DraftId, Kind, NameKind, Role, UnitId, Who, unit};
use store::query::things;
use store::write::turn::{Answer, Expect, WriteError};
use store::{Recorded, head};

fn refused(answer: &Answer) -> Code {
    match answer {
        Err(WriteError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn founding_writes_two_events_and_is_done_once() {
    let mut town = Town::empty();
    assert_eq!(refused(&town.write(Who::System, add_unit("市财政局"))), Code::NotFound);
    let founded = town.write(Who::System, found("西宁市"));
    assert_eq!(founded, Ok(Recorded { seq: 0, version: 1 }));
    let head = head::read(&mut town.db, J).unwrap().unwrap();
    assert_eq!((head.size, head.at, head.day), (2, town.now, town.today()));
    assert_eq!(refused(&town.write(Who::System, found("西宁市"))), Code::NameTaken);
    town.check();
}

#[test]
fn one_batch_may_found_and_go_on() {
    let mut town = Town::empty();
    let jobs = vec![town.job(Who::System, found("西宁市")), town.job(Who::System, add_unit("市财政局"))];
    assert_eq!(town.turn(jobs)[1], Ok(Recorded { seq: 2, version: 2 }));
    town.check();
}

#[test]
fn units_are_added_listed_and_found_by_name() {
    let mut town = Town::founded();
    let units = ["市财政局", "市发改委"].map(|name| town.unit(name));
    let listed = things::all(&mut town.db, J, Kind::Unit).unwrap();
    assert_eq!(listed.iter().map(|(seq, _)| UnitId(*seq)).collect::<Vec<_>>(), units);
    let named = |town: &mut Town, name: &str| things::named(&mut town.db, J, NameKind::Unit, name).unwrap();
    assert_eq!(named(&mut town, "市发改委"), Some(units[1].0));
    let change = unit::Change { unit: units[1], facts: unit::Facts::unit("市发展改革委", 1) };
    let changed = town.ok(change);
    for name in ["市发展改革委", "市发改委"] {
        assert_eq!(named(&mut town, name), Some(units[1].0), "its former name still finds it");
    }
    let latest = things::latest(&mut town.db, J).unwrap();
    assert_eq!(latest[&(Kind::Unit as i64)], changed.version);
    assert_eq!(refused(&town.write(Who::System, add_unit("市发改委"))), Code::NameTaken);
    town.check();
}

#[test]
fn what_is_refused_leaves_no_trace() {
    let mut town = Town::founded();
    let unit = town.unit("市财政局");
    let liaison = town.person("ann", Role::Liaison, Some(unit));
    let draft = town.draft(vec![facts(1, "修路", &["市财政局"])]);
    let before = town.dump();
    let jobs = vec![
        town.job(Who::System, add_unit("市财政局")),
        town.job(liaison, add_unit("市发改委")),
        town.job(Who::System, Confirm::of(DraftId(draft.0 + 1))),
        town.job(liaison, Confirm::of(draft)),
    ];
    let codes: Vec<Code> = town.turn(jobs).iter().map(refused).collect();
    assert_eq!(codes, [Code::NameTaken, Code::NoRight, Code::NotFound, Code::NoRight]);
    assert_eq!(town.dump(), before);
}

#[test]
fn a_key_is_answered_as_it_was_the_first_time() {
    let mut town = Town::founded();
    let unit = town.unit("市财政局");
    let ann = town.person("ann", Role::Administrator, Some(unit));
    let first = town.turn(vec![keyed("k", ann, add_unit("市发改委"))]);
    assert!(first[0].is_ok());
    let before = town.dump();
    let again = town.turn(vec![keyed("k", ann, add_unit("市发改委")), keyed("k", ann, add_unit("市审计局"))]);
    assert_eq!(again, [first[0].clone(), Err(WriteError::KeyReused)]);
    assert_eq!(town.dump(), before);
    // Another's key of the same letters is another key, and a refusal holds none.
    let others = town.turn(vec![
        keyed("k", Who::System, add_unit("市发改委")),
        keyed("k", Who::System, add_unit("市审计局")),
    ]);
    assert_eq!(refused(&others[0]), Code::NameTaken);
    assert!(others[1].is_ok());
}

#[test]
fn a_key_is_held_within_one_batch() {
    let mut town = Town::founded();
    let answers = town.turn(vec![
        keyed("k", Who::System, add_unit("市财政局")),
        keyed("k", Who::System, add_unit("市财政局")),
        keyed("k", Who::System, add_unit("市审计局")),
    ]);
    assert!(answers[0].is_ok());
    assert_eq!(answers[1], answers[0]);
    assert_eq!(answers[2], Err(WriteError::KeyReused));
    assert_eq!(things::all(&mut town.db, J, Kind::Unit).unwrap().len(), 1);
}

#[test]
fn a_write_that_stands_on_an_older_version_is_stale() {
    let mut town = Town::founded();
    let unit = town.unit("市财政局");
    let change = |name: &str| unit::Change { unit, facts: unit::Facts::unit(name, 1) };
    let on = |version| Expect { thing: unit.0, version };
    let second = town.on_version(on(unit.0), change("市财政厅")).unwrap();
    let before = town.dump();
    assert_eq!(town.on_version(on(unit.0), change("市审计局")), Err(WriteError::Stale));
    assert_eq!(
        town.on_version(Expect { thing: 999, version: 0 }, change("市审计局")),
        Err(WriteError::Stale)
    );
    assert_eq!(town.dump(), before);
    assert!(town.on_version(on(second.version), change("市审计局")).is_ok());
    // Within one batch the second of two who saw the same is stale as well.
    let version = things::one(&mut town.db, store::Key::new(J, unit.0)).unwrap().unwrap().version;
    let jobs = ["甲局", "乙局"].map(|name| {
        let mut job = town.job(Who::System, change(name));
        job.expect = Some(on(version));
        job
    });
    let answers = town.turn(jobs.into());
    assert!(answers[0].is_ok());
    assert_eq!(answers[1], Err(WriteError::Stale));
}

#[test]
fn a_batch_loads_what_its_former_commands_made_needed() {
    let mut town = Town::founded();
    let known = town.unit("市财政局");
    let document = town.document();
    let next = head::read(&mut town.db, J).unwrap().unwrap().size;
    // Neither draft exists when the batch is loaded: 2 events each, and then their confirming.
    let tasks = || vec![facts(1, "修路", &["市财政局", "市交通局"])];
    let jobs = vec![
        town.job(Who::System, make(document, tasks())),
        town.job(Who::System, make(document, tasks())),
        town.job(Who::System, Confirm::of(DraftId(next))),
        town.job(Who::System, Confirm::of(DraftId(next + 2))),
    ];
    assert!(town.turn(jobs).iter().all(Result::is_ok));
    let units = things::all(&mut town.db, J, Kind::Unit).unwrap();
    assert_eq!(units.len(), 2, "the known one and one new: {units:?}");
    assert_eq!(units[0].0, known.0);
    assert_eq!(things::all(&mut town.db, J, Kind::Plan).unwrap().len(), 2);
    town.check();
}

#[test]
fn time_never_falls_in_the_log() {
    let mut town = Town::founded();
    town.unit("市财政局");
    let late = town.now;
    town.sleep(-3);
    town.unit("市审计局");
    let head = head::read(&mut town.db, J).unwrap().unwrap();
    assert_eq!((head.at, head.day), (late, ledger::day::date_of(late, crate::town::ZONE).unwrap()));
    town.check();
}
