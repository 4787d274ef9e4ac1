//! Any commands in batches of any size write the same log as one by one, and all that is derived follows from it.

use crate::town::{Town, add_unit, facts, found, keyed, make, until, with_target};
use ledger::draft::Confirm;
use ledger::light::{Light, LightRow, LightRules, When};
use ledger::report::{self, Evidence};
use ledger::task::{self, Figure};
use ledger::{
    AccountId, Command, DocumentId, DraftId, Event, PlanId, ReportId, TaskId, Thing, UnitId, Who, World,
    account, jurisdiction, leader, plan, post, unit,
};
use proptest::prelude::*;
use store::write::turn::Job;

/// What to do, and three numbers that choose to whom.
type Step = (u8, usize, usize, u8);

/// A command that can be put into a job again and again.
type Again = Box<dyn Fn(&str) -> Job>;

fn again<C: Command + Clone>(command: C) -> Again {
    Box::new(move |key| keyed(key, Who::System, command.clone()))
}

const NAMES: [&str; 6] = ["市财政局", "市交通局", "市审计局", "市教育局", "各县政府", "市档案局"];

/// Ids of one kind that exist, in order; one that does not where there are none.
fn pick(world: &World, size: u64, number: usize, kind: fn(&Thing) -> bool) -> u64 {
    let ids: Vec<u64> =
        (0..size).filter(|&seq| world.entry(seq).is_some_and(|entry| kind(&entry.thing))).collect();
    if ids.is_empty() { size + 7 } else { ids[number % ids.len()] }
}

/// The command of a step in the ledger as these events left it.
fn command(events: &[Event], (what, a, b, n): Step) -> Again {
    let world = World::of(events);
    let size = events.len() as u64;
    let of = |number: usize, kind: fn(&Thing) -> bool| pick(&world, size, number, kind);
    let unit = |number| UnitId(of(number, |thing| matches!(thing, Thing::Unit(_))));
    let draft = || DraftId(of(a, |thing| matches!(thing, Thing::Draft(_))));
    let plan = || PlanId(of(a, |thing| matches!(thing, Thing::Plan(_))));
    let task = TaskId(of(a, |thing| matches!(thing, Thing::Task(_))));
    let report = || ReportId(of(b, |thing| matches!(thing, Thing::Report(_))));
    let part = world.task(task).ok().and_then(|task| task.assignments.get(b % task.assignments.len().max(1)));
    let assignment = part.map_or(ledger::AssignmentId(size), |part| part.id);
    let name = NAMES[a % NAMES.len()];
    match what {
        0 => again(add_unit(name)),
        1 => {
            let group = name.contains('各');
            let members = if group { vec![unit(b)] } else { Vec::new() };
            let facts = unit::Facts {
                group,
                members,
                retired: n > 90,
                ..unit::Facts::unit(NAMES[b % NAMES.len()], 2)
            };
            again(unit::Change { unit: unit(a), facts })
        }
        2 => again(leader::Add {
            name: format!("领导{}", a % 3),
            title: String::new(),
            order: 1,
            units: vec![unit(b)],
        }),
        3 => {
            let document = DocumentId(of(a, |thing| matches!(thing, Thing::Document(_))));
            let tasks = (1..=1 + b % 3).map(|number| {
                let units = [NAMES[(a + number) % 6], NAMES[(b + number) % 6]];
                let facts = facts(number, "完成投资", &units[..=(a + b) % 2]);
                with_target(until(facts, &format!("2026-0{}-1{}", 5 + n % 3, a % 10)), 25)
            });
            again(make(document, tasks.collect()))
        }
        4 => again(Confirm::of(draft())),
        5 => again(task::Assign { plan: plan(), tasks: Vec::new() }),
        6 => again(task::Sign { task, assignment }),
        7 => again(task::Refuse { task, assignment, reason: "不是我局的事".into() }),
        8 => again(task::Designate {
            task,
            assignment: part.map(|part| part.id),
            unit: unit(b),
            reason: String::new(),
        }),
        9 | 10 => again(report::Write {
            task,
            assignment,
            as_of: world.today(),
            percent: n,
            text: "进展".into(),
            problems: String::new(),
            figures: vec![Figure { target: 0, value: i64::from(n).into() }],
            correction: "更正".into(),
            evidence: vec![Evidence { name: "表.xlsx".into(), sha256: "e".repeat(64), bytes: 5 }],
        }),
        11 => again(report::Approve { report: report() }),
        12 => again(report::Return { report: report(), reason: "补充数据".into() }),
        13 => again(report::Accept { report: report() }),
        14 => again(task::Submit { task, note: String::new(), explained: Vec::new() }),
        15 => again(task::Clear { task, note: String::new() }),
        16 => again(task::Reopen { task, reason: "回头看".into() }),
        17 => again(plan::Withdraw { plan: plan(), reason: "重复".into() }),
        18 => again(account::Add {
            login: format!("u{}", a % 3),
            name: "某某".into(),
            phone: "0971".into(),
            posts: vec![ledger::PostId(of(b, |thing| matches!(thing, Thing::Post(_))))],
        }),
        19 => again(account::Erase { account: AccountId(of(a, |thing| matches!(thing, Thing::Account(_)))) }),
        20 => {
            let row = |light, when| LightRow { light, when };
            let days = When::DueWithin(i32::from(n % 20));
            let rows = vec![
                row(Light::Red, When::Overdue),
                row(Light::Yellow, days),
                row(Light::Green, When::Always),
            ];
            again(jurisdiction::Change { lights: Some(LightRules(rows)), ..jurisdiction::Change::default() })
        }
        _ => again(crate::town::keep()),
    }
}

