//! 你可以: what a person can do next on a task, and what is missing where they cannot.

use super::Opened;
use crate::problem::sentence;
use crate::who::Who;
use jiff::ToSpan;
use ledger::clock::Class;
use ledger::limit::REFUSE_DAYS;
use ledger::printed::Duty;
use ledger::task::{Assignment, Joined, State, missing};
use ledger::{Code, Right, Role};

/// Units that are named in a reason.
const NAMED: usize = 6;

/// One thing that can be done, or why it cannot.
pub(super) struct Can {
    pub how: How,
    /// The word on the button, or the sentence.
    pub word: String,
    /// What follows from it, or "".
    pub why: String,
}

/// How it is done.
#[derive(PartialEq, Eq)]
pub(super) enum How {
    /// On a page of its own; the first such thing of a page is its main button.
    Page(String),
    /// At once, by a form that says no more.
    Post(String),
    /// Not by this person, or not now: the word says why.
    Not,
}

/// What this person can do, the most urgent first.
pub(super) fn can(of: &Opened, who: &Who) -> Vec<Can> {
    let mut can = Vec::new();
    match who.role {
        Role::Liaison => own(of, who).for_each(|part| liaison(of, part, who, &mut can)),
        Role::Head => head(of, who, &mut can),
        Role::Supervisor => supervisor(of, who, &mut can),
        Role::Leader | Role::Administrator => {}
    }
    can
}

fn own<'a>(of: &'a Opened, who: &Who) -> impl Iterator<Item = &'a Assignment> {
    let unit = who.unit;
    of.task.assigned().filter(move |part| Some(part.unit) == unit)
}

fn page(address: String, word: &str, why: &str) -> Can {
    Can { how: How::Page(address), word: word.to_owned(), why: why.to_owned() }
}

fn post(address: String, word: &str, why: &str) -> Can {
    Can { how: How::Post(address), word: word.to_owned(), why: why.to_owned() }
}

fn not(word: impl Into<String>) -> Can {
    Can { how: How::Not, word: word.into(), why: String::new() }
}

fn liaison(of: &Opened, part: &Assignment, who: &Who, can: &mut Vec<Can>) {
    let w = who.w;
    let address = format!("/tasks/{}/assignments/{}", of.id, part.id);
    let state = of.row.state;
    if !state.open() {
        return;
    }
    if part.refused.is_some() {
        can.push(not(w.t("task-wait-designate")));
    } else if part.signed.is_none() {
        can.push(post(format!("{address}/sign"), w.t("task-do-sign"), w.t("task-do-sign-why")));
        let last = part.made.saturating_add(REFUSE_DAYS.days());
        if part.stands {
            can.push(not(w.t("task-refuse-stands")));
        } else if who.today <= last {
            let why = w.fill("task-do-refuse-why", &[("day", &w.day(last, who.today))]);
            can.push(page(format!("{address}/refuse"), w.t("task-do-refuse"), &why));
        } else {
            can.push(not(
                w.fill("task-refuse-late", &[("days", &REFUSE_DAYS), ("day", &w.day(last, who.today))])
            ));
        }
    } else if let Some(waiting) = &part.waiting {
        can.push(page(
            format!("/reports/{}", waiting.report),
            w.t("task-do-see-report"),
            w.t("task-wait-approve"),
        ));
    } else if state == State::Submitted {
        can.push(not(w.t("task-wait-clear")));
    } else {
        let word = if of.task.returned { w.t("task-do-report-again") } else { w.t("task-do-report") };
        can.push(page(format!("{address}/report"), word, ""));
    }
}

