//! From a draft to a task: roles settled, dates and amounts read, doubts written down.

use std::ops::Range;

use crate::amount::{self, Amount};
use crate::check::Standing;
use crate::draft::{Assigned, Draft, Place};
use crate::fold::is_han;
use crate::movement::{self, Said};
use crate::numeral::digits;
use crate::reading::{
    About, Deadline, LeaderMention, PartialDate, Recurrence, RelativeDeadline, Role, Span, Target, Task,
    UnitMention, Warning,
};
use crate::recurrence;
use crate::relative;
use crate::table::Doubt;
use crate::text::Flow;
use crate::warning::Code;
use crate::when::{self, Now};

/// What holds for each task of a document.
pub(crate) struct Common {
    pub(crate) now: Now,
    /// From where on the first of the responsible units leads.
    pub(crate) first_leads_from: Option<usize>,
    /// Tasks begin with a heading that runs on: `1.拓展市场。积极推广…`.
    pub(crate) run_in: bool,
    /// Units that answer for all that follows a sentence.
    pub(crate) standing: Vec<Standing>,
}

/// The task of a draft, without its sections, and where it stands in the outline.
pub(crate) fn task(flow: &Flow, mut draft: Draft, common: &Common) -> (Place, Task) {
    let mut warnings = Vec::new();
    let units = settled(&mut draft, common);
    let unit_spans: Vec<UnitMention> = units.iter().map(|assigned| mention(flow, assigned)).collect();
    let of = |role: Role| {
        let mut names: Vec<String> = Vec::new();
        for mention in unit_spans.iter().filter(|mention| mention.role == role) {
            if !names.contains(&mention.unit) {
                names.push(mention.unit.clone());
            }
        }
        names
    };
    let (lead, responsible) = (of(Role::Lead), of(Role::Responsible));
    for (assigned, mention) in units.iter().zip(&unit_spans) {
        let about = about(mention.role);
        if assigned.unit.doubtful {
            warnings.push(Code::UnitUnclear.at(about, mention.span));
        }
        if mention.role == Role::Responsible && lead.contains(&mention.unit) {
            warnings.push(Code::LeadAlsoResponsible.at(about, mention.span));
        }
    }
    if draft.doubtful {
        for mention in &unit_spans {
            warnings.push(Code::FoundInSentence.at(about(mention.role), mention.span));
        }
        warnings.push(Code::FoundInSentence.at(About::Task, flow.span(&(draft.start..draft.end))));
    }
    if draft.doubt == Doubt::Cells {
        warnings.push(Code::RowUnclear.at(About::Task, flow.span(&(draft.start..draft.end))));
    }
    if draft.doubt >= Doubt::Fields {
        for mention in &unit_spans {
            warnings.push(Code::RowUnclear.at(about(mention.role), mention.span));
        }
    }
    let leader_spans: Vec<LeaderMention> = draft
        .leaders
        .iter()
        .map(|named| LeaderMention {
            leader: flow.name(named.at.clone()),
            label: named.label.clone().map(|label| flow.name(label)),
            span: flow.span(&named.at),
        })
        .collect();
    let mut leaders: Vec<String> = Vec::new();
    for mention in &leader_spans {
        if !leaders.contains(&mention.leader) {
            leaders.push(mention.leader.clone());
        }
        if draft.doubt >= Doubt::Leaders {
            warnings.push(Code::LeaderUnclear.at(About::Leaders, mention.span));
        }
    }
    let (deadlines, relative_deadlines) = time_limits(flow, &draft, common.now, &mut warnings);
    let targets = targets(flow, &draft, common.now, &mut warnings);
    if draft.doubt == Doubt::Cells {
        let unclear = |about, span: &Span| Code::RowUnclear.at(about, *span);
        warnings.extend(deadlines.iter().map(|due| unclear(About::Deadlines, &due.span)));
        warnings.extend(targets.iter().map(|target| unclear(About::Targets, &target.span)));
    }
    let task = Task {
        number: draft.place.number.clone().map(|number| flow.name(number)),
        section: Vec::new(),
        section_id: None,
        title: heading(flow, &draft, common).map(|title| flow.print(title)),
        body: body(flow, &draft),
        span: flow.span(&(draft.start..draft.end)),
        lead,
        responsible,
        leaders,
        unit_spans,
        leader_spans,
        deadlines,
        relative_deadlines,
        recurrences: recurrences(flow, &draft),
        targets,
        warnings,
    };
    (draft.place, task)
}

