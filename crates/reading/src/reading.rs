//! The types of `duban read --json`: what was read from a document.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Serialize};

/// All that was read from one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What the document says of itself.
    pub document: Document,
    /// Printed headings in the order of the text.
    pub sections: Vec<Section>,
    /// Tasks in the order of the text.
    pub tasks: Vec<Task>,
    /// Warnings that belong to no single task.
    pub warnings: Vec<Warning>,
    /// The extracted text that every span points into: decoded, without BOM, line ends LF. Not in the JSON.
    #[serde(skip)]
    pub text: String,
}

/// What the document prints about itself; null where it prints nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Title, line breaks taken out; of a notice and the plan that it issues, the notice's.
    pub title: Option<String>,
    /// Issuing office (发布机构, or the signature).
    pub issuer: Option<String>,
    /// 发文字号.
    pub document_number: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// 成文日期.
    pub written_on: Option<PartialDate>,
    /// The date under the signature.
    pub issued_on: Option<PartialDate>,
    /// Offices that the document is addressed to (主送), groups unsplit.
    pub recipients: Vec<String>,
    /// The time that the document plans for (二季度).
    pub period: Option<Period>,
    /// SHA-256 of the extracted text as UTF-8, 64 hexadecimal digits.
    pub text_sha256: String,
    /// Where the facts above stand.
    pub spans: DocumentSpans,
}

/// Where the facts of [`Document`] stand in the text; null where the fact is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentSpans {
    /// Of the title.
    pub title: Option<Span>,
    /// Of the issuing office.
    pub issuer: Option<Span>,
    /// Of the document number.
    pub document_number: Option<Span>,
    /// Of the index number.
    pub index_number: Option<Span>,
    /// Of the date of writing.
    pub written_on: Option<Span>,
    /// Of the date under the signature.
    pub issued_on: Option<Span>,
    /// Of the line of recipients.
    pub recipients: Option<Span>,
}

/// First and last day of the time that the document plans for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub start: PartialDate,
    /// Last day, included.
    pub end: PartialDate,
    /// Where the document names it.
    pub span: Span,
}

/// A printed heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Counts from 1 in the order of the text.
    pub id: u32,
    /// The section that this one stands in.
    pub parent: Option<u32>,
    /// Number as printed, `（一）`; null where none is.
    pub number: Option<String>,
    /// The heading with its number, as `Task::section` lists it; of a heading that runs on, its first sentence.
    pub title: String,
    /// Of number and title.
    pub span: Span,
}

/// One task: the smallest item that carries units of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Number as printed, `（１）`; null where none is.
    pub number: Option<String>,
    /// Titles of the sections that it stands in, outermost first.
    pub section: Vec<String>,
    /// The innermost of these sections.
    pub section_id: Option<u32>,
    /// Printed heading of the task itself.
    pub title: Option<String>,
    /// Its own words, wrapped lines joined, without number, labels, units.
    pub body: String,
    /// From its number to the end of its unit lines.
    pub span: Span,
    /// 牵头单位, as printed.
    pub lead: Vec<String>,
    /// 责任单位, as printed.
    pub responsible: Vec<String>,
    /// Leaders, by name or by post as printed.
    pub leaders: Vec<String>,
    /// Every mention of a unit in `lead` and `responsible`, in the order of the text.
    pub unit_spans: Vec<UnitMention>,
    /// Every mention of a leader in `leaders`, in the order of the text.
    pub leader_spans: Vec<LeaderMention>,
    /// Dates by which something is to be done.
    pub deadlines: Vec<Deadline>,
    /// Duties that come again.
    #[serde(default)]
    pub recurrences: Vec<Recurrence>,
    /// Time limits that count from an event whose day no document knows.
    #[serde(default)]
    pub relative_deadlines: Vec<RelativeDeadline>,
    /// Amounts that the task must reach.
    pub targets: Vec<Target>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
}

/// What a unit is to a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// It leads (牵头, 主办, 承办).
    Lead,
    /// It answers for a part (责任, 配合, 协办).
    Responsible,
}

/// A unit named for a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitMention {
    /// The name as it stands in the task's list.
    pub unit: String,
    /// The list it stands in.
    pub role: Role,
    /// The printed word that gives the role (`牵头单位`, `配合`); null where a rule of the document gives it.
    pub label: Option<String>,
    /// The printed name, which may be shorter than `unit` where a list shares a word.
    pub span: Span,
}

/// A leader named for a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaderMention {
    /// The name or post as it stands in the task's list.
    pub leader: String,
    /// The printed word (`牵头负责领导`); null where a heading names the leader.
    pub label: Option<String>,
    /// Of the name or post.
    pub span: Span,
}

/// A date by which something is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// As printed: `上半年`.
    pub text: String,
    /// The date it means.
    pub date: PartialDate,
    /// Of `text`.
    pub span: Span,
}

