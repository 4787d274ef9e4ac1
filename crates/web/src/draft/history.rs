//! What was done to a draft and by whom, as sentences; and who looks at it just now.

use super::review::Review;
use crate::problem::Halt;
use crate::who::Who;
use ledger::draft::{Correction, DraftEvent};
use ledger::printed::Duty;
use ledger::{AccountId, Fact, Thing};
use std::collections::{BTreeSet, HashMap};
use store::presence::{self, Present};
use store::query::events::{self, Dated};
use store::query::things;

/// Corrections that are told.
const TOLD: usize = 20;

/// One correction.
pub(super) struct Done {
    pub(super) when: String,
    pub(super) who: String,
    pub(super) what: String,
    /// It was taken back.
    pub(super) undone: bool,
}

/// Somebody else who looks at the draft.
pub(super) struct Other {
    pub(super) name: String,
    /// The number of the task that is looked at, or "".
    pub(super) task: String,
}

/// The latest corrections, newest first, and who is there.
pub(super) struct Around {
    pub(super) done: Vec<Done>,
    pub(super) others: Vec<Other>,
    /// Who is there, as an address carries it.
    pub(super) mark: String,
}

/// Loads both.
pub(super) async fn around(who: &Who, of: &Review) -> Result<Around, Halt> {
    let steps = of.draft.steps.iter().map(|step| (step.seq, false));
    let mut told: Vec<(u64, bool)> =
        steps.chain(of.draft.undone.iter().map(|step| (step.seq, true))).collect();
    told.sort_unstable_by_key(|(seq, _)| std::cmp::Reverse(*seq));
    told.truncate(TOLD);
    let seqs: Vec<u64> = told.iter().map(|(seq, _)| *seq).collect();
    let (jurisdiction, thing, now) = (who.jurisdiction, who.key(of.id), who.app.store.now());
    let loaded = who.app.store.read(move |db| {
        let dated = events::some(db, jurisdiction, seqs)?;
        let here = presence::of(db, thing, now)?;
        let by = dated.values().filter_map(|dated| dated.event.by).map(|(account, _)| account.0);
        let accounts: BTreeSet<u64> = by.chain(here.iter().map(|one| one.account.seq())).collect();
        let found = things::some(db, jurisdiction, accounts)?;
        let name = |thing| match thing {
            Thing::Account(account) => account.name().map(str::to_owned),
            _ => None,
        };
        let names: HashMap<u64, String> =
            found.into_iter().filter_map(|(seq, entry)| Some((seq, name(entry.thing)?))).collect();
        Ok((dated, here, names))
    });
    let (mut dated, here, names): (HashMap<u64, Dated>, Vec<Present>, _) = loaded.await?;
    let name = |account: AccountId| names.get(&account.0).cloned().unwrap_or_else(|| format!("#{account}"));
    let done = told.into_iter().filter_map(|(seq, undone)| {
        let event = dated.remove(&seq)?.event;
        let Fact::Draft(fact) = &event.fact else { return None };
        let by = event.by.map_or_else(|| who.w.t("people-system").to_owned(), |(account, _)| name(account));
        Some(Done { when: who.moment(event.at), who: by, what: what(who, of, seq, fact), undone })
    });
    let done = done.collect();
    let number =
        |part: u64| of.tasks.iter().find(|task| task.id == part).map(|task| task.facts.number.clone());
    let others = here.iter().filter(|one| one.account.seq() != who.account.0).map(|one| Other {
        name: name(AccountId(one.account.seq())),
        task: number(one.part).unwrap_or_default(),
    });
    Ok(Around { done, others: others.collect(), mark: mark(&here, who) })
}

/// Who else is there and where, in a word.
pub(super) fn mark(here: &[Present], who: &Who) -> String {
    let others = here.iter().filter(|one| one.account.seq() != who.account.0);
    let words: Vec<String> = others.map(|one| format!("{}-{}", one.account.seq(), one.part)).collect();
    words.join(".")
}

/// What an event did, in a sentence that says neither when nor who.
fn what(who: &Who, of: &Review, seq: u64, fact: &DraftEvent) -> String {
    let w = who.w;
    let task = |id: ledger::DraftTaskId| {
        let found = of.tasks.iter().chain(&of.gone).find(|task| task.id == id.0);
        found.map_or_else(String::new, |task| {
            let number = &task.facts.number;
            if number.is_empty() {
                w.fill("draft-quoted", &[("text", &task.facts.title)])
            } else {
                number.clone()
            }
        })
    };
    let several = |tasks: &[ledger::DraftTaskId]| match tasks {
        [one] => task(*one),
        _ => w.fill("draft-several", &[("n", &tasks.len())]),
    };
    match fact {
        DraftEvent::Corrected(one) => corrected(who, of, &task(one.task), &one.correction),
        DraftEvent::ManyCorrected(many) => corrected(who, of, &several(&many.tasks), &many.correction),
        DraftEvent::Moved(moved) => {
            corrected(who, of, &several(&moved.tasks), &Correction::Section(moved.section))
        }
        DraftEvent::Split(split) => w.fill("draft-did-split", &[("task", &task(split.task))]),
        DraftEvent::Merged(merged) => {
            w.fill("draft-did-merge", &[("task", &task(merged.from)), ("into", &task(merged.task))])
        }
        DraftEvent::Removed(removed) => w.fill("draft-did-remove", &[("task", &task(removed.task))]),
        DraftEvent::TaskMade(_) => w.fill("draft-did-add", &[("task", &task(ledger::DraftTaskId(seq)))]),
        DraftEvent::Accepted(accepted) => {
            let warning = of.draft.warnings.get(accepted.warning);
            let code = warning.map_or("", |warning| &*warning.code);
            w.fill("draft-did-accept", &[("code", &w.of("draft-warning", code))])
        }
        // The rest is no correction that could be undone.
        _ => String::new(),
    }
}

/// A correction of a task, or of several that are told as one.
fn corrected(who: &Who, of: &Review, task: &str, correction: &Correction) -> String {
    let w = who.w;
    let duty = |duty: &Duty| w.of("unit", duty.text()).to_owned();
    let of_task = ("task", &task as &dyn std::fmt::Display);
    let key = format!("draft-did-{}", correction.text());
    match correction {
        Correction::Section(section) => {
            let path = of.section_path(*section);
            let path = if path.is_empty() { w.t("draft-no-section").to_owned() } else { path };
            w.fill(&key, &[of_task, ("section", &path)])
        }
        Correction::Class(class) => w.fill(&key, &[of_task, ("class", &w.of("draft-class", class.text()))]),
        Correction::AddUnit { name, duty: to }
        | Correction::RemoveUnit { name, duty: to }
        | Correction::Duty { name, duty: to }
        | Correction::Unit { name, duty: to } => {
            w.fill(&key, &[of_task, ("name", name), ("duty", &duty(to))])
        }
        Correction::RenameUnit { from, to } => w.fill(&key, &[of_task, ("from", from), ("to", to)]),
        Correction::AddLeader(name) | Correction::RemoveLeader(name) | Correction::DropUnit(name) => {
            w.fill(&key, &[of_task, ("name", name)])
        }
        Correction::AcceptCode(code) => w.fill(&key, &[of_task, ("code", &w.of("draft-warning", code))]),
        Correction::Text { .. }
        | Correction::Deadlines(_)
        | Correction::Recurrences(_)
        | Correction::RelativeDeadlines(_)
        | Correction::Targets(_)
        | Correction::AcceptWarning(_) => w.fill(&key, &[of_task]),
    }
}
