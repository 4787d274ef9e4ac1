//! Handing out, signing, disputing, classifying: by whom, in which state, with which outcome.

use crate::cast::{Road, facts, of_class, planned, staffed, with_deadline, with_leader};
use crate::office::{Office, table};
use jiff::civil::{Date, date};
use ledger::clock::{Class, Clock};
use ledger::plan;
use ledger::printed::{Duty, PrintedDate};
use ledger::task::{Assign, Classify, Designate, Refuse, Row, Sign, State, Wait, row};
use ledger::{AssignmentId, Code, TaskId, UnitId, unit};

fn row_of(office: &Office, task: TaskId) -> Row {
    row(office.task(task.0), &office.lights(), office.today)
}

fn designate(task: TaskId, assignment: Option<AssignmentId>, unit: UnitId) -> Designate {
    Designate { task, assignment, unit, reason: String::new() }
}

/// Open clocks and the days on which they run out.
fn clocks(office: &Office, task: TaskId) -> Vec<(&str, Date)> {
    let open = office.task(task.0).clocks.iter().filter(|clock| clock.open());
    open.map(|clock: &Clock| (clock.code.as_str(), clock.due)).collect()
}

#[test]
fn assigning() {
    let road = Road::new();
    let (plan, task, supervisor) = (road.plan, road.task, road.cast.supervisor);
    let all = || Assign { plan, tasks: vec![] };
    let only = |tasks: &[TaskId]| Assign { plan, tasks: tasks.to_vec() };
    let four = "assignment.made assignment.made assignment.made assignment.made";
    let mut withdrawn = road.registered.clone();
    withdrawn.make(supervisor, plan::Withdraw { plan, reason: "合并".into() });
    table([
        ("all", road.registered.would(supervisor, all()), Ok(four)),
        ("one, though named twice", road.registered.would(supervisor, only(&[task, task])), Ok(four)),
        ("of another plan", road.registered.would(supervisor, only(&[TaskId(1)])), Err(Code::NotFound)),
        (
            "no such plan",
            road.registered.would(supervisor, Assign { plan: ledger::PlanId(1), tasks: vec![] }),
            Err(Code::NotFound),
        ),
        ("not twice", road.assigned.would(supervisor, all()), Err(Code::NothingToAssign)),
        ("of a plan that is withdrawn", withdrawn.would(supervisor, all()), Err(Code::PlanWithdrawn)),
        ("by a head", road.registered.would(road.cast.heads[0], all()), Err(Code::NoRight)),
    ]);
}

#[test]
fn each_unit_gets_one_assignment_and_a_group_its_members() {
    let (mut office, cast) = staffed();
    for (what, units, expected) in [
        (
            "a group's members",
            vec!["*交通厅", "各市政府"],
            vec![
                (cast.roads, Duty::Lead, None),
                (cast.east, Duty::Responsible, Some(cast.cities)),
                (cast.west, Duty::Responsible, Some(cast.cities)),
            ],
        ),
        (
            "a lead that is also in the group leads",
            vec!["各市政府", "*西市政府"],
            vec![(cast.east, Duty::Responsible, Some(cast.cities)), (cast.west, Duty::Lead, None)],
        ),
        (
            "named itself and by its group",
            vec!["*交通厅", "各市政府", "东市政府"],
            vec![
                (cast.roads, Duty::Lead, None),
                (cast.east, Duty::Responsible, None),
                (cast.west, Duty::Responsible, Some(cast.cities)),
            ],
        ),
        (
            "a group that leads",
            vec!["*各市政府"],
            vec![(cast.east, Duty::Lead, Some(cast.cities)), (cast.west, Duty::Lead, Some(cast.cities))],
        ),
        (
            "a group without members is held as it is",
            vec!["*交通厅", "有关单位"],
            vec![(cast.roads, Duty::Lead, None), (cast.offices, Duty::Responsible, None)],
        ),
        ("both lead and responsible", vec!["交通厅", "*交通厅"], vec![(cast.roads, Duty::Lead, None)]),
    ] {
        let (plan, tasks) = planned(&mut office, cast.supervisor, vec![facts("修建公路。", &units)]);
        office.make(cast.supervisor, Assign { plan, tasks: vec![] });
        let parts = office.task(tasks[0].0).assignments.iter();
        assert_eq!(
            parts.map(|part| (part.unit, part.duty, part.via)).collect::<Vec<_>>(),
            expected,
            "{what}"
        );
    }
}