fn begun() -> Town {
    let mut town = Town::empty();
    let role = ledger::Role::Administrator;
    let jobs = vec![
        keyed("0", Who::System, found("西宁市")),
        keyed("1", Who::System, post::Add { name: "管理员".into(), role, unit: None, leader: None }),
        keyed("2", Who::System, crate::town::keep()),
        keyed("3", Who::System, add_unit(NAMES[0])),
        keyed("4", Who::System, make(DocumentId(3), vec![facts(1, "修路", &NAMES[..2])])),
    ];
    assert!(town.turn(jobs).iter().all(Result::is_ok));
    town
}

/// All rows but the salts and what is hashed with them.
fn unsalted(town: &mut Town) -> Vec<String> {
    let salted = ["event ", "private ", "leaf ", "head "];
    town.dump().into_iter().filter(|row| !salted.iter().any(|table| row.starts_with(table))).collect()
}

fn bytes(town: &mut Town) -> Vec<(Vec<u8>, Option<Vec<u8>>, String)> {
    let sql = "SELECT event.bytes, private.bytes, day FROM event LEFT JOIN private ON private.key = event.key
               ORDER BY event.key";
    town.db.query(sql, &[], |row| Ok((row.bytes(0)?, row.maybe_bytes(1)?, row.text(2)?))).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn a_batch_is_its_commands_one_by_one(
        batches in prop::collection::vec(
            (prop::collection::vec((0..22_u8, 0..40_usize, 0..40_usize, 0..=100_u8), 1..14), 0..4_i64),
            1..9,
        ),
    ) {
        let (mut single, mut batched) = (begun(), begun());
        let mut key = 10;
        for (steps, days) in batches {
            single.sleep(days);
            batched.sleep(days);
            let (mut jobs, mut answers) = (Vec::new(), Vec::new());
            for step in steps {
                key += 1;
                let command = command(&single.events(), step);
                answers.extend(single.turn(vec![command(&key.to_string())]));
                jobs.push(command(&key.to_string()));
            }
            prop_assert_eq!(batched.turn(jobs), answers);
        }
        prop_assert_eq!(bytes(&mut batched), bytes(&mut single));
        prop_assert_eq!(unsalted(&mut batched), unsalted(&mut single));
        single.check();
        batched.check();
    }
}
