//! 经过: what happened to a task, phrased by kind, newest first.

use super::{Opened, amount};
use crate::who::Who;
use crate::words::Words;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use ledger::printed::Duty;
use ledger::report::{ReportEvent, Written};
use ledger::task::{Classified, Made, Submitted, TaskEvent};
use ledger::{AccountId, Event, Fact, PostId};
use std::collections::HashMap;
use store::query::events::Dated;

/// Names of accounts by seq; an erased one has none.
pub(crate) type Names = HashMap<u64, String>;

/// One entry of the course.
#[derive(Default)]
pub(crate) struct Entry {
    pub when: String,
    pub who: String,
    /// What was done, in a word.
    pub what: &'static str,
    /// The rest of the line.
    pub rest: String,
    /// The words that were given.
    pub why: String,
    /// The page of the report, or "".
    pub href: String,
    /// Its place in the log.
    pub seq: String,
}

/// Who an event is by: 省财政厅（张嘉）; the program itself where nobody is named.
pub(crate) fn by(by: Option<(AccountId, PostId)>, who: &Who, names: &Names) -> String {
    let Some((account, post)) = by else { return who.w.t("task-by-system").to_owned() };
    let held = who.directory.post(post);
    let unit = held.and_then(|post| post.unit).map(|unit| who.directory.unit_name(unit));
    let place = unit.or_else(|| held.map(|post| post.name.clone())).unwrap_or_default();
    match names.get(&account.0) {
        Some(name) => who.w.fill("task-by", &[("place", &place), ("name", name)]),
        None => place,
    }
}

/// A time as the jurisdiction's clocks show it.
pub(crate) fn local(at: Timestamp, who: &Who) -> DateTime {
    let zone = TimeZone::get(&who.directory.jurisdiction.zone).unwrap_or(TimeZone::UTC);
    zone.to_datetime(at)
}

/// The course of a task: events that one write made alike are one entry.
pub(crate) fn entries(of: &Opened, history: &[Dated], names: &Names, who: &Who) -> Vec<Entry> {
    let alike = |left: &Dated, right: &Dated| {
        let both_made =
            [left, right].iter().all(|dated| matches!(dated.event.fact, Fact::Task(TaskEvent::Made(_))));
        both_made && left.event.at == right.event.at && left.event.by == right.event.by
    };
    let groups = history.chunk_by(alike).rev();
    groups
        .filter_map(|group| {
            let (first, last) = (group.first()?, group.last()?);
            let said = said(of, group, who)?;
            Some(Entry {
                when: who.w.moment(local(first.event.at, who), who.today),
                who: by(first.event.by, who, names),
                seq: place(first.event.seq, last.event.seq, who.w),
                ..said
            })
        })
        .collect()
}

fn place(first: u64, last: u64, w: &Words) -> String {
    let number = |seq: u64| w.number(seq);
    let range = if first == last { number(first) } else { format!("{}—{}", number(first), number(last)) };
    w.fill("log-seq", &[("seq", &range)])
}

fn said(of: &Opened, group: &[Dated], who: &Who) -> Option<Entry> {
    let w = who.w;
    let event = &group.first()?.event;
    let plain = |what| Entry { what, ..Entry::default() };
    let with = |what, why: &str| Entry { what, why: why.to_owned(), ..Entry::default() };
    Some(match &event.fact {
        Fact::Task(fact) => match fact {
            TaskEvent::Registered(_) => {
                let plan = who.directory.plan(of.task.plan);
                Entry {
                    rest: plan.map_or(String::new(), |plan| plan.title.clone()),
                    ..plain(w.t("task-did-registered"))
                }
            }
            TaskEvent::Classified(classified) => of_class(classified, who)?,
            TaskEvent::Submitted(submitted) => {
                Entry { why: submitted_words(of, submitted, w), ..plain(w.t("task-did-submitted")) }
            }
            TaskEvent::Cleared(cleared) => {
                let rest = match cleared.ending {
                    ledger::task::Ending::Verified => w.t("task-ending-verified"),
                    ledger::task::Ending::Explained => w.t("task-ending-explained"),
                };
                Entry { rest: rest.to_owned(), ..with(w.t("task-did-cleared"), &cleared.note) }
            }
            TaskEvent::Carried(carried) => Entry {
                rest: who.directory.plan(carried.plan).map_or(String::new(), |plan| plan.title.clone()),
                ..plain(w.t("task-did-carried"))
            },
            TaskEvent::Ended(ended) => Entry {
                rest: who.directory.plan(ended.plan).map_or(String::new(), |plan| plan.title.clone()),
                ..with(w.t("task-did-ended"), &ended.reason)
            },
            TaskEvent::Reopened(reopened) => with(w.t("task-did-reopened"), &reopened.reason),
            TaskEvent::Made(_) => Entry { rest: handed(group, who), ..plain(w.t("task-did-made")) },
            TaskEvent::Signed(_) => plain(w.t("task-did-signed")),
            TaskEvent::Refused(refused) => with(w.t("task-did-refused"), &refused.reason),
            TaskEvent::Designated(designated) => {
                let part = of.task.assignments.iter().find(|part| part.id == designated.assignment);
                let unit = part.map_or(String::new(), |part| who.directory.unit_name(part.unit));
                let what = if designated.stands { w.t("task-did-stands") } else { w.t("task-did-moved") };
                Entry { rest: unit, ..with(what, &designated.reason) }
            }
        },
        Fact::Report(fact) => of_report(of, event, fact, who),
        _ => return None,
    })
}