#[test]
fn a_retired_unit_gets_no_new_work() {
    let (mut office, cast) = staffed();
    let (plan, tasks) =
        planned(&mut office, cast.supervisor, vec![facts("修建公路。", &["*交通厅", "水利厅"])]);
    let retired = |unit, name: &str| unit::Change {
        unit,
        facts: unit::Facts { retired: true, ..unit::Facts::unit(name, 1) },
    };
    office.make(cast.admin, retired(cast.roads, "交通厅"));
    office.make(cast.supervisor, Assign { plan, tasks: vec![] });
    let task = office.task(tasks[0].0);
    assert_eq!(task.assignments.iter().map(|part| part.unit).collect::<Vec<_>>(), [cast.water]);
    assert_eq!(
        (task.state(), row_of(&office, tasks[0]).waits),
        (State::Registered, vec![Wait::Designate, Wait::Sign(cast.water)])
    );
}

#[test]
fn clocks_of_seven_one_zero() {
    let (mut office, cast) = staffed();
    let day = |d: Date| PrintedDate::Day(d);
    let tasks = vec![
        facts("复杂。", &["*交通厅"]),
        of_class(facts("一般。", &["*交通厅"]), Class::Ordinary),
        with_deadline(
            with_deadline(facts("有期限。", &["*交通厅", "*水利厅"]), day(date(2026, 5, 15))),
            PrintedDate::Month(date(2026, 4, 1)),
        ),
        facts("缺牵头。", &["水利厅"]),
    ];
    let (plan, tasks) = planned(&mut office, cast.supervisor, tasks);
    office.days(9);
    office.make(cast.supervisor, Assign { plan, tasks: vec![] });
    let (year, month, week) =
        (("all_0", date(2026, 12, 31)), ("complex_1", date(2026, 5, 10)), ("ordinary_7", date(2026, 4, 17)));
    assert_eq!(clocks(&office, tasks[0]), [year, month]);
    assert_eq!(clocks(&office, tasks[1]), [year, week]);
    assert_eq!(
        clocks(&office, tasks[2]),
        [year, ("document", date(2026, 5, 15)), month],
        "the last date; one clock for two leads"
    );
    assert_eq!(clocks(&office, tasks[3]), [year], "without a lead no clock of its class");

    office.days(1);
    let classify = |task, class| Classify { task, class };
    table([
        (
            "another class",
            office.would(cast.supervisor, classify(tasks[0], Class::Ordinary)),
            Ok("task.classified"),
        ),
        ("the same", office.would(cast.supervisor, classify(tasks[0], Class::Complex)), Err(Code::SameClass)),
        ("by a head", office.would(cast.heads[0], classify(tasks[0], Class::Ordinary)), Err(Code::NoRight)),
        (
            "no such task",
            office.would(cast.supervisor, classify(TaskId(1), Class::Ordinary)),
            Err(Code::NotFound),
        ),
    ]);
    for task in [tasks[0], tasks[2], tasks[3]] {
        office.make(cast.supervisor, classify(task, Class::Ordinary));
    }
    let week = ("ordinary_7", date(2026, 4, 18));
    assert_eq!(clocks(&office, tasks[0]), [year, week], "the new clock starts that day");
    assert_eq!(office.task(tasks[0].0).clocks.len(), 3, "the old one stays visible");
    assert_eq!(clocks(&office, tasks[2]), [year, ("document", date(2026, 5, 15)), week]);
    assert_eq!(clocks(&office, tasks[3]), [year]);
    office.make(cast.supervisor, designate(tasks[3], None, cast.money));
    assert_eq!(clocks(&office, tasks[3]), [year, week], "a lead starts it");
    office.make(cast.supervisor, designate(tasks[3], None, cast.roads));
    assert_eq!(clocks(&office, tasks[3]), [year, week], "a second lead does not");
}

#[test]
fn classifying_by_state() {
    let road = Road::new();
    let (task, supervisor) = (road.task, road.cast.supervisor);
    let classify = || Classify { task, class: Class::Ordinary };
    table([
        ("before it is handed out", road.registered.would(supervisor, classify()), Ok("task.classified")),
        ("after it is asked to clear", road.submitted.would(supervisor, classify()), Err(Code::TaskState)),
        ("cleared", road.cleared.would(supervisor, classify()), Err(Code::TaskState)),
    ]);
}