/// Characters of the longest heading that runs on.
const RUN_IN_CHARS: usize = 22;

/// The task's printed heading: alone on its line above other words, or its first sentence where tasks have such.
fn heading(flow: &Flow, draft: &Draft, common: &Common) -> Option<Range<usize>> {
    let alone = draft.title.clone().filter(|title| {
        let words: usize = draft.texts.iter().map(Range::len).sum();
        words > title.len() + 1 && flow.c.get(title.end) != Some(&'。')
    });
    alone.or_else(|| run_in(flow, draft).filter(|_| common.run_in))
}

/// A first sentence that reads like a heading: short, without a comma, with more behind it.
pub(crate) fn run_in(flow: &Flow, draft: &Draft) -> Option<Range<usize>> {
    let first = draft.texts.first()?;
    let end = first.start + flow.c[first.clone()].iter().take(RUN_IN_CHARS + 1).position(|c| *c == '。')?;
    let plain = !flow.c[first.start..end].iter().any(|c| matches!(c, ',' | ';' | ':') || c.is_ascii_digit());
    (draft.place.number.is_some() && plain && end + 1 < first.end).then_some(first.start..end)
}

/// What a warning of a unit with this role is about.
pub(crate) fn about(role: Role) -> About {
    if role == Role::Lead { About::Lead } else { About::Responsible }
}

/// The draft's words, one line for each of its ranges that begin on a new line.
fn body(flow: &Flow, draft: &Draft) -> String {
    let mut body = String::new();
    for text in &draft.texts {
        if !body.is_empty() {
            body.push('\n');
        }
        body.push_str(&flow.print(text.clone()));
    }
    body
}

/// Units with the roles that the document's own rules give them.
fn settled(draft: &mut Draft, common: &Common) -> Vec<Assigned> {
    let mut units = std::mem::take(&mut draft.units);
    let others = units.iter().any(|assigned| !assigned.primary);
    for assigned in units.iter_mut().filter(|assigned| assigned.primary && others) {
        assigned.role = Role::Lead;
    }
    let leads = units.iter().any(|assigned| assigned.role == Role::Lead);
    if !leads
        && common.first_leads_from.is_some_and(|from| draft.end >= from)
        && let Some(first) = units.first_mut()
    {
        first.role = Role::Lead;
        first.label = None;
    }
    for standing in common.standing.iter().filter(|s| draft.end >= s.from && (leads || !s.where_led)) {
        for unit in &standing.units {
            if !units.iter().any(|assigned| assigned.unit.name == unit.name) {
                units.push(Assigned {
                    unit: unit.clone(),
                    role: Role::Responsible,
                    label: None,
                    primary: false,
                });
            }
        }
    }
    units
}

fn mention(flow: &Flow, assigned: &Assigned) -> UnitMention {
    UnitMention {
        unit: assigned.unit.name.clone(),
        role: assigned.role,
        label: assigned.label.clone().map(|label| flow.name(label)),
        span: flow.span(&assigned.unit.at),
    }
}

