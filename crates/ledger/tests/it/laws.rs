//! Laws that hold whatever happens: random commands by random people, over random days.

use crate::cast::{
    Cast, drafted, facts, of_class, planned, staffed, with_deadline, with_leader, with_target,
};
use crate::office::Office;
use crate::plain::{self, Plain};
use crate::random::{Step, step};
use jiff::ToSpan;
use jiff::civil::date;
use ledger::clock::Class;
use ledger::printed::{Comparator, PrintedDate};
use ledger::task::{Assign, Count, Row, Standing, State, row, shown};
use ledger::{Decide, Event, Who, World};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Days beyond the next turn, or without one, for which a row is held to stay as it is.
const DAYS: i32 = 120;

/// An office with six tasks at hand, three of them handed out, and a draft of three more.
static BEGUN: LazyLock<(Office, Cast)> = LazyLock::new(|| {
    let (mut office, cast) = staffed();
    let tasks = || {
        let money = with_target(
            facts("修建公路。", &["*交通厅", "水利厅", "各市政府"]),
            Comparator::AtLeast,
            25,
            "亿元",
        );
        let two = with_target(facts("修建水库。", &["*水利厅", "*财政厅"]), Comparator::AtLeast, 8, "个");
        let two = with_deadline(with_leader(two, "沈砚舟"), PrintedDate::Day(date(2026, 5, 15)));
        vec![money, two, of_class(facts("清欠。", &["*财政厅"]), Class::Ordinary)]
    };
    let (plan, _) = planned(&mut office, cast.supervisor, tasks());
    office.make(cast.supervisor, Assign { plan, tasks: vec![] });
    planned(&mut office, cast.supervisor, tasks());
    drafted(&mut office, cast.supervisor, tasks());
    (office, cast)
});

/// Which state may follow which, by which command.
const ROADS: [(&str, State, State); 26] = [
    ("task.assign", State::Registered, State::Assigned),
    ("assignment.sign", State::Assigned, State::Signed),
    ("report.approve", State::Signed, State::UnderWay),
    ("task.submit", State::UnderWay, State::Submitted),
    ("task.clear", State::Submitted, State::Cleared),
    ("task.reopen", State::Submitted, State::UnderWay),
    ("task.reopen", State::Cleared, State::UnderWay),
    // A lead that comes, or comes instead, begins where all begin.
    ("assignment.designate", State::Registered, State::Assigned),
    ("assignment.designate", State::Signed, State::Assigned),
    ("assignment.designate", State::UnderWay, State::Assigned),
    ("task.assign", State::Signed, State::Assigned),
    ("task.assign", State::UnderWay, State::Assigned),
    ("plan.withdraw", State::Carried, State::Cancelled),
    ("plan.withdraw", State::Registered, State::Cancelled),
    ("plan.withdraw", State::Assigned, State::Cancelled),
    ("plan.withdraw", State::Signed, State::Cancelled),
    // A later plan carries it on, or ends it.
    ("draft.confirm", State::Registered, State::Carried),
    ("draft.confirm", State::Assigned, State::Carried),
    ("draft.confirm", State::Signed, State::Carried),
    ("draft.confirm", State::UnderWay, State::Carried),
    ("draft.confirm", State::Submitted, State::Carried),
    ("draft.confirm", State::Registered, State::Cancelled),
    ("draft.confirm", State::Assigned, State::Cancelled),
    ("draft.confirm", State::Signed, State::Cancelled),
    ("draft.confirm", State::UnderWay, State::Cancelled),
    ("draft.confirm", State::Submitted, State::Cancelled),
];

fn states(office: &Office) -> BTreeMap<u64, State> {
    office.tasks().map(|(id, task)| (id, task.state())).collect()
}

fn without_turn(row: Row) -> Row {
    Row { turns_on: None, ..row }
}

