//! Reports: written, approved, returned, accepted; and what counts after each.

use crate::cast::{Road, facts, planned, staffed, with_target, write};
use crate::office::{Office, table};
use jiff::ToSpan;
use jiff::civil::Date;
use ledger::printed::Comparator;
use ledger::report::{Accept, Approve, Return, Write};
use ledger::task::{Assign, Reopen, Sign, Standing};
use ledger::{AssignmentId, Code, ReportId, TaskId};

#[test]
fn writing() {
    let road = Road::new();
    let (task, part, cast) = (road.task, road.parts[0], road.cast);
    let liaison = cast.liaisons[0];
    let today = road.signed.today;
    let of = |percent, figures: &[(usize, i64)]| write(task, part, today, percent, figures, 1);
    let on = |day: Date| write(task, part, day, 10, &[], 1);
    let signed = |command: Write| road.signed.would(liaison, command);
    let ok = Ok("report.written");
    let mut reopened = road.submitted.clone();
    reopened.make(cast.supervisor, Reopen { task, reason: "补充。".into() });
    table([
        ("a report", signed(of(100, &[(0, 25)])), ok),
        ("more than all", signed(of(101, &[])), Err(Code::OutOfRange)),
        ("of tomorrow", signed(on(today.tomorrow().unwrap())), Err(Code::BadDate)),
        ("before the plan began", signed(on(today.yesterday().unwrap())), Err(Code::BadDate)),
        ("before its last one", reopened.would(liaison, on(today.yesterday().unwrap())), Err(Code::BadDate)),
        ("without words", signed(Write { text: " ".into(), ..of(1, &[]) }), Err(Code::Empty)),
        ("on a target that is none", signed(of(1, &[(1, 3)])), Err(Code::NoSuchTarget)),
        ("twice on one target", signed(of(1, &[(0, 3), (0, 4)])), Err(Code::NoSuchTarget)),
        ("less than nothing", signed(of(1, &[(0, -1)])), Err(Code::BadNumber)),
        ("with too many files", signed(write(task, part, today, 1, &[], 21)), Err(Code::TooMany)),
        ("another unit's", road.signed.would(cast.liaisons[1], of(1, &[])), Err(Code::NotYourUnit)),
        ("by the head", road.signed.would(cast.heads[0], of(1, &[])), Err(Code::NoRight)),
        ("no such assignment", signed(write(task, AssignmentId(1), today, 1, &[], 0)), Err(Code::NotFound)),
        ("before it is signed for", road.assigned.would(liaison, of(1, &[])), Err(Code::AssignmentState)),
        ("while one waits", road.written.would(liaison, of(1, &[])), Err(Code::ReportWaiting)),
        ("after asking to clear", road.submitted.would(liaison, of(100, &[])), Err(Code::TaskState)),
        ("after it is reopened", reopened.would(liaison, of(100, &[])), ok),
        ("cleared", road.cleared.would(liaison, of(100, &[])), Err(Code::TaskState)),
        ("a figure that falls", road.approved.would(liaison, of(100, &[(0, 24)])), Err(Code::FigureFalls)),
        (
            "a figure that falls, with a reason",
            road.approved.would(liaison, Write { correction: "口径调整。".into(), ..of(100, &[(0, 24)]) }),
            ok,
        ),
        ("a figure that stays", road.approved.would(liaison, of(100, &[(0, 25)])), ok),
    ]);
}

#[test]
fn a_figure_is_held_against_the_last_one_that_was_reported() {
    let road = Road::new();
    let (task, part, cast) = (road.task, road.parts[0], road.cast);
    let mut office = road.approved.clone();
    let silent = ReportId(office.make(cast.liaisons[0], write(task, part, office.today, 100, &[], 1)));
    office.make(cast.heads[0], Approve { report: silent });
    assert_eq!(
        office.would(cast.liaisons[0], write(task, part, office.today, 100, &[(0, 24)], 1)),
        Err(Code::FigureFalls)
    );
}

