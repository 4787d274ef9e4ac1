//! What the pages of a draft stand on: the draft, its tasks in order, its document's words.

use crate::problem::Halt;
use crate::who::{Who, not_found};
use ledger::document::Document;
use ledger::draft::{Draft, DraftFacts};
use ledger::printed::Span;
use ledger::unit::looks_like_group;
use ledger::{Right, Thing};
use std::collections::{BTreeMap, BTreeSet};
use store::Fault;
use store::blob;
use store::query::things;

/// A task that is not taken out.
pub(super) struct Task {
    pub id: u64,
    pub version: u64,
    pub facts: DraftFacts,
}

/// A draft as it is now.
pub(super) struct Review {
    pub id: u64,
    pub version: u64,
    pub draft: Draft,
    pub tasks: Vec<Task>,
    /// Tasks that were taken out, for the history that names them.
    pub gone: Vec<Task>,
    pub document: Document,
    pub text: String,
}

/// A name that no unit or leader has: it is added on confirming.
pub(super) struct NewName {
    pub name: String,
    /// It stands for several units, whose members are entered afterwards.
    pub group: bool,
    /// The first task that prints it.
    pub task: u64,
    /// How many do.
    pub tasks: usize,
}

/// Loads a draft, its tasks and its document in one state of the ledger.
pub(super) async fn open(who: &Who, id: u64) -> Result<Review, Halt> {
    who.require(Right::Review)?;
    let (key, jurisdiction) = (who.key(id), who.jurisdiction);
    let found = who.app.store.read(move |db| {
        let Some(entry) = things::one(db, key)? else { return Ok(None) };
        let Thing::Draft(draft) = entry.thing else { return Ok(None) };
        let seqs = draft.tasks.iter().map(|task| task.0).chain([draft.document.0]);
        let mut things = things::some(db, jurisdiction, seqs)?;
        let (mut tasks, mut gone) = (Vec::new(), Vec::new());
        for task in &draft.tasks {
            let Some(entry) = things.remove(&task.0) else { continue };
            if let Thing::DraftTask(found) = entry.thing {
                let of = if found.removed { &mut gone } else { &mut tasks };
                of.push(Task { id: task.0, version: entry.version, facts: found.facts });
            }
        }
        let Some(Thing::Document(document)) = things.remove(&draft.document.0).map(|entry| entry.thing)
        else {
            return Err(Fault::Broken(format!("draft {id} has no document")));
        };
        let hash = blob::parse(&document.text);
        let text = hash.map(|hash| blob::get(db, &hash)).transpose()?.flatten().map(|blob| blob.bytes);
        // Text was stored as UTF-8; where it is damaged, `verify --deep` says so and the facts are shown without it.
        let text = String::from_utf8(text.unwrap_or_default()).unwrap_or_default();
        Ok(Some(Review { id, version: entry.version, draft, tasks, gone, document, text }))
    });
    found.await?.ok_or_else(not_found)
}

impl Review {
    /// Whether it can be corrected.
    pub(super) fn is_open(&self) -> bool {
        self.draft.open().is_ok()
    }

    /// Where a task stands; of one that was taken out or merged, the one that stood before it.
    pub(super) fn place_of(&self, id: u64) -> Option<usize> {
        let order = self.draft.tasks.iter().position(|task| task.0 == id)?;
        let before: BTreeSet<u64> = self.draft.tasks[..=order].iter().map(|task| task.0).collect();
        Some(self.tasks.iter().rposition(|task| before.contains(&task.id)).unwrap_or(0))
    }

    /// The task that is at a place of the document, or the first behind it.
    pub(super) fn near(&self, place: u32) -> usize {
        let behind = |task: &Task| task.facts.span.is_some_and(|span| span.end > place);
        self.tasks.iter().position(behind).unwrap_or(0)
    }

    /// A heading with those above it.
    pub(super) fn section_path(&self, id: u32) -> String {
        let mut path = Vec::new();
        let mut next = Some(id);
        // A heading stands under another one at most as often as there are headings.
        while let Some(section) =
            next.and_then(|id| self.draft.sections.iter().find(|section| section.id == id))
            && path.len() < self.draft.sections.len()
        {
            path.push(format!("{}{}", section.number, section.title));
            next = section.parent;
        }
        path.reverse();
        path.join(" › ")
    }

    /// The places of headings.
    pub(super) fn headings(&self) -> Vec<u32> {
        self.draft.sections.iter().filter_map(|section| section.span).map(|span| span.start).collect()
    }

    /// The words at a place, shortened.
    pub(super) fn quote(&self, span: Option<Span>) -> String {
        const CHARS: usize = 60;
        let Some(span) = span else { return String::new() };
        let length = span.end.saturating_sub(span.start) as usize;
        let words: String = self.text.chars().skip(span.start as usize).take(length.min(CHARS)).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if length > CHARS { format!("{words}……") } else { words }
    }

    /// Units that nobody has entered yet.
    pub(super) fn new_units(&self, who: &Who) -> Vec<NewName> {
        let known = known_units(who);
        let named =
            self.tasks.iter().flat_map(|task| task.facts.units.iter().map(|unit| (task.id, &*unit.name)));
        new_names(named, &known)
    }

    /// Leaders whom nobody has entered yet.
    pub(super) fn new_leaders(&self, who: &Who) -> Vec<NewName> {
        let known = who.directory.leaders().iter().map(|(_, leader)| leader.name.clone()).collect();
        let named =
            self.tasks.iter().flat_map(|task| task.facts.leaders.iter().map(|one| (task.id, &*one.name)));
        new_names(named, &known)
    }
}

/// The names by which units are found, former ones too.
pub(super) fn known_units(who: &Who) -> BTreeSet<String> {
    who.directory.units().iter().flat_map(|(_, unit)| unit.held()).map(str::to_owned).collect()
}

fn new_names<'a>(named: impl Iterator<Item = (u64, &'a str)>, known: &BTreeSet<String>) -> Vec<NewName> {
    let mut new: BTreeMap<&str, (u64, usize, usize)> = BTreeMap::new();
    for (order, (task, name)) in named.enumerate().filter(|(_, (_, name))| !known.contains(*name)) {
        new.entry(name).or_insert((task, 0, order)).1 += 1;
    }
    let mut new: Vec<_> = new.into_iter().collect();
    new.sort_by_key(|(_, (.., order))| *order);
    let name = |(name, (task, tasks, _)): (&str, (u64, usize, usize))| NewName {
        name: name.to_owned(),
        group: looks_like_group(name),
        task,
        tasks,
    };
    new.into_iter().map(name).collect()
}
