//! The ledger's line of a task: table, columns, values, reader.

use crate::engine::{Fault, Row, Table, Value};
use crate::key::Key;
use jiff::civil::Date;
use ledger::clock::Class;
use ledger::light::{Light, Reason};
use ledger::pace::Word;
use ledger::task::{NO_DUE, State};
use ledger::{TaskId, UnitId};

/// The table.
pub(crate) const TABLE: Table = Table {
    name: "task",
    columns: &[
        "key",
        "jurisdiction",
        "plan",
        "place",
        "number",
        "section",
        "title",
        "class",
        "state",
        "light",
        "reason",
        "due",
        "clock",
        "starts",
        "ends",
        "progress",
        "pace",
        "percent",
        "verified",
        "leads",
        "units",
        "returned",
        "reported",
        "updated",
        "turns_on",
    ],
    keys: 1,
};

/// The columns that [`read`] reads, of the table named `task`.
pub(crate) const COLUMNS: &str = "task.key, task.plan, task.number, task.section, task.title, task.class, task.state, \
    task.light, task.reason, task.due, task.clock, task.starts, task.ends, task.progress, task.pace, task.percent, \
    task.verified, task.leads, task.units, task.returned, task.reported, task.updated, task.place";

/// The values of a row.
pub(crate) fn values(key: Key, row: ledger::task::Row) -> Vec<Value<'static>> {
    let (due, clock) = row.due.unwrap_or((NO_DUE, String::new()));
    let leads: Vec<String> = row.leads.iter().map(ToString::to_string).collect();
    vec![
        key.into(),
        key.jurisdiction().into(),
        row.plan.0.into(),
        row.order.into(),
        row.number.into(),
        row.section.into(),
        row.title.into(),
        (row.class as i64).into(),
        (row.state as i64).into(),
        (row.light as i64).into(),
        (row.reason as i64).into(),
        due.to_string().into(),
        clock.into(),
        row.start.to_string().into(),
        row.end.to_string().into(),
        row.progress.into(),
        (row.pace as i64).into(),
        row.percent.map(i64::from).into(),
        row.verified.map(i64::from).into(),
        leads.join(" ").into(),
        row.units.len().into(),
        row.returned.into(),
        row.reported.map(|day| day.to_string()).into(),
        row.updated.into(),
        row.turns_on.map(|day| day.to_string()).into(),
    ]
}

/// A line of the ledger as pages need it.
#[derive(Clone, PartialEq, Debug)]
pub struct TaskRow {
    /// The task.
    pub task: TaskId,
    /// Its plan's seq.
    pub plan: u64,
    /// Number as printed.
    pub number: String,
    /// Innermost heading; 0 for none.
    pub section: u32,
    /// Title.
    pub title: String,
    /// Ordinary or complex.
    pub class: Class,
    /// Where it is.
    pub state: State,
    /// Is it in time?
    pub light: Light,
    /// Why.
    pub reason: Reason,
    /// The earliest clock that runs: its day and its code.
    pub due: Option<(Date, String)>,
    /// The first day of the line of pace.
    pub start: Date,
    /// Its last day.
    pub end: Date,
    /// How far it is, for pace, in percent.
    pub progress: Option<i32>,
    /// The word for its pace.
    pub pace: Word,
    /// Claimed percentage.
    pub percent: Option<u8>,
    /// Verified percentage.
    pub verified: Option<u8>,
    /// Lead units.
    pub leads: Vec<UnitId>,
    /// How many units answer.
    pub units: usize,
    /// Returned, and nothing came since.
    pub returned: bool,
    /// The day of the last approved report.
    pub reported: Option<Date>,
    /// Microseconds of the last event.
    pub updated: i64,
    /// Place in the plan.
    pub place: u32,
}

/// The entry of a table that a column's number names; tables of constants are never shortened.
fn of<T: Copy>(all: &[T], number: i64) -> Result<T, Fault> {
    let found = usize::try_from(number).ok().and_then(|index| all.get(index));
    found.copied().ok_or_else(|| Fault::Broken(format!("no constant has the number {number}")))
}

fn date(text: &str) -> Result<Date, Fault> {
    text.parse().map_err(|_| Fault::Broken(format!("'{text}' is no date")))
}

/// Reads [`COLUMNS`].
pub(crate) fn read(row: &Row) -> Result<TaskRow, Fault> {
    let due = date(&row.text(9)?)?;
    let leads = row.text(17)?;
    Ok(TaskRow {
        task: TaskId(row.key(0)?.seq()),
        plan: row.int(1)? as u64,
        number: row.text(2)?,
        section: row.int(3)? as u32,
        title: row.text(4)?,
        class: of(&[Class::Ordinary, Class::Complex], row.int(5)?)?,
        state: of(&State::ALL, row.int(6)?)?,
        light: of(&Light::ALL, row.int(7)?)?,
        reason: of(&Reason::ALL, row.int(8)?)?,
        due: (due != NO_DUE).then_some((due, row.text(10)?)),
        start: date(&row.text(11)?)?,
        end: date(&row.text(12)?)?,
        progress: row.maybe_int(13)?.map(|percent| percent as i32),
        pace: of(&Word::ALL, row.int(14)?)?,
        percent: row.maybe_int(15)?.map(|percent| percent as u8),
        verified: row.maybe_int(16)?.map(|percent| percent as u8),
        leads: leads.split_whitespace().filter_map(|unit| unit.parse().ok().map(UnitId)).collect(),
        units: row.int(18)? as usize,
        returned: row.int(19)? != 0,
        reported: row.maybe_text(20)?.as_deref().map(date).transpose()?,
        updated: row.int(21)?,
        place: row.int(22)? as u32,
    })
}