/// Dates by which something is to be done, and limits that count from an event without a known day.
fn time_limits(
    flow: &Flow,
    draft: &Draft,
    now: Now,
    warnings: &mut Vec<Warning>,
) -> (Vec<Deadline>, Vec<RelativeDeadline>) {
    let (mut deadlines, mut open) = (Vec::<Deadline>::new(), Vec::<RelativeDeadline>::new());
    let fields = draft.dues.iter().map(|range| (range.clone(), true));
    let limit = own_limit(flow, draft, now);
    for (range, field) in draft.asked().map(|range| (range, false)).chain(fields) {
        let relative = relative::relatives(&flow.c, range.clone());
        let now = Now { limit: limit.filter(|_| !field), ..now };
        for due in when::dues(&flow.c, range.clone(), now, field, &relative) {
            if deadlines.iter().any(|known| known.date == due.date) {
                continue;
            }
            let span = flow.span(&due.at);
            if due.doubtful {
                warnings.push(Code::DeadlineUnclear.at(About::Deadlines, span));
            }
            deadlines.push(Deadline { text: flow.print(due.at), date: due.date, span });
        }
        open.extend(relative.into_iter().map(|limit| RelativeDeadline {
            text: flow.print(limit.at.clone()),
            event: flow.print(limit.event),
            amount: limit.amount,
            unit: flow.name(limit.unit),
            span: flow.span(&limit.at),
        }));
    }
    open.retain(|limit| !deadlines.iter().any(|due| due.span.meets(limit.span)));
    (deadlines, open)
}

/// The one date of a task's last field of time, where its year is printed: 整改时限：2024年12月底前 tells the year of 9月底前
/// in the words too.
fn own_limit(flow: &Flow, draft: &Draft, now: Now) -> Option<PartialDate> {
    let one = |range: &Range<usize>| {
        let mut dues = when::dues(&flow.c, range.clone(), now, true, &[]).into_iter();
        dues.next().filter(|_| dues.next().is_none())
    };
    let due = draft.dues.iter().rev().find_map(one)?;
    let is_year = |four: &[char]| digits(four) == 4;
    flow.c[due.at].windows(4).any(is_year).then_some(due.date)
}

fn recurrences(flow: &Flow, draft: &Draft) -> Vec<Recurrence> {
    let found =
        draft.texts.iter().chain(&draft.dues).flat_map(|range| recurrence::recurring(&flow.c, range.clone()));
    let printed = found.map(|found| Recurrence {
        text: flow.print(found.at.clone()),
        rule: found.rule,
        span: flow.span(&found.at),
    });
    printed.collect()
}

fn targets(flow: &Flow, draft: &Draft, now: Now, warnings: &mut Vec<Warning>) -> Vec<Target> {
    let mut targets = Vec::new();
    // A time limit may say how much by then: 6月底前完成50%.
    for range in draft.asked().chain(draft.dues.iter().cloned()) {
        let first = targets.len();
        let amounts = amount::amounts(&flow.c, range.clone());
        for (n, amount) in amounts.iter().enumerate() {
            let span = flow.span(&amount.at);
            if amount.doubtful {
                warnings.push(Code::TargetUnclear.at(About::Targets, span));
            }
            let said = movement::said(&flow.c, range.start, &amounts[..=n], now.year);
            targets.push(target(flow, amount, said, first, span));
        }
    }
    targets
}

/// The target of an amount; `first` is the place of its text's first amount among the task's.
fn target(flow: &Flow, amount: &Amount, said: Said, first: usize, span: Span) -> Target {
    let unit = &flow.c[amount.unit.clone()];
    // Units of figures are printed wide or narrow; the narrow form is the same unit.
    let unit =
        if unit.iter().any(|c| is_han(*c)) { flow.name(amount.unit.clone()) } else { unit.iter().collect() };
    Target {
        text: flow.print(amount.at.clone()),
        value: amount.value.clone(),
        unit,
        comparator: amount.comparator,
        subject: amount.subject.clone().map(|subject| flow.print(subject)),
        movement: said.movement,
        base: said.base,
        // A task has fewer than 2^32 targets.
        part_of: said.part_of.map(|whole| (first + whole) as u32),
        span,
    }
}
