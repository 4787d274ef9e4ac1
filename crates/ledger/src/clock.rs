//! 时限: clocks as rows of data, and the 7·1·0 preset (青政办〔2017〕72号).

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

/// 事项分类 of 7·1·0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// 一般事项
    Ordinary,
    /// 复杂事项; a plan's task is complex unless the reviewer says otherwise.
    #[default]
    Complex,
}

impl Class {
    /// The class's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            Class::Ordinary => "ordinary",
            Class::Complex => "complex",
        }
    }
}

/// When a clock starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// When the task is registered.
    Registered,
    /// When the task is handed to its lead; reclassifying an assigned task starts it that day.
    Assigned,
}

/// How long it runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// Calendar days, the first day not counted.
    Days(i32),
    /// Months: the same day of the next month, else its last day.
    Months(i32),
    /// Until the last day of the year in which it starts.
    YearEnd,
}

/// What fulfils it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fulfilled {
    /// The unit's head asks to clear.
    Submitted,
    /// The first report that the unit's head approved.
    Reported,
    /// The task is cleared.
    Cleared,
}

/// One row of the table of clocks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClockRule {
    /// The row's name, also the key of its sentence in `locales/`.
    pub code: String,
    /// The class that it is for; none for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// When it starts.
    pub start: Start,
    /// How long it runs.
    pub length: Length,
    /// What fulfils it.
    pub fulfilled: Fulfilled,
}

/// The code of the clock that a date printed in the document makes.
pub const DOCUMENT: &str = "document";

/// 7·1·0: 一般事项在 7 天内有结果，复杂事项在 1 个月内有说法，所有事项年底清零销号.
pub fn seven_one_zero() -> Vec<ClockRule> {
    let row = |code: &str, class, start, length, fulfilled| ClockRule {
        code: code.into(),
        class,
        start,
        length,
        fulfilled,
    };
    vec![
        row("ordinary_7", Some(Class::Ordinary), Start::Assigned, Length::Days(7), Fulfilled::Submitted),
        row("complex_1", Some(Class::Complex), Start::Assigned, Length::Months(1), Fulfilled::Reported),
        row("all_0", None, Start::Registered, Length::YearEnd, Fulfilled::Cleared),
    ]
}

/// A clock that runs on a task.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Clock {
    /// The row that made it, or `document`.
    pub code: String,
    /// The day it started.
    pub start: Date,
    /// The last day on which it is in time.
    pub due: Date,
    /// What fulfils it.
    pub fulfilled: Fulfilled,
    /// The day on which it was fulfilled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<Date>,
    /// Replaced by another on reclassifying; it stays visible.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replaced: bool,
}

impl Clock {
    /// A date printed in the document: the work is to be done by then.
    pub fn document(start: Date, due: Date) -> Self {
        Self {
            code: DOCUMENT.into(),
            start,
            due,
            fulfilled: Fulfilled::Submitted,
            met: None,
            replaced: false,
        }
    }

    /// Whether it still runs.
    pub fn open(&self) -> bool {
        self.met.is_none() && !self.replaced
    }
}

/// The clocks of these rules that start now for a task of this class.
pub fn started(rules: &[ClockRule], class: Class, start: Start, day: Date) -> Vec<Clock> {
    rules
        .iter()
        .filter(|rule| rule.start == start && rule.class.is_none_or(|only| only == class))
        .map(|rule| Clock {
            code: rule.code.clone(),
            start: day,
            due: due(rule.length, day),
            fulfilled: rule.fulfilled,
            met: None,
            replaced: false,
        })
        .collect()
}

/// The last day in time of a clock that starts on `day`.
pub fn due(length: Length, day: Date) -> Date {
    let after = |span: Span| day.saturating_add(span);
    match length {
        Length::Days(days) => after(days.days()),
        Length::Months(months) => after(months.months()),
        Length::YearEnd => day.last_of_year(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lengths() {
        for (what, length, start, last) in [
            ("the first day is not counted", Length::Days(7), date(2026, 5, 10), date(2026, 5, 17)),
            ("over a month's end", Length::Days(7), date(2026, 2, 25), date(2026, 3, 4)),
            ("the same day of the next month", Length::Months(1), date(2026, 4, 24), date(2026, 5, 24)),
            ("else its last day", Length::Months(1), date(2026, 1, 31), date(2026, 2, 28)),
            ("over a year's end", Length::Months(1), date(2026, 12, 15), date(2027, 1, 15)),
            ("the end of the year", Length::YearEnd, date(2026, 4, 24), date(2026, 12, 31)),
            ("on its last day", Length::YearEnd, date(2026, 12, 31), date(2026, 12, 31)),
        ] {
            assert_eq!(due(length, start), last, "{what}");
        }
    }

    #[test]
    fn a_class_starts_its_own_clocks() {
        let rules = seven_one_zero();
        let day = date(2026, 4, 24);
        let codes =
            |class, start| started(&rules, class, start, day).into_iter().map(|c| c.code).collect::<Vec<_>>();
        assert_eq!(codes(Class::Ordinary, Start::Assigned), ["ordinary_7"]);
        assert_eq!(codes(Class::Complex, Start::Assigned), ["complex_1"]);
        assert_eq!(codes(Class::Complex, Start::Registered), ["all_0"]);
    }
}
