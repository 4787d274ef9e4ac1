//! 亮灯: is it in time? Rows of data give the colour; the first row that holds decides, and says why.

use crate::pace;
use crate::task::{State, Task};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Colour, never the only sign.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Light {
    Red,
    Yellow,
    Green,
    Blue,
    Grey,
}

impl Light {
    /// All lights.
    pub const ALL: [Light; 5] = [Light::Red, Light::Yellow, Light::Green, Light::Blue, Light::Grey];

    /// The light's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            Light::Red => "red",
            Light::Yellow => "yellow",
            Light::Green => "green",
            Light::Blue => "blue",
            Light::Grey => "grey",
        }
    }
}

/// What a row asks of a task.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Its plan was withdrawn, or it ended or goes on with a later one.
    Cancelled,
    /// It is cleared.
    Cleared,
    /// The earliest clock has run out.
    Overdue,
    /// The earliest clock runs out within so many days.
    DueWithin(i32),
    /// So many percentage points or more behind pace.
    Behind(i32),
    /// Otherwise.
    Always,
}

/// A row of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LightRow {
    /// What the light shows.
    pub light: Light,
    /// When.
    pub when: When,
}

/// The table of a jurisdiction; its last row is `Always`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LightRules(pub Vec<LightRow>);

impl Default for LightRules {
    /// Red when overdue (pace alone never makes red), yellow when due within 3 days or 10 points behind pace.
    fn default() -> Self {
        let row = |light, when| LightRow { light, when };
        Self(vec![
            row(Light::Grey, When::Cancelled),
            row(Light::Blue, When::Cleared),
            row(Light::Red, When::Overdue),
            row(Light::Yellow, When::DueWithin(3)),
            row(Light::Yellow, When::Behind(10)),
            row(Light::Green, When::Always),
        ])
    }
}

impl LightRules {
    /// Whether every task gets a light, and the numbers make sense.
    pub fn sound(&self) -> bool {
        let sane = |row: &LightRow| match row.when {
            When::DueWithin(days) => (0..=60).contains(&days),
            When::Behind(points) => (1..=100).contains(&points),
            _ => true,
        };
        self.0.len() <= 20
            && self.0.iter().all(sane)
            && self.0.last().is_some_and(|row| row.when == When::Always)
    }
}

/// Why a light shows what it shows: data, phrased when shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Reason {
    Cancelled,
    Cleared,
    Overdue,
    DueSoon,
    Behind,
    InTime,
    Carried,
    Ended,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 8] = [
        Reason::Cancelled,
        Reason::Cleared,
        Reason::Overdue,
        Reason::DueSoon,
        Reason::Behind,
        Reason::InTime,
        Reason::Carried,
        Reason::Ended,
    ];

    /// The reason's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            Reason::Cancelled => "cancelled",
            Reason::Cleared => "cleared",
            Reason::Overdue => "overdue",
            Reason::DueSoon => "due_soon",
            Reason::Behind => "behind",
            Reason::InTime => "in_time",
            Reason::Carried => "carried",
            Reason::Ended => "ended",
        }
    }
}

/// The light of a task on a day, and why.
pub fn light(task: &Task, rules: &LightRules, today: Date) -> (Light, Reason) {
    let state = task.state();
    let due = task.due().map(|clock| clock.due);
    let holds = |when: When| match when {
        When::Cancelled => match state {
            State::Cancelled => Some(if task.ended { Reason::Ended } else { Reason::Cancelled }),
            State::Carried => Some(Reason::Carried),
            _ => None,
        },
        When::Cleared => (state == State::Cleared).then_some(Reason::Cleared),
        When::Overdue => due.is_some_and(|due| due < today).then_some(Reason::Overdue),
        When::DueWithin(days) => {
            due.is_some_and(|due| due <= today.saturating_add(days.days())).then_some(Reason::DueSoon)
        }
        When::Behind(points) => {
            pace::behind(task, today).is_some_and(|behind| behind >= points).then_some(Reason::Behind)
        }
        When::Always => Some(Reason::InTime),
    };
    let row = rules.0.iter().find_map(|row| Some((row.light, holds(row.when)?)));
    // Rules without a last row for all were refused when they were set.
    row.unwrap_or((Light::Green, Reason::InTime))
}

/// The next day after `today` on which the light, its reason or the pace may turn by itself; none once it is closed.
pub fn turns_on(task: &Task, rules: &LightRules, today: Date) -> Option<Date> {
    if !task.state().open() {
        return None;
    }
    let due = task.due().map(|clock| clock.due);
    let turn = |when: When| match when {
        When::Overdue => due?.tomorrow().ok(),
        When::DueWithin(days) => Some(due?.saturating_sub(days.days())),
        When::Behind(points) => pace::turns_on(task, points, today),
        When::Cancelled | When::Cleared | When::Always => pace::turns_on(task, pace::WORD_POINTS, today),
    };
    rules.0.iter().filter_map(|row| turn(row.when)).filter(|&day| day > today).min()
}
