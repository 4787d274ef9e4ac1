//! State, due date, light, percentages and figures once more, straight from the events: slow, obvious, and without a
//! line of the rules that it checks.

use jiff::civil::{Date, date};
use ledger::clock::Class;
use ledger::day::DayEvent;
use ledger::light::{Light, LightRules, When};
use ledger::plan::PlanEvent;
use ledger::printed::{Comparator, Duty, PrintedDate, Target};
use ledger::report::{ReportEvent, Written};
use ledger::task::{State, TaskEvent};
use ledger::{Event, Fact};
use rust_decimal::Decimal;

/// What a task must show.
#[derive(PartialEq, Debug)]
pub(crate) struct Plain {
    pub(crate) state: State,
    pub(crate) due: Option<Date>,
    pub(crate) light: Light,
    pub(crate) claimed: Option<u8>,
    pub(crate) verified: Option<u8>,
    /// Claimed and verified figure of each target.
    pub(crate) figures: Vec<(Option<Decimal>, Option<Decimal>)>,
}

/// One unit's part, and its reports by seq.
struct Part {
    id: u64,
    lead: bool,
    ended: bool,
    state: State,
    waiting: Option<(u64, Written)>,
    /// Reports that count as claimed, and as verified, oldest first.
    claimed: Vec<(u64, Written)>,
    verified: Vec<(u64, Written)>,
}

/// A clock of a class: its last day, whether a report stops it, whether it is over.
struct OfClass {
    due: Date,
    report: bool,
    over: bool,
}

/// What the events say of one task on the last day that they opened.
pub(crate) fn task(log: &[Event], id: u64, rules: &LightRules) -> Plain {
    let mut today = Date::MIN;
    let mut period = (Date::MIN, Date::MAX);
    let mut made = Date::MIN;
    let mut dates: Vec<Date> = Vec::new();
    let mut targets: Vec<Target> = Vec::new();
    let mut class = Class::Complex;
    let mut parts: Vec<Part> = Vec::new();
    let mut clocks: Vec<OfClass> = Vec::new();
    let (mut submitted, mut cleared, mut cancelled, mut carried) = (false, false, false, false);
    for event in log {
        match &event.fact {
            Fact::Day(DayEvent::Opened(opened)) => today = opened.date,
            Fact::Plan(PlanEvent::Withdrawn(withdrawn)) => {
                cancelled |= withdrawn.tasks.iter().any(|task| task.0 == id);
            }
            Fact::Task(fact) if event.on == Some(id) => match fact {
                TaskEvent::Registered(registered) => {
                    period = period_of(log, registered.plan.0);
                    made = today;
                    dates = registered.deadlines.iter().map(|deadline| last_day(deadline.date)).collect();
                    targets.clone_from(&registered.targets);
                    class = registered.class;
                }
                TaskEvent::Made(by) => {
                    let lead = by.duty == Duty::Lead;
                    if lead && !parts.iter().any(|part| part.lead) {
                        clocks.push(of_class(class, today));
                    }
                    parts.push(Part {
                        id: event.seq,
                        lead,
                        ended: false,
                        state: State::Assigned,
                        waiting: None,
                        claimed: Vec::new(),
                        verified: Vec::new(),
                    });
                }
                TaskEvent::Classified(by) => {
                    if let Some(other) = by.class {
                        class = other;
                        stop(&mut clocks, |_| true);
                        if parts.iter().any(|part| part.lead) {
                            clocks.push(of_class(class, today));
                        }
                    }
                }
                TaskEvent::Signed(by) => part(&mut parts, by.assignment.0).state = State::Signed,
                TaskEvent::Designated(by) => part(&mut parts, by.assignment.0).ended = !by.stands,
                TaskEvent::Refused(_) => {}
                TaskEvent::Submitted(_) => submitted = true,
                TaskEvent::Cleared(_) => cleared = true,
                TaskEvent::Carried(_) => carried = true,
                TaskEvent::Ended(_) => cancelled = true,
                TaskEvent::Reopened(_) => (submitted, cleared) = (false, false),
            },
            Fact::Report(fact) if event.on == Some(id) => match fact {
                ReportEvent::Written(by) => {
                    part(&mut parts, by.assignment.0).waiting = Some((event.seq, by.clone()));
                }
                ReportEvent::Approved(by) => {
                    let part = part(&mut parts, by.assignment.0);
                    part.claimed.extend(part.waiting.take());
                    part.state = State::UnderWay;
                    if part.lead {
                        stop(&mut clocks, |clock| clock.report);
                    }
                }
                ReportEvent::Returned(by) => {
                    let part = part(&mut parts, by.assignment.0);
                    if part.waiting.as_ref().is_some_and(|waiting| waiting.0 == by.report.0) {
                        part.waiting = None;
                    } else {
                        part.claimed.clone_from(&part.verified);
                    }
                }
                ReportEvent::Accepted(by) => {
                    let part = part(&mut parts, by.assignment.0);
                    part.verified.extend(part.claimed.last().cloned());
                }
            },
            _ => {}
        }
    }

    let leads: Vec<&Part> = parts.iter().filter(|part| part.lead && !part.ended).collect();
    let state = if cancelled {
        State::Cancelled
    } else if cleared {
        State::Cleared
    } else if carried {
        State::Carried
    } else if submitted {
        State::Submitted
    } else {
        leads.iter().map(|lead| lead.state).min().unwrap_or(State::Registered)
    };
    let closed = cancelled || cleared || carried;

    let mut running = vec![date(made.year(), 12, 31)];
    running.extend(dates.iter().max().filter(|_| !submitted));
    running.extend(
        clocks.iter().filter(|clock| !clock.over && (clock.report || !submitted)).map(|clock| clock.due),
    );
    let due = running.into_iter().min().filter(|_| !closed);

    let percent = |of: fn(&Part) -> &Vec<(u64, Written)>| {
        let latest: Vec<Option<u8>> =
            leads.iter().map(|lead| of(lead).last().map(|report| report.1.percent)).collect();
        let any = latest.iter().any(Option::is_some);
        any.then(|| latest.iter().map(|percent| percent.unwrap_or(0)).min().unwrap())
    };
    let figure = |index: usize, of: fn(&Part) -> &Vec<(u64, Written)>| {
        let mut last: Option<(u64, Decimal)> = None;
        for (seq, written) in leads.iter().flat_map(|lead| of(lead)) {
            for figure in written.figures.iter().filter(|figure| figure.target == index) {
                if last.is_none_or(|(former, _)| former < *seq) {
                    last = Some((*seq, figure.value));
                }
            }
        }
        last.map(|(_, value)| value)
    };
    let claimed = percent(|part| &part.claimed);
    let figures: Vec<_> = (0..targets.len())
        .map(|index| (figure(index, |part| &part.claimed), figure(index, |part| &part.verified)))
        .collect();

    let line = |target: &Target| {
        let share = ["%", "％", "百分点"].iter().any(|mark| target.unit.contains(mark));
        !share
            && !matches!(target.comparator, Comparator::AtMost | Comparator::LessThan)
            && target.value > Decimal::ZERO
    };
    let lines: Vec<(&Target, Option<Decimal>)> = targets
        .iter()
        .zip(&figures)
        .filter(|(target, _)| line(target))
        .map(|(target, figure)| (target, figure.0))
        .collect();
    let progress = if lines.iter().any(|(_, figure)| figure.is_some()) {
        lines.iter().map(|(target, figure)| share(figure.unwrap_or_default(), target.value)).min()
    } else {
        claimed.map(i32::from)
    };
    let end = dates.iter().max().copied().unwrap_or(period.1);
    let expected = elapsed(period.0.min(end), end, today);
    let light = rules.0.iter().find(|row| match row.when {
        When::Cancelled => matches!(state, State::Cancelled | State::Carried),
        When::Cleared => state == State::Cleared,
        When::Overdue => due.is_some_and(|due| today > due),
        When::DueWithin(days) => due.is_some_and(|due| (due - today).get_days() <= days),
        When::Behind(points) => !closed && progress.is_some_and(|progress| expected - progress >= points),
        When::Always => true,
    });
    Plain {
        state,
        due,
        light: light.unwrap().light,
        claimed,
        verified: percent(|part| &part.verified),
        figures,
    }
}