#[test]
fn signing() {
    let road = Road::new();
    let (task, parts, cast) = (road.task, road.parts, road.cast);
    let sign = |part: usize| Sign { task, assignment: parts[part] };
    let mut disputed = road.assigned.clone();
    disputed.make(cast.liaisons[1], Refuse { task, assignment: parts[1], reason: "不是我们的。".into() });
    table([
        ("its liaison", road.assigned.would(cast.liaisons[0], sign(0)), Ok("assignment.signed")),
        ("another unit's", road.assigned.would(cast.liaisons[0], sign(1)), Err(Code::NotYourUnit)),
        ("its head", road.assigned.would(cast.heads[0], sign(0)), Err(Code::NoRight)),
        (
            "no such assignment",
            road.assigned.would(cast.liaisons[0], Sign { task, assignment: AssignmentId(1) }),
            Err(Code::NotFound),
        ),
        ("twice", road.signed.would(cast.liaisons[0], sign(0)), Err(Code::AssignmentState)),
        ("disputed", disputed.would(cast.liaisons[1], sign(1)), Err(Code::AssignmentState)),
        (
            "a responsible unit after asking to clear",
            road.submitted.would(cast.liaisons[1], sign(1)),
            Ok("assignment.signed"),
        ),
        ("cleared", road.cleared.would(cast.liaisons[1], sign(1)), Err(Code::TaskState)),
    ]);
}

#[test]
fn refusing_within_five_days() {
    let road = Road::new();
    let (task, parts, cast) = (road.task, road.parts, road.cast);
    let refuse = |reason: &str| Refuse { task, assignment: parts[1], reason: reason.into() };
    let after = |days| {
        let mut office = road.assigned.clone();
        office.days(days);
        office.would(cast.liaisons[1], refuse("不归我们管。"))
    };
    let mut disputed = road.assigned.clone();
    disputed.make(cast.liaisons[1], refuse("不归我们管。"));
    let mut decided = disputed.clone();
    decided.make(cast.supervisor, designate(task, Some(parts[1]), cast.water));
    table([
        ("on the fifth day", after(5), Ok("assignment.refused")),
        ("on the sixth", after(6), Err(Code::RefuseTooLate)),
        ("without a reason", road.assigned.would(cast.liaisons[1], refuse(" ")), Err(Code::Empty)),
        (
            "another unit's",
            road.assigned.would(cast.liaisons[0], refuse("不归我们管。")),
            Err(Code::NotYourUnit),
        ),
        ("twice", disputed.would(cast.liaisons[1], refuse("不归我们管。")), Err(Code::AssignmentState)),
        (
            "what was decided",
            decided.would(cast.liaisons[1], refuse("不归我们管。")),
            Err(Code::AssignmentState),
        ),
        (
            "what is signed",
            road.signed.would(cast.liaisons[0], Refuse { task, assignment: parts[0], reason: "否".into() }),
            Err(Code::AssignmentState),
        ),
        (
            "by the supervisor",
            road.assigned.would(cast.supervisor, refuse("不归我们管。")),
            Err(Code::NoRight),
        ),
    ]);
    assert_eq!(row_of(&disputed, task).waits[0], Wait::Designate);
    assert!(
        row_of(&decided, task).waits.contains(&Wait::Sign(cast.water)),
        "it stands, and is to be signed for"
    );
}

#[test]
fn designating() {
    let road = Road::new();
    let (task, parts, cast) = (road.task, road.parts, road.cast);
    let mut disputed = road.assigned.clone();
    disputed.make(cast.liaisons[0], Refuse { task, assignment: parts[0], reason: "否".into() });
    let lead = |unit| designate(task, Some(parts[0]), unit);
    let moved = "assignment.designated assignment.made";
    table([
        ("it stands", disputed.would(cast.supervisor, lead(cast.roads)), Ok("assignment.designated")),
        ("to a unit of the same leader", disputed.would(cast.supervisor, lead(cast.money)), Ok(moved)),
        (
            "to a unit of another leader",
            disputed.would(cast.supervisor, lead(cast.office)),
            Ok("assignment.designated assignment.made task.classified"),
        ),
        (
            "to one that takes part",
            disputed.would(cast.supervisor, lead(cast.east)),
            Ok("assignment.designated assignment.designated assignment.made task.classified"),
        ),
        ("to a group", disputed.would(cast.supervisor, lead(cast.cities)), Err(Code::UnknownName)),
        ("no such unit", disputed.would(cast.supervisor, lead(UnitId(99_999))), Err(Code::NotFound)),
        ("by a head", disputed.would(cast.heads[0], lead(cast.money)), Err(Code::NoRight)),
        (
            "what is not disputed",
            road.assigned.would(cast.supervisor, lead(cast.money)),
            Err(Code::AssignmentState),
        ),
        (
            "a second lead",
            road.assigned.would(cast.supervisor, designate(task, None, cast.money)),
            Ok("assignment.made"),
        ),
        (
            "who leads already",
            road.assigned.would(cast.supervisor, designate(task, None, cast.roads)),
            Err(Code::AlreadyLeads),
        ),
        (
            "after asking to clear",
            road.submitted.would(cast.supervisor, designate(task, None, cast.money)),
            Err(Code::TaskState),
        ),
        (
            "cleared",
            road.cleared.would(cast.supervisor, designate(task, None, cast.money)),
            Err(Code::TaskState),
        ),
    ]);
    disputed.make(cast.supervisor, lead(cast.water));
    let task = disputed.task(task.0);
    assert_eq!(task.leads().collect::<Vec<_>>(), [cast.water]);
    assert_eq!(task.leaders, [cast.gu], "the leader of the former lead goes, the new one's comes");
    assert_eq!(task.state(), State::Assigned);
    assert_eq!(task.assigned().count(), 3, "water no longer takes part as well");
}

