//! Making a draft of a reading.

use super::event::{Made, TaskMade};
use super::facts::{DraftFacts, Section};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{DocumentId, DraftTaskId};
use crate::limit::{self, NAME_CHARS, NOTE_CHARS, TASKS_PER_PLAN, TITLE_CHARS};
use crate::plan::Period;
use crate::printed::Warning;
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::task::SECTION_VALUES;
use crate::world::World;
use serde::Serialize;

/// Makes a draft: what the reader found, for a person to check.
#[derive(Clone, Debug, Serialize)]
pub struct Make {
    /// The document that was read.
    pub document: DocumentId,
    /// Title; asked for on the page where the reader found none.
    pub title: String,
    /// The document's number.
    pub number: String,
    /// Period, where the document says one.
    pub period: Option<Period>,
    /// Headings.
    pub sections: Vec<Section>,
    /// Tasks in order.
    pub tasks: Vec<DraftFacts>,
    /// Warnings that are about no task.
    pub warnings: Vec<Warning>,
}

impl Command for Make {
    const KIND: &'static str = "draft.make";
    const RIGHT: Right = Right::Review;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.document)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        world.document(self.document)?;
        limit::count("tasks", &self.tasks, TASKS_PER_PLAN)?;
        let sections = sections(&self.sections)?;
        limit::count("warnings", &self.warnings, TASKS_PER_PLAN)?;
        let period = self.period.map(|period| Period::new(period.start, period.end)).transpose()?;
        let mut emit = Emit::new(cx);
        let draft = emit.makes(Made {
            document: self.document,
            title: limit::optional("title", &self.title, TITLE_CHARS)?,
            number: limit::optional("number", &self.number, NAME_CHARS)?,
            period,
            sections: sections.clone(),
            warnings: self.warnings.clone(),
        });
        let mut after = None;
        for facts in &self.tasks {
            known(&sections, facts.section)?;
            let made = TaskMade { after, facts: facts.clone().checked()?, step: None };
            after = Some(DraftTaskId(emit.on(draft, made)));
        }
        Ok(emit.events())
    }
}

/// Headings are numbered from 1 and few enough for counters, which hold plan and section in one number.
fn sections(sections: &[Section]) -> Result<Vec<Section>, Refusal> {
    limit::count("sections", sections, TASKS_PER_PLAN)?;
    let checked = |section: &Section| {
        ensure((1..SECTION_VALUES).contains(&section.id), Code::OutOfRange)
            .map_err(|no| no.at("sections"))?;
        let number = limit::optional("sections", &section.number, NAME_CHARS)?;
        let title = limit::optional("sections", &section.title, NOTE_CHARS)?;
        Ok(Section { number, title, ..section.clone() })
    };
    sections.iter().map(checked).collect()
}

/// Whether a task may stand under this heading; 0 is none.
pub(super) fn known(sections: &[Section], id: u32) -> Result<(), Refusal> {
    let known = id == 0 || sections.iter().any(|section| section.id == id);
    ensure(known, Code::UnknownName).map_err(|refusal| refusal.at("section"))
}
