//! 文件列表: each document with what became of it; new ones are uploaded here.

use crate::address::Address;
use crate::cx::Cx;
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::Who;
use askama::Template;
use jiff::civil::Date;
use ledger::document::Document;
use ledger::draft::Draft;
use ledger::printed::open_warnings;
use ledger::{Kind, Right, Thing};
use std::collections::{BTreeMap, HashMap};
use store::query::{events, things};

/// Documents of a page.
const ROWS: usize = 50;

/// What became of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unread,
    Review,
    Dropped,
    Plan,
    Withdrawn,
}

impl State {
    const ALL: [State; 5] = [State::Review, State::Plan, State::Withdrawn, State::Dropped, State::Unread];

    fn text(self) -> &'static str {
        match self {
            State::Unread => "unread",
            State::Review => "review",
            State::Dropped => "dropped",
            State::Plan => "plan",
            State::Withdrawn => "withdrawn",
        }
    }

    fn colour(self) -> &'static str {
        match self {
            State::Review => "yellow",
            State::Plan => "green",
            State::Unread | State::Dropped | State::Withdrawn => "",
        }
    }
}

struct Line {
    id: u64,
    name: String,
    title: String,
    number: String,
    kept: Option<Date>,
    state: State,
    draft: Option<u64>,
    plan: Option<u64>,
    tasks: usize,
    open: usize,
}

/// A file that was not taken, as the page says it.
#[derive(Default)]
pub(super) struct Refused {
    pub name: String,
    pub why: String,
    /// The same bytes, kept before.
    pub before: Option<u64>,
}

