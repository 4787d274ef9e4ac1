//! Writing a report.

use super::event::{Evidence, Written};
use crate::command::{Command, Context, Emit, Needs};
use crate::event::Event;
use crate::id::{AssignmentId, TaskId};
use crate::limit::{self, EVIDENCE_PER_REPORT, FACTS_PER_TASK, NOTE_CHARS, REPORT_CHARS, TITLE_CHARS};
use crate::refusal::{Code, Refusal, ensure};
use crate::right::Right;
use crate::task::{Figure, State, sign::own_assignment};
use crate::world::World;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

/// Writes a report on one assignment; it then waits for the unit's head.
#[derive(Clone, Debug, Serialize)]
pub struct Write {
    /// Which task.
    pub task: TaskId,
    /// Which of its assignments.
    pub assignment: AssignmentId,
    /// The day for which it holds.
    pub as_of: Date,
    /// Share of the work that is done, 0 to 100.
    pub percent: u8,
    /// What was done.
    pub text: String,
    /// What stands in the way; may be empty.
    pub problems: String,
    /// Cumulative figures.
    pub figures: Vec<Figure>,
    /// Why a cumulative figure is below the last one; may be empty.
    pub correction: String,
    /// Files whose bytes are stored.
    pub evidence: Vec<Evidence>,
}

impl Command for Write {
    const KIND: &'static str = "report.write";
    const RIGHT: Right = Right::Report;

    fn needs(&self, _: &World) -> Needs {
        Needs::thing(self.task)
    }

    fn decide(&self, world: &World, cx: &Context) -> Result<Vec<Event>, Refusal> {
        let part = own_assignment(world, cx, self.task, self.assignment)?;
        let task = world.task(self.task)?;
        ensure(part.signed.is_some() && part.refused.is_none(), Code::AssignmentState)?;
        ensure(part.waiting.is_none(), Code::ReportWaiting)?;
        ensure(task.state() != State::Submitted, Code::TaskState)?;
        if self.percent > 100 {
            return Err(Refusal::of(Code::OutOfRange).at("percent").with("min", 0).with("max", 100));
        }
        let since = part.claimed.as_ref().map_or(part.made.min(task.start), |claim| claim.as_of);
        if self.as_of > cx.today || self.as_of < since {
            return Err(Refusal::of(Code::BadDate).at("as_of").with("min", since).with("max", cx.today));
        }
        let text = limit::text("text", &self.text, REPORT_CHARS)?;
        let problems = limit::optional("problems", &self.problems, NOTE_CHARS)?;
        let correction = limit::optional("correction", &self.correction, NOTE_CHARS)?;
        limit::count("evidence", &self.evidence, EVIDENCE_PER_REPORT)?;
        for file in &self.evidence {
            limit::text("evidence", &file.name, TITLE_CHARS)?;
        }
        limit::count("figures", &self.figures, FACTS_PER_TASK)?;
        for (index, figure) in self.figures.iter().enumerate() {
            let target = task
                .targets
                .get(figure.target)
                .ok_or_else(|| Refusal::of(Code::NoSuchTarget).at("figures"))?;
            ensure(
                !self.figures[..index].iter().any(|other| other.target == figure.target),
                Code::NoSuchTarget,
            )?;
            ensure(figure.value >= Decimal::ZERO, Code::BadNumber)
                .map_err(|refusal| refusal.at("figures"))?;
            let mut known = part.claimed.iter().flat_map(|claim| &claim.known);
            let last = known.find(|known| known.target == figure.target);
            if let Some(last) = last
                && target.has_line()
                && figure.value < last.value
                && correction.is_empty()
            {
                return Err(Refusal::of(Code::FigureFalls).at("correction").with("last", last.value));
            }
        }
        let mut emit = Emit::new(cx);
        emit.on(
            self.task,
            Written {
                assignment: self.assignment,
                as_of: self.as_of,
                percent: self.percent,
                text,
                problems,
                figures: self.figures.clone(),
                correction,
                evidence: self.evidence.clone(),
            },
        );
        Ok(emit.events())
    }
}
