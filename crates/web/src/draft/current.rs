//! The task of a review that is looked at: its warning, its facts as chips and rows, where it can be split.

use super::meant::told;
use super::review::Review;
use super::step::Body;
use crate::after::after;
use crate::rhythm::{rhythm, usual};
use crate::who::Who;
use ledger::draft::DraftFacts;
use ledger::printed::{Comparator, Duty, Span};
use ledger::unit::looks_like_group;
use std::collections::BTreeSet;

pub(super) struct Chip {
    pub(super) name: String,
    /// As the form sends it: duty, space, name.
    pub(super) value: String,
    pub(super) at: Option<u32>,
    pub(super) warned: bool,
    pub(super) new: bool,
    /// Which unit is meant, or which look like it, or "".
    pub(super) told: String,
    pub(super) group: bool,
}

/// A row of a form of dates, rhythms or amounts.
#[derive(Default)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) span: String,
    pub(super) date: String,
    pub(super) subject: String,
    pub(super) comparator: String,
    pub(super) value: String,
    pub(super) measure: String,
}

/// A kind of facts that are typed as documents print them.
pub(super) struct Worded {
    /// The step that corrects them, which is also their place on the page.
    pub(super) what: &'static str,
    /// Each in words, as printed, and its place.
    pub(super) shown: Vec<(String, String, Option<Span>)>,
    pub(super) rows: Vec<Row>,
    /// What to choose from: as the form takes it, and in words.
    pub(super) usual: Vec<(String, String)>,
}

/// The task that is looked at.
pub(super) struct Current {
    pub(super) id: u64,
    pub(super) version: u64,
    pub(super) n: usize,
    /// Its heading with those above it.
    pub(super) path: String,
    pub(super) facts: DraftFacts,
    /// Number, title and words as they stand in the form.
    pub(super) typed: (String, String, String),
    pub(super) duties: Vec<(Duty, Vec<Chip>)>,
    pub(super) leaders: Vec<Chip>,
    pub(super) deadlines: Vec<Row>,
    /// Duties that come again, and time limits that count from an event.
    pub(super) worded: [Worded; 2],
    pub(super) targets: Vec<Row>,
    /// Where it can be split: characters that stay, and the words that go.
    pub(super) cuts: Vec<(usize, String)>,
    pub(super) previous: Option<u64>,
    pub(super) next: Option<u64>,
}

/// The task at a place, with the form that was refused as it was sent.
pub(super) fn current(who: &Who, of: &Review, place: usize, refused: &str, body: &Body) -> Current {
    let task = &of.tasks[place];
    let facts = task.facts.clone();
    let warned = |span: Option<Span>| {
        let open = facts.warnings.iter().filter(|warning| !warning.accepted);
        span.is_some_and(|span| {
            open.filter_map(|warning| warning.span).any(|of| of.meets(span) && Some(of) != facts.span)
        })
    };
    let chip = |duty: Duty| {
        let chips = facts.units.iter().filter(move |unit| unit.duty == duty).map(|unit| Chip {
            value: format!("{} {}", duty.text(), unit.name),
            at: unit.span.map(|span| span.start),
            warned: warned(unit.span),
            new: who.directory.resolve(&unit.name).unit().is_none(),
            told: told(who, &unit.name),
            group: looks_like_group(&unit.name),
            name: unit.name.clone(),
        });
        (duty, chips.collect())
    };
    let leaders = facts.leaders.iter().map(|leader| Chip {
        value: leader.name.clone(),
        at: leader.span.map(|span| span.start),
        warned: warned(leader.span),
        new: false,
        told: String::new(),
        group: false,
        name: leader.name.clone(),
    });
    let again = facts.recurrences.iter().map(|duty| (rhythm(duty.rule, who.w), duty.text.clone(), duty.span));
    let limits = facts.relative_deadlines.iter();
    let limits = limits.map(|due| (after(due, who.w), due.text.clone(), due.span));
    let sent = |what| (refused == what).then_some(body);
    let worded = |what, shown: Vec<_>, usual| Worded { what, rows: rows(&shown, sent(what)), shown, usual };
    let typed = match refused {
        "text" => (body.number.clone(), body.title.clone(), body.body.clone()),
        _ => (facts.number.clone(), facts.title.clone(), facts.body.clone()),
    };
    Current {
        id: task.id,
        version: task.version,
        n: place + 1,
        path: of.section_path(facts.section),
        typed,
        duties: [Duty::Lead, Duty::Responsible].map(chip).into(),
        leaders: leaders.collect(),
        deadlines: deadline_rows(&facts, (refused == "deadlines").then_some(body)),
        worded: [
            worded("recurrences", again.collect(), usual(who.w)),
            worded("relative_deadlines", limits.collect(), Vec::new()),
        ],
        targets: target_rows(&facts, (refused == "targets").then_some(body)),
        cuts: cuts(&facts.body),
        previous: place.checked_sub(1).map(|place| of.tasks[place].id),
        next: of.tasks.get(place + 1).map(|task| task.id),
        facts,
    }
}