#[test]
fn approving_returning_accepting() {
    let road = Road::new();
    let (report, cast) = (road.report, road.cast);
    let (head, supervisor) = (cast.heads[0], cast.supervisor);
    let approve = || Approve { report };
    let accept = || Accept { report };
    let send_back = |reason: &str| Return { report, reason: reason.into() };
    let mut newer = road.approved.clone();
    let second =
        ReportId(newer.make(cast.liaisons[0], write(road.task, road.parts[0], newer.today, 100, &[], 1)));
    let mut replaced = newer.clone();
    replaced.make(head, Approve { report: second });
    let mut returned = road.approved.clone();
    returned.make(supervisor, send_back("数据不符。"));
    let (approved, accepted, sent_back) =
        (Ok("report.approved"), Ok("report.accepted"), Ok("report.returned"));
    table([
        ("approve", road.written.would(head, approve()), approved),
        ("approve another unit's", road.written.would(cast.heads[1], approve()), Err(Code::NotYourUnit)),
        ("approve by the liaison", road.written.would(cast.liaisons[0], approve()), Err(Code::NoRight)),
        ("approve twice", road.approved.would(head, approve()), Err(Code::ReportState)),
        ("approve what was sent back", returned.would(head, approve()), Err(Code::ReportState)),
        (
            "approve what is none",
            road.written.would(head, Approve { report: ReportId(1) }),
            Err(Code::NotFound),
        ),
        ("accept", road.approved.would(supervisor, accept()), accepted),
        ("accept by the head", road.approved.would(head, accept()), Err(Code::NoRight)),
        ("accept before it is approved", road.written.would(supervisor, accept()), Err(Code::ReportState)),
        ("accept twice", road.accepted.would(supervisor, accept()), Err(Code::ReportState)),
        ("accept while a newer one waits", newer.would(supervisor, accept()), accepted),
        ("accept what a newer one replaced", replaced.would(supervisor, accept()), Err(Code::ReportState)),
        ("accept of a cleared task", road.cleared.would(supervisor, accept()), Err(Code::TaskState)),
        ("return by the head", road.written.would(head, send_back("重写。")), sent_back),
        (
            "return by another head",
            road.written.would(cast.heads[1], send_back("重写。")),
            Err(Code::NotYourUnit),
        ),
        (
            "return by a supervisor before it is approved",
            road.written.would(supervisor, send_back("重写。")),
            Err(Code::ReportState),
        ),
        ("return by a supervisor", road.approved.would(supervisor, send_back("数据不符。")), sent_back),
        (
            "return by the head after approving",
            road.approved.would(head, send_back("重写。")),
            Err(Code::ReportState),
        ),
        (
            "return what was accepted",
            road.accepted.would(supervisor, send_back("重写。")),
            Err(Code::ReportState),
        ),
        (
            "return what a newer one replaced",
            replaced.would(supervisor, send_back("重写。")),
            Err(Code::ReportState),
        ),
        ("return without a reason", road.approved.would(supervisor, send_back("")), Err(Code::Empty)),
        (
            "return by a liaison",
            road.written.would(cast.liaisons[0], send_back("重写。")),
            Err(Code::NoRight),
        ),
    ]);
}

/// Two leads report on one target; a third unit takes part.
struct Two {
    office: Office,
    cast: crate::cast::Cast,
    task: TaskId,
    parts: Vec<AssignmentId>,
}

impl Two {
    fn new() -> Self {
        let (mut office, cast) = staffed();
        let two = with_target(
            with_target(facts("修路。", &["*交通厅", "*水利厅", "财政厅"]), Comparator::AtLeast, 25, "亿元"),
            Comparator::AtLeast,
            8,
            "个",
        );
        let (plan, tasks) = planned(&mut office, cast.supervisor, vec![two]);
        office.make(cast.supervisor, Assign { plan, tasks: vec![] });
        let task = tasks[0];
        let parts: Vec<_> = office.task(task.0).assignments.iter().map(|part| part.id).collect();
        for (place, &assignment) in parts.iter().enumerate() {
            office.make(cast.liaisons[place], Sign { task, assignment });
        }
        Self { office, cast, task, parts }
    }

    fn write(&mut self, place: usize, percent: u8, figures: &[(usize, i64)]) -> ReportId {
        let report = write(self.task, self.parts[place], self.office.today, percent, figures, 1);
        ReportId(self.office.make(self.cast.liaisons[place], report))
    }

    fn approve(&mut self, place: usize, percent: u8, figures: &[(usize, i64)]) -> ReportId {
        let report = self.write(place, percent, figures);
        self.office.make(self.cast.heads[place], Approve { report });
        report
    }

    fn accept(&mut self, report: ReportId) {
        self.office.make(self.cast.supervisor, Accept { report });
    }

