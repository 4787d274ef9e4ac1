//! What a long review fetches as it comes into view: parts of the text, stretches of the list, names to choose from.

use super::list::{Filter, Node, Stretch, outline};
use super::many::headings;
use super::review::{Review, known_units, open};
use super::show::{Looked, Text};
use super::text::Piece;
use crate::address::Address;
use crate::cx::Cx;
use crate::page;
use crate::problem::Answer;
use crate::who::Who;
use askama::Template;
use axum::extract::Path;
use ledger::Right;

#[derive(Template)]
#[template(path = "draft/part.html")]
struct Part {
    cx: Cx,
    of: Review,
    text: Text,
    /// Whether the part before, or the one behind, is led to.
    before: bool,
    behind: bool,
}

/// `GET /drafts/N/text?part=&task=`: one part of the document.
pub(super) async fn text(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    let of = open(&who, id).await?;
    let looked = Looked::at(&of, &address);
    let text = Text::of(&of, &looked);
    let up = address.one("to") == Some("up");
    page::page(&Part { cx: who.cx("", "document"), of, text, before: up, behind: !up })
}

#[derive(Template)]
#[template(path = "draft/rows.html")]
struct Rows {
    cx: Cx,
    of: Review,
    stretch: Stretch,
    filter: Filter,
    task: u64,
}

/// `GET /drafts/N/rows?from=&task=`: one stretch of the list of tasks.
pub(super) async fn rows(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    let of = open(&who, id).await?;
    let (filter, task) = (Filter::of(&address), address.number("task"));
    let stretch = Stretch::of(&of, &filter, task, address.number("from").map(|from| from as usize));
    page::page(&Rows { cx: who.cx("", "document"), of, stretch, filter, task: task.unwrap_or(0) })
}

#[derive(Template)]
#[template(path = "draft/options.html")]
struct Options {
    options: Vec<(String, String)>,
    chosen: String,
}

/// `GET /drafts/N/units`: the names of units that are known.
pub(super) async fn units(who: Who, Path(_): Path<u64>) -> Answer {
    who.require(Right::Review)?;
    let options = known_units(&who).into_iter().map(|name| (name, String::new())).collect();
    page::page(&Options { options, chosen: String::new() })
}

/// `GET /drafts/N/sections?section=`: all headings.
pub(super) async fn sections(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    let of = open(&who, id).await?;
    let none = ("0".to_owned(), who.w.t("draft-no-section").to_owned());
    let options = std::iter::once(none).chain(headings(&of)).collect();
    page::page(&Options { options, chosen: address.one("section").unwrap_or_default().to_owned() })
}

#[derive(Template)]
#[template(path = "draft/nodes.html")]
struct Nodes {
    cx: Cx,
    nodes: Vec<Node>,
}

/// `GET /drafts/N/outline?task=`: all headings with what stands under them.
pub(super) async fn headings_of(who: Who, Path(id): Path<u64>, address: Address) -> Answer {
    let of = open(&who, id).await?;
    let task = address.number("task").and_then(|task| of.tasks.iter().find(|one| one.id == task));
    let nodes = outline(&of, task.map_or(0, |task| task.facts.section), true);
    page::page(&Nodes { cx: who.cx("", "document"), nodes })
}
