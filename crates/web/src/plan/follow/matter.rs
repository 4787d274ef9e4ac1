//! Tasks of a plan and of a draft in the form in which they are held against each other, and what changed in words.

use crate::after::{self, limit};
use crate::rhythm::rhythm;
use crate::words::Words;
use ledger::draft::DraftFacts;
use ledger::printed::{self, Duty, PrintedDate, RelativeDeadline};
use ledger::task::Registered;
use reading::compare::{Amount, Change, Limit, Matter};
use reading::{Comparator, PartialDate, Role};

/// A unit's name in force by a printed one: two names of one unit are no change.
pub(super) type Name<'a> = &'a dyn Fn(&str) -> String;

/// A task of a plan; its leaders' names stand beside it.
pub(super) fn of_task(of: &Registered, leaders: Vec<String>, name: Name<'_>) -> Matter {
    let units = of.units.iter().map(|unit| (name(&unit.name), unit.duty));
    let dates = (&*of.deadlines, &*of.recurrences, &*of.relative_deadlines);
    matter((&of.title, &of.body), units, leaders, dates, &of.targets)
}

/// A task of a draft.
pub(super) fn of_facts(of: &DraftFacts, name: Name<'_>) -> Matter {
    let units = of.units.iter().map(|unit| (name(&unit.name), unit.duty));
    let leaders = of.leaders.iter().map(|leader| leader.name.clone()).collect();
    let dates = (&*of.deadlines, &*of.recurrences, &*of.relative_deadlines);
    matter((&of.title, &of.body), units, leaders, dates, &of.targets)
}

fn matter(
    (title, body): (&str, &str),
    units: impl Iterator<Item = (String, Duty)>,
    leaders: Vec<String>,
    (deadlines, recurrences, limits): (&[printed::Deadline], &[printed::Recurrence], &[RelativeDeadline]),
    targets: &[printed::Target],
) -> Matter {
    let words = if body.contains(title) { body.to_owned() } else { format!("{title}。{body}") };
    let mut matter = Matter { words, leaders, ..Matter::default() };
    for (unit, duty) in units {
        let list = if duty == Duty::Lead { &mut matter.lead } else { &mut matter.responsible };
        if !list.contains(&unit) {
            list.push(unit);
        }
    }
    matter.deadlines = deadlines.iter().map(|deadline| date(deadline.date)).collect();
    matter.recurrences = recurrences.iter().map(|duty| duty.rule.to_string()).collect();
    matter.relative_deadlines = limits.iter().map(limit).collect();
    matter.targets = targets
        .iter()
        .map(|target| Amount {
            subject: target.subject.clone(),
            comparator: comparator(target.comparator),
            value: target.value.normalize().to_string(),
            unit: target.unit.clone(),
        })
        .collect();
    matter
}

fn date(date: PrintedDate) -> PartialDate {
    match date {
        PrintedDate::Day(day) => PartialDate::Day(day),
        PrintedDate::Month(first) => PartialDate::Month(first.year(), first.month()),
        PrintedDate::Year(first) => PartialDate::Year(first.year()),
    }
}

fn comparator(of: printed::Comparator) -> Comparator {
    match of {
        printed::Comparator::Equal => Comparator::Equal,
        printed::Comparator::AtLeast => Comparator::AtLeast,
        printed::Comparator::MoreThan => Comparator::Above,
        printed::Comparator::AtMost => Comparator::AtMost,
        printed::Comparator::LessThan => Comparator::Below,
        printed::Comparator::About => Comparator::About,
    }
}

/// A change in words: 时限 2026-03-31 → 2026-06-30.
pub(super) fn said(change: &Change, w: &Words) -> String {
    let duty = |role: Role| w.of("task-duty", if role == Role::Lead { "lead" } else { "responsible" });
    let list = |list: &[String]| {
        if list.is_empty() { w.t("follow-none").to_owned() } else { w.list(list.iter()) }
    };
    let from_to = |key: &str, from: String, to: String| w.fill(key, &[("from", &from), ("to", &to)]);
    match change {
        Change::UnitAdded { unit, role } => {
            w.fill("follow-unit-added", &[("unit", unit), ("duty", &duty(*role))])
        }
        Change::UnitDropped { unit, role } => {
            w.fill("follow-unit-dropped", &[("unit", unit), ("duty", &duty(*role))])
        }
        Change::RoleChanged { unit, role } => {
            w.fill("follow-unit-role", &[("unit", unit), ("duty", &duty(*role))])
        }
        Change::Leaders { from, to } => from_to("follow-leaders", list(from), list(to)),
        Change::Deadlines { from, to } => {
            let dates =
                |dates: &[PartialDate]| list(&dates.iter().map(ToString::to_string).collect::<Vec<_>>());
            from_to("follow-deadlines", dates(from), dates(to))
        }
        Change::Recurrences { from, to } => {
            let rhythms = |rules: &[String]| {
                let rules = rules.iter().filter_map(|rule| rule.parse().ok());
                list(&rules.map(|rule| rhythm(rule, w)).collect::<Vec<_>>())
            };
            from_to("follow-recurrences", rhythms(from), rhythms(to))
        }
        Change::RelativeDeadlines { from, to } => {
            let limits = |limits: &[Limit]| {
                list(&limits.iter().map(|limit| after::words(limit, w)).collect::<Vec<_>>())
            };
            from_to("follow-relative_deadlines", limits(from), limits(to))
        }
        Change::Target { from, to } => {
            let amount = |amount: &Option<Amount>| {
                amount.as_ref().map_or_else(|| w.t("follow-none").to_owned(), |of| figure(of, w))
            };
            from_to("follow-target", amount(from), amount(to))
        }
        Change::Words { from, to } => from_to("follow-words", quoted(from, w), quoted(to, w)),
    }
}

fn figure(of: &Amount, w: &Words) -> String {
    let sign = match of.comparator {
        Comparator::Equal => "equal",
        Comparator::AtLeast => "at_least",
        Comparator::Above => "more_than",
        Comparator::AtMost => "at_most",
        Comparator::Below => "less_than",
        Comparator::About => "about",
    };
    format!("{}{}{}{}", of.subject, w.of("follow-sign", sign), of.value, of.unit)
}

/// Clauses as they are quoted, shortened.
fn quoted(clauses: &[String], w: &Words) -> String {
    const CHARS: usize = 40;
    if clauses.is_empty() {
        return w.t("follow-none").to_owned();
    }
    let all = clauses.join("，");
    let short: String = all.chars().take(CHARS).collect();
    let rest = if all.chars().count() > CHARS { "……" } else { "" };
    format!("“{short}{rest}”")
}
