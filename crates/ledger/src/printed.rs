//! What a document prints: units, leaders, deadlines, time limits, recurring duties, targets, each with its place in the extracted text.

use crate::recurrence::Rule;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A half-open range of Unicode characters of the extracted text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first character.
    pub start: u32,
    /// The one after the last.
    pub end: u32,
}

impl Span {
    /// Whether the two share a character.
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// What a unit has to do with a task; printed words such as 主办, 协办, 配合 are mapped to these two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// 牵头: answers for the whole.
    Lead,
    /// 责任: answers for its part.
    Responsible,
}

impl Duty {
    /// The duty's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            Duty::Lead => "lead",
            Duty::Responsible => "responsible",
        }
    }
}

/// A unit named for a task.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NamedUnit {
    /// The name as printed, groups unsplit.
    pub name: String,
    /// Lead or responsible.
    pub duty: Duty,
    /// Its place; none where a person added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A leader named for a task.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NamedLeader {
    /// The name as printed.
    pub name: String,
    /// Its place; none where a person added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A date as exact as the text is: a day, a month or a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PrintedDate {
    /// `YYYY-MM-DD`
    Day(Date),
    /// `YYYY-MM`, kept as its first day.
    Month(Date),
    /// `YYYY`, kept as its first day.
    Year(Date),
}

impl PrintedDate {
    /// The day on which it is over: the day itself, the last of the month, the last of the year.
    pub fn last_day(self) -> Date {
        match self {
            PrintedDate::Day(day) => day,
            PrintedDate::Month(first) => first.last_of_month(),
            PrintedDate::Year(first) => first.last_of_year(),
        }
    }
}

impl fmt::Display for PrintedDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PrintedDate::Day(day) => day.fmt(f),
            PrintedDate::Month(day) => write!(f, "{:04}-{:02}", day.year(), day.month()),
            PrintedDate::Year(day) => write!(f, "{:04}", day.year()),
        }
    }
}

/// The text is no day, month or year.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a date: {0}")]
pub struct NotADate(String);

impl FromStr for PrintedDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let bad = || NotADate(text.to_owned());
        let parts: Vec<i16> = text.split('-').map(str::parse).collect::<Result<_, _>>().map_err(|_| bad())?;
        let date = |year: i16, month: i16, day: i16| {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        };
        match parts[..] {
            [year, month, day] => date(year, month, day).map(Self::Day),
            [year, month] => date(year, month, 1).map(Self::Month),
            [year] if year >= 1000 => date(year, 1, 1).map(Self::Year),
            _ => None,
        }
        .ok_or_else(bad)
    }
}

impl Serialize for PrintedDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PrintedDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A date by which something is to be done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Deadline {
    /// The words: 上半年, 6月底前.
    pub text: String,
    /// What they mean.
    pub date: PrintedDate,
    /// Their place; none where a person added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// A duty that comes again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recurrence {
    /// The words: 每月5日前.
    pub text: String,
    /// What they mean.
    pub rule: Rule,
    /// Their place; none where a person added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// What a time limit counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TimeUnit {
    WorkingDay,
    Day,
    Week,
    Month,
    Year,
    Hour,
}

impl TimeUnit {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::WorkingDay, Self::Day, Self::Week, Self::Month, Self::Year, Self::Hour];

    /// The unit's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            TimeUnit::WorkingDay => "working_day",
            TimeUnit::Day => "day",
            TimeUnit::Week => "week",
            TimeUnit::Month => "month",
            TimeUnit::Year => "year",
            TimeUnit::Hour => "hour",
        }
    }

    /// The unit of a name.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.text() == text)
    }
}

/// A time limit that counts from an event, whose day no document knows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RelativeDeadline {
    /// The words: 验收合格后10个工作日内.
    pub text: String,
    /// The event: 验收合格.
    pub event: String,
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: TimeUnit,
    /// Their place; none where a person added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// How a figure must stand to its target.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Comparator {
    #[serde(rename = "=")]
    Equal,
    #[serde(rename = ">=")]
    AtLeast,
    #[serde(rename = ">")]
    MoreThan,
    #[serde(rename = "<=")]
    AtMost,
    #[serde(rename = "<")]
    LessThan,
    #[serde(rename = "~")]
    About,
}

impl Comparator {
    /// The sign, as in the reading's JSON.
    pub fn sign(self) -> &'static str {
        match self {
            Comparator::Equal => "=",
            Comparator::AtLeast => ">=",
            Comparator::MoreThan => ">",
            Comparator::AtMost => "<=",
            Comparator::LessThan => "<",
            Comparator::About => "~",
        }
    }

    /// The comparator of a sign.
    pub fn of(sign: &str) -> Option<Self> {
        [Self::Equal, Self::AtLeast, Self::MoreThan, Self::AtMost, Self::LessThan, Self::About]
            .into_iter()
            .find(|comparator| comparator.sign() == sign)
    }

    /// Whether a reported figure meets the target. What must be reached (`=`) may be passed; "about" is nine tenths.
    pub fn met(self, figure: Decimal, target: Decimal) -> bool {
        match self {
            Comparator::Equal | Comparator::AtLeast => figure >= target,
            Comparator::MoreThan => figure > target,
            Comparator::AtMost => figure <= target,
            Comparator::LessThan => figure < target,
            Comparator::About => {
                target.checked_mul(Decimal::new(9, 1)).is_some_and(|nearly| figure >= nearly)
            }
        }
    }
}

/// An amount that a task must reach.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Target {
    /// The words: 降成本超过25亿元.
    pub text: String,
    /// What is counted.
    #[serde(default)]
    pub subject: String,
    /// The figure.
    pub value: Decimal,
    /// What is printed after it: 亿元, 个, %.
    pub unit: String,
    /// How a figure must stand to it.
    pub comparator: Comparator,
    /// Its place; none where a person added it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// An oddity of the document that a person should look at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Warning {
    /// Its kind, such as `lead_missing`.
    pub code: String,
    /// The kind of fact that it is about.
    pub about: String,
    /// The sentence of the reader.
    pub message: String,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// A person has looked at it and goes on.
    #[serde(default)]
    pub accepted: bool,
}

/// How many of the warnings nobody has looked at.
pub fn open_warnings(warnings: &[Warning]) -> usize {
    warnings.iter().filter(|warning| !warning.accepted).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_their_text() {
        for (text, last) in [("2026-06-15", "2026-06-15"), ("2026-02", "2026-02-28"), ("2026", "2026-12-31")]
        {
            let date: PrintedDate = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(date.last_day().to_string(), last);
        }
        for text in ["", "2026-13", "2026-02-30", "26", "二〇二六", "2026-1-1-1"] {
            assert!(text.parse::<PrintedDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn comparators() {
        let n = |n| Decimal::new(n, 0);
        for (sign, met, open) in
            [("=", 25, 24), (">=", 25, 24), (">", 26, 25), ("<=", 25, 26), ("<", 24, 25), ("~", 23, 22)]
        {
            let comparator = Comparator::of(sign).unwrap();
            assert!(comparator.met(n(met), n(25)), "{met} {sign} 25");
            assert!(!comparator.met(n(open), n(25)), "{open} {sign} 25");
        }
        assert!(Comparator::About.met(Decimal::new(225, 1), n(25)), "nine tenths are enough");
        assert!(!Comparator::About.met(Decimal::MIN, Decimal::MAX), "and no figure is too large to compare");
    }
}