/// A duty that comes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// As printed: `每月5日前`.
    pub text: String,
    /// The rule, RFC 5545: `FREQ=MONTHLY;BYMONTHDAY=5`.
    pub rule: String,
    /// Of `text`.
    pub span: Span,
}

/// A time limit that counts from an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativeDeadline {
    /// As printed: `验收合格后10个工作日内`.
    pub text: String,
    /// The event: `验收合格`.
    pub event: String,
    /// How many: 10.
    pub amount: u32,
    /// Of what, as printed: `个工作日`.
    pub unit: String,
    /// Of `text`.
    pub span: Span,
}

/// How a figure is to be compared with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparator {
    /// 达到, or nothing printed.
    #[serde(rename = "=")]
    Equal,
    /// 以上, 不低于.
    #[serde(rename = ">=")]
    AtLeast,
    /// 超过, 突破.
    #[serde(rename = ">")]
    Above,
    /// 以内, 不超过.
    #[serde(rename = "<=")]
    AtMost,
    /// 低于, 少于.
    #[serde(rename = "<")]
    Below,
    /// 左右.
    #[serde(rename = "~")]
    About,
}

/// What the words before a figure say that it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Movement {
    /// It is a level to be reached: 达到, 完成, 覆盖, 提高到.
    Reach,
    /// So much is to come on top: 新增, 净增.
    Add,
    /// Something is to grow by it: 增长, 提高.
    Rise,
    /// Something is to shrink by it: 下降, 压减.
    Fall,
    /// It is a level not to be passed: 控制在, 压减至, 不超过.
    Hold,
}

/// An amount that the task must reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// As printed: `降成本超过２５亿元`.
    pub text: String,
    /// A decimal number, `25`.
    pub value: String,
    /// The unit printed after the figure, `亿元`, `%`.
    pub unit: String,
    /// How to compare.
    pub comparator: Comparator,
    /// What is counted or measured, as printed around the figure.
    pub subject: Option<String>,
    /// What the figure does; null where no word says.
    #[serde(default)]
    pub movement: Option<Movement>,
    /// The year against which it rises or falls: 2015 of `比2015年下降18%`.
    #[serde(default)]
    pub base: Option<i16>,
    /// Which of the task's targets, from 0, is the whole that it is a part of (`100家，其中规模以上20家`).
    #[serde(default)]
    pub part_of: Option<u32>,
    /// Of `text`.
    pub span: Span,
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable code; all stand in `warning.rs`.
    pub code: String,
    /// The kind of fact that it doubts.
    pub about: About,
    /// One Chinese sentence.
    pub message: String,
    /// The place that it doubts.
    pub span: Span,
}

/// The kind of fact that a warning doubts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// The bounds or words of a task.
    Task,
    /// Lead units.
    Lead,
    /// Responsible units.
    Responsible,
    /// Leaders.
    Leaders,
    /// Dates.
    Deadlines,
    /// Amounts.
    Targets,
    /// A heading.
    Section,
    /// What the document says of itself.
    Document,
}

/// A half-open range of characters of the extracted text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether the two share a character.
    pub fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A day, or a month or year where the text says no more; `2017-06-30`, `2017-06`, `2017` as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PartialDate {
    /// A year.
    Year(i16),
    /// A year and month.
    Month(i16, i8),
    /// A day.
    Day(civil::Date),
}

impl PartialDate {
    /// Its first day.
    pub fn first_day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::date(year, 1, 1),
            Self::Month(year, month) => civil::date(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// Its last day, on which it is due.
    pub fn last_day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::date(year, 12, 31),
            Self::Month(year, month) => civil::date(year, month, 1).last_of_month(),
            Self::Day(day) => day,
        }
    }

    /// Its year.
    pub fn year(self) -> i16 {
        self.first_day().year()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

/// A text that is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date of the form YYYY-MM-DD, YYYY-MM or YYYY")]
pub struct NotADate;

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let number = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or(NotADate)
        };
        let parts: Vec<&str> = text.split('-').collect();
        let (year, month, day) = match parts[..] {
            [year] => return Ok(Self::Year(positive(number(year, 4)?)?)),
            [year, month] => (number(year, 4)?, number(month, 2)?, None),
            [year, month, day] => (number(year, 4)?, number(month, 2)?, Some(number(day, 2)?)),
            _ => return Err(NotADate),
        };
        let date =
            civil::Date::new(positive(year)?, month as i8, day.unwrap_or(1) as i8).map_err(|_| NotADate)?;
        Ok(if day.is_some() { Self::Day(date) } else { Self::Month(year, month as i8) })
    }
}

fn positive(year: i16) -> Result<i16, NotADate> {
    if year > 0 { Ok(year) } else { Err(NotADate) }
}

impl TryFrom<String> for PartialDate {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}
