//! Two documents held against each other, as a table or as JSON.

use super::columns;
use reading::compare::{Amount, Change, Limit, Link};
use reading::{Reading, Role, Task, compare};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Widths of the columns: what became of it, the former number, the later number, the task, what changed.
const WIDTHS: [usize; 5] = [9, 8, 8, 44, 90];

/// Prints what goes on, changed, ended and is new.
pub(super) fn print(out: &mut dyn Write, from: &Reading, to: &Reading, as_json: bool) -> io::Result<()> {
    let comparison = compare(from, to);
    if as_json {
        let named = |reading: &Reading| -> Vec<Value> {
            reading.tasks.iter().map(|task| json!({"number": task.number, "body": task.body})).collect()
        };
        let (former, later) = (&from.document, &to.document);
        let json = json!({
            "from": {"document": former, "tasks": named(from)}, "to": {"document": later, "tasks": named(to)},
            "pairs": comparison.pairs, "ended": comparison.ended, "new": comparison.new,
        });
        return writeln!(out, "{json}");
    }
    for (word, reading) in [("from", from), ("to", to)] {
        let document = &reading.document;
        let name = [&document.document_number, &document.title].into_iter().flatten();
        writeln!(out, "{word:5} {}", name.cloned().collect::<Vec<_>>().join(" "))?;
    }
    writeln!(out)?;
    row(out, ["", "from", "to", "task", "what changed"].map(str::to_owned))?;
    let number = |task: &Task| task.number.clone().unwrap_or_default();
    let mut unchanged = 0;
    for pair in &comparison.pairs {
        let (former, later) = (&from.tasks[pair.from], &to.tasks[pair.to]);
        let word = match pair.link {
            Link::Split => "split",
            Link::Merged => "merged",
            Link::Same if pair.changes.is_empty() => "goes on",
            Link::Same => "changed",
        };
        unchanged += usize::from(word == "goes on");
        let changes: Vec<String> = pair.changes.iter().map(|change| said(change, former, later)).collect();
        row(out, [word.to_owned(), number(former), number(later), later.body.clone(), changes.join("; ")])?;
    }
    for task in comparison.ended.iter().map(|&at| &from.tasks[at]) {
        row(out, ["ended".to_owned(), number(task), String::new(), task.body.clone(), String::new()])?;
    }
    for task in comparison.new.iter().map(|&at| &to.tasks[at]) {
        row(out, ["new".to_owned(), String::new(), number(task), task.body.clone(), String::new()])?;
    }
    let (changed, ended) = (comparison.pairs.len() - unchanged, comparison.ended.len());
    writeln!(out, "\n{unchanged} go on, {changed} changed, {ended} ended, {} new", comparison.new.len())
}

fn row(out: &mut dyn Write, cells: [String; 5]) -> io::Result<()> {
    columns(out, cells.iter().zip(WIDTHS))
}

/// A change in a few words.
fn said(change: &Change, former: &Task, later: &Task) -> String {
    let role = |role: &Role| if *role == Role::Lead { "lead" } else { "responsible" };
    let list = |texts: &[String]| if texts.is_empty() { "–".to_owned() } else { texts.join("、") };
    match change {
        Change::UnitAdded { unit, role: now } => format!("+ {unit} ({})", role(now)),
        Change::UnitDropped { unit, role: before } => format!("- {unit} ({})", role(before)),
        Change::RoleChanged { unit, role: now } => format!("{unit} is {}", role(now)),
        Change::Leaders { from, to } => format!("leaders {} → {}", list(from), list(to)),
        Change::Deadlines { from, to } => {
            let dates = |dates: &[reading::PartialDate]| {
                list(&dates.iter().map(ToString::to_string).collect::<Vec<_>>())
            };
            format!("due {} → {}", dates(from), dates(to))
        }
        Change::Recurrences { from, to } => {
            let printed = |task: &Task, rules: &[String]| {
                let of = |rule: &String| task.recurrences.iter().find(|duty| duty.rule == *rule);
                list(&rules.iter().filter_map(of).map(|duty| duty.text.clone()).collect::<Vec<_>>())
            };
            format!("again {} → {}", printed(former, from), printed(later, to))
        }
        Change::RelativeDeadlines { from, to } => {
            let printed = |task: &Task, limits: &[Limit]| {
                let due = task.relative_deadlines.iter().filter(|due| limits.contains(&Limit::from(*due)));
                list(&due.map(|due| due.text.clone()).collect::<Vec<_>>())
            };
            format!("within {} → {}", printed(former, from), printed(later, to))
        }
        Change::Target { from, to } => format!("target {} → {}", amount(from.as_ref()), amount(to.as_ref())),
        Change::Words { .. } => "words".to_owned(),
    }
}

fn amount(amount: Option<&Amount>) -> String {
    let Some(Amount { comparator, value, unit, .. }) = amount else { return "–".to_owned() };
    let sign = match comparator {
        reading::Comparator::Equal => "",
        reading::Comparator::AtLeast => ">=",
        reading::Comparator::Above => ">",
        reading::Comparator::AtMost => "<=",
        reading::Comparator::Below => "<",
        reading::Comparator::About => "~",
    };
    format!("{sign}{value}{unit}")
}