fn stop(clocks: &mut [OfClass], which: fn(&OfClass) -> bool) {
    for clock in clocks {
        clock.over |= which(clock);
    }
}

fn part(parts: &mut [Part], id: u64) -> &mut Part {
    parts.iter_mut().find(|part| part.id == id).unwrap()
}

fn period_of(log: &[Event], plan: u64) -> (Date, Date) {
    let confirmed = log.iter().find_map(|event| match &event.fact {
        Fact::Plan(PlanEvent::Confirmed(confirmed)) if event.seq == plan => Some(confirmed),
        _ => None,
    });
    (confirmed.unwrap().period.start, confirmed.unwrap().period.end)
}

/// 一般事项7天内有结果: day after day. 复杂事项1个月内有说法: the same day of the next month, else its last.
fn of_class(class: Class, day: Date) -> OfClass {
    let due = match class {
        Class::Ordinary => (0..7).fold(day, |day, _| day.tomorrow().unwrap()),
        Class::Complex => {
            let (year, month) =
                if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
            (1..=day.day()).rev().find_map(|day| Date::new(year, month, day).ok()).unwrap()
        }
    };
    OfClass { due, report: class == Class::Complex, over: false }
}

fn last_day(printed: PrintedDate) -> Date {
    match printed {
        PrintedDate::Day(day) => day,
        PrintedDate::Month(first) => {
            (28..=31).rev().find_map(|day| Date::new(first.year(), first.month(), day).ok()).unwrap()
        }
        PrintedDate::Year(first) => date(first.year(), 12, 31),
    }
}

/// The share of the days that are over, the last of them at its end.
fn elapsed(start: Date, end: Date, today: Date) -> i32 {
    let (mut over, mut all) = (0, 0);
    let mut day = start;
    while day <= end {
        all += 1;
        over += i32::from(day <= today);
        day = day.tomorrow().unwrap();
    }
    over * 100 / all
}

fn share(figure: Decimal, target: Decimal) -> i32 {
    (0..=100)
        .rev()
        .find(|&points| figure * Decimal::ONE_HUNDRED >= target * Decimal::from(points))
        .unwrap_or(0)
}
