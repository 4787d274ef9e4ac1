//! What only the whole document shows: rules for all tasks, sections, oddities.

use std::collections::HashMap;

use crate::draft::{Draft, Place};
use crate::mark::Style;
use crate::outline::Outline;
use crate::reading::{About, Reading, Role, Section, Span, UnitMention};
use crate::rules;
use crate::task;
use crate::text::Flow;
use crate::unread;
use crate::warning::Code;
use crate::who::{self, Shared, Unit};

/// Where a document says that the first of the responsible units leads; its start where it says so behind all tasks.
pub(crate) fn first_leads_from(flow: &Flow, drafts: &[Draft]) -> Option<usize> {
    let at = rules::first_leads(&flow.c, 0..flow.c.len())?;
    let last = drafts.last().map_or(0, |draft| draft.end);
    Some(if at > last { 0 } else { at })
}

/// Whether most numbered tasks begin with a heading that runs on.
pub(crate) fn run_in(flow: &Flow, drafts: &[Draft]) -> bool {
    let numbered = drafts.iter().filter(|draft| draft.place.number.is_some()).count();
    let headed = drafts.iter().filter(|draft| task::run_in(flow, draft).is_some()).count();
    headed >= 3 && headed * 5 >= numbered * 3
}

/// Units that answer for all that follows a sentence.
pub(crate) struct Standing {
    pub(crate) from: usize,
    pub(crate) units: Vec<Unit>,
    /// Only in tasks that have a lead unit of their own.
    pub(crate) where_led: bool,
}

/// All such units of a document.
pub(crate) fn standing(flow: &Flow) -> Vec<Standing> {
    let named = |found: rules::Standing| Standing {
        from: found.from,
        units: who::units(flow, found.units, &mut Shared::default()),
        where_led: found.where_led,
    };
    rules::standing(&flow.c).into_iter().map(named).collect()
}

/// Sections, and the warnings that need all tasks.
pub(crate) fn whole(flow: &Flow, outline: &Outline, places: &[Place], mut reading: Reading) -> Reading {
    sections(flow, outline, places, &mut reading);
    for heading in outline.headings.iter().filter(|heading| heading.runs_on) {
        reading.warnings.push(Code::HeadingRunsOn.at(About::Section, flow.span(&heading.title)));
    }
    // Where labels name lead units, a task that has labels and none of these lacks one.
    let labelled =
        |mention: &UnitMention| mention.label.as_ref().is_some_and(|label| label.ends_with("单位"));
    let lead = |mention: &UnitMention| mention.role == Role::Lead && labelled(mention);
    let led = reading.tasks.iter().filter(|task| task.unit_spans.iter().any(lead)).count();
    let most = led * 3 >= reading.tasks.len() * 2;
    for task in reading
        .tasks
        .iter_mut()
        .filter(|task| most && task.lead.is_empty() && task.unit_spans.iter().any(labelled))
    {
        task.warnings.push(Code::LeadMissing.at(About::Lead, task.span));
    }
    numbers(flow, outline, places, &mut reading);
    for at in &flow.broken {
        let span = flow.span(&(at.saturating_sub(4)..(at + 4).min(flow.c.len() - 1)));
        match reading.tasks.iter_mut().find(|task| task.span.meets(span)) {
            Some(task) => task.warnings.push(Code::WordBroken.at(About::Task, span)),
            None => reading.warnings.push(Code::WordBroken.at(About::Document, span)),
        }
    }
    let document = &reading.document;
    if let (Some(written), Some(issued), Some(span)) =
        (document.written_on, document.issued_on, document.spans.written_on)
        && written != issued
    {
        reading.warnings.push(Code::DatesDiffer.at(About::Document, span));
    }
    for span in unread::unread(flow, &reading.tasks) {
        reading.warnings.push(Code::Unread.at(About::Document, span));
    }
    if reading.tasks.is_empty() {
        reading.warnings.push(Code::NoTasks.at(About::Document, Span::default()));
    }
    reading
}

/// Warns of a task whose number does not follow that of the item before it under the same heading.
fn numbers(flow: &Flow, outline: &Outline, places: &[Place], reading: &mut Reading) {
    let mut last: HashMap<(Option<usize>, Style), u32> = HashMap::new();
    let mut skipped = Vec::new();
    for (n, heading) in outline.headings.iter().enumerate() {
        let Some(mark) = &heading.mark else { continue };
        let before = last.insert((heading.parent, mark.style), mark.value);
        if before.is_some_and(|before| mark.value != before + 1 && mark.value != 1) {
            skipped.push(n);
        }
    }
    let numbered = places.iter().filter(|place| place.number.is_some()).count();
    let most = numbered >= 3 && numbered * 5 >= places.len() * 4;
    for (task, place) in reading.tasks.iter_mut().zip(places) {
        if most && place.number.is_none() {
            task.warnings.push(Code::NumberMissing.at(About::Task, task.span));
            for mention in &task.unit_spans {
                task.warnings.push(Code::NumberMissing.at(task::about(mention.role), mention.span));
            }
        }
        if let (Some(number), Some(own)) = (&place.number, place.own)
            && skipped.binary_search(&own).is_ok()
        {
            task.warnings.push(Code::NumberSkipped.at(About::Task, flow.span(number)));
        }
    }
}

/// The headings that are sections, numbered from 1, and each task's way to its own.
fn sections(flow: &Flow, outline: &Outline, places: &[Place], reading: &mut Reading) {
    let mut has_children = vec![false; outline.headings.len()];
    for place in places {
        for heading in outline.path(place.under) {
            has_children[heading] = true;
        }
    }
    let mut is_task = vec![false; outline.headings.len()];
    for own in places.iter().filter_map(|place| place.own) {
        is_task[own] = true;
    }
    let mut ids: HashMap<usize, u32> = HashMap::new();
    for (n, heading) in outline.headings.iter().enumerate() {
        // An item that is a task is a section only where other tasks stand under it; what stands under a task is its text.
        let inside_task = heading.parent.is_some_and(|parent| {
            outline.path(Some(parent)).iter().any(|up| is_task[*up] && !has_children[*up])
        });
        if (is_task[n] && !has_children[n]) || inside_task {
            continue;
        }
        let id = ids.len() as u32 + 1;
        ids.insert(n, id);
        reading.sections.push(Section {
            id,
            parent: heading.parent.and_then(|parent| ids.get(&parent).copied()),
            number: heading.mark.as_ref().map(|mark| flow.name(mark.number.clone())),
            title: flow.print(heading.title.clone()),
            span: flow.span(&heading.title),
        });
    }
    for (task, place) in reading.tasks.iter_mut().zip(places) {
        let path = outline.path(place.under);
        task.section = path
            .iter()
            .filter(|n| ids.contains_key(n))
            .map(|n| flow.print(outline.headings[*n].title.clone()))
            .collect();
        task.section_id = path.iter().rev().find_map(|n| ids.get(n).copied());
    }
}