#[derive(Template)]
#[template(path = "document/list.html")]
struct Page {
    cx: Cx,
    lines: Vec<Line>,
    all: usize,
    found: usize,
    q: String,
    states: Vec<(&'static str, String, bool)>,
    state: String,
    next: String,
    first: String,
    refused: Option<Refused>,
    /// Where the file that was kept before is looked at, and when it was kept.
    before: Option<(String, String)>,
    /// The key of what is said of formats.
    hint: &'static str,
}

pub(super) async fn show(who: Who, address: Address) -> Answer {
    page::page(&view(&who, &address, None).await?)
}

/// The page with what it says of a file that was not taken.
pub(super) async fn refused(who: Who, refused: Refused) -> Answer {
    page::refused(&view(&who, &Address::new("/documents", Vec::new()), Some(refused)).await?)
}

/// A document, its seq, the day it was kept, and its latest draft.
struct Known {
    seq: u64,
    document: Document,
    draft: Option<(u64, Draft)>,
}

async fn view(who: &Who, address: &Address, refused: Option<Refused>) -> Result<Page, Halt> {
    who.require(Right::Review)?;
    let jurisdiction = who.jurisdiction;
    let directory = std::sync::Arc::clone(&who.directory);
    let (q, state) = (
        address.one("q").unwrap_or_default().to_owned(),
        address.one("state").unwrap_or_default().to_owned(),
    );
    let after = address.number("after").unwrap_or(u64::MAX);
    let (words, chosen) = (q.to_lowercase(), state.clone());
    let before = refused.as_ref().and_then(|refused| refused.before);
    let loaded = who.app.store.read(move |db| {
        let mut drafts: HashMap<u64, (u64, Draft)> = HashMap::new();
        for (seq, entry) in things::all(db, jurisdiction, Kind::Draft)? {
            if let Thing::Draft(draft) = entry.thing {
                // Oldest first: the latest reading of a document stays.
                drafts.insert(draft.document.0, (seq, draft));
            }
        }
        let href_before = before.map(|seq| match drafts.get(&seq) {
            Some((_, Draft { plan: Some(plan), .. })) => format!("/plans/{plan}"),
            Some((draft, _)) => format!("/drafts/{draft}"),
            None => "/documents".to_owned(),
        });
        let all = things::all(db, jurisdiction, Kind::Document)?;
        let known = all.into_iter().rev().filter_map(|(seq, entry)| match entry.thing {
            Thing::Document(document) => Some(Known { seq, document, draft: drafts.remove(&seq) }),
            _ => None,
        });
        let known: Vec<Known> = known.collect();
        let count = known.len();
        let state_of = |known: &Known| match &known.draft {
            None => State::Unread,
            Some((_, draft)) => match draft.plan {
                Some(plan) if directory.plan(plan).is_some_and(|plan| plan.withdrawn.is_some()) => {
                    State::Withdrawn
                }
                Some(_) => State::Plan,
                None if draft.dropped => State::Dropped,
                None => State::Review,
            },
        };
        let title =
            |known: &Known| known.draft.as_ref().map(|(_, draft)| draft.title.clone()).unwrap_or_default();
        let number =
            |known: &Known| known.draft.as_ref().map(|(_, draft)| draft.number.clone()).unwrap_or_default();
        let matching: Vec<(Known, State)> = known
            .into_iter()
            .map(|known| {
                let state = state_of(&known);
                (known, state)
            })
            .filter(|(known, state)| {
                let said =
                    [&known.document.name, &title(known), &number(known)].map(|text| text.to_lowercase());
                (chosen.is_empty() || chosen == state.text()) && said.iter().any(|text| text.contains(&words))
            })
            .collect();
        let found = matching.len();
        let mut rows: Vec<(Known, State)> =
            matching.into_iter().filter(|(known, _)| known.seq < after).collect();
        let more = rows.len() > ROWS;
        rows.truncate(ROWS);
        let under_review = rows.iter().filter(|(_, state)| *state == State::Review);
        let drafts: Vec<_> = under_review.filter_map(|(known, _)| known.draft.as_ref()).collect();
        let seqs = drafts.iter().flat_map(|(_, draft)| draft.tasks.iter().map(|id| id.0));
        let tasks = things::some(db, jurisdiction, seqs.collect::<Vec<_>>())?;
        let mut open: BTreeMap<u64, (usize, usize)> =
            drafts.iter().map(|(seq, draft)| (*seq, (0, open_warnings(&draft.warnings)))).collect();
        for entry in tasks.into_values() {
            if let Thing::DraftTask(task) = entry.thing
                && !task.removed
            {
                let (count, warnings) = open.entry(task.draft.0).or_default();
                *count += 1;
                *warnings += task.facts.open_warnings();
            }
        }
        let seqs = rows.iter().map(|(known, _)| known.seq).chain(before);
        let days = events::some(db, jurisdiction, seqs)?;
        let lines: Vec<Line> = rows
            .into_iter()
            .map(|(known, state)| {
                let (title, number) = (title(&known), number(&known));
                let (draft, of) = known.draft.unzip();
                let plan = of.as_ref().and_then(|draft| draft.plan);
                let planned = plan.and_then(|plan| directory.plan(plan)).map_or(0, |plan| plan.tasks.len());
                let (count, open) = draft.and_then(|draft| open.get(&draft)).copied().unwrap_or((planned, 0));
                Line {
                    id: known.seq,
                    name: known.document.name,
                    title,
                    number,
                    kept: days.get(&known.seq).map(|dated| dated.day),
                    state,
                    draft,
                    plan: plan.map(|plan| plan.0),
                    tasks: count,
                    open,
                }
            })
            .collect();
        let before = before.and_then(|seq| days.get(&seq)).map(|dated| dated.day).zip(href_before);
        Ok((lines, count, found, more, before))
    });
    let (lines, all, found, more, before) = loaded.await?;
    let w = who.w;
    let before = before.map(|(day, href)| (href, w.day(day, who.today)));
    let next = lines.last().filter(|_| more).map(|line| address.with("after", line.id));
    Ok(Page {
        cx: who.cx(w.t("document-title"), "document"),
        states: State::ALL
            .map(|one| (one.text(), w.of("document-state", one.text()).to_owned(), one.text() == state))
            .into(),
        next: next.unwrap_or_default(),
        first: address.one("after").map(|after| address.without("after", after)).unwrap_or_default(),
        lines,
        all,
        found,
        q,
        state,
        refused,
        before,
        hint: if who.app.converter.converts() { "document-file-hint-old" } else { "document-file-hint" },
    })
}
