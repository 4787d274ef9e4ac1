//! The whole way of a task, from the document to its clearing, and what stands in every table afterwards.

use crate::town::{J, Town, facts, with_target};
use ledger::light::Light;
use ledger::report::{self, Evidence};
use ledger::task::{Clear, Figure, Sign, State, Submit};
use ledger::{Facet, ReportId, Role, Who, account};
use store::key::Key;
use store::query::{events, overview};
use store::verify::verify;

#[test]
fn a_task_goes_its_whole_way() {
    let mut town = Town::founded();
    let (roads, office) = (town.unit("市交通局"), town.unit("市督查室"));
    let supervisor = town.person("sun", Role::Supervisor, Some(office));
    let liaison = town.person("li", Role::Liaison, Some(roads));
    let head = town.person("wang", Role::Head, Some(roads));
    let tasks = vec![
        with_target(facts(1, "完成公路投资25亿元", &["市交通局", "市财政局"]), 25),
        facts(2, "修桥", &["市交通局"]),
    ];
    let (plan, tasks) = town.plan(tasks);
    let task = tasks[0];
    assert_eq!(town.counted(Facet::State, State::Assigned as u64), 2);
    let assignment = town.assignment(task, roads);
    town.by(liaison, Sign { task, assignment });
    let as_of = town.today();
    let write = report::Write {
        task,
        assignment,
        as_of,
        percent: 100,
        text: "全部完成".into(),
        problems: String::new(),
        figures: vec![Figure { target: 0, value: 26.into() }],
        correction: String::new(),
        evidence: vec![Evidence { name: "照片.jpg".into(), sha256: "d".repeat(64), bytes: 3 }],
    };
    let report = ReportId(town.by(liaison, write).seq);
    town.by(head, report::Approve { report });
    town.by(supervisor, report::Accept { report });
    town.by(head, Submit { task, note: String::new(), explained: Vec::new() });
    town.by(supervisor, Clear { task, note: "同意".into() });
    town.check();

    assert_eq!(town.task(task).state(), State::Cleared);
    let whole = overview::scope(&mut town.db, J, Facet::All, 0).unwrap();
    assert_eq!(whole.tasks(), 2);
    assert_eq!(whole.of(Facet::Light, Light::Blue as u64), 1);
    assert_eq!(whole.mean(Facet::Verified), Some(50));
    let of_roads = &overview::scopes(&mut town.db, J, Facet::Unit).unwrap()[&roads.0];
    assert_eq!((of_roads.of(Facet::State, State::Cleared as u64), of_roads.of(Facet::Plan, plan.0)), (1, 2));

    let history = events::of(&mut town.db, Key::new(J, task.0)).unwrap();
    let kinds: Vec<_> = history.iter().map(|dated| dated.event.fact.kind()).collect();
    let whole_way = [
        "task.registered",
        "assignment.made",
        "assignment.made",
        "assignment.signed",
        "report.written",
        "report.approved",
        "report.accepted",
        "task.submitted",
        "task.cleared",
    ];
    assert_eq!(kinds, whole_way);
    assert!(history.iter().all(|dated| dated.day == as_of));
    let Who::Account { account, post } = supervisor else { panic!("a person") };
    assert_eq!(history[8].event.by, Some((account, post)));
}

#[test]
fn evidence_and_documents_are_claimed_by_the_events_that_name_them() {
    let mut town = Town::founded();
    let put = |town: &mut Town, bytes: &[u8]| {
        store::blob::put(&mut town.db, "text/plain", bytes, town.now).unwrap();
    };
    put(&mut town, b"a scan");
    put(&mut town, b"nobody's");
    let mut keep = crate::town::keep();
    keep.document.sha256 = "c39a2b5bbd2d41bd98ca8a7e0e39b1ec9bb5b5f5b4d8d0a7d4f2c6d1c5a3f8a1".into();
    let hash = town.db.first("SELECT lower(hex(hash)) FROM blob WHERE size = 6", &[], |row| row.text(0));
    keep.document.sha256 = hash.unwrap().unwrap();
    town.ok(keep);
    assert_eq!(town.int("SELECT count(*) FROM blob WHERE claimed = 1 AND size = 6"), 1);
    assert_eq!(town.int("SELECT count(*) FROM blob WHERE claimed = 0"), 1);
}

#[test]
fn what_named_a_person_is_gone_and_the_log_is_sound() {
    let mut town = Town::founded();
    let unit = town.unit("市财政局");
    let ann = town.person("ann", Role::Liaison, Some(unit));
    let ben = town.person("ben", Role::Liaison, Some(unit));
    let noted = verify(&mut town.db, J, None).unwrap();
    let Who::Account { account, .. } = ann else { panic!("a person") };
    let private = |town: &mut Town| town.int("SELECT count(*) FROM private");
    assert_eq!(private(&mut town), 2);
    town.ok(account::Erase { account });
    assert_eq!(private(&mut town), 1);
    let ledger::Thing::Account(state) = town.thing(account.0) else { panic!("an account") };
    assert_eq!((state.login(), state.name(), state.closed), (None, None, true));
    assert!(
        !town
            .dump()
            .iter()
            .any(|row| row.contains("人ann") || row.starts_with("name") && row.contains("ann"))
    );
    town.check();
    let report = verify(&mut town.db, J, Some((noted.size, noted.root))).unwrap();
    assert_eq!(report.faults, [], "the tree still begins with what was noted");
    // The login is free again.
    town.person("ann", Role::Liaison, Some(unit));
    town.check();
    let Who::Account { account: ben, .. } = ben else { panic!("a person") };
    let ledger::Thing::Account(ben) = town.thing(ben.0) else { panic!("an account") };
    assert_eq!(ben.login(), Some("ben"));
}
