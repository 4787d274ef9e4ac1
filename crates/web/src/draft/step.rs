//! One step of a review: what a form asks to be corrected, as a command.

use super::from_reading::relative_deadline;
use crate::form::{Errors, Filled};
use crate::who::Who;
use crate::words::Words;
use jiff::civil::Date;
use ledger::clock::Class;
use ledger::draft::{Correct, Correction, Merge, Move, Place, Remove, SplitTask};
use ledger::printed::{Comparator, Deadline, Duty, PrintedDate, Recurrence, RelativeDeadline, Span, Target};
use ledger::{DraftId, DraftTaskId};
use serde::Deserialize;
use store::{Recorded, WriteError};

/// The fields of all forms of a review.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    pub number: String,
    pub title: String,
    pub body: String,
    pub section: String,
    pub class: String,
    /// A chip's unit: its duty, a space, its name.
    pub unit: String,
    /// A unit that is added, or a unit's new name.
    pub name: String,
    pub duty: String,
    pub leader: String,
    pub warning: String,
    /// How many characters stay with the first part.
    pub at: String,
    /// Where in the document the second part begins, in place of `at`.
    pub place: String,
    /// Words of a task that is added, or where they stand in the document.
    pub words: String,
    pub start: String,
    pub end: String,
    /// The task that was looked at, for the forms that are about none.
    pub task: String,
    /// The rows of dates, rhythms and amounts: what is printed, its place, and what it means.
    pub text: Vec<String>,
    pub span: Vec<String>,
    pub date: Vec<String>,
    pub subject: Vec<String>,
    pub comparator: Vec<String>,
    pub value: Vec<String>,
    pub measure: Vec<String>,
}

/// What a reviewer does to a task.
pub(super) enum Step {
    Correct(Correction),
    Move(Place),
    Split(usize),
    Merge,
    Remove,
}

impl Step {
    /// The step that a form's address names; none where there is no such step.
    pub(super) fn of(what: &str, body: &Body, today: Date, w: &Words) -> Option<Result<Self, Errors>> {
        let correction = match what {
            "text" => Correction::Text {
                number: body.number.clone(),
                title: body.title.clone(),
                body: body.body.clone(),
            },
            "class" if body.class == Class::Ordinary.text() => Correction::Class(Class::Ordinary),
            "class" => Correction::Class(Class::Complex),
            "add-unit" => Correction::AddUnit { name: body.name.clone(), duty: duty(&body.duty) },
            "remove-unit" => {
                let (duty, name) = unit(&body.unit);
                Correction::RemoveUnit { name, duty }
            }
            "duty" => match unit(&body.unit) {
                (Duty::Lead, name) => Correction::Duty { name, duty: Duty::Responsible },
                (Duty::Responsible, name) => Correction::Duty { name, duty: Duty::Lead },
            },
            "rename-unit" => Correction::RenameUnit { from: unit(&body.unit).1, to: body.name.clone() },
            "add-leader" => Correction::AddLeader(body.leader.clone()),
            "remove-leader" => Correction::RemoveLeader(body.leader.clone()),
            "deadlines" => match deadlines(body, today, w) {
                Ok(deadlines) => Correction::Deadlines(deadlines),
                Err(errors) => return Some(Err(errors)),
            },
            "recurrences" => match worded(what, recurrence, body, w) {
                Ok(recurrences) => Correction::Recurrences(recurrences),
                Err(errors) => return Some(Err(errors)),
            },
            "relative_deadlines" => match worded(what, limit, body, w) {
                Ok(limits) => Correction::RelativeDeadlines(limits),
                Err(errors) => return Some(Err(errors)),
            },
            "targets" => match targets(body, w) {
                Ok(targets) => Correction::Targets(targets),
                Err(errors) => return Some(Err(errors)),
            },
            // A number that is none names no warning, and the ledger says so.
            "accept" => Correction::AcceptWarning(body.warning.parse().unwrap_or(usize::MAX)),
            "up" => return Some(Ok(Self::Move(Place::Up))),
            "down" => return Some(Ok(Self::Move(Place::Down))),
            "section" => return Some(Ok(Self::Move(Place::Section(body.section.parse().unwrap_or(0))))),
            "split" => return Some(Ok(Self::Split(body.at.parse().unwrap_or(0)))),
            "merge" => return Some(Ok(Self::Merge)),
            "remove" => return Some(Ok(Self::Remove)),
            _ => return None,
        };
        Some(Ok(Self::Correct(correction)))
    }

    /// Takes the step.
    pub(super) async fn take(
        self,
        who: &Who,
        filled: &Filled,
        draft: u64,
        task: u64,
    ) -> Result<Recorded, WriteError> {
        let (store, sent) = (&who.app.store, who.sent(filled, Some(task)));
        let (draft, task) = (DraftId(draft), DraftTaskId(task));
        match self {
            Self::Correct(correction) => store.write(sent, Correct { draft, task, correction }).await,
            Self::Move(to) => store.write(sent, Move { draft, task, to }).await,
            Self::Split(at) => store.write(sent, SplitTask { draft, task, at }).await,
            Self::Merge => store.write(sent, Merge { draft, task }).await,
            Self::Remove => store.write(sent, Remove { draft, task }).await,
        }
    }
}

