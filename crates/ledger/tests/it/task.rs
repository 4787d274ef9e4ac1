//! From handing out to clearing: by whom, in which state, with which outcome.

use crate::cast::{Road, facts, of_class, planned, staffed, with_deadline, with_leader, with_target, write};
use crate::office::{Office, table};
use jiff::civil::{Date, date};
use ledger::clock::{Class, Clock};
use ledger::pace::Word;
use ledger::plan;
use ledger::printed::{Comparator, Duty, PrintedDate};
use ledger::report;
use ledger::task::{
    Assign, Classify, Clear, Designate, Ending, Explained, Refuse, Reopen, Row, Sign, Standing, State,
    Submit, TaskEvent, Wait, row,
};
use ledger::{AssignmentId, Code, Fact, ReportId, TaskId, UnitId, Who, unit};

fn row_of(office: &Office, task: TaskId) -> Row {
    row(office.task(task.0), &office.lights(), office.today)
}

fn explained(target: usize) -> Vec<Explained> {
    vec![Explained { target, text: "资金未到位。".into() }]
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
        name: name.into(),
        group: false,
        members: vec![],
        order: 1,
        retired: true,
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
fn asking_to_clear() {
    let road = Road::new();
    let (task, parts, cast) = (road.task, road.parts, road.cast);
    let submit = |explained: Vec<Explained>| Submit { task, note: String::new(), explained };
    let (liaison, head) = (cast.liaisons[0], cast.heads[0]);
    let reported = |figures: &[(usize, i64)], evidence| {
        let mut office = road.signed.clone();
        let report =
            ReportId(office.make(liaison, write(task, parts[0], office.today, 100, figures, evidence)));
        office.make(head, report::Approve { report });
        office
    };
    let mut two = road.approved.clone();
    two.make(cast.supervisor, designate(task, None, cast.money));
    table([
        ("all is there", road.approved.would(head, submit(vec![])), Ok("task.submitted")),
        ("its head only", road.approved.would(liaison, submit(vec![])), Err(Code::NoRight)),
        (
            "a unit that takes part",
            road.approved.would(cast.heads[1], submit(vec![])),
            Err(Code::NotYourUnit),
        ),
        ("before it is handed out", road.registered.would(head, submit(vec![])), Err(Code::LeadSilent)),
        ("before its report is approved", road.written.would(head, submit(vec![])), Err(Code::LeadSilent)),
        ("while the other lead is silent", two.would(head, submit(vec![])), Err(Code::LeadSilent)),
        ("without evidence", reported(&[(0, 25)], 0).would(head, submit(vec![])), Err(Code::NoEvidence)),
        ("with an open target", reported(&[(0, 24)], 1).would(head, submit(vec![])), Err(Code::TargetOpen)),
        (
            "with a target of which nothing was said",
            reported(&[], 1).would(head, submit(vec![])),
            Err(Code::TargetOpen),
        ),
        (
            "with an explained target",
            reported(&[(0, 24)], 1).would(head, submit(explained(0))),
            Ok("task.submitted"),
        ),
        (
            "with an explanation of no target",
            road.approved.would(head, submit(explained(7))),
            Err(Code::NoSuchTarget),
        ),
        ("twice", road.submitted.would(head, submit(vec![])), Err(Code::TaskState)),
        ("cleared", road.cleared.would(head, submit(vec![])), Err(Code::TaskState)),
    ]);
}

#[test]
fn clearing() {
    let road = Road::new();
    let (task, cast) = (road.task, road.cast);
    let clear = || Clear { task, note: String::new() };
    let mut unverified = road.approved.clone();
    unverified.make(cast.heads[0], Submit { task, note: String::new(), explained: vec![] });
    // A supervisor of the unit that leads: the post's unit counts, not its role.
    let mut own = road.submitted.clone();
    let post = own.make(
        cast.admin,
        ledger::post::Add {
            name: "督查".into(),
            role: ledger::Role::Supervisor,
            unit: Some(cast.water),
            leader: None,
        },
    );
    let posts = vec![ledger::PostId(post)];
    let account = own.make(
        cast.admin,
        ledger::account::Add { login: "w".into(), name: "王".into(), phone: String::new(), posts },
    );
    let insider = Who::Account { account: ledger::AccountId(account), post: ledger::PostId(post) };
    table([
        ("a supervisor", road.submitted.would(cast.supervisor, clear()), Ok("task.cleared")),
        ("of its own units", own.would(insider, clear()), Err(Code::ClearedByOwnUnit)),
        ("a head", road.submitted.would(cast.heads[0], clear()), Err(Code::NoRight)),
        ("not before it is asked", road.accepted.would(cast.supervisor, clear()), Err(Code::TaskState)),
        ("a report that nobody accepted", unverified.would(cast.supervisor, clear()), Err(Code::NotAccepted)),
        ("twice", road.cleared.would(cast.supervisor, clear()), Err(Code::TaskState)),
    ]);
}

#[test]
fn endings_are_told_apart() {
    let road = Road::new();
    let (task, cast, part) = (road.task, road.cast, road.parts[0]);
    let (liaison, head) = (cast.liaisons[0], cast.heads[0]);
    let ending = |figures: &[&[(usize, i64)]], accepted: &[bool], explained: Vec<Explained>| {
        let mut office = road.signed.clone();
        for (figures, &accepted) in figures.iter().zip(accepted) {
            let report = ReportId(office.make(liaison, write(task, part, office.today, 100, figures, 1)));
            office.make(head, report::Approve { report });
            if accepted {
                office.make(cast.supervisor, report::Accept { report });
            }
        }
        office.make(head, Submit { task, note: String::new(), explained });
        let events =
            office.run(cast.supervisor, &Clear { task, note: String::new() }).map_err(|no| no.code)?;
        match &events[0].fact {
            Fact::Task(TaskEvent::Cleared(cleared)) => Ok(cleared.ending),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(ending(&[&[(0, 25)]], &[true], vec![]), Ok(Ending::Verified));
    assert_eq!(ending(&[&[(0, 24)]], &[true], explained(0)), Ok(Ending::Explained));
    assert_eq!(
        ending(&[&[(0, 25)], &[]], &[true, true], vec![]),
        Ok(Ending::Verified),
        "a silent report leaves the figure"
    );
    assert_eq!(
        ending(&[&[(0, 25)], &[]], &[false, true], vec![]),
        Err(Code::TargetOpen),
        "nobody accepted the figure"
    );
}

#[test]
fn reopening_runs_the_clocks_on() {
    let road = Road::new();
    let (task, cast) = (road.task, road.cast);
    let reopen = |reason: &str| Reopen { task, reason: reason.into() };
    table([
        ("asked to clear", road.submitted.would(cast.supervisor, reopen("照片不清。")), Ok("task.reopened")),
        ("cleared", road.cleared.would(cast.supervisor, reopen("回头看。")), Ok("task.reopened")),
        ("under way", road.accepted.would(cast.supervisor, reopen("回头看。")), Err(Code::TaskState)),
        ("without a reason", road.submitted.would(cast.supervisor, reopen("")), Err(Code::Empty)),
        ("by a head", road.submitted.would(cast.heads[0], reopen("回头看。")), Err(Code::NoRight)),
    ]);
    let day = |days| {
        let (mut office, cast) = staffed();
        let deadline = PrintedDate::Day(date(2026, 5, 15));
        let ordinary = of_class(facts("修路。", &["*交通厅"]), Class::Ordinary);
        let (plan, tasks) = planned(&mut office, cast.supervisor, vec![with_deadline(ordinary, deadline)]);
        office.make(cast.supervisor, Assign { plan, tasks: vec![] });
        let (task, part) = (tasks[0], office.task(tasks[0].0).assignments[0].id);
        office.make(cast.liaisons[0], Sign { task, assignment: part });
        let report = ReportId(office.make(cast.liaisons[0], write(task, part, office.today, 100, &[], 1)));
        office.make(cast.heads[0], report::Approve { report });
        office.make(cast.supervisor, report::Accept { report });
        office.days(days);
        office.make(cast.heads[0], Submit { task, note: String::new(), explained: vec![] });
        (office, cast, task)
    };
    let (mut office, cast, task) = day(3);
    let year = ("all_0", date(2026, 12, 31));
    assert_eq!(clocks(&office, task), [year], "asking stops what waits for it");
    office.days(2);
    office.make(cast.supervisor, Clear { task, note: String::new() });
    assert_eq!(clocks(&office, task), []);
    assert_eq!((row_of(&office, task).due, row_of(&office, task).turns_on), (None, None));
    office.days(2);
    office.make(cast.supervisor, Reopen { task, reason: "回头看。".into() });
    assert_eq!(
        clocks(&office, task),
        [year, ("document", date(2026, 5, 15)), ("ordinary_7", date(2026, 4, 8))]
    );
    assert_eq!((office.task(task.0).state(), office.task(task.0).returned), (State::UnderWay, true));
}

#[test]
fn a_clock_that_waits_for_a_report_is_not_met_by_clearing() {
    let road = Road::new();
    let (task, cast) = (road.task, road.cast);
    let mut office = road.accepted.clone();
    office.make(cast.supervisor, Classify { task, class: Class::Ordinary });
    office.make(cast.supervisor, Classify { task, class: Class::Complex });
    office.make(cast.heads[0], Submit { task, note: String::new(), explained: vec![] });
    office.make(cast.supervisor, Clear { task, note: String::new() });
    office.make(cast.supervisor, Reopen { task, reason: "回头看。".into() });
    assert_eq!(clocks(&office, task), [("all_0", date(2026, 12, 31)), ("complex_1", date(2026, 5, 1))]);
}

#[test]
fn percentages_are_the_lowest_of_the_leads() {
    let (mut office, cast) = staffed();
    let (plan, tasks) =
        planned(&mut office, cast.supervisor, vec![facts("修路。", &["*交通厅", "*水利厅", "财政厅"])]);
    office.make(cast.supervisor, Assign { plan, tasks: vec![] });
    let task = tasks[0];
    let parts: Vec<_> = office.task(task.0).assignments.iter().map(|part| part.id).collect();
    for (place, &assignment) in parts.iter().enumerate() {
        office.make(cast.liaisons[place], Sign { task, assignment });
    }
    let percent = |office: &Office| {
        (office.task(task.0).percent(Standing::Claimed), office.task(task.0).percent(Standing::Verified))
    };
    let report = |office: &mut Office, place: usize, percent| {
        let report = ReportId(
            office.make(cast.liaisons[place], write(task, parts[place], office.today, percent, &[], 1)),
        );
        office.make(cast.heads[place], report::Approve { report });
        report
    };
    report(&mut office, 2, 5);
    assert_eq!(percent(&office), (None, None), "who only takes part does not count");
    let roads = report(&mut office, 0, 100);
    assert_eq!(percent(&office), (Some(0), None), "a silent lead counts as nothing");
    assert_eq!(row_of(&office, task).waits, [Wait::Accept, Wait::Report(cast.water)]);
    office.make(cast.supervisor, report::Accept { report: roads });
    let water = report(&mut office, 1, 40);
    assert_eq!(percent(&office), (Some(40), Some(0)));
    office.make(cast.supervisor, report::Accept { report: water });
    assert_eq!(percent(&office), (Some(40), Some(40)));
    report(&mut office, 1, 100);
    assert_eq!(percent(&office), (Some(100), Some(40)));
    assert_eq!(
        row_of(&office, task).waits,
        [Wait::Accept, Wait::Submit(cast.roads), Wait::Submit(cast.water)]
    );
}

#[test]
fn what_waits_for_whom_along_the_road() {
    let road = Road::new();
    let cast = road.cast;
    let others = [Wait::Sign(cast.water), Wait::Sign(cast.east), Wait::Sign(cast.west)];
    let with = |first: &[Wait]| {
        let mut waits = [first, &others].concat();
        waits.sort_unstable();
        waits
    };
    for (what, office, waits) in [
        ("registered", &road.registered, vec![Wait::Assign]),
        ("assigned", &road.assigned, with(&[Wait::Sign(cast.roads)])),
        ("signed", &road.signed, with(&[Wait::Report(cast.roads)])),
        ("written", &road.written, with(&[Wait::Approve(cast.roads)])),
        ("approved", &road.approved, with(&[Wait::Accept, Wait::Submit(cast.roads)])),
        ("accepted", &road.accepted, with(&[Wait::Submit(cast.roads)])),
        ("submitted", &road.submitted, with(&[Wait::Clear])),
        ("cleared", &road.cleared, vec![]),
    ] {
        assert_eq!(row_of(office, road.task).waits, waits, "{what}");
    }
}

#[test]
fn pace_words() {
    let (office, cast) = staffed();
    for (what, comparator, unit, percent, figure, days, word) in [
        ("nothing was reported", Comparator::AtLeast, "亿元", None, None, 40, Word::NotMeasurable),
        (
            "half of the money at half of the time",
            Comparator::AtLeast,
            "亿元",
            Some(10),
            Some(50),
            44,
            Word::OnPace,
        ),
        ("ten points behind", Comparator::AtLeast, "亿元", Some(100), Some(39), 44, Word::Behind),
        ("ten points ahead", Comparator::AtLeast, "亿元", Some(0), Some(59), 44, Word::Ahead),
        ("reached", Comparator::AtLeast, "亿元", Some(0), Some(100), 44, Word::Done),
        (
            "a share has no line, so the percentage counts",
            Comparator::AtLeast,
            "%",
            Some(49),
            Some(1),
            44,
            Word::OnPace,
        ),
        ("an upper limit neither", Comparator::AtMost, "件", Some(39), Some(100), 44, Word::Behind),
    ] {
        let mut office = office.clone();
        let (plan, tasks) = planned(
            &mut office,
            cast.supervisor,
            vec![with_target(facts("修路。", &["*交通厅"]), comparator, 100, unit)],
        );
        office.make(cast.supervisor, Assign { plan, tasks: vec![] });
        let (task, part) = (tasks[0], office.task(tasks[0].0).assignments[0].id);
        office.make(cast.liaisons[0], Sign { task, assignment: part });
        if let Some(percent) = percent {
            let figures: Vec<_> = figure.map(|figure| (0, figure)).into_iter().collect();
            let report = ReportId(
                office.make(cast.liaisons[0], write(task, part, office.today, percent, &figures, 1)),
            );
            office.make(cast.heads[0], report::Approve { report });
        }
        office.days(days);
        assert_eq!(row_of(&office, task).pace, word, "{what}");
    }
    let road = Road::new();
    assert_eq!(row_of(&road.cleared, road.task).pace, Word::Done);
}

#[test]
fn withdrawing_a_plan() {
    let road = Road::new();
    let (plan, cast) = (road.plan, road.cast);
    let withdraw = |reason: &str| plan::Withdraw { plan, reason: reason.into() };
    let mut returned = road.written.clone();
    returned.make(cast.heads[0], report::Return { report: road.report, reason: "重写。".into() });
    table([
        (
            "before anything is done",
            road.registered.would(cast.supervisor, withdraw("合并")),
            Ok("plan.withdrawn"),
        ),
        ("signed for", road.signed.would(cast.supervisor, withdraw("合并")), Ok("plan.withdrawn")),
        (
            "with a report that waits",
            road.written.would(cast.supervisor, withdraw("合并")),
            Err(Code::PlanHasWork),
        ),
        (
            "with a report that was sent back",
            returned.would(cast.supervisor, withdraw("合并")),
            Ok("plan.withdrawn"),
        ),
        ("with a report", road.approved.would(cast.supervisor, withdraw("合并")), Err(Code::PlanHasWork)),
        ("without a reason", road.registered.would(cast.supervisor, withdraw("")), Err(Code::Empty)),
        ("by a head", road.registered.would(cast.heads[0], withdraw("合并")), Err(Code::NoRight)),
    ]);
    // The report of a unit that only takes part is work as well.
    let mut part = road.assigned.clone();
    part.make(cast.liaisons[1], Sign { task: road.task, assignment: road.parts[1] });
    let report =
        ReportId(part.make(cast.liaisons[1], write(road.task, road.parts[1], part.today, 5, &[], 0)));
    part.make(cast.heads[1], report::Approve { report });
    assert_eq!(part.would(cast.supervisor, withdraw("合并")), Err(Code::PlanHasWork));

    let mut office = road.assigned.clone();
    office.make(cast.supervisor, withdraw("合并"));
    assert_eq!(office.would(cast.supervisor, withdraw("合并")), Err(Code::PlanWithdrawn));
    let row = row_of(&office, road.task);
    assert_eq!((row.state, row.due, row.waits, row.turns_on), (State::Cancelled, None, vec![], None));
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
    assert_eq!(office.would(cast.supervisor, ledger::draft::Confirm { draft }), Err(Code::WriteTooLarge));

    let same: Vec<String> = (0..200).map(|unit| format!("单位{unit}")).collect();
    let names: Vec<&str> = same.iter().map(String::as_str).collect();
    let (plan, tasks) =
        planned(&mut office, cast.supervisor, (0..101).map(|_| facts("修路。", &names)).collect());
    assert_eq!(office.would(cast.supervisor, Assign { plan, tasks: vec![] }), Err(Code::WriteTooLarge));
    assert!(office.would(cast.supervisor, Assign { plan, tasks: tasks[..100].to_vec() }).is_ok());
}