    fn send_back(&mut self, report: ReportId) {
        self.office.make(self.cast.supervisor, Return { report, reason: "数据不符。".into() });
    }

    /// Claimed and verified figures of both targets.
    fn figures(&self) -> [(Option<i64>, Option<i64>); 2] {
        let whole = |figure: Option<(rust_decimal::Decimal, Date)>| {
            figure.map(|(value, _)| i64::try_from(value).unwrap())
        };
        let targets = &self.office.task(self.task.0).targets;
        [0, 1].map(|index| (whole(targets[index].claimed), whole(targets[index].verified)))
    }
}

#[test]
fn targets_show_the_figure_of_the_lead_that_reported_last() {
    let mut two = Two::new();
    two.approve(2, 90, &[(0, 99)]);
    assert_eq!(two.figures(), [(None, None), (None, None)], "who only takes part has no say");
    let roads = two.approve(0, 40, &[(0, 10)]);
    two.approve(1, 50, &[(0, 12), (1, 3)]);
    assert_eq!(two.figures(), [(Some(12), None), (Some(3), None)]);
    two.accept(roads);
    assert_eq!(
        two.figures(),
        [(Some(12), Some(10)), (Some(3), None)],
        "accepting the other's does not turn it back"
    );
    two.write(0, 45, &[(0, 11)]);
    assert_eq!(two.figures(), [(Some(12), Some(10)), (Some(3), None)], "writing counts for nothing yet");
    let silent = two.approve(1, 60, &[]);
    assert_eq!(
        two.figures(),
        [(Some(12), Some(10)), (Some(3), None)],
        "a silent report leaves the last figures"
    );
    two.accept(silent);
    assert_eq!(two.figures(), [(Some(12), Some(10)), (Some(3), None)], "they were not accepted with it");
}

#[test]
fn what_was_claimed_falls_back_to_what_is_verified() {
    let mut two = Two::new();
    let roads = two.approve(0, 40, &[(0, 10)]);
    let water = two.approve(1, 50, &[(0, 12)]);
    two.send_back(water);
    assert_eq!(two.figures()[0], (Some(10), None), "the other lead's figure stands again");
    let percent = |two: &Two, standing| two.office.task(two.task.0).percent(standing);
    assert_eq!(percent(&two, Standing::Claimed), Some(0), "water has claimed nothing");
    assert!(two.office.task(two.task.0).returned);
    two.accept(roads);
    let more = two.approve(0, 60, &[(1, 5)]);
    assert_eq!(two.figures(), [(Some(10), Some(10)), (Some(5), None)]);
    assert_eq!(two.office.task(two.task.0).evidence(), 2);
    two.send_back(more);
    assert_eq!(
        two.figures(),
        [(Some(10), Some(10)), (None, None)],
        "what was returned is gone, what is verified stays"
    );
    assert_eq!(two.office.task(two.task.0).evidence(), 1, "its evidence with it");
    assert_eq!(
        two.office.task(two.task.0).assignments[0].claimed,
        two.office.task(two.task.0).assignments[0].verified
    );
    let water = two.approve(1, 70, &[]);
    assert_eq!(percent(&two, Standing::Claimed), Some(40));
    assert!(!two.office.task(two.task.0).returned, "a report came since");
    // A report that its head sends back was never claimed.
    let rewritten = two.write(1, 80, &[(1, 7)]);
    two.office.make(two.cast.heads[1], Return { report: rewritten, reason: "重写。".into() });
    assert_eq!(
        two.office.task(two.task.0).assignments[1].claimed.as_ref().map(|claim| claim.report),
        Some(water)
    );
    assert_eq!(percent(&two, Standing::Verified), Some(0));
}

#[test]
fn the_first_approved_report_of_a_lead_fulfils_the_month() {
    let mut two = Two::new();
    let month = |two: &Two| {
        two.office.task(two.task.0).clocks.iter().find(|clock| clock.code == "complex_1").unwrap().met
    };
    two.approve(2, 10, &[]);
    two.write(0, 10, &[]);
    assert_eq!(month(&two), None);
    two.office.days(3);
    let day = two.office.today;
    two.approve(1, 10, &[]);
    two.office.days(3);
    two.approve(1, 20, &[]);
    assert_eq!(month(&two), Some(day));
    assert_eq!(two.office.task(two.task.0).reported, day.checked_add(3.days()).ok());
}