fn place(span: Option<Span>) -> String {
    span.map(|span| format!("{}-{}", span.start, span.end)).unwrap_or_default()
}

/// The rows as they were sent, else those of the task; one more is empty.
fn deadline_rows(facts: &DraftFacts, sent: Option<&Body>) -> Vec<Row> {
    if let Some(body) = sent {
        let cell = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
        let row = |at: usize| Row {
            text: cell(&body.text, at),
            span: cell(&body.span, at),
            date: cell(&body.date, at),
            ..Row::default()
        };
        return (0..body.date.len().max(body.text.len())).map(row).collect();
    }
    let rows = facts.deadlines.iter().map(|deadline| Row {
        text: deadline.text.clone(),
        span: place(deadline.span),
        date: deadline.date.to_string(),
        ..Row::default()
    });
    rows.chain([Row::default()]).collect()
}

fn rows(shown: &[(String, String, Option<Span>)], sent: Option<&Body>) -> Vec<Row> {
    if let Some(body) = sent {
        let row = |(at, text): (usize, &String)| Row {
            text: text.clone(),
            span: body.span.get(at).cloned().unwrap_or_default(),
            ..Row::default()
        };
        return body.text.iter().enumerate().map(row).collect();
    }
    let row = |(_, text, span): &(String, String, Option<Span>)| Row {
        text: text.clone(),
        span: place(*span),
        ..Row::default()
    };
    shown.iter().map(row).chain([Row::default()]).collect()
}

fn target_rows(facts: &DraftFacts, sent: Option<&Body>) -> Vec<Row> {
    let equal = || Comparator::Equal.sign().to_owned();
    if let Some(body) = sent {
        let cell = |list: &[String], row: usize| list.get(row).cloned().unwrap_or_default();
        let row = |at: usize| Row {
            text: cell(&body.text, at),
            span: cell(&body.span, at),
            subject: cell(&body.subject, at),
            comparator: cell(&body.comparator, at),
            value: cell(&body.value, at),
            measure: cell(&body.measure, at),
            ..Row::default()
        };
        return (0..body.value.len()).map(row).collect();
    }
    let rows = facts.targets.iter().map(|target| Row {
        text: target.text.clone(),
        span: place(target.span),
        subject: target.subject.clone(),
        comparator: target.comparator.sign().to_owned(),
        value: target.value.to_string(),
        measure: target.unit.clone(),
        ..Row::default()
    });
    rows.chain([Row { comparator: equal(), ..Row::default() }]).collect()
}

/// Where a body can be split: behind each sentence but the last.
fn cuts(body: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = body.chars().collect();
    let ends = chars.iter().enumerate().filter(|(_, c)| matches!(c, '。' | '；' | '！' | '\n'));
    let cuts: BTreeSet<usize> = ends.map(|(at, _)| at + 1).collect();
    let rest = |at: &usize| chars[*at..].iter().any(|c| !c.is_whitespace());
    let words = |at: usize| (at, chars[at..].iter().take(24).collect::<String>().trim().to_owned());
    cuts.into_iter().filter(rest).map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::cuts;

    #[test]
    fn a_task_is_split_behind_a_sentence() {
        assert_eq!(cuts("建水库。修大坝；").len(), 1);
        assert_eq!(cuts("建水库。修大坝；")[0], (4, "修大坝；".to_owned()));
        assert!(cuts("建水库").is_empty() && cuts("建水库。\n").is_empty());
    }
}