#[test]
fn a_lead_that_was_missing_hands_the_task_out() {
    let (mut office, cast) = staffed();
    let (_, tasks) = planned(
        &mut office,
        cast.supervisor,
        vec![facts("缺牵头。", &["水利厅", "有关单位"]), facts("没有单位。", &[])],
    );
    assert_eq!(row_of(&office, tasks[0]).waits, [Wait::Assign]);
    assert_eq!(row_of(&office, tasks[1]).waits, [Wait::Designate], "there is nobody to hand it to");
    office.make(cast.supervisor, designate(tasks[0], None, cast.roads));
    office.make(cast.supervisor, designate(tasks[1], None, cast.roads));
    let units = |task: TaskId| office.task(task.0).assigned().map(|part| part.unit).collect::<Vec<_>>();
    assert_eq!(units(tasks[0]), [cast.water, cast.offices, cast.roads]);
    assert_eq!(units(tasks[1]), [cast.roads]);
    // What a group without members holds is given to a unit without a dispute: nobody can sign for it.
    let held = office.task(tasks[0].0).assignments[1].id;
    assert_eq!(
        office.would(cast.supervisor, designate(tasks[0], Some(held), cast.east)).as_deref(),
        Ok("assignment.designated assignment.made")
    );
}

#[test]
fn leaders_whom_the_document_names_stay() {
    let (mut office, cast) = staffed();
    let tasks = vec![
        with_leader(facts("修路。", &["*交通厅"]), "顾映溪"),
        with_leader(facts("修桥。", &["*交通厅"]), "沈砚舟"),
    ];
    let (plan, tasks) = planned(&mut office, cast.supervisor, tasks);
    office.make(cast.supervisor, Assign { plan, tasks: vec![] });
    assert_eq!(office.task(tasks[0].0).leaders, [cast.gu, cast.shen]);
    let change = ledger::leader::Change {
        leader: cast.shen,
        name: "沈砚舟".into(),
        title: String::new(),
        order: 1,
        units: vec![cast.money],
    };
    office.make(cast.admin, change);
    assert_eq!(office.task(tasks[0].0).leaders, [cast.gu], "roads left the portfolio");
    assert_eq!(office.task(tasks[1].0).leaders, [cast.shen], "named in the document");
}

#[test]
fn a_write_has_its_limit() {
    let (mut office, cast) = staffed();
    // 200 names in each of 101 tasks: 20,200 units to add.
    let task = |task: usize| {
        let names: Vec<String> = (0..200).map(|unit| format!("单位{task}之{unit}")).collect();
        facts("修路。", &names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let draft = crate::cast::drafted(&mut office, cast.supervisor, (0..101).map(task).collect());
    assert_eq!(office.would(cast.supervisor, ledger::draft::Confirm::of(draft)), Err(Code::WriteTooLarge));

    let same: Vec<String> = (0..200).map(|unit| format!("单位{unit}")).collect();
    let names: Vec<&str> = same.iter().map(String::as_str).collect();
    let (plan, tasks) =
        planned(&mut office, cast.supervisor, (0..101).map(|_| facts("修路。", &names)).collect());
    assert_eq!(office.would(cast.supervisor, Assign { plan, tasks: vec![] }), Err(Code::WriteTooLarge));
    assert!(office.would(cast.supervisor, Assign { plan, tasks: tasks[..100].to_vec() }).is_ok());
}
