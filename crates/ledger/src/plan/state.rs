//! A plan as rules need it.

use super::event::Confirmed;
use crate::draft::Section;
use crate::id::{DocumentId, TaskId};
use crate::refusal::{Code, Refusal};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// First and last day, both within.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

impl Period {
    /// A period whose end does not lie before its start.
    ///
    /// # Errors
    /// `PeriodReversed`.
    pub fn new(start: Date, end: Date) -> Result<Self, Refusal> {
        if end < start { Err(Refusal::of(Code::PeriodReversed).at("end")) } else { Ok(Self { start, end }) }
    }
}

/// One plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Title.
    pub title: String,
    /// The document's number.
    pub number: String,
    /// The document that it stands in.
    pub document: DocumentId,
    /// First and last day.
    pub period: Period,
    /// Headings.
    pub sections: Vec<Section>,
    /// The day of confirming.
    pub confirmed: Date,
    /// Withdrawn with this reason.
    pub withdrawn: Option<String>,
    /// Tasks in order.
    pub tasks: Vec<TaskId>,
}

impl Plan {
    pub(crate) fn confirmed(by: &Confirmed, day: Date) -> Self {
        let Confirmed { document, title, number, period, sections, .. } = by.clone();
        Self { title, number, document, period, sections, confirmed: day, withdrawn: None, tasks: Vec::new() }
    }

    /// A section and all that stands under it. Headings stand in the order of the document, a parent before its children.
    pub fn under(&self, section: u32) -> Vec<u32> {
        let mut under = vec![section];
        for heading in &self.sections {
            if heading.parent.is_some_and(|parent| under.contains(&parent)) {
                under.push(heading.id);
            }
        }
        under
    }

    /// The headings that a section stands under and its own, outermost first: an action (专项行动) comes first.
    pub fn path(&self, section: u32) -> Vec<&Section> {
        let mut path = Vec::new();
        let mut next = Some(section);
        while let Some(id) = next
            && path.len() < self.sections.len()
            && let Some(found) = self.sections.iter().find(|section| section.id == id)
        {
            path.push(found);
            next = found.parent;
        }
        path.reverse();
        path
    }
}