/// The same work twice: one command a turn, and several in one.
fn work(steps: &[Step]) -> (Office, Office) {
    let (mut one, cast) = BEGUN.clone();
    let mut batched = one.clone();
    let mut waiting: Vec<(Who, Box<dyn Decide>)> = Vec::new();
    let mut refused = Vec::new();
    let flush = |batched: &mut Office, waiting: &mut Vec<(Who, Box<dyn Decide>)>, refused: &mut Vec<_>| {
        let jobs: Vec<(Who, &dyn Decide)> = waiting.iter().map(|(who, command)| (*who, &**command)).collect();
        let answers = batched.batch(&jobs).into_iter().map(Result::err).collect::<Vec<_>>();
        assert_eq!(answers, *refused, "a batch refuses what its commands one by one would");
        waiting.clear();
        refused.clear();
    };
    for &bytes in steps {
        match step(&one, &cast, bytes) {
            Err(days) => {
                flush(&mut batched, &mut waiting, &mut refused);
                one.days(days);
                batched.days(days);
            }
            Ok((who, command)) => {
                let (before, events) = (states(&one), one.log.len());
                let answer = one.run(who, &*command);
                match &answer {
                    Ok(events) => assert!(!events.is_empty(), "{} decided nothing", command.kind()),
                    Err(_) => assert_eq!(one.log.len(), events, "a refusal emits nothing"),
                }
                for (id, after) in states(&one) {
                    let before = before.get(&id).copied().unwrap_or(State::Registered);
                    let road = (command.kind(), before, after);
                    assert!(before == after || ROADS.contains(&road), "{road:?}");
                }
                refused.push(answer.err());
                waiting.push((who, command));
                if bytes[4].is_multiple_of(4) {
                    flush(&mut batched, &mut waiting, &mut refused);
                }
            }
        }
    }
    flush(&mut batched, &mut waiting, &mut refused);
    (one, batched)
}

fn shows(office: &Office, id: u64) -> Plain {
    let task = office.task(id);
    let row = row(task, &office.lights(), office.today);
    let value = |figure: Option<(rust_decimal::Decimal, jiff::civil::Date)>| figure.map(|(value, _)| value);
    Plain {
        state: row.state,
        due: row.due.map(|(due, _)| due),
        light: row.light,
        claimed: task.percent(Standing::Claimed),
        verified: task.percent(Standing::Verified),
        figures: task.targets.iter().map(|target| (value(target.claimed), value(target.verified))).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens(steps in vec(any::<Step>(), 1..90)) {
        let (office, batched) = work(&steps);
        prop_assert_eq!(&office.log, &batched.log, "a batch decides as its commands one by one");
        prop_assert_eq!(&office.things, &batched.things);
        prop_assert_eq!(&office.counters, &batched.counters);

        let world = World::of(&office.log);
        prop_assert_eq!(world.today(), office.today);
        for (&id, entry) in &office.things {
            prop_assert_eq!(world.entry(id), Some(entry), "a fold of all gives the same, versions too");
        }

        for event in &office.log[BEGUN.0.log.len()..] {
            let (public, private) = (event.encode().unwrap(), event.encode_private().unwrap());
            let read = Event::decode(&public, private.as_deref()).unwrap();
            prop_assert_eq!(&read, event);
            prop_assert_eq!(read.encode().unwrap(), public);
        }

        let lights = office.lights();
        let mut recount: BTreeMap<Count, i64> = BTreeMap::new();
        for (id, task) in office.tasks() {
            prop_assert_eq!(shows(&office, id), plain::task(&office.log, id, &lights), "task {}", id);

            let today = row(task, &lights, office.today);
            for (count, n) in shown(&today).counts() {
                *recount.entry(count).or_default() += n;
            }
            let turns_on = today.turns_on;
            prop_assert!(turns_on.is_none_or(|day| day > office.today));
            let today = without_turn(today);
            for days in 1..=DAYS {
                let day = office.today.checked_add(days.days()).unwrap();
                if turns_on.is_some_and(|turns_on| day >= turns_on) {
                    break;
                }
                prop_assert_eq!(&without_turn(row(task, &lights, day)), &today, "on {} before {:?}", day, turns_on);
            }
        }
        prop_assert_eq!(&office.counters, &recount, "differences sum to a recount");
    }
}

/// The law above is worth nothing if its work goes nowhere: of fixed steps, much must be decided, of every kind.
#[test]
fn random_work_gets_somewhere() {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seed = 1_u64;
    for _ in 0..60 {
        let mut byte = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 56) as u8
        };
        let steps: Vec<Step> = (0..90).map(|_| std::array::from_fn(|_| byte())).collect();
        let (office, _) = work(&steps);
        for event in &office.log[BEGUN.0.log.len()..] {
            *kinds.entry(event.fact.kind()).or_default() += 1;
        }
    }
    let never = ["jurisdiction.founded", "document.kept"];
    let missing: Vec<_> =
        ledger::past::kinds().filter(|kind| !never.contains(kind) && !kinds.contains_key(kind)).collect();
    assert!(missing.is_empty(), "{missing:?} of {kinds:?}");
}
