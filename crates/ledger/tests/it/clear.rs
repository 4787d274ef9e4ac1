//! From the last report to clearing, reopening and withdrawing; and what rows show on the way.

use crate::cast::{Road, facts, of_class, planned, staffed, with_deadline, with_target, write};
use crate::office::{Office, table};
use jiff::civil::{Date, date};
use ledger::clock::{Class, Clock};
use ledger::light::{Light, Reason};
use ledger::pace::Word;
use ledger::plan;
use ledger::printed::{Comparator, PrintedDate};
use ledger::report;
use ledger::task::{
    Assign, Classify, Clear, Designate, Ending, Explained, Reopen, Row, Sign, Standing, State, Submit,
    TaskEvent, Wait, row,
};
use ledger::{AssignmentId, Code, Fact, ReportId, TaskId, UnitId, Who};

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
    // A newer report, approved after asking to clear, waits for its acceptance.
    let mut newer = road.accepted.clone();
    let (liaison, head) = (cast.liaisons[0], cast.heads[0]);
    let second = write(task, road.parts[0], newer.today, 100, &[(0, 26)], 1);
    let second = ReportId(newer.make(liaison, second));
    newer.make(head, Submit { task, note: String::new(), explained: vec![] });
    newer.make(head, report::Approve { report: second });
    let mut accepted = newer.clone();
    accepted.make(cast.supervisor, report::Accept { report: second });
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
        (
            "a newer report that nobody accepted",
            newer.would(cast.supervisor, clear()),
            Err(Code::NotAccepted),
        ),
        ("once it is accepted", accepted.would(cast.supervisor, clear()), Ok("task.cleared")),
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
fn lights_of_the_default_table() {
    let (mut office, cast) = staffed();
    let ordinary = of_class(facts("清欠。", &["*财政厅"]), Class::Ordinary);
    let (plan, tasks) = planned(&mut office, cast.supervisor, vec![ordinary, facts("修路。", &["*交通厅"])]);
    office.make(cast.supervisor, Assign { plan, tasks: vec![] });
    let (task, part) = (tasks[1], office.task(tasks[1].0).assignments[0].id);
    office.make(cast.liaisons[0], Sign { task, assignment: part });
    let report = ReportId(office.make(cast.liaisons[0], write(task, part, office.today, 20, &[], 1)));
    office.make(cast.heads[0], report::Approve { report });
    // The ordinary one is due on 8 April; of the other 20 % are done, and of 91 days 30 % are over on the 28th.
    for (task, day, light, reason, turns_on) in [
        (tasks[0], date(2026, 4, 4), Light::Green, Reason::InTime, Some(date(2026, 4, 5))),
        (tasks[0], date(2026, 4, 5), Light::Yellow, Reason::DueSoon, Some(date(2026, 4, 9))),
        (tasks[0], date(2026, 4, 8), Light::Yellow, Reason::DueSoon, Some(date(2026, 4, 9))),
        (tasks[0], date(2026, 4, 9), Light::Red, Reason::Overdue, None),
        (tasks[1], date(2026, 4, 27), Light::Green, Reason::InTime, Some(date(2026, 4, 28))),
        (tasks[1], date(2026, 4, 28), Light::Yellow, Reason::Behind, Some(date(2026, 12, 28))),
        (tasks[1], date(2026, 12, 28), Light::Yellow, Reason::DueSoon, Some(date(2027, 1, 1))),
        (tasks[1], date(2027, 1, 1), Light::Red, Reason::Overdue, None),
    ] {
        let row = row(office.task(task.0), &office.lights(), day);
        assert_eq!((row.light, row.reason, row.turns_on), (light, reason, turns_on), "{day}");
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
