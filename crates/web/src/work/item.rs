//! One thing that waits: what, how urgent, and the form that it leads to.

use crate::task::light::{LightWords, light_words};
use crate::who::Who;
use jiff::ToSpan;
use jiff::civil::Date;
use ledger::printed::Duty;
use ledger::task::{Assignment, Task, Wait};
use store::row::task::TaskRow;

/// How soon something is due.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Urgency {
    Overdue,
    Soon,
    Week,
    Later,
}

impl Urgency {
    pub(crate) const ALL: [Self; 4] = [Self::Overdue, Self::Soon, Self::Week, Self::Later];

    /// Its name in the keys of `locales/`.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Soon => "soon",
            Self::Week => "week",
            Self::Later => "later",
        }
    }

    /// The light of its heading, or "".
    pub(crate) fn colour(self) -> &'static str {
        match self {
            Self::Overdue => "red",
            Self::Soon => "yellow",
            Self::Week | Self::Later => "",
        }
    }

    fn of(due: Option<Date>, today: Date) -> Self {
        match due {
            Some(due) if due < today => Self::Overdue,
            Some(due) if due <= today.saturating_add(3.days()) => Self::Soon,
            Some(due) if due <= today.saturating_add(7.days()) => Self::Week,
            _ => Self::Later,
        }
    }
}

/// One line of the page.
pub(super) struct Item {
    pub urgency: Urgency,
    /// Its place among those that are as urgent: red and yellow first, then by day.
    pub rank: (ledger::light::Light, Option<Date>),
    /// The task's page.
    pub task: String,
    pub title: String,
    pub light: LightWords,
    /// What waits, in a word.
    pub what: &'static str,
    /// What helps to decide: duty, percentage, who.
    pub note: String,
    /// Where it is done; "" where the line's own button signs.
    pub href: String,
    pub button: &'static str,
    /// The task and assignment that a tick signs for, or "".
    pub sign: String,
}

/// The line of a task that waits for this post; none where it went meanwhile.
pub(super) fn item(row: &TaskRow, task: &Task, wait: Wait, who: &Who) -> Option<Item> {
    let (w, id) = (who.w, row.task);
    let own = |unit| task.assigned().find(move |part| part.unit == unit);
    let mut sign = String::new();
    let (part, href): (Option<&Assignment>, String) = match wait {
        Wait::Sign(unit) => {
            let part = own(unit)?;
            sign = format!("{id}:{}", part.id);
            (Some(part), String::new())
        }
        Wait::Report(unit) => {
            let part = own(unit)?;
            (Some(part), format!("/tasks/{id}/assignments/{}/report", part.id))
        }
        Wait::Approve(unit) => {
            let part = own(unit)?;
            (Some(part), format!("/reports/{}", part.waiting.as_ref()?.report))
        }
        Wait::Submit(unit) => (own(unit), format!("/tasks/{id}/submit")),
        Wait::Accept => {
            let part = task.assigned().find(|part| part.to_accept())?;
            (Some(part), format!("/reports/{}", part.claimed.as_ref()?.report))
        }
        Wait::Designate => match task.assigned().find(|part| part.refused.is_some()) {
            Some(part) => (Some(part), format!("/tasks/{id}/designate?assignment={}", part.id)),
            None => (None, format!("/tasks/{id}/designate")),
        },
        Wait::Clear => (None, format!("/tasks/{id}/clear")),
        Wait::Assign => (None, format!("/tasks/{id}")),
    };
    Some(Item {
        urgency: Urgency::of(row.due.as_ref().map(|(due, _)| *due), who.today),
        rank: (row.light, row.due.as_ref().map(|(due, _)| *due)),
        task: format!("/tasks/{id}"),
        title: format!("{}{}", row.number, row.title),
        light: light_words(row, who.today, w),
        what: w.of("work-wait", wait.text()),
        note: note(row, task, (wait, part), who),
        href,
        button: w.of("work-do", wait.text()),
        sign,
    })
}

fn note(row: &TaskRow, task: &Task, (wait, part): (Wait, Option<&Assignment>), who: &Who) -> String {
    let w = who.w;
    let mut notes = Vec::new();
    notes.extend(row.due.as_ref().map(|(due, _)| w.fill("task-due-on", &[("day", &w.day(*due, who.today))])));
    if let Some(part) = part {
        match wait {
            Wait::Accept | Wait::Designate => notes.push(who.directory.unit_name(part.unit)),
            _ => notes.push(w.of("task-duty", part.duty.text()).to_owned()),
        }
        if part.duty == Duty::Responsible && !matches!(wait, Wait::Accept | Wait::Designate) {
            let leads = w.list(task.leads().map(|unit| who.directory.unit_name(unit)));
            notes.push(w.fill("work-led-by", &[("units", &leads)]));
        }
        match wait {
            Wait::Approve(_) => {
                notes.extend(part.waiting.as_ref().map(|claim| format!("{}%", claim.percent)));
            }
            Wait::Accept => notes.extend(part.claimed.as_ref().map(|claim| format!("{}%", claim.percent))),
            Wait::Report(_) => notes.push(match &part.claimed {
                Some(claim) => {
                    w.fill("work-last", &[("n", &claim.percent), ("day", &w.day(claim.as_of, who.today))])
                }
                None => w.t("work-first").to_owned(),
            }),
            _ => {}
        }
    } else {
        notes.push(w.list(task.leads().map(|unit| who.directory.unit_name(unit))));
        notes.extend(row.percent.map(|percent| format!("{percent}%")));
    }
    if row.returned && matches!(wait, Wait::Report(_)) {
        notes.push(w.t("mark-returned").to_owned());
    }
    notes.retain(|note| !note.is_empty());
    notes.join(" · ")
}