/// Errors of a form with one field stand at that field of the card, whatever the ledger calls it.
pub(super) fn at_field(errors: Errors, what: &str) -> Errors {
    match what {
        "add-unit" => errors.at_field("name"),
        "rename-unit" => errors.at_field("new-name"),
        "add-leader" => errors.at_field("leader"),
        "section" => errors.at_field("section-id"),
        "split" => errors.at_field("at"),
        _ => errors,
    }
}

fn duty(text: &str) -> Duty {
    if text == Duty::Lead.text() { Duty::Lead } else { Duty::Responsible }
}

fn unit(chip: &str) -> (Duty, String) {
    let (of, name) = chip.split_once(' ').unwrap_or(("", chip));
    (duty(of), name.to_owned())
}

/// The nth value of a repeated field.
fn cell(list: &[String], row: usize) -> &str {
    list.get(row).map_or("", |text| text.trim())
}

/// `12-18`, as the form carries a fact's place.
fn span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    Some(Span { start: start.parse().ok()?, end: end.parse().ok()? })
}

/// A row that is empty is taken out.
fn deadlines(body: &Body, today: Date, w: &Words) -> Result<Vec<Deadline>, Errors> {
    let (mut found, mut errors) = (Vec::new(), Errors::default());
    for row in 0..body.text.len().max(body.date.len()) {
        let (text, typed) = (cell(&body.text, row), cell(&body.date, row));
        if text.is_empty() && typed.is_empty() {
            continue;
        }
        match printed_date(typed, today) {
            Some(date) => {
                let text = if text.is_empty() { typed } else { text }.to_owned();
                found.push(Deadline { text, date, span: span(cell(&body.span, row)) });
            }
            None => errors.push(&format!("date-{row}"), w.fill("draft-bad-date", &[("text", &typed)])),
        }
    }
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}

/// Facts that are typed as documents print them, and understood as the reader understands them.
fn worded<T>(
    what: &str,
    read: fn(&str, Option<Span>) -> Option<T>,
    body: &Body,
    w: &Words,
) -> Result<Vec<T>, Errors> {
    let (mut found, mut errors) = (Vec::new(), Errors::default());
    for row in 0..body.text.len() {
        let text = cell(&body.text, row);
        if text.is_empty() {
            continue;
        }
        match read(text, span(cell(&body.span, row))) {
            Some(one) => found.push(one),
            None => {
                let key = format!("draft-bad-{what}");
                errors.push(&format!("{what}-{row}"), w.fill(&key, &[("text", &text)]));
            }
        }
    }
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}

fn recurrence(text: &str, span: Option<Span>) -> Option<Recurrence> {
    let rule = reading::rhythm(text)?.parse().ok()?;
    Some(Recurrence { text: text.to_owned(), rule, span })
}

fn limit(text: &str, span: Option<Span>) -> Option<RelativeDeadline> {
    Some(RelativeDeadline { span, ..relative_deadline(&reading::relative_deadline(text)?)? })
}

fn targets(body: &Body, w: &Words) -> Result<Vec<Target>, Errors> {
    let (mut found, mut errors) = (Vec::new(), Errors::default());
    for row in 0..body.value.len() {
        let cells = [&body.subject, &body.value, &body.measure, &body.text].map(|list| cell(list, row));
        let [subject, value, unit, text] = cells;
        if subject.is_empty() && value.is_empty() && unit.is_empty() {
            continue;
        }
        let comparator = Comparator::of(cell(&body.comparator, row)).unwrap_or(Comparator::Equal);
        match value.replace([',', '，'], "").parse() {
            Ok(number) => found.push(Target {
                text: if text.is_empty() { [subject, value, unit].concat() } else { text.to_owned() },
                subject: subject.to_owned(),
                value: number,
                unit: unit.to_owned(),
                comparator,
                span: span(cell(&body.span, row)),
            }),
            Err(_) => {
                let key = if value.is_empty() { "draft-no-number" } else { "draft-bad-number" };
                errors.push(&format!("value-{row}"), w.fill(key, &[("text", &value)]));
            }
        }
    }
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}

/// A date as it is typed: `2026-06-30`, `2026年6月`, `2026/6/30`, `6月30日` of this year.
pub(super) fn printed_date(typed: &str, today: Date) -> Option<PrintedDate> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '日' && *c != '号').collect();
    let dashed = plain.replace(['年', '月', '/', '.'], "-");
    let dashed = dashed.trim_end_matches('-');
    let of_this_year = plain.contains('月') && !plain.contains('年') && dashed.matches('-').count() < 2;
    let text = if of_this_year { format!("{}-{dashed}", today.year()) } else { dashed.to_owned() };
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_taken_as_people_type_them() {
        for (typed, read) in [
            ("2026-06-30", Some("2026-06-30")),
            (" 2026/6/30 ", Some("2026-06-30")),
            ("2026年6月30日", Some("2026-06-30")),
            ("2026年6月", Some("2026-06")),
            ("2026年", Some("2026")),
            ("6月30日", Some("2026-06-30")),
            ("6月", Some("2026-06")),
            ("6月31日", None),
            ("尽快", None),
            ("", None),
        ] {
            let date = printed_date(typed, date(2026, 5, 1)).map(|date| date.to_string());
            assert_eq!(date.as_deref(), read, "{typed}");
        }
    }
}