fn head(of: &Opened, who: &Who, can: &mut Vec<Can>) {
    let w = who.w;
    for part in own(of, who) {
        if let Some(waiting) = part.waiting.as_ref().filter(|_| of.row.state.open()) {
            can.push(page(
                format!("/reports/{}", waiting.report),
                w.t("task-do-approve"),
                w.t("task-do-approve-why"),
            ));
        } else if part.signed.is_none() && part.refused.is_none() && of.row.state.open() {
            can.push(not(w.t("task-wait-sign")));
        }
    }
    let leads = of.task.leads().any(|unit| Some(unit) == who.unit);
    if !leads || of.row.state >= State::Submitted {
        if of.row.state == State::Submitted {
            can.push(not(w.t("task-wait-clear")));
        }
        return;
    }
    // Targets that are not met can be explained on the form; without reports and evidence there is nothing to ask.
    let lacks: Vec<_> =
        missing(&of.task, &[]).into_iter().filter(|lack| lack.code != Code::TargetOpen).collect();
    if lacks.is_empty() {
        can.push(page(format!("/tasks/{}/submit", of.id), w.t("task-do-submit"), ""));
    } else {
        let lacks = lacks.iter().map(|lack| sentence(w, lack)).collect::<String>();
        can.push(not(w.fill("task-submit-lacks", &[("lacks", &lacks)])));
    }
}

fn supervisor(of: &Opened, who: &Who, can: &mut Vec<Can>) {
    let (w, id, state) = (who.w, of.id, of.row.state);
    if state == State::Cleared {
        can.push(page(format!("/tasks/{id}/reopen"), w.t("task-do-look-back"), w.t("task-do-look-back-why")));
    }
    if !state.open() {
        return;
    }
    if state == State::Submitted {
        can.push(page(format!("/tasks/{id}/clear"), w.t("task-do-clear"), ""));
        can.push(page(format!("/tasks/{id}/reopen"), w.t("task-do-send-back"), ""));
    }
    let names_lead = of.task.units.iter().any(|&(_, duty)| duty == Duty::Lead);
    if of.task.assignments.is_empty() && !of.task.units.is_empty() {
        can.push(post(format!("/tasks/{id}/assign"), w.t("task-do-assign"), w.t("task-do-assign-why")));
    }
    let Joined { parts: joined, ends } = who.directory.joined(&of.task);
    if !joined.is_empty() {
        let names = joined.iter().take(NAMED).map(|part| who.directory.unit_name(part.0));
        let more = (joined.len() > NAMED).then(|| w.t("task-and-more").to_owned());
        let units = w.list(names.chain(more));
        let why = w.fill("task-do-assign-joined-why", &[("n", &joined.len()), ("units", &units)]);
        can.push(post(format!("/tasks/{id}/assign"), w.t("task-do-assign-joined"), &why));
    }
    if (state == State::Registered && !of.task.assignments.is_empty())
        || !names_lead && of.task.assignments.is_empty()
    {
        can.push(page(format!("/tasks/{id}/designate"), w.t("task-do-lead"), w.t("task-do-lead-why")));
    }
    for part in of.task.assigned() {
        let unit = who.directory.unit_name(part.unit);
        // What a group held goes to its members.
        let goes = !joined.is_empty() && ends.contains(&part.id);
        if !goes && (part.refused.is_some() || super::designate::idle(part, who)) {
            let refused = || w.fill("task-do-designate", &[("unit", &unit)]);
            let idle = || w.fill("task-do-designate-idle", &[("unit", &unit)]);
            let word = if part.refused.is_some() { refused() } else { idle() };
            can.push(page(format!("/tasks/{id}/designate?assignment={}", part.id), &word, ""));
        }
        if let Some(claimed) = part.claimed.as_ref().filter(|_| part.to_accept()) {
            let word = w.fill("task-do-accept", &[("unit", &unit)]);
            can.push(page(format!("/reports/{}", claimed.report), &word, ""));
        }
    }
    if state < State::Submitted && who.may(Right::Assign) {
        let (to, word, why) = match of.task.class {
            Class::Ordinary => (Class::Complex, w.t("task-do-complex"), w.t("task-do-complex-why")),
            Class::Complex => (Class::Ordinary, w.t("task-do-ordinary"), w.t("task-do-ordinary-why")),
        };
        can.push(post(format!("/tasks/{id}/classify?class={}", to.text()), word, why));
    }
}
