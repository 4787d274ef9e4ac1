//! 核对: the document's words beside what was read from them, a warning at a time.

use super::current::{Current, current};
use super::history::{Around, around};
use super::list::{Filter, HEADINGS, Node, Stretch, outline};
use super::review::{Review, open};
use super::step::Body;
use super::text::{Drawing, Found, Kind, Paragraph, Piece, parts, places};
use super::warning::{At, Shown};
use super::{live, many};
use crate::address::Address;
use crate::cx::Cx;
use crate::form::Errors;
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::Who;
use askama::Template;
use axum::extract::Path;
use ledger::draft::DraftFacts;
use ledger::printed::Span;

/// No task's seq: what is found in the whole document. Seq 0 is the founding.
const WHOLE: u64 = 0;

/// What of a review is looked at.
pub(super) struct Looked {
    /// The task's place.
    place: usize,
    /// The warning.
    at: Option<At>,
    /// The part of the document; none for the one in which the warning or the task stands.
    part: Option<usize>,
    filter: Filter,
}

impl Looked {
    /// As an address asks; else the first open warning.
    pub(super) fn at(of: &Review, address: &Address) -> Self {
        let open = |at: &At| of.open_warnings().any(|open| open == *at);
        let number = |key| address.number(key).map(|number| number as usize);
        let whole = number("whole").map(At::Whole).filter(open);
        let task = address.number("task").and_then(|task| of.place_of(task));
        let of_task = |place: usize| {
            let asked = number("warning").map(|index| At::Task { place, index }).filter(open);
            asked.or_else(|| Self::task(of, place).at)
        };
        let at = whole.or_else(|| task.map_or_else(|| of.open_warnings().next(), of_task));
        let near = || match at? {
            At::Task { place, .. } => Some(place),
            At::Whole(index) => Some(of.near(of.draft.warnings.get(index)?.span?.start)),
        };
        let place = task.or_else(near).unwrap_or(0);
        Self { place, at, part: number("part"), filter: Filter::of(address) }
    }

    /// A task with its first open warning.
    pub(super) fn task(of: &Review, place: usize) -> Self {
        let own = |at: &At| matches!(at, At::Task { place: at, .. } if *at == place);
        let at = of.open_warnings().find(own);
        Self { place, at, part: None, filter: Filter::default() }
    }

    /// A warning with its task.
    pub(super) fn warning(of: &Review, at: At) -> Self {
        let place = match at {
            At::Task { place, .. } => place,
            At::Whole(_) => 0,
        };
        Self { at: Some(at), ..Self::task(of, place) }
    }

    /// The address of the same sight, behind `?`.
    fn query(&self, of: &Review) -> String {
        let task = of.tasks.get(self.place).map_or(0, |task| task.id);
        let warning = match self.at {
            Some(At::Whole(index)) => format!("&whole={index}"),
            Some(At::Task { index, .. }) => format!("&warning={index}"),
            None => String::new(),
        };
        let part = self.part.map(|part| format!("&part={part}")).unwrap_or_default();
        format!("task={task}{warning}{part}{}", self.filter.query())
    }
}

/// A part of the document.
pub(super) struct Text {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) part: usize,
    pub(super) parts: usize,
    /// The task that is looked at.
    pub(super) task: u64,
    /// What changes when a fact of the part does.
    pub(super) mark: String,
}

impl Text {
    pub(super) fn of(of: &Review, looked: &Looked) -> Self {
        let current = of.tasks.get(looked.place);
        let id = current.map(|task| task.id);
        let mut all: Vec<Found> =
            of.tasks.iter().flat_map(|task| places(&task.facts).found(task.id)).collect();
        let open = of.draft.warnings.iter().enumerate().filter(|(_, warning)| !warning.accepted);
        let open: Vec<(usize, Span)> =
            open.filter_map(|(index, warning)| Some((index, warning.span?))).collect();
        all.extend(open.iter().map(|&(_, span)| Found { span, kind: Kind::Warning, task: WHOLE }));
        let spans: Vec<(u64, Span)> =
            of.tasks.iter().filter_map(|task| Some((task.id, task.facts.span?))).collect();
        let asked = match looked.at {
            Some(At::Whole(index)) => of.draft.warnings.get(index).and_then(|warning| warning.span),
            _ => None,
        };
        let stretches = parts(&of.text, &of.headings());
        let here = asked.or_else(|| current?.facts.span);
        let of_here = || here.and_then(|here| stretches.iter().position(|part| part.end > here.start));
        let part = looked.part.or_else(of_here).unwrap_or(0).min(stretches.len() - 1);
        let href = |found: &Found| match found.task {
            WHOLE => {
                let index = open.iter().find(|(_, span)| *span == found.span).map_or(0, |(index, _)| *index);
                of.warning_address(At::Whole(index))
            }
            task if Some(task) == id => format!("#f-{}", found.span.start),
            task => format!("/drafts/{}?task={task}#f-{}", of.id, found.span.start),
        };
        // Of a warning of the whole document the words are shown, not those of the task beside it.
        let current = if asked.is_some() { None } else { id };
        let drawing = Drawing { found: &all, tasks: &spans, current, asked, href: &href };
        let near = of.tasks.iter().filter(|task| task.facts.span.is_some_and(|s| s.meets(stretches[part])));
        let version = near.map(|task| task.version).max().unwrap_or(0);
        Self {
            paragraphs: drawing.paragraphs(&of.text, stretches[part]),
            part,
            parts: stretches.len(),
            task: id.unwrap_or(0),
            mark: format!("{version}-{}-{}", open.len(), id.unwrap_or(0)),
        }
    }
}

