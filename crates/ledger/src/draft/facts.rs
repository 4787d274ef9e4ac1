//! What a reading found of one task, as a reviewer corrects it.

use crate::clock::Class;
use crate::limit::{self, BODY_CHARS, FACTS_PER_TASK, NAME_CHARS, NOTE_CHARS, TITLE_CHARS, UNITS_PER_TASK};
use crate::printed::{
    self, Deadline, NamedLeader, NamedUnit, Recurrence, RelativeDeadline, Span, Target, Warning,
};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A heading of the document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Section {
    /// Counts from 1 in the order of the document.
    pub id: u32,
    /// The heading that it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<u32>,
    /// The number as printed: （一）.
    pub number: String,
    /// The heading without its number.
    pub title: String,
    /// Its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// One task of a reading.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DraftFacts {
    /// The number as printed.
    pub number: String,
    /// The innermost heading; 0 where it stands under none.
    pub section: u32,
    /// A short title: the printed heading, else the first words of the body.
    pub title: String,
    /// Its own words.
    pub body: String,
    /// From its number to the end of its unit lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Ordinary or complex.
    #[serde(default)]
    pub class: Class,
    /// Units as printed.
    #[serde(default)]
    pub units: Vec<NamedUnit>,
    /// Leaders as printed.
    #[serde(default)]
    pub leaders: Vec<NamedLeader>,
    /// Dates.
    #[serde(default)]
    pub deadlines: Vec<Deadline>,
    /// Duties that come again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recurrences: Vec<Recurrence>,
    /// Time limits that count from an event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relative_deadlines: Vec<RelativeDeadline>,
    /// Amounts.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// What the reader was not sure of.
    #[serde(default)]
    pub warnings: Vec<Warning>,
}

impl DraftFacts {
    /// Checks every limit and fills an empty title.
    ///
    /// # Errors
    /// `TooLong`, `TooMany`, `Empty`, naming the field.
    pub fn checked(mut self) -> Result<Self, Refusal> {
        self.number = limit::optional("number", &self.number, NAME_CHARS)?;
        self.body = limit::text("body", &self.body, BODY_CHARS)?;
        if self.title.trim().is_empty() {
            self.title = title_of(&self.body);
        }
        self.title = limit::text("title", &self.title, TITLE_CHARS)?;
        limit::count("units", &self.units, UNITS_PER_TASK)?;
        limit::count("leaders", &self.leaders, FACTS_PER_TASK)?;
        limit::count("deadlines", &self.deadlines, FACTS_PER_TASK)?;
        limit::count("recurrences", &self.recurrences, FACTS_PER_TASK)?;
        limit::count("relative_deadlines", &self.relative_deadlines, FACTS_PER_TASK)?;
        limit::count("targets", &self.targets, FACTS_PER_TASK)?;
        limit::count("warnings", &self.warnings, UNITS_PER_TASK)?;
        for unit in &mut self.units {
            unit.name = limit::text("units", &unit.name, NAME_CHARS)?;
        }
        for leader in &mut self.leaders {
            leader.name = limit::text("leaders", &leader.name, NAME_CHARS)?;
        }
        for deadline in &mut self.deadlines {
            deadline.text = limit::optional("deadlines", &deadline.text, NOTE_CHARS)?;
        }
        for recurrence in &mut self.recurrences {
            recurrence.text = limit::optional("recurrences", &recurrence.text, NOTE_CHARS)?;
        }
        for due in &mut self.relative_deadlines {
            due.text = limit::optional("relative_deadlines", &due.text, NOTE_CHARS)?;
            due.event = limit::text("relative_deadlines", &due.event, NAME_CHARS)?;
        }
        for target in &mut self.targets {
            target.text = limit::optional("targets", &target.text, NOTE_CHARS)?;
            target.subject = limit::optional("targets", &target.subject, NOTE_CHARS)?;
            target.unit = limit::optional("targets", &target.unit, NAME_CHARS)?;
        }
        Ok(self)
    }

    /// Warnings that nobody has looked at.
    pub fn open_warnings(&self) -> usize {
        printed::open_warnings(&self.warnings)
    }
}

/// The first words of a body, for lists: up to a full stop, or the clauses that fit 32 characters.
pub fn title_of(body: &str) -> String {
    const CHARS: usize = 32;
    let sentence = body.split(['。', '；', '\n']).next().unwrap_or(body).trim();
    if sentence.chars().count() <= CHARS {
        return sentence.to_owned();
    }
    let mut title = String::new();
    for clause in sentence.split_inclusive('，') {
        if !title.is_empty() && (title.chars().count() + clause.chars().count()) > CHARS {
            break;
        }
        title.push_str(clause);
    }
    let title: String = title.trim_end_matches('，').chars().take(CHARS).collect();
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_first_clauses_that_fit() {
        for (body, title) in [
            ("全面推行河长制。加强巡查。", "全面推行河长制"),
            (
                "清理规范涉企收费，优化电力直购、减半征收所得税范围，出台降低实体经济企业成本实施意见",
                "清理规范涉企收费，优化电力直购、减半征收所得税范围",
            ),
            (
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五",
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
            ),
        ] {
            assert_eq!(title_of(body), title);
        }
    }
}
