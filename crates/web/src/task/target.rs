//! Targets as the task's page shows them: the line of pace, what is claimed, what is verified.

use super::Opened;
use crate::chart::Pace;
use crate::who::Who;
use crate::words::Words;
use jiff::civil::Date;
use ledger::Fact;
use ledger::printed::Comparator;
use ledger::report::{ReportEvent, ReportState, Written};
use ledger::task::Standing;
use rust_decimal::Decimal;
use std::collections::HashMap;
use store::query::events::Dated;

/// A figure and its unit: `25 亿元`, `7%`.
pub(crate) fn amount(value: Decimal, unit: &str, w: &Words) -> String {
    let gap = if unit.is_empty() || unit.starts_with(['%', '％', '‰']) { "" } else { " " };
    format!("{}{gap}{unit}", w.number(value.normalize()))
}

/// What must be reached: `> 25 亿元`.
pub(crate) fn goal(comparator: Comparator, value: Decimal, unit: &str, w: &Words) -> String {
    let sign = match comparator {
        Comparator::Equal => "",
        Comparator::AtLeast => "≥ ",
        Comparator::MoreThan => "> ",
        Comparator::AtMost => "≤ ",
        Comparator::LessThan => "< ",
        Comparator::About => "≈ ",
    };
    format!("{sign}{}", amount(value, unit, w))
}

/// A target on the page.
pub(super) struct TargetView {
    pub title: String,
    /// The straight line with the figures; none where a line says nothing.
    pub chart: Option<Pace>,
    /// 自报 9.6 亿元（截至 5月12日）; 尚无数据.
    pub claimed: String,
    /// 核实 9.1 亿元（截至 5月4日）; 尚未核实.
    pub verified: String,
    /// 序时应达 13.8 亿元, or why there is no line.
    pub pace: String,
    /// The key of a light: blue verified, green claimed as met, yellow behind, grey otherwise.
    pub colour: &'static str,
    /// That light in a word.
    pub word: &'static str,
}

/// The targets of a task; figures of lead units' reports that count, from its history.
pub(super) fn targets(
    of: &Opened,
    history: &[Dated],
    reports: &HashMap<u64, (ReportState, u64)>,
    who: &Who,
) -> Vec<TargetView> {
    let (w, today) = (who.w, who.today);
    let counted = counted(of, history, reports);
    let mut views = Vec::new();
    for (index, target) in of.task.targets.iter().enumerate() {
        let figures = counted.iter().filter_map(|written| {
            let figure = written.figures.iter().find(|figure| figure.target == index)?;
            Some((written.as_of, figure.value))
        });
        let mut figures: Vec<(Date, Decimal)> = figures.collect();
        figures.sort_by_key(|(day, _)| *day);
        let line = Pace { start: of.task.start, end: of.task.end, today, target: target.value, figures };
        let (due, last) = (line.due(), target.claimed.map(|(value, _)| value));
        let (colour, word) = match last {
            _ if target.verified_met() => ("blue", w.t("task-target-verified")),
            _ if target.met() => ("green", w.t("task-target-met")),
            Some(value) if target.has_line() && value < due => ("yellow", w.of("pace", "behind")),
            Some(_) if target.has_line() => ("green", w.of("pace", "on_pace")),
            _ => ("grey", w.t("task-target-open")),
        };
        let said = |standing: Standing, figure: Option<(Decimal, Date)>| {
            let (silent, key) = match standing {
                Standing::Claimed => ("task-target-silent", "standing-claimed"),
                Standing::Verified => ("task-target-unverified", "standing-verified"),
            };
            figure.map_or(w.t(silent).to_owned(), |(value, day)| {
                let (figure, day) = (amount(value, &target.unit, w), w.day(day, today));
                w.fill("task-target-figure", &[("standing", &w.t(key)), ("figure", &figure), ("day", &day)])
            })
        };
        let pace = if target.has_line() {
            w.fill("task-target-due", &[("figure", &amount(due, &target.unit, w))])
        } else {
            w.t("task-target-no-line").to_owned()
        };
        views.push(TargetView {
            title: title(of, index, w),
            claimed: said(Standing::Claimed, target.claimed),
            verified: said(Standing::Verified, target.verified),
            pace,
            colour,
            word,
            chart: target.has_line().then_some(line),
        });
    }
    views
}

/// `降成本超过25亿元（> 25 亿元）`: the printed words, and how they were understood.
fn title(of: &Opened, index: usize, w: &Words) -> String {
    let target = &of.task.targets[index];
    let goal = goal(target.comparator, target.value, &target.unit, w);
    w.fill("task-target-title", &[("text", &of.target(index, w)), ("goal", &goal)])
}

/// The lead units' reports that a head has approved and nobody sent back, oldest first.
fn counted<'a>(
    of: &Opened,
    history: &'a [Dated],
    reports: &HashMap<u64, (ReportState, u64)>,
) -> Vec<&'a Written> {
    let leads: Vec<_> = of.task.assigned().filter(|part| part.duty == ledger::printed::Duty::Lead).collect();
    let counts = |seq| matches!(reports.get(&seq), Some((ReportState::Approved | ReportState::Accepted, _)));
    let written = history.iter().filter_map(|dated| match &dated.event.fact {
        Fact::Report(ReportEvent::Written(written)) if counts(dated.event.seq) => Some(written),
        _ => None,
    });
    written.filter(|written| leads.iter().any(|part| part.id == written.assignment)).collect()
}
