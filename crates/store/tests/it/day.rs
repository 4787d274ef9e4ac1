//! Days are events: opened in order, never back, and rows turn with them.

use crate::town::{J, Town, add_unit, date, facts, until};
use ledger::light::Light;
use ledger::{Facet, Fact, day::DayEvent, jurisdiction, light};
use store::head;
use store::query::tasks::{Question, Sort, page};
use store::write::turn::{WriteError, open_days};

fn days(town: &mut Town) -> Vec<String> {
    let opened = |event: ledger::Event| match event.fact {
        Fact::Day(DayEvent::Opened(opened)) => Some(opened.date.to_string()),
        _ => None,
    };
    town.events().into_iter().filter_map(opened).collect()
}

fn lights(town: &mut Town) -> Vec<Light> {
    let question = Question {
        jurisdiction: J,
        filters: Vec::new(),
        due_before: None,
        words: None,
        sort: Sort::Place,
        after: None,
        limit: 50,
    };
    page(&mut town.db, &question).unwrap().rows.into_iter().map(|row| row.light).collect()
}

#[test]
fn a_turn_opens_the_days_that_are_missing() {
    let mut town = Town::founded();
    town.sleep(3);
    town.unit("市财政局");
    assert_eq!(days(&mut town), ["2026-05-06", "2026-05-07", "2026-05-08", "2026-05-09"]);
    let last = town.events().pop().unwrap();
    assert_eq!((last.seq, last.fact.kind()), (5, "unit.added"), "the days come before the batch");
    town.sleep(-2);
    town.unit("市审计局");
    assert_eq!(days(&mut town).len(), 4, "never back");
    town.check();
}

#[test]
fn a_refused_command_still_finds_its_day_open() {
    let mut town = Town::founded();
    town.unit("市财政局");
    town.sleep(1);
    assert!(town.write(ledger::Who::System, add_unit("市财政局")).is_err());
    assert_eq!(days(&mut town).len(), 2);
    town.check();
}

#[test]
fn a_clock_that_is_far_off_burns_no_ledger() {
    let mut town = Town::founded();
    town.sleep(32);
    let before = town.dump();
    let answer = town.write(ledger::Who::System, add_unit("市财政局"));
    assert!(matches!(&answer, Err(WriteError::Day(why)) if why.contains("32 days")), "{answer:?}");
    let opened = open_days(&mut town.db, J, town.now, None);
    assert!(matches!(opened, Err(WriteError::Day(_))), "{opened:?}");
    let beyond = open_days(&mut town.db, J, town.now, Some(date("2026-06-08")));
    assert!(matches!(beyond, Err(WriteError::Day(_))), "not before the clock is there: {beyond:?}");
    assert_eq!(town.dump(), before);
    // Someone looked at the clock, and it is right.
    open_days(&mut town.db, J, town.now, Some(date("2026-06-07"))).unwrap();
    assert_eq!(head::read(&mut town.db, J).unwrap().unwrap().day, date("2026-06-07"));
    town.unit("市财政局");
    assert_eq!(days(&mut town).len(), 33);
    town.check();
    town.sleep(31);
    town.unit("市审计局");
    town.check();
}

#[test]
fn lights_turn_with_the_day_by_themselves() {
    let mut town = Town::founded();
    let tasks = vec![
        until(facts(1, "修路", &["市交通局"]), "2026-05-10"),
        until(facts(2, "修桥", &["市交通局"]), "2026-05-25"),
    ];
    town.plan(tasks);
    let mut seen = Vec::new();
    for _ in 0..6 {
        seen.push(lights(&mut town)[0]);
        town.sleep(1);
        open_days(&mut town.db, J, town.now, None).unwrap();
        town.check();
    }
    // Due on the 10th: yellow within three days of it, red once it is over.
    let (green, yellow, red) = (Light::Green, Light::Yellow, Light::Red);
    assert_eq!(seen, [green, yellow, yellow, yellow, yellow, red]);
    assert_eq!(lights(&mut town)[1], green);
    assert_eq!(town.counted(Facet::Light, red as u64), 1);
    assert_eq!(
        town.int("SELECT count(*) FROM event WHERE kind NOT IN ('day.opened') AND at > 1778115600000000"),
        0
    );
}

#[test]
fn new_rules_of_lights_turn_every_row_at_once() {
    let mut town = Town::founded();
    town.plan(vec![until(facts(1, "修路", &["市交通局"]), "2026-05-20")]);
    assert_eq!(lights(&mut town), [Light::Green]);
    let rules = light::LightRules(vec![
        light::LightRow { light: Light::Yellow, when: light::When::DueWithin(20) },
        light::LightRow { light: Light::Green, when: light::When::Always },
    ]);
    town.ok(jurisdiction::Change { lights: Some(rules), ..jurisdiction::Change::default() });
    assert_eq!(lights(&mut town), [Light::Yellow]);
    town.check();
    town.sleep(20);
    town.unit("市审计局");
    town.check();
}

#[test]
fn more_rows_than_a_slice_turn_in_one_day() {
    let mut town = Town::founded();
    // 3 plans of 1,700 tasks: more than the 4,096 rows of a slice.
    for _ in 0..3 {
        let tasks = (1..=1_700).map(|number| until(facts(number, "修路", &["市交通局"]), "2026-05-12"));
        town.plan(tasks.collect());
    }
    assert_eq!(town.counted(Facet::Light, Light::Green as u64), 5_100);
    town.sleep(3);
    open_days(&mut town.db, J, town.now, None).unwrap();
    assert_eq!(town.counted(Facet::Light, Light::Yellow as u64), 5_100);
    assert_eq!(town.counted(Facet::Light, Light::Green as u64), 0);
    assert_eq!(town.int("SELECT count(*) FROM task WHERE turns_on <= '2026-05-09'"), 0);
    town.check();
}
