//! Playing the weeks: what the example tells, day by day, by the people who do it, with a set clock.

use super::example::{Example, Report, Story};
use super::fill::{Hand, JURISDICTION};
use super::people::Cast;
use crate::trouble::Trouble;
use jiff::civil::Date;
use ledger::printed::Duty;
use ledger::report::{Accept, Approve, Evidence, Write};
use ledger::task::{Assignment, Clear, Designate, Figure, Refuse, Sign, Submit, Task};
use ledger::{PlanId, ReportId, Role, TaskId, Thing, UnitId, Who};
use rust_decimal::Decimal;
use std::collections::HashMap;
use store::query::things;
use store::{Key, blob};
use web::words::{Locale, Words};

/// What somebody does, in the order in which a day's deeds are done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Deed {
    Sign,
    Refuse,
    Settle,
    Write,
    Approve,
    Accept,
    Submit,
    Clear,
}

impl Deed {
    /// When in the day the first of them is done; the others follow, two minutes apart.
    fn minute(self) -> i16 {
        match self {
            Deed::Sign => 9 * 60 + 5,
            Deed::Refuse => 10 * 60 + 10,
            Deed::Settle => 10 * 60 + 20,
            Deed::Write => 10 * 60 + 30,
            Deed::Approve => 14 * 60 + 40,
            Deed::Accept => 15 * 60 + 50,
            Deed::Submit => 16 * 60 + 40,
            Deed::Clear => 17 * 60 + 10,
        }
    }
}

/// Minutes between two deeds of a kind on one day.
const APART: i16 = 2;

/// One deed of one story; `report` is its place in the story.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Step {
    day: Date,
    deed: Deed,
    story: usize,
    report: usize,
}

/// Everything that the stories tell, in the order of time.
fn steps(stories: &[Story]) -> Vec<Step> {
    let mut steps = Vec::new();
    for (story, of) in stories.iter().enumerate() {
        let mut add = |day: Option<Date>, deed, report| {
            steps.extend(day.map(|day| Step { day, deed, story, report }));
        };
        add(of.signed, Deed::Sign, 0);
        add(of.refused.as_ref().map(|refused| refused.date), Deed::Refuse, 0);
        add(of.refused.as_ref().map(|refused| refused.settled), Deed::Settle, 0);
        add(of.submitted, Deed::Submit, 0);
        add(of.cleared, Deed::Clear, 0);
        for (place, report) in of.report.iter().enumerate() {
            add(Some(report.date), Deed::Write, place);
            add(report.approve, Deed::Approve, place);
            add(report.accept, Deed::Accept, place);
        }
    }
    steps.sort_unstable();
    steps
}

/// Plays what lies before `today`. A story of a unit that the plan does not name (somebody changed the example) is
/// left out, and so is all that follows from it.
pub(super) fn play(
    hand: &Hand,
    example: &Example,
    cast: &Cast,
    plan: PlanId,
    today: Date,
) -> Result<(), Trouble> {
    let stories = &example.weeks.task;
    let mut stage = Stage { hand, cast, tasks: tasks(hand, plan)?, reports: HashMap::new() };
    let mut left_out = 0;
    let mut minute = 0;
    let mut last: Option<(Date, Deed)> = None;
    for step in steps(stories).into_iter().filter(|step| step.day < today) {
        let first = last != Some((step.day, step.deed));
        last = Some((step.day, step.deed));
        minute = if first { step.deed.minute() } else { minute + APART };
        // The last deed of a day, and those that follow it two minutes apart, lie before midnight.
        hand.set(step.day, (minute / 60).min(23) as i8, (minute % 60) as i8)?;
        if let Err(trouble) = stage.act(step, &stories[step.story]) {
            tracing::debug!(?step, %trouble, "left out");
            left_out += 1;
        }
    }
    if left_out > 0 {
        tracing::warn!("{left_out} steps of weeks.toml do not fit the plan and were left out");
    }
    Ok(())
}

/// The plan's tasks by their number in plain digits.
fn tasks(hand: &Hand, plan: PlanId) -> Result<HashMap<u32, (TaskId, Task)>, Trouble> {
    let found = hand.store.read_now(move |db| {
        let entry = things::one(db, Key::new(JURISDICTION, plan.0))?;
        let Some(Thing::Plan(plan)) = entry.map(|entry| entry.thing) else { return Ok(HashMap::new()) };
        things::some(db, JURISDICTION, plan.tasks.iter().map(|task| task.0))
    })?;
    let of = |(id, entry): (u64, ledger::Entry)| match entry.thing {
        Thing::Task(task) => Some((number(&task.number)?, (TaskId(id), task))),
        _ => None,
    };
    Ok(found.into_iter().filter_map(of).collect())
}

/// `（１）` is 1.
fn number(printed: &str) -> Option<u32> {
    let digit = |character: char| match character {
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')),
        '0'..='9' => Some(character),
        _ => None,
    };
    printed.chars().filter_map(digit).collect::<String>().parse().ok()
}

struct Stage<'a> {
    hand: &'a Hand<'a>,
    cast: &'a Cast,
    tasks: HashMap<u32, (TaskId, Task)>,
    /// The reports that were written, by story and place.
    reports: HashMap<(usize, usize), (ReportId, UnitId)>,
}

fn unfit(what: &str) -> Trouble {
    Trouble::new(format!("The plan has not {what}"), "Change weeks.toml with it")
}