#[derive(Template)]
#[template(path = "draft/show.html")]
pub(super) struct Page {
    cx: Cx,
    of: Review,
    counts: String,
    open: usize,
    warnings: usize,
    text: Text,
    shown: Option<Shown>,
    current: Option<Current>,
    next_open: String,
    stretch: Stretch,
    filter: Filter,
    /// Filters of the list: word, address, whether it is in force.
    filters: Vec<(String, String, bool)>,
    nodes: Vec<Node>,
    sections: Vec<(String, String)>,
    comparators: Vec<(&'static str, String)>,
    around: Around,
    may_undo: bool,
    may_redo: bool,
    /// The task that is looked at; 0 for none.
    task: u64,
    /// Where the page asks for what changed.
    since: String,
    /// The form that was refused, and what it says.
    refused: String,
    body: Body,
    errors: Errors,
}

/// What was sent and refused.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) step: String,
    pub(super) body: Body,
    pub(super) errors: Errors,
}

/// `GET /drafts/N?task=&warning=&whole=&part=`
pub(super) async fn show(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    let of = open(&who, id).await?;
    let looked = Looked::at(&of, &address);
    live::note(&who, id, of.tasks.get(looked.place).map_or(0, |task| task.id)).await?;
    page::page(&view(&who, of, looked, Sent::default()).await?)
}

pub(super) async fn view(who: &Who, of: Review, looked: Looked, sent: Sent) -> Result<Page, Halt> {
    let w = who.w;
    let around = around(who, &of).await?;
    let Sent { step: refused, body, errors } = sent;
    let place = looked.place;
    let current = (place < of.tasks.len()).then(|| current(who, &of, place, &refused, &body));
    let id = current.as_ref().map(|current| current.id);
    let section = current.as_ref().map_or(0, |current| current.facts.section);
    let filter = looked.filter.clone();
    let behind = At::Task { place, index: usize::MAX };
    let address = |only: &str| {
        let filter = Filter { only: only.to_owned(), ..filter.clone() };
        format!("?task={}{}#list", id.unwrap_or(0), filter.query())
    };
    let nodes = outline(&of, section, false);
    let sections = if of.draft.sections.len() <= HEADINGS {
        many::headings(&of)
    } else {
        let word = |node: &Node| (node.id.to_string(), format!("{}{}", "　".repeat(node.depth), node.word));
        nodes.iter().map(word).collect()
    };
    let own = |steps: &[ledger::draft::Step]| steps.iter().any(|step| step.by == Some(who.account));
    let since = if of.is_open() {
        format!("/drafts/{}/since/{}?{}&here={}", of.id, of.version, looked.query(&of), around.mark)
    } else {
        String::new()
    };
    Ok(Page {
        cx: who.cx(title(who, &of), "document"),
        counts: counts(who, &of),
        open: of.open_warnings().count(),
        warnings: of.warnings(),
        text: Text::of(&of, &looked),
        shown: looked.at.and_then(|at| of.shown(at)),
        next_open: of.next_warning(behind).map(|at| of.warning_address(at)).unwrap_or_default(),
        stretch: Stretch::of(&of, &filter, id, None),
        filters: Filter::ONLY
            .map(|only| (w.of("draft-only", only_key(only)).to_owned(), address(only), filter.only == only))
            .into(),
        filter,
        nodes,
        sections,
        comparators: ["=", ">=", ">", "<=", "<", "~"]
            .map(|sign| (sign, w.of("draft-comparator", sign_key(sign)).to_owned()))
            .into(),
        may_undo: own(&of.draft.steps),
        may_redo: own(&of.draft.undone),
        around,
        task: id.unwrap_or(0),
        since,
        current,
        of,
        refused,
        body,
        errors,
    })
}

/// A filter as a key of `locales/` can hold it.
fn only_key(only: &str) -> &str {
    if only.is_empty() { "all" } else { only }
}

/// A comparator's sign as a key of `locales/` can hold it.
fn sign_key(sign: &str) -> &'static str {
    match sign {
        ">=" => "at_least",
        ">" => "more_than",
        "<=" => "at_most",
        "<" => "less_than",
        "~" => "about",
        _ => "equal",
    }
}

/// The plan's title, else the file's name.
pub(super) fn title(who: &Who, of: &Review) -> String {
    let title = if of.draft.title.is_empty() { &of.document.name } else { &of.draft.title };
    if title.is_empty() { who.w.t("draft-untitled").to_owned() } else { title.clone() }
}

/// How much was found.
fn counts(who: &Who, of: &Review) -> String {
    let sum = |count: fn(&DraftFacts) -> usize| of.tasks.iter().map(|task| count(&task.facts)).sum::<usize>();
    let counted = [
        ("draft-count-tasks", of.tasks.len()),
        ("draft-count-units", sum(|facts| facts.units.len())),
        ("draft-count-targets", sum(|facts| facts.targets.len())),
        ("draft-count-deadlines", sum(|facts| facts.deadlines.len())),
    ];
    who.w.list(counted.map(|(key, n)| who.w.fill(key, &[("n", &n)])))
}
