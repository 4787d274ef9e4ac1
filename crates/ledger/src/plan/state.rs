//! A plan as rules need it.

use super::event::Confirmed;
use crate::draft::Section;
use crate::id::{DocumentId, PlanId, TaskId};
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

/// What a plan is to the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// 接续: the next campaign; what it does not name stays open in the former plan.
    Continues,
    /// 替代: the same document amended; what it does not name may be ended.
    Replaces,
}

impl How {
    /// Its name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            How::Continues => "continues",
            How::Replaces => "replaces",
        }
    }
}

/// The plan that came before, and what this one is to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Follows {
    /// The former plan.
    pub plan: PlanId,
    /// What this one is to it.
    pub how: How,
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
    /// The plan that came before.
    #[serde(default)]
    pub follows: Option<Follows>,
    /// The plans that came after it.
    #[serde(default)]
    pub followed_by: Vec<PlanId>,
}

impl Plan {
    pub(crate) fn confirmed(by: &Confirmed, day: Date) -> Self {
        let Confirmed { document, title, number, period, sections, follows, .. } = by.clone();
        Self {
            title,
            number,
            document,
            period,
            sections,
            confirmed: day,
            withdrawn: None,
            tasks: Vec::new(),
            follows,
            followed_by: Vec::new(),
        }
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