impl Stage<'_> {
    fn act(&mut self, step: Step, story: &Story) -> Result<(), Trouble> {
        let (id, task) = self.tasks.get(&story.number).cloned().ok_or_else(|| unfit("the task"))?;
        let hand = self.hand;
        let supervisor = self.cast.supervisor;
        match step.deed {
            Deed::Sign => {
                for lead in leads(&task) {
                    let who = self.of(lead.unit, Role::Liaison)?;
                    hand.write(who, Sign { task: id, assignment: lead.id })?;
                    hand.pass(30);
                }
            }
            Deed::Refuse | Deed::Settle => {
                let refused = story.refused.as_ref().ok_or_else(|| unfit("the refusal"))?;
                let unit = self.unit(&refused.unit)?;
                let part = task.assigned().find(|part| part.unit == unit).ok_or_else(|| unfit("the unit"))?;
                if step.deed == Deed::Refuse {
                    let who = self.of(unit, Role::Liaison)?;
                    hand.write(
                        who,
                        Refuse { task: id, assignment: part.id, reason: refused.reason.clone() },
                    )?;
                } else {
                    let assignment = Some(part.id);
                    hand.write(supervisor, Designate { task: id, assignment, unit, reason: String::new() })?;
                }
            }
            Deed::Write => {
                let report = &story.report[step.report];
                let lead = self.lead(&task, report)?;
                let evidence = self.evidence(&task, report)?;
                let write = Write {
                    task: id,
                    assignment: lead.id,
                    as_of: report.date,
                    percent: report.percent,
                    text: report.text.clone(),
                    problems: String::new(),
                    figures: figures(&task, report),
                    correction: String::new(),
                    evidence,
                };
                let written = hand.write(self.of(lead.unit, Role::Liaison)?, write)?;
                self.reports.insert((step.story, step.report), (ReportId(written.seq), lead.unit));
            }
            Deed::Approve | Deed::Accept => {
                let written = self.reports.get(&(step.story, step.report));
                let (report, unit) = *written.ok_or_else(|| unfit("the report"))?;
                if step.deed == Deed::Approve {
                    hand.write(self.of(unit, Role::Head)?, Approve { report })?;
                } else {
                    hand.write(supervisor, Accept { report })?;
                }
            }
            Deed::Submit => {
                let lead = leads(&task).next().ok_or_else(|| unfit("the lead"))?;
                let who = self.of(lead.unit, Role::Head)?;
                hand.write(who, Submit { task: id, note: String::new(), explained: Vec::new() })?;
            }
            Deed::Clear => {
                hand.write(supervisor, Clear { task: id, note: String::new() })?;
            }
        }
        Ok(())
    }

    fn unit(&self, name: &str) -> Result<UnitId, Trouble> {
        self.cast.units.get(name).copied().ok_or_else(|| unfit("the unit"))
    }

    fn of(&self, unit: UnitId, role: Role) -> Result<Who, Trouble> {
        self.cast.of_unit.get(&(unit, role)).copied().ok_or_else(|| unfit("anybody for the unit"))
    }

    /// The lead assignment that a report answers: its unit's, or the only one.
    fn lead<'t>(&self, task: &'t Task, report: &Report) -> Result<&'t Assignment, Trouble> {
        let unit = report.unit.as_deref().map(|name| self.unit(name)).transpose()?;
        let found = leads(task).find(|lead| unit.is_none_or(|unit| lead.unit == unit));
        found.ok_or_else(|| unfit("the lead"))
    }

    /// Each file of evidence is a small text that says it is a sample.
    fn evidence(&self, task: &Task, report: &Report) -> Result<Vec<Evidence>, Trouble> {
        let words = Words::get(Locale::ZhCn);
        let mut files = Vec::new();
        for name in &report.evidence {
            let places: web::words::Places = &[
                ("name", name),
                ("task", &task.title),
                ("date", &words.date_year(report.date)),
                ("text", &report.text),
            ];
            let bytes = words.fill("demo-evidence", places).into_bytes();
            let (now, size) = (self.hand.store.now(), bytes.len() as u64);
            let hash =
                self.hand.store.own_now(move |db| blob::put(db, "text/plain; charset=utf-8", &bytes, now))?;
            files.push(Evidence { name: name.clone(), sha256: proof::Hash(hash).to_string(), bytes: size });
        }
        Ok(files)
    }
}

fn leads(task: &Task) -> impl Iterator<Item = &Assignment> {
    task.assigned().filter(|part| part.duty == Duty::Lead)
}

/// The figures whose key is a target of the task: value and unit as read.
fn figures(task: &Task, report: &Report) -> Vec<Figure> {
    let of = |(key, value): (&String, &String)| {
        let target =
            task.targets.iter().position(|target| format!("{}{}", target.value, target.unit) == *key)?;
        Some(Figure { target, value: value.parse::<Decimal>().ok()? })
    };
    report.figures.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_in_plain_digits() {
        for (printed, plain) in
            [("（１）", Some(1)), ("（49）", Some(49)), ("12.", Some(12)), ("", None), ("一", None)]
        {
            assert_eq!(number(printed), plain, "{printed}");
        }
    }

    #[test]
    fn a_day_goes_from_signing_to_clearing() {
        let example = Example::load(None).unwrap_or_else(|trouble| panic!("{trouble}"));
        let steps = steps(&example.weeks.task);
        assert!(steps.is_sorted_by_key(|step| (step.day, step.deed)));
        for story in &example.weeks.task {
            assert!(
                story.report.iter().all(|report| report.date >= example.weeks.confirmed),
                "{}",
                story.number
            );
        }
        assert_eq!(steps.iter().filter(|step| step.deed == Deed::Clear).count(), 4);
    }
}