fn of_class(classified: &Classified, who: &Who) -> Option<Entry> {
    let w = who.w;
    if let Some(class) = classified.class {
        let clocks = classified.clocks.iter().map(|clock| {
            let day = w.day(clock.due, who.today);
            w.fill("task-clock-until", &[("clock", &w.of("task-clock", &clock.code)), ("day", &day)])
        });
        let why = w.list(clocks);
        return Some(Entry {
            what: w.t("task-did-classified"),
            rest: w.of("task-class", class.text()).to_owned(),
            why,
            ..Entry::default()
        });
    }
    let leaders = classified.leaders.as_ref()?;
    let names = leaders.iter().filter_map(|&id| who.directory.leader(id)).map(|leader| &leader.name);
    Some(Entry { what: w.t("task-did-leaders"), rest: w.list(names), ..Entry::default() })
}

fn submitted_words(of: &Opened, submitted: &Submitted, w: &Words) -> String {
    let explained = submitted
        .explained
        .iter()
        .map(|one| w.fill("task-explained", &[("target", &of.target(one.target, w)), ("text", &one.text)]));
    let all = std::iter::once(submitted.note.clone()).filter(|note| !note.is_empty()).chain(explained);
    all.collect::<Vec<_>>().join("\n")
}

/// The units of one hand-out: leads first and by name, of many others the first and their number.
fn handed(group: &[Dated], who: &Who) -> String {
    const NAMED: usize = 6;
    let w = who.w;
    let made: Vec<&Made> = group
        .iter()
        .filter_map(|dated| match &dated.event.fact {
            Fact::Task(TaskEvent::Made(made)) => Some(made),
            _ => None,
        })
        .collect();
    let (leads, others): (Vec<_>, Vec<_>) = made.iter().partition(|made| made.duty == Duty::Lead);
    let name = |made: &&Made| who.directory.unit_name(made.unit);
    let lead = |made: &&Made| w.fill("task-lead-named", &[("unit", &name(made))]);
    let names = leads.iter().map(lead).chain(others.iter().take(NAMED).map(name));
    let named = w.list(names);
    if others.len() > NAMED {
        return w.fill("task-units-more", &[("units", &named), ("n", &made.len())]);
    }
    named
}

/// What a report says in one line: 38%，降成本 9.6 亿元，截至 5月12日.
pub(crate) fn report_line(of: &Opened, written: &Written, who: &Who) -> String {
    let w = who.w;
    let mut figures = written.figures.clone();
    figures.sort_by_key(|figure| figure.target);
    let figures = figures.iter().filter_map(|figure| {
        let target = of.task.targets.get(figure.target)?;
        let value = amount(figure.value, &target.unit, w);
        Some(w.fill("task-figure", &[("target", &of.subject(figure.target, w)), ("figure", &value)]))
    });
    let percent = format!("{}%", written.percent);
    let facts = w.list(std::iter::once(percent).chain(figures));
    w.fill("task-report-line", &[("facts", &facts), ("day", &w.day(written.as_of, who.today))])
}

fn of_report(of: &Opened, event: &Event, fact: &ReportEvent, who: &Who) -> Entry {
    let w = who.w;
    let (report, what, rest, why) = match fact {
        ReportEvent::Written(written) => {
            let mut rest = report_line(of, written, who);
            if !written.evidence.is_empty() {
                let files = w.fill("task-report-files", &[("n", &written.evidence.len())]);
                rest = w.fill("task-report-with", &[("line", &rest), ("files", &files)]);
            }
            (event.seq, w.t("task-did-written"), rest, written.text.clone())
        }
        ReportEvent::Approved(of) => (of.report.0, w.t("task-did-approved"), String::new(), String::new()),
        ReportEvent::Accepted(of) => (of.report.0, w.t("task-did-accepted"), String::new(), String::new()),
        ReportEvent::Returned(of) => {
            (of.report.0, w.t("task-did-returned"), String::new(), of.reason.clone())
        }
    };
    Entry { what, rest, why, href: format!("/reports/{report}"), ..Entry::default() }
}
